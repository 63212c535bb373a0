#pragma once
/// \file
/// Pairs of features: their grids, and how strong they are beyond the features alone.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/additive_derivatives.hpp"
#include "stats/additive_rows.hpp"
#include "stats/additive_steps.hpp"

namespace openitem::stats {

/// Bins of a feature put together for pairs.
struct CoarseBins {
  std::vector<BinCode> of_bin;  ///< group of each bin
  std::vector<double> weights;  ///< of each group
};

/// \throws Error out_of_bounds (more than 255 groups).
[[nodiscard]] CoarseBins coarse_bins(const FittedFeature& feature, const BinLayout& layout,
                                     std::int32_t most);

struct CandidatePair {
  std::size_t first = 0, second = 0;  ///< features
  double strength = 0.0;
};

/// Features as pairs read them.
struct PairedFeatures {
  std::span<const std::vector<BinCode>> codes;
  std::span<const CoarseBins> coarse;

  [[nodiscard]] GridShape shape_of(const CandidatePair& pair) const noexcept {
    return {coarse[pair.first].weights.size(), coarse[pair.second].weights.size()};
  }
  /// The cell of each row.
  [[nodiscard]] std::vector<BinCode> cells_of(const CandidatePair& pair) const;
};

/// All pairs of features without a trend, the strongest first; of equal ones, those of lower features first.
[[nodiscard]] std::vector<CandidatePair> rank_pairs(const PairedFeatures& features,
                                                    std::span<const BinLayout> layouts,
                                                    const RowDerivatives& rows,
                                                    std::span<const double> weights, const StepLimits& limits,
                                                    std::int32_t threads);

}  // namespace openitem::stats
