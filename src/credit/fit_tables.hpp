#pragma once
/// \file
/// Tables that show how a scorecard came about.

#include <vector>

#include "credit/chosen_features.hpp"
#include "openitem/scorecard_fit.hpp"

namespace openitem::credit {

/// What the tables are made of.
struct FitRecord {
  const stats::FittedBinning& binning;
  const ChosenFeatures& found;
  const stats::RowOutcomes& outcomes;
  const ScorecardParts& parts;        ///< of the card
  const stats::AdditiveModel& model;  ///< before points are rounded
  std::span<const double> scores;     ///< of the rows, by the card
};

/// "features", "bins", "categories", "fit", "proof", "binning_proof".
[[nodiscard]] std::vector<Table> fit_tables(const FitRecord& record, const ScorecardOptions& options);
[[nodiscard]] Table about_fit(const FitRecord& record, const ScorecardOptions& options);

}  // namespace openitem::credit
