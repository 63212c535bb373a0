#pragma once
/// \file
/// Scores and outcomes as measures read them: checked, with their weights.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/stats.hpp"
#include "stats/checks.hpp"

namespace openitem::stats {

struct OutcomeWeights {
  double ones = 0.0, zeros = 0.0;
  std::int64_t rows = 0;  ///< of a weight above 0

  [[nodiscard]] bool has_both() const noexcept { return ones > 0.0 && zeros > 0.0; }
  [[nodiscard]] double all() const noexcept { return ones + zeros; }
};

/// \throws Error invalid_data naming the first that is below 0. They are numbers already.
void check_weights(std::span<const double> weights);
/// \throws Error invalid_data naming the first that is not within 0 and 1.
void check_probabilities(std::span<const double> probabilities);

/// \throws Error as discriminate.
[[nodiscard]] OutcomeWeights check_scored(const ScoredOutcomes& scored, double confidence);

[[nodiscard]] inline double weight_of(const ScoredOutcomes& scored, std::size_t row) noexcept {
  return scored.weights.empty() ? 1.0 : scored.weights[row];
}

/// Rows by score, by place within a score so that sums have one order; those of a weight of 0 are left out.
[[nodiscard]] std::vector<std::uint32_t> rows_by_score(const ScoredOutcomes& scored);

/// value -+ z x standard error.
[[nodiscard]] Estimate with_interval(double value, double standard_error, double confidence) noexcept;

}  // namespace openitem::stats
