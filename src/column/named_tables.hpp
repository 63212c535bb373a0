#pragma once
/// \file
/// The tables of one call, by name: a misspelt table or column must not be ignored.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "column/read.hpp"

namespace openitem {

class NamedTables {
 public:
  /// \throws Error unknown_name for a table that is not among `names`; what gather_tables throws.
  NamedTables(std::span<const TableView> tables, std::span<const std::string_view> names);
  /// nullptr when it was not given.
  [[nodiscard]] const ChunkedTable* find(std::string_view name) const noexcept;
  /// \throws Error missing_column.
  [[nodiscard]] const ChunkedTable& require(std::string_view name) const;

 private:
  std::vector<ChunkedTable> tables_;
};

/// `also`: further columns, which an option names. \throws Error unknown_name for a column that is none of these.
void require_known_columns(const ChunkedTable& table, std::span<const std::string_view> names,
                           std::span<const std::string> also = {});

}  // namespace openitem
