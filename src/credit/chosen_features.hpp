#pragma once
/// \file
/// Which features a scorecard is made of, and their regression on weights of evidence.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/scorecard_fit.hpp"
#include "stats/binning_input.hpp"

namespace openitem::credit {

/// Why a feature is in the card or not.
enum class FeatureChoice : std::int32_t {
  chosen = 1,
  constant = 2,    ///< its bins do not differ in evidence
  low_iv = 3,      ///< less information value than asked for
  wrong_sign = 4,  ///< dropped: the regression turned it round
};

[[nodiscard]] std::string_view name_of(FeatureChoice choice) noexcept;

struct CandidateFeature {
  FeatureChoice choice = FeatureChoice::chosen;
  double iv = 0.0;
  double coefficient = 0.0, standard_error = 0.0;  ///< of chosen ones
};

/// The regression, and what became of each feature of the binning.
struct ChosenFeatures {
  std::vector<CandidateFeature> candidates;
  std::vector<std::size_t> chosen;  ///< places in the binning, ascending
  stats::LogisticFit fit;           ///< of the chosen ones
  std::vector<double> pds;          ///< of the rows of the input, before points are rounded
  std::int32_t dropped = 0;         ///< for their sign
};

/// The bins of some features.
[[nodiscard]] stats::Binning binning_of(const stats::Binning& binning, std::span<const std::size_t> places);

/// \throws Error invalid_argument: no feature is left, outcomes are separated, no convergence, dependent features.
[[nodiscard]] ChosenFeatures choose_features(const stats::FittedBinning& fitted,
                                             std::span<const TableView> features,
                                             const stats::RowOutcomes& outcomes,
                                             const ScorecardOptions& options);

}  // namespace openitem::credit
