#pragma once
/// \file
/// The best way to join pre-bins into bins, by dynamic programming.

#include <cstddef>
#include <span>
#include <vector>

#include "openitem/binning.hpp"
#include "stats/binning_evidence.hpp"

namespace openitem::stats {

struct SearchLimits {
  std::size_t max_bins = 10;
  double min_weight = 0.0, min_ones = 0.0, min_zeros = 0.0;
  double min_gain = 0.0;
};

struct BinnedOptimum {
  std::vector<std::size_t> starts;  ///< first pre-bin of each bin; {0} where nothing is split
  double iv = 0.0;                  ///< the sum that was searched
  BinTrend trend = BinTrend::free;  ///< monotone: the one that was better
};

/// Requires 1 to 1,000 pre-bins, each of a weight above 0.
[[nodiscard]] BinnedOptimum search_bins(std::span<const ClassWeights> prebins, const EvidenceScale& scale,
                                        BinTrend trend, const SearchLimits& limits);

}  // namespace openitem::stats
