#pragma once
/// \file
/// Cells that hold rates: decimal fractions, read as parts per billion; and their text.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "column/read.hpp"

namespace openitem {

/// What a cell of rates may be, in parts per billion.
struct RateBounds {
  std::int64_t low, high;
  const char* expected;  ///< to follow "expected" in a message
};

/// Parts per billion of each row; nothing where the cell is empty. Decimals and texts of at most nine digits after the point;
/// a float is read as its shortest decimal, rounded half up. \throws Error invalid_data, inexact_amount, wrong_type.
[[nodiscard]] std::vector<std::optional<std::int64_t>> read_rates(const ChunkedColumn& column,
                                                                  const RateBounds& bounds);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int64_t> require_rates(const ChunkedColumn& column, const RateBounds& bounds);

/// "0.036": parts per billion as a fraction, without the zeros that say nothing.
[[nodiscard]] std::string rate_text(std::int64_t rate);

}  // namespace openitem
