// How near probabilities are to what happened: Brier score, log-loss, calibration intercept and slope.

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/exponential.hpp"
#include "stats/scored_outcomes.hpp"

namespace openitem::stats {
namespace {

double logarithm(double probability) noexcept {
  if (probability <= 0.0) return -std::numeric_limits<double>::infinity();
  // Below the least normal number only scaled numbers have their logarithm here.
  constexpr double least = std::numeric_limits<double>::min();
  return probability < least ? log_positive(probability * 0x1p60) - 60.0 * exponential::kLn2High
                             : log_positive(probability);
}

/// Mean over rows and its standard error, from the spread of what `loss_of(row)` gives.
template <typename LossOf>
Estimate mean_of(const ScoredOutcomes& scored, const OutcomeWeights& weights, double confidence,
                 LossOf&& loss_of) {
  double sum = 0.0;
  for (std::size_t row = 0; row < scored.scores.size(); ++row) {
    if (weight_of(scored, row) > 0.0) sum += weight_of(scored, row) * loss_of(row);
  }
  const double mean = sum / weights.all();
  if (!std::isfinite(mean) || weights.all() <= 1.0) return {.value = mean};
  double squares = 0.0;
  for (std::size_t row = 0; row < scored.scores.size(); ++row) {
    if (weight_of(scored, row) <= 0.0) continue;
    const double difference = loss_of(row) - mean;
    squares += weight_of(scored, row) * difference * difference;
  }
  return with_interval(mean, std::sqrt(squares / (weights.all() - 1.0) / weights.all()), confidence);
}

void regress(const ScoredOutcomes& scored, double confidence, Calibration& found) {
  std::vector<double> log_odds(scored.scores.size());
  for (std::size_t row = 0; row < log_odds.size(); ++row) {
    const double p = scored.scores[row];
    if (weight_of(scored, row) <= 0.0) continue;
    if (p <= 0.0 || p >= 1.0) return;
    log_odds[row] = logarithm(p) - log_of_one_plus(-p);
  }
  const auto estimate = [&](const LogisticFit& fit, std::size_t at) {
    if (fit.status != FitStatus::converged) return Estimate{};
    return with_interval(fit.coefficients[at], fit.standard_errors[at], confidence);
  };
  found.intercept = estimate(fit_logistic({{}, scored.outcomes, scored.weights, log_odds}), 0);
  double least = 0.0, greatest = 0.0;
  bool is_first = true;
  for (std::size_t row = 0; row < log_odds.size(); ++row) {
    if (weight_of(scored, row) <= 0.0) {
      log_odds[row] = 0.0;
      continue;
    }
    least = is_first ? log_odds[row] : std::min(least, log_odds[row]);
    greatest = is_first ? log_odds[row] : std::max(greatest, log_odds[row]);
    is_first = false;
  }
  if (least == greatest) return;  // one probability for all has no slope
  const std::array<std::span<const double>, 1> features = {log_odds};
  const LogisticFit fit = fit_logistic({features, scored.outcomes, scored.weights, {}});
  found.slope_status = fit.status;
  found.slope = estimate(fit, 1);
}

}  // namespace

Calibration calibrate(const ScoredOutcomes& scored, double confidence) {
  const OutcomeWeights weights = check_scored(scored, confidence);
  check_probabilities(scored.scores);
  Calibration found;
  found.brier = mean_of(scored, weights, confidence, [&](std::size_t row) {
    const double difference = scored.outcomes[row] - scored.scores[row];
    return difference * difference;
  });
  found.log_loss = mean_of(scored, weights, confidence, [&](std::size_t row) {
    const double p = scored.scores[row];
    return scored.outcomes[row] != 0 ? -logarithm(p) : (p < 1.0 ? -log_of_one_plus(-p) : -logarithm(0.0));
  });
  if (weights.has_both()) regress(scored, confidence, found);
  return found;
}

}  // namespace openitem::stats
