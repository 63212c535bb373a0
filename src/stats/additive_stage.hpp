#pragma once
/// \file
/// A stage of boosting of one bag: rounds over features, or over pairs, until the validation rows say stop.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "openitem/additive.hpp"
#include "stats/additive_derivatives.hpp"
#include "stats/additive_rows.hpp"
#include "stats/additive_steps.hpp"

namespace openitem::stats {

/// What is stepped over: a feature by its bins or a pair by its grid, and the step of each bin for given sums.
struct BoostedTerm {
  std::span<const BinCode> codes;
  std::size_t bins = 0;
};
/// fit(term, derivatives, weights, steps).
using FitStep = std::function<void(std::size_t, std::span<const Derivatives>, std::span<const double>,
                                   std::span<double>)>;

struct BoostedStage {
  std::vector<std::vector<double>> values = {};  ///< of each bin of each term, after the round that was kept
  std::vector<Losses> rounds = {};               ///< [0] = before the first
  std::size_t kept = 0;                          ///< round
};

/// From the log odds of each row.
[[nodiscard]] BoostedStage boost_stage(const RowOutcomes& outcomes, const BagRows& rows,
                                       std::vector<double> log_odds, std::span<const BoostedTerm> terms,
                                       const FitStep& fit, const AdditiveOptions& options);

/// `log_odds` of each row are raised by the values of its bins.
void add_values(std::span<const BoostedTerm> terms, std::span<const std::vector<double>> values,
                std::span<double> log_odds);

}  // namespace openitem::stats
