// Probabilities beside outcomes, bin by bin.

#include <algorithm>
#include <cmath>

#include "core/message.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/scored_outcomes.hpp"
#include "stats/wilson_interval.hpp"

namespace openitem::stats {
namespace {

constexpr std::int32_t kMostBins = 10'000;

/// One bin while rows are added.
struct Sums {
  CalibrationBin bin;
  double probability = 0.0, variance = 0.0;

  void add(const ScoredOutcomes& scored, std::uint32_t row) noexcept {
    const double weight = weight_of(scored, row), p = scored.scores[row];
    bin.from = bin.rows == 0 ? p : bin.from;
    bin.to = p;
    ++bin.rows;
    bin.weight += weight;
    bin.ones += scored.outcomes[row] != 0 ? weight : 0.0;
    probability += weight * p;
    variance += weight * p * (1.0 - p);
  }
};

}  // namespace

CalibrationCurve calibration_curve(const ScoredOutcomes& scored, std::int32_t bins, double confidence) {
  if (bins < 1 || bins > kMostBins)
    throw Error(Status::out_of_bounds,
                Message().append("bins is ").append(bins).append("; expected 1 to 10,000"));
  const OutcomeWeights weights = check_scored(scored, confidence);
  check_probabilities(scored.scores);
  const std::vector<std::uint32_t> rows = rows_by_score(scored);
  std::vector<Sums> sums(static_cast<std::size_t>(bins));
  double before = 0.0;
  for (std::size_t first = 0; first < rows.size();) {
    // Rows of one probability go where their middle is, whatever their order.
    std::size_t last = first;
    double weight = 0.0;
    for (; last < rows.size() && scored.scores[rows[last]] == scored.scores[rows[first]]; ++last)
      weight += weight_of(scored, rows[last]);
    const double place = (before + 0.5 * weight) / weights.all() * bins;
    const std::size_t at = std::min(static_cast<std::size_t>(place), sums.size() - 1);
    for (; first < last; ++first) sums[at].add(scored, rows[first]);
    before += weight;
  }
  constexpr double kRootTwoOverPi = 0.79788456080286535588;  // mean of |N(0, 1)|
  const double z = two_sided_quantile(confidence);
  CalibrationCurve curve;
  for (Sums& sum : sums) {
    if (sum.bin.rows == 0) continue;
    sum.bin.mean_probability = sum.probability / sum.bin.weight;
    sum.bin.share_of_ones = share_with_interval(sum.bin.ones, sum.bin.weight, z);
    curve.error += std::abs(sum.bin.ones - sum.probability) / weights.all();
    curve.error_if_calibrated += kRootTwoOverPi * std::sqrt(sum.variance) / weights.all();
    curve.bins.push_back(sum.bin);
  }
  return curve;
}

}  // namespace openitem::stats
