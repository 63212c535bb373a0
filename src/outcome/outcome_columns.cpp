#include "outcome/outcome_columns.hpp"

#include <string>
#include <utility>
#include <vector>

#include "openitem/time.hpp"

namespace openitem::outcome {
namespace {

/// Cells of one column with what is missing.
template <typename Value>
struct Cells {
  std::vector<Value> values;
  std::vector<std::uint8_t> valid;

  void add(bool is_there, Value value) {
    values.push_back(is_there ? value : Value{});
    valid.push_back(is_there ? 1 : 0);
  }
};

/// of(row) where has(row).
template <typename Value, typename Has, typename Of>
Cells<Value> cells_of(std::span<const Judged> rows, Has&& has, Of&& of) {
  Cells<Value> cells;
  cells.values.reserve(rows.size());
  cells.valid.reserve(rows.size());
  for (const Judged& row : rows) cells.add(has(row), of(row));
  return cells;
}

bool is_judged(const Judged& row) noexcept { return !row.is_left_out(); }
bool is_bad(const Judged& row) noexcept { return row.fate == RowFate::bad; }

template <typename Has, typename Of>
Column whole_numbers(const char* name, ColumnRole role, std::span<const Judged> rows, Has&& has, Of&& of) {
  Cells<std::int64_t> cells = cells_of<std::int64_t>(rows, has, of);
  return Column::int64(name, std::move(cells.values), role).with_validity(cells.valid);
}

template <typename Has, typename Of>
Column days_of(const char* name, std::span<const Judged> rows, Has&& has, Of&& of) {
  Cells<std::int32_t> cells = cells_of<std::int32_t>(rows, has, of);
  return Column::date(name, std::move(cells.values)).with_validity(cells.valid);
}

template <typename Has, typename Of>
Column names_of(const char* name, std::span<const Judged> rows, Has&& has, Of&& of) {
  const Cells<std::string_view> cells = cells_of<std::string_view>(rows, has, of);
  return Column::text(name, cells.values).with_validity(cells.valid);
}

}  // namespace

void add_outcome_columns(std::span<const Judged> rows, Table& table) {
  table.add(days_of(
      "window_end", rows, [](const Judged& row) { return row.window_end <= Date::max_days; },
      [](const Judged& row) { return row.window_end; }));
  table.add(whole_numbers("bad", ColumnRole::plain, rows, is_judged,
                          [](const Judged& row) { return row.fate == RowFate::bad ? 1 : 0; }));
  table.add(names_of(
      "exclusion", rows, [](const Judged& row) { return row.is_left_out(); },
      [](const Judged& row) { return kRowFateNames[static_cast<std::size_t>(row.fate)]; }));
  table.add(names_of("trigger", rows, is_bad, [](const Judged& row) -> std::string_view {
    return row.verdict.trigger == Trigger::written_off ? "written_off" : "days_past_due";
  }));
  table.add(days_of("bad_on", rows, is_bad, [](const Judged& row) { return row.verdict.bad_on; }));
  table.add(whole_numbers("past_due_amount", ColumnRole::money, rows, is_bad,
                          [](const Judged& row) { return row.verdict.past_due; }));
  table.add(whole_numbers("threshold", ColumnRole::money, rows, is_bad,
                          [](const Judged& row) { return row.verdict.threshold; }));
  table.add(whole_numbers("worst_days_past_due", ColumnRole::days, rows, is_judged,
                          [](const Judged& row) { return row.verdict.worst_days; }));
  table.add(whole_numbers("written_off", ColumnRole::money, rows, is_judged,
                          [](const Judged& row) { return row.verdict.written_off; }));
}

}  // namespace openitem::outcome
