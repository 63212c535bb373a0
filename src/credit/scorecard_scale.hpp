#pragma once
/// \file
/// What a score says of the probability of default, on a scale of points.

#include "core/exponential.hpp"
#include "openitem/points.hpp"

namespace openitem::credit {

/// Whether higher scores stand for lower PDs.
[[nodiscard]] constexpr bool pd_falls_with_score(const PointsScale& scale) noexcept {
  return (scale.orientation == OddsOrientation::good_to_bad) == (scale.factor > 0.0);
}

/// The formulas of odds_of_scores and pds_of_odds, one after the other; 0 or 1 where doubles end.
[[nodiscard]] inline double pd_of_score(const PointsScale& scale, double score) noexcept {
  const double odds = exponential_of((score - scale.offset) / scale.factor);
  return scale.orientation == OddsOrientation::good_to_bad ? 1.0 / (1.0 + odds) : 1.0 / (1.0 + 1.0 / odds);
}

}  // namespace openitem::credit
