#pragma once
/// \file
/// The chi-square distribution.

#include <cstdint>

namespace openitem::stats {

/// P(chi-square of `degrees` > x), to about 1e-13 of it (less far in the tail, where it is below 1e-100).
/// Requires x >= 0 and 1 <= degrees <= 100,000.
[[nodiscard]] double chi_square_tail(double x, std::int32_t degrees) noexcept;

}  // namespace openitem::stats
