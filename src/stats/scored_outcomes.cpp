#include "stats/scored_outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/message.hpp"
#include "stats/column_lengths.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/standardised.hpp"

namespace openitem::stats {

void check_confidence(double confidence) {
  const bool is_share = confidence > 0.0 && confidence < 1.0;  // NaN is none
  if (!is_share) throw Error(Status::out_of_bounds, "confidence must be above 0 and below 1, as in 0.95");
}

void check_weights(std::span<const double> weights) {
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (weights[row] >= 0.0) continue;
    throw Error(Status::invalid_data,
                Message().append("weights of row ").append(row).append(" is below 0; expected 0 or more"))
        .at(static_cast<std::int64_t>(row), "weights");
  }
}

void check_probabilities(std::span<const double> probabilities) {
  for (std::size_t row = 0; row < probabilities.size(); ++row) {
    if (probabilities[row] >= 0.0 && probabilities[row] <= 1.0) continue;
    throw Error(Status::invalid_data, Message()
                                          .append("scores of row ")
                                          .append(row)
                                          .append(" is no probability; expected a number from 0 to 1"))
        .at(static_cast<std::int64_t>(row), "scores");
  }
}

OutcomeWeights check_scored(const ScoredOutcomes& scored, double confidence) {
  check_confidence(confidence);
  const std::size_t rows = scored.outcomes.size();
  check_length(scored.scores.size(), rows, "scores", "outcomes");
  check_numbers(scored.scores, rows, "scores");
  check_numbers(scored.weights, rows, "weights");
  check_outcomes(scored.outcomes);
  check_weights(scored.weights);
  OutcomeWeights found;
  for (std::size_t row = 0; row < rows; ++row) {
    const double weight = weight_of(scored, row);
    found.rows += weight > 0.0 ? 1 : 0;
    (scored.outcomes[row] != 0 ? found.ones : found.zeros) += weight;
  }
  if (found.rows == 0)
    throw Error(Status::invalid_argument, "there is no row of a weight above 0; a measure needs some");
  return found;
}

std::vector<std::uint32_t> rows_by_score(const ScoredOutcomes& scored) {
  std::vector<std::uint32_t> rows(scored.scores.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::erase_if(rows, [&](std::uint32_t row) { return weight_of(scored, row) <= 0.0; });
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return scored.scores[a] != scored.scores[b] ? scored.scores[a] < scored.scores[b] : a < b;
  });
  return rows;
}

Estimate with_interval(double value, double standard_error, double confidence) noexcept {
  const double reach = two_sided_quantile(confidence) * standard_error;
  return {value, standard_error, value - reach, value + reach};
}

}  // namespace openitem::stats
