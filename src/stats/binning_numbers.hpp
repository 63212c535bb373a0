#pragma once
/// \file
/// Columns of numbers as doubles, for statistics: money has readers of its own, which never round.

#include <cstdint>
#include <vector>

#include "column/read.hpp"

namespace openitem::stats {

/// Whether a column holds numbers or flags; false for texts and for a column that is null throughout.
[[nodiscard]] bool holds_numbers(const ChunkedColumn& column) noexcept;

/// One double a row; NaN = missing (null, NaN). Floats as they are (a negative zero as zero), integers and decimals by the nearest double,
/// booleans as 0 and 1.
/// \throws Error wrong_type (texts, dates ...), invalid_data (an integer beyond 2^53, its row and column).
[[nodiscard]] std::vector<double> feature_numbers(const ChunkedColumn& column, int threads);

/// \throws Error wrong_type, as feature_numbers.
void require_numbers(const ChunkedColumn& column);

/// Rows [begin, end) of what feature_numbers gives, into `numbers`. Requires a column that require_numbers takes.
/// \throws Error invalid_data, as feature_numbers.
void read_feature_numbers(const ChunkedColumn& column, std::int64_t begin, std::int64_t end, double* numbers);

}  // namespace openitem::stats
