#pragma once
/// \file
/// Names of features and of the choices of binning, read from cells.

#include <cstdint>
#include <string_view>
#include <vector>

#include "column/required_cells.hpp"
#include "openitem/binning.hpp"

namespace openitem::stats {

/// Texts, none of them empty; views into the column. \throws Error missing_value at the first that is, what reading texts throws.
[[nodiscard]] std::vector<std::string_view> required_texts(const ChunkedColumn& column,
                                                           std::string_view expected);

/// The enumerator from `first` to `last` of this name. \throws Error unknown_name at the cell.
template <typename Enum>
[[nodiscard]] Enum read_name(std::string_view name, const ChunkedColumn& column, std::int64_t row,
                             std::string_view expected, Enum first, Enum last) {
  for (auto number = static_cast<std::int32_t>(first); number <= static_cast<std::int32_t>(last); ++number) {
    if (name_of(static_cast<Enum>(number)) == name) return static_cast<Enum>(number);
  }
  refuse_cell(Status::unknown_name, column, row, expected);
}

}  // namespace openitem::stats
