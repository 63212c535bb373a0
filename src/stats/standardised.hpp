#pragma once
/// \file
/// Features as a regression reads them: checked, and each less its mean in units of its standard deviation, so that neither scale nor
/// place of a feature costs digits.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/stats.hpp"

namespace openitem::stats {

/// Refers to the columns.
struct Standardised {
  RegressionColumns columns;
  bool intercept = true;
  std::vector<double> means, scales;  // of features; without an intercept the means are 0
  std::int64_t rows = 0;              // all, those of weight 0 among them
  std::int64_t weighted_rows = 0;
  double weight = 0.0, weight_of_ones = 0.0;

  /// Features and the intercept.
  [[nodiscard]] std::size_t size() const noexcept { return columns.features.size() + (intercept ? 1 : 0); }
};

/// \throws Error as fit_logistic, for everything that the columns alone can show.
[[nodiscard]] Standardised standardise(const RegressionColumns& columns, bool intercept,
                                       std::int32_t threads);

/// \throws Error ragged_columns unless all are of `rows` numbers, invalid_data naming the first that is not finite.
void check_features(std::span<const std::span<const double>> features, std::size_t rows,
                    std::int32_t threads);
/// The same for one column. `name`: "features[2]", "weights".
void check_numbers(std::span<const double> numbers, std::size_t rows, const char* name);
/// \throws Error invalid_data naming the first that is neither 0 nor 1.
void check_outcomes(std::span<const std::uint8_t> outcomes);

}  // namespace openitem::stats
