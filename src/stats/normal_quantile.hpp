#pragma once
/// \file
/// Quantiles of the normal distribution.

namespace openitem::stats {

/// z with P(-z < N < z) = confidence, to about 1e-15 of it.
/// Requires 0 < confidence < 1.
[[nodiscard]] double two_sided_quantile(double confidence) noexcept;

}  // namespace openitem::stats
