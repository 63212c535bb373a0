#include "borrowed_tables.hpp"

#include <bit>
#include <cstddef>

#include "arguments.hpp"
#include "column/read.hpp"

namespace openitem::c_abi {
namespace {

ColumnView checked_bytes(const oi_column& column, std::int32_t argument) {
  require_choice(column.type, OI_COLUMN_UNREADABLE, "oi_column.type", "OI_COLUMN_*", argument);
  return std::bit_cast<ColumnView>(column);
}

}  // namespace

BorrowedTables::BorrowedTables(const oi_table* tables, std::int32_t count, std::int32_t argument) {
  require_count(count, 0, largest_count, "table_count", argument + 1);
  if (count > 0) require(tables, "tables", argument);
  for (const oi_table& table : std::span(tables, static_cast<std::size_t>(count))) {
    require(table.name, "oi_table.name", argument);
    require_zero(table.reserved, "oi_table.reserved", argument);
    require_array(table.columns, table.column_count, "oi_table.columns", argument);
    borrow(std::bit_cast<TableView>(table), table.columns, argument);
  }
}

BorrowedTables::BorrowedTables(const char* name, const oi_column* columns, std::int32_t column_count,
                               std::int64_t rows, std::int32_t argument) {
  require_count(column_count, 0, largest_count, "column_count", argument + 1);
  require_count(rows, 0, kMaxTableRows, "rows", argument + 2);
  if (column_count > 0) require(columns, "columns", argument);
  TableView table;
  table.name = name;
  table.column_count = column_count;
  table.rows = rows;
  borrow(table, columns, argument);
}

void BorrowedTables::borrow(TableView table, const oi_column* columns, std::int32_t argument) {
  std::vector<ColumnView>& views = columns_.emplace_back();
  views.reserve(static_cast<std::size_t>(table.column_count));
  for (const oi_column& column : std::span(columns, static_cast<std::size_t>(table.column_count))) {
    views.push_back(view_of(column, argument));
  }
  table.columns = views.data();
  tables_.push_back(table);
}

ColumnView BorrowedTables::view_of(const oi_column& column, std::int32_t argument) {
  ColumnView view = checked_bytes(column, argument);
  if (column.dictionary == nullptr) return view;
  ColumnView values = checked_bytes(*column.dictionary, argument);
  values.dictionary = nullptr;  // a dictionary of a dictionary is refused by its type
  view.dictionary = &dictionaries_.emplace_back(values);
  return view;
}

}  // namespace openitem::c_abi
