#pragma once
/// \file
/// A share and its interval.

#include <algorithm>
#include <cmath>

#include "openitem/stats.hpp"

namespace openitem::stats {

// Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22
// (1927): never beyond 0 and 1, and not empty where all outcomes are alike.
/// Requires weight > 0. `z`: two_sided_quantile of the confidence.
[[nodiscard]] inline Estimate share_with_interval(double ones, double weight, double z) noexcept {
  const double share = ones / weight;
  const double z2 = z * z / weight;
  const double middle = (share + 0.5 * z2) / (1.0 + z2);
  const double reach = z * std::sqrt(share * (1.0 - share) / weight + 0.25 * z2 / weight) / (1.0 + z2);
  // The share itself is inside: where it is 0 or 1, rounding must not leave it out.
  return {share, std::sqrt(share * (1.0 - share) / weight), std::clamp(middle - reach, 0.0, share),
          std::clamp(middle + reach, share, 1.0)};
}

}  // namespace openitem::stats
