// From log odds to points: Siddiqi, "Credit Risk Scorecards" (Wiley, 2006), chapter 6.

#include <cmath>
#include <utility>

#include "core/bounds.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::credit {
namespace {

/// Half away from zero, to so many decimals; -1 = as it is. Never a negative zero.
class PointsRounding {
 public:
  explicit PointsRounding(std::int32_t decimals) : is_on_(decimals >= 0) {
    for (std::int32_t at = 0; at < decimals; ++at) unit_ *= 10.0;
  }
  [[nodiscard]] double operator()(double points) const noexcept {
    return (is_on_ ? std::round(points * unit_) / unit_ : points) + 0.0;
  }

 private:
  bool is_on_;
  double unit_ = 1.0;  // points that make one
};

}  // namespace

Scorecard scorecard_of(const stats::AdditiveModel& model, const PointsOptions& options) {
  check_bounds("decimals", options.decimals, -1, 9);
  check_bounds("spread_base", options.spread_base, 0, 1);
  const PointsScale scale =
      points_scaling(options.pdo, options.base_score, options.base_odds, options.orientation);
  const PointsRounding rounded(options.decimals);
  // The model speaks of the odds of outcome 1, which is bad.
  const double factor = options.orientation == OddsOrientation::good_to_bad ? -scale.factor : scale.factor;
  const double base = scale.offset + factor * model.intercept();
  const std::size_t count = model.values().size();
  const double share = options.spread_base != 0 ? base / static_cast<double>(count) : 0.0;

  ScorecardParts parts{.binning = model.binning(),
                       .base_points = options.spread_base != 0 ? 0.0 : rounded(base),
                       .scale = scale};
  for (const std::vector<double>& values : model.values()) {
    FeaturePoints& feature = parts.features.emplace_back();
    for (const double value : values) feature.points.push_back(rounded(factor * value + share));
  }
  for (const stats::AdditivePair& of : model.pairs()) {
    PairPoints pair{.first = of.first, .second = of.second};
    for (const double value : of.values) pair.points.push_back(rounded(factor * value));
    parts.pairs.push_back(std::move(pair));
  }
  return Scorecard(std::move(parts));
}

}  // namespace openitem::credit
