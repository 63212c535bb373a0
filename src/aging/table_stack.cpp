#include "aging/table_stack.hpp"

#include <string_view>
#include <utility>

namespace openitem {

void TableStack::add(Date as_of, const Table& table) {
  if (columns_.empty()) {
    name_ = table.name();
    for (const Column& column : table.columns()) {
      columns_.push_back({column.name(), column.type(), column.role(), {}, {}, {0}, {}, {}});
    }
  }
  for (std::size_t at = 0; at < columns_.size(); ++at) add_column(columns_[at], table.columns()[at]);
  dates_.insert(dates_.end(), static_cast<std::size_t>(table.rows()), as_of.days());
}

void TableStack::add_column(StackedColumn& stacked, const Column& column) const {
  if (column.has_nulls() || !stacked.valid.empty()) {
    stacked.valid.resize(dates_.size(), 1);
    for (std::int64_t row = 0; row < column.rows(); ++row)
      stacked.valid.push_back(column.is_null(row) ? 0 : 1);
  }
  if (stacked.type == ColumnType::int64) {
    stacked.wide.insert(stacked.wide.end(), column.int64s().begin(), column.int64s().end());
  } else if (stacked.type == ColumnType::large_text) {
    for (std::int64_t row = 0; row < column.rows(); ++row) {
      const std::string_view text = column.text_at(row);
      stacked.bytes.insert(stacked.bytes.end(), text.begin(), text.end());
      stacked.offsets.push_back(static_cast<std::int64_t>(stacked.bytes.size()));
    }
  } else {
    stacked.narrow.insert(stacked.narrow.end(), column.int32s().begin(), column.int32s().end());
  }
}

Column TableStack::column_of(StackedColumn&& stacked) {
  Column column =
      stacked.type == ColumnType::int64
          ? Column::int64(std::move(stacked.name), std::move(stacked.wide), stacked.role)
      : stacked.type == ColumnType::large_text
          ? Column::text(std::move(stacked.name), std::move(stacked.offsets), std::move(stacked.bytes))
      : stacked.type == ColumnType::date32
          ? Column::date(std::move(stacked.name), std::move(stacked.narrow))
          : Column::int32(std::move(stacked.name), std::move(stacked.narrow), stacked.role);
  if (stacked.valid.empty()) return column;
  return std::move(column).with_validity(stacked.valid);
}

Table TableStack::take() {
  Table table(std::move(name_));
  table.add(Column::date("as_of", std::move(dates_)));
  for (StackedColumn& column : columns_) table.add(column_of(std::move(column)));
  *this = {};
  return table;
}

}  // namespace openitem
