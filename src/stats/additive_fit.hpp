#pragma once
/// \file
/// What a fit of an additive model found, before it is a model and tables.

#include <cstddef>
#include <vector>

#include "stats/additive_pairs.hpp"
#include "stats/additive_stage.hpp"
#include "stats/binning_feature.hpp"

namespace openitem::stats {

struct FittedPair {
  CandidatePair pair;
  std::vector<double> values = {};  ///< of the grid
  double importance = 0.0;
};

/// Rounds of one bag.
struct BagRounds {
  BoostedStage features, pairs;
};

struct FittedParts {
  std::vector<FittedFeature> features;
  std::vector<BinLayout> layouts;
  double intercept = 0.0;
  std::vector<std::vector<double>> values;
  std::vector<CandidatePair> ranked;
  std::vector<FittedPair> pairs;
  std::vector<CoarseBins> coarse;  ///< where there are pairs
  std::vector<BagRounds> bags;

  /// Of the bins of a feature x its values, absolute; a mean.
  [[nodiscard]] double importance_of(std::size_t feature, double weight) const noexcept;
};

}  // namespace openitem::stats
