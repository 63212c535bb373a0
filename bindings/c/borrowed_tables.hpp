#pragma once
/// \file
/// Tables and columns of a C caller as the facade's views, for the length of one call. No cell is copied.

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/openitem.h"

namespace openitem::c_abi {

/// Copies the structs, never the cells. What the structs say about the cells is for the facade to check.
class BorrowedTables {
 public:
  /// `tables` is argument `argument` of the call, its count the next one.
  /// \throws Error out_of_bounds, null_argument, invalid_argument.
  BorrowedTables(const oi_table* tables, std::int32_t count, std::int32_t argument);
  /// One table called `name`; `columns` is argument `argument`, column_count and rows the next ones.
  BorrowedTables(const char* name, const oi_column* columns, std::int32_t column_count, std::int64_t rows,
                 std::int32_t argument);

  [[nodiscard]] std::span<const TableView> views() const noexcept { return tables_; }

 private:
  void borrow(TableView table, const oi_column* columns, std::int32_t argument);
  [[nodiscard]] ColumnView view_of(const oi_column& column, std::int32_t argument);

  std::vector<TableView> tables_;
  std::deque<std::vector<ColumnView>> columns_;  // per table; a deque keeps what the tables point to in place
  std::deque<ColumnView> dictionaries_;
};

}  // namespace openitem::c_abi
