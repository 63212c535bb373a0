#pragma once
/// \file
/// Tables of the same columns, one a date, set one under the other behind the date.

#include <cstdint>
#include <string>
#include <vector>

#include "openitem/column.hpp"

namespace openitem {

class TableStack {
 public:
  /// Every table must have the columns of the first.
  void add(Date as_of, const Table& table);
  /// The table with the column "as_of" in front. The stack is empty afterwards.
  [[nodiscard]] Table take();

 private:
  struct StackedColumn {
    std::string name;
    ColumnType type = ColumnType::none;
    ColumnRole role = ColumnRole::plain;
    std::vector<std::int64_t> wide;     // int64 values
    std::vector<std::int32_t> narrow;   // int32 and date32 values
    std::vector<std::int64_t> offsets;  // of texts
    std::vector<char> bytes;
    std::vector<std::uint8_t> valid;  // a row each; empty = no nulls so far
  };
  void add_column(StackedColumn& stacked, const Column& column) const;
  [[nodiscard]] static Column column_of(StackedColumn&& stacked);

  std::string name_;
  std::vector<std::int32_t> dates_;
  std::vector<StackedColumn> columns_;
};

}  // namespace openitem
