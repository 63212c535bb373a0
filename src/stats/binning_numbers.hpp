#pragma once
/// \file
/// Columns of numbers as doubles, for statistics: money has readers of its own, which never round.

#include <vector>

#include "column/read.hpp"

namespace openitem::stats {

/// Whether a column holds numbers or flags; false for texts and for a column that is null throughout.
[[nodiscard]] bool holds_numbers(const ChunkedColumn& column) noexcept;

/// One double a row; NaN = missing (null, NaN). Floats as they are (a negative zero as zero), integers and decimals by the nearest double,
/// booleans as 0 and 1.
/// \throws Error wrong_type (texts, dates ...), invalid_data (an integer beyond 2^53, its row and column).
[[nodiscard]] std::vector<double> feature_numbers(const ChunkedColumn& column, int threads);

}  // namespace openitem::stats
