// How well a score tells outcomes apart: AUC with DeLong's variance, Gini, Kolmogorov-Smirnov.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "stats/scored_outcomes.hpp"

namespace openitem::stats {
namespace {

/// Weights of one score, and of all scores below.
struct Tie {
  double score, ones, zeros, ones_below, zeros_below;
};

std::vector<Tie> ties_of(const ScoredOutcomes& scored) {
  std::vector<Tie> ties;
  double ones = 0.0, zeros = 0.0;
  for (const std::uint32_t row : rows_by_score(scored)) {
    if (ties.empty() || ties.back().score != scored.scores[row])
      ties.push_back({scored.scores[row], 0.0, 0.0, ones, zeros});
    const double weight = weight_of(scored, row);
    (scored.outcomes[row] != 0 ? ties.back().ones : ties.back().zeros) += weight;
    (scored.outcomes[row] != 0 ? ones : zeros) += weight;
  }
  return ties;
}

// DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic curves",
// Biometrics 44 (1988): the variance of the shares of the other class that each row is placed above.
double standard_error_of(const std::vector<Tie>& ties, const OutcomeWeights& weights, double auc) noexcept {
  if (weights.ones <= 1.0 || weights.zeros <= 1.0) return std::numeric_limits<double>::quiet_NaN();
  double of_ones = 0.0, of_zeros = 0.0;
  for (const Tie& tie : ties) {
    const double above = (tie.zeros_below + 0.5 * tie.zeros) / weights.zeros - auc;
    const double below = (weights.ones - tie.ones_below - 0.5 * tie.ones) / weights.ones - auc;
    of_ones += tie.ones * above * above;
    of_zeros += tie.zeros * below * below;
  }
  return std::sqrt(of_ones / (weights.ones - 1.0) / weights.ones +
                   of_zeros / (weights.zeros - 1.0) / weights.zeros);
}

}  // namespace

Discrimination discriminate(const ScoredOutcomes& scored, double confidence) {
  const OutcomeWeights weights = check_scored(scored, confidence);
  Discrimination found;
  found.rows = weights.rows;
  found.weight_of_ones = weights.ones;
  found.weight_of_zeros = weights.zeros;
  if (!weights.has_both()) return found;
  const std::vector<Tie> ties = ties_of(scored);
  double won = 0.0;
  found.ks = 0.0;
  for (const Tie& tie : ties) {
    won += tie.ones * (tie.zeros_below + 0.5 * tie.zeros);
    const double distance =
        std::abs((tie.ones_below + tie.ones) / weights.ones - (tie.zeros_below + tie.zeros) / weights.zeros);
    if (!(distance > found.ks)) continue;
    found.ks = distance;
    found.ks_score = tie.score;
  }
  const double auc = won / weights.ones / weights.zeros;
  found.auc = with_interval(auc, standard_error_of(ties, weights, auc), confidence);
  found.auc.low = std::max(found.auc.low, 0.0);
  found.auc.high = std::min(found.auc.high, 1.0);
  found.gini = {2.0 * auc - 1.0, 2.0 * found.auc.standard_error, 2.0 * found.auc.low - 1.0,
                2.0 * found.auc.high - 1.0};
  return found;
}

}  // namespace openitem::stats
