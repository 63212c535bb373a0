#include "plan_life/plan_rows.hpp"

#include <algorithm>
#include <utility>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/message.hpp"

namespace openitem {

PlanRows::PlanRows(const char* name, std::vector<PlanColumnSpec> specs)
    : name_(name), specs_(std::move(specs)), cells_(specs_.size()) {}

PlanRows::Cells& PlanRows::next(PlanCell cell) {
  const PlanCell expected = specs_[at_].cell;
  if (expected != cell) {
    throw Error(Status::internal,
                Message().append("column ").append(specs_[at_].name).append(" is of another kind"));
  }
  Cells& cells = cells_[at_];
  at_ = at_ + 1 == specs_.size() ? 0 : at_ + 1;
  return cells;
}

PlanRows& PlanRows::day(std::int32_t day) {
  Cells& cells = next(PlanCell::day);
  cells.narrow.push_back(day == kNoDate ? 0 : day);
  cells.valid.push_back(day == kNoDate ? 0 : 1);
  return *this;
}

PlanRows& PlanRows::number(std::int32_t number) {
  Cells& cells = next(specs_[at_].cell == PlanCell::days ? PlanCell::days : PlanCell::number);
  cells.narrow.push_back(number);
  cells.valid.push_back(1);
  return *this;
}

PlanRows& PlanRows::no_number() {
  number(0);
  cells_[at_ == 0 ? specs_.size() - 1 : at_ - 1].valid.back() = 0;
  return *this;
}

PlanRows& PlanRows::count(std::int64_t count) {
  next(PlanCell::count).wide.push_back(count);
  return *this;
}

PlanRows& PlanRows::money(std::int64_t minor) {
  next(PlanCell::money).wide.push_back(minor);
  return *this;
}

PlanRows& PlanRows::text(std::string_view text) {
  Cells& cells = next(PlanCell::text);
  cells.texts.push_back(text);
  cells.valid.push_back(text.empty() ? 0 : 1);
  return *this;
}

PlanRows& PlanRows::key(std::uint32_t code) {
  next(PlanCell::key).codes.push_back(code);
  return *this;
}

PlanRows& PlanRows::currency(std::uint16_t index) {
  next(PlanCell::currency).currencies.push_back(index);
  return *this;
}

Column PlanRows::column(std::size_t at) {
  const PlanColumnSpec& spec = specs_[at];
  Cells& cells = cells_[at];
  const bool has_nulls = std::find(cells.valid.begin(), cells.valid.end(), 0) != cells.valid.end();
  const auto finished = [&](Column column) {
    return has_nulls ? std::move(column).with_validity(cells.valid) : std::move(column);
  };
  switch (spec.cell) {
    case PlanCell::day: return finished(Column::date(spec.name, std::move(cells.narrow)));
    case PlanCell::days: return finished(Column::int32(spec.name, std::move(cells.narrow), ColumnRole::days));
    case PlanCell::number: return finished(Column::int32(spec.name, std::move(cells.narrow)));
    case PlanCell::count: return Column::int64(spec.name, std::move(cells.wide), ColumnRole::count);
    case PlanCell::money: return Column::int64(spec.name, std::move(cells.wide), ColumnRole::money);
    case PlanCell::text: return finished(Column::text(spec.name, cells.texts));
    case PlanCell::currency: return currency_column(spec.name, cells.currencies);
    case PlanCell::key: break;
  }
  return key_column(spec.name, *spec.keys, cells.codes);
}

Table PlanRows::table() && {
  Table table(name_);
  for (std::size_t at = 0; at < specs_.size(); ++at) table.add(column(at));
  return table;
}

}  // namespace openitem
