#pragma once
/// \file
/// The hot loop of logistic regression: log-likelihood, gradient and information of all rows at given coefficients, in one pass.

#include <cstdint>
#include <span>
#include <vector>

#include "core/instruction_set.hpp"
#include "stats/standardised.hpp"

namespace openitem::stats {

/// Sums over rows, in standardised features; the intercept is feature 0 where there is one.
struct LogisticSums {
  double log_likelihood = 0.0;
  std::vector<double> gradient;
  std::vector<double> information;  ///< lower triangle, row after row: [j (j + 1) / 2 + k], k <= j

  explicit LogisticSums(std::size_t size) : gradient(size, 0.0), information(size * (size + 1) / 2, 0.0) {}
};

/// Every `stride`-th row, from the first. Chunks are added up in their order, whatever the number of threads.
[[nodiscard]] LogisticSums sum_rows(const Standardised& data, std::span<const double> coefficients,
                                    std::int64_t stride, std::int32_t threads);

/// Of all rows of a weight above 0, the least and greatest of direction x features, signed + for outcome 1 and - for 0.
struct Margins {
  double least = 0.0, greatest = 0.0;
};
[[nodiscard]] Margins margins_of(const Standardised& data, std::span<const double> direction,
                                 std::int32_t threads);

/// 1 / (1 + exp(-(offset + coefficients x features))) of rows [begin, end), features as given.
void probabilities_of(std::span<const std::span<const double>> features, std::span<const double> coefficients,
                      bool intercept, std::span<const double> offsets, std::size_t begin, std::size_t end,
                      double* probabilities) noexcept;

}  // namespace openitem::stats
