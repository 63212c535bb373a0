// Kaplan and Meier, "Nonparametric estimation from incomplete observations", Journal of the American Statistical Association 53 (1958),
// with the variance of Greenwood (1926).

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exponential.hpp"
#include "core/message.hpp"
#include "stats/followed.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/scored_outcomes.hpp"

namespace openitem::stats {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
// Curves touch a level within this, the square root of the last place of 1, as in R's survfit.
constexpr double kTouching = 0x1p-26;

void check_curve_options(const KaplanMeierOptions& options) {
  if (options.interval == SurvivalInterval::not_set) {
    throw Error(Status::not_set,
                "interval is not set: programs differ in the scale of intervals of survival, choose plain, "
                "log or log_log");
  }
  check_confidence(options.confidence);
  check_quantiles(options.quantiles);
}

/// Half the width of an interval, on the scale it is symmetric on, and the interval.
void add_interval(SurvivalPoint& point, SurvivalInterval interval, double z) noexcept {
  if (point.survival < std::numeric_limits<double>::min()) {
    point.standard_error = point.low = point.high = kMissing;
    return;
  }
  if (point.standard_error <= 0.0) {
    point.low = point.high = point.survival;
    return;
  }
  const double reach = z * point.standard_error;
  switch (interval) {
    case SurvivalInterval::plain:
      point.low = point.survival - reach;
      point.high = point.survival + reach;
      break;
    case SurvivalInterval::log: {
      const double factor = exponential_of(reach / point.survival);
      point.low = point.survival / factor;
      point.high = point.survival * factor;
      break;
    }
    default: {
      const double log = log_positive(point.survival);
      const double factor = exponential_of(-reach / (point.survival * log));
      point.low = exponential_of(log * factor);
      point.high = exponential_of(log / factor);
    }
  }
  point.low = std::max(point.low, 0.0);
  point.high = std::min(point.high, 1.0);
}

/// The first time at which the curve that `level_of` reads is below `level`; the middle between that of reaching and that of leaving it
/// where the curve runs along it.
template <typename LevelOf>
double crossing(const std::vector<SurvivalPoint>& points, double level, const LevelOf& level_of) noexcept {
  const auto reached = std::find_if(points.begin(), points.end(), [&](const SurvivalPoint& point) {
    return level_of(point) < level + kTouching;
  });
  if (reached == points.end()) return kMissing;
  if (level_of(*reached) <= level - kTouching) return reached->time;
  const double along = level_of(*reached);
  const auto left = std::find_if(reached, points.end(),
                                 [&](const SurvivalPoint& point) { return level_of(point) < along; });
  return left == points.end() ? reached->time : 0.5 * (reached->time + left->time);
}

SurvivalQuantile quantile_of(const std::vector<SurvivalPoint>& points, double share) noexcept {
  const double level = 1.0 - share;
  return {.share = share,
          .time = crossing(points, level, [](const SurvivalPoint& point) { return point.survival; }),
          .low = crossing(points, level, [](const SurvivalPoint& point) { return point.low; }),
          .high = crossing(points, level, [](const SurvivalPoint& point) { return point.high; })};
}

}  // namespace

void check_quantiles(std::span<const double> quantiles) {
  for (const double share : quantiles) {
    const bool is_share = share > 0.0 && share < 1.0;
    if (!is_share)
      throw Error(Status::out_of_bounds, "quantiles must be above 0 and below 1, as in 0.5 for the median");
  }
}

SurvivalCurve kaplan_meier(const SurvivalColumns& columns, const KaplanMeierOptions& options) {
  check_curve_options(options);
  const Followed followed = follow(columns);
  SurvivalCurve curve;
  curve.rows = static_cast<std::int64_t>(followed.rows.size());
  curve.weight = followed.weight;
  curve.weight_of_events = followed.weight_of_events;
  curve.interval = options.interval;
  curve.confidence = options.confidence;
  const double z = two_sided_quantile(options.confidence);
  double survival = 1.0, sum = 0.0;
  for (const TimeStep& step : steps_of(columns, followed.rows)) {
    const double left = step.at_risk - step.events;
    const bool is_end = left <= 0.0;
    survival = is_end ? 0.0 : survival * (left / step.at_risk);
    sum += is_end ? 0.0 : step.events / step.at_risk / left;
    curve.points.push_back({.time = step.time,
                            .at_risk = step.at_risk,
                            .events = step.events,
                            .censored = step.censored,
                            .survival = survival,
                            .standard_error = survival * std::sqrt(sum)});
    add_interval(curve.points.back(), options.interval, z);
  }
  for (const double share : options.quantiles) curve.quantiles.push_back(quantile_of(curve.points, share));
  return curve;
}

}  // namespace openitem::stats
