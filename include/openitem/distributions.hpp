#pragma once
/// \file
/// Two distributions over the same bins: population stability index, weight of evidence, information value.
/// docs/methods/statistics.md states every formula and its source.
///
/// Every function is pure and may be called from any thread; the same bits on every machine.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/core.hpp"

namespace openitem::stats {

/// What the figures of bins are.
enum class BinFigures : std::int32_t {
  not_set = 0,
  counts = 1,  ///< rows or weights, 0 or more
  shares = 2,  ///< 0 to 1, together 1 (within 10^-6; used as they are)
};

struct BinOptions {
  BinFigures figures = BinFigures::not_set;  ///< required
  /// Added to each count of both distributions, 0 to 10^6; 0.5 is usual. For counts only.
  double smoothing = 0.0;
};

/// How far a population has moved.
enum class StabilityBand : std::int32_t {
  no_significant_shift = 1,  ///< below 0.10
  minor = 2,                 ///< from 0.10, below 0.25
  significant = 3,           ///< from 0.25
};

/// "no significant shift", "minor", "significant"; "" for none.
[[nodiscard]] std::string_view name_of(StabilityBand band) noexcept;

/// The band of an index. \throws Error invalid_argument (below 0 or not a number).
[[nodiscard]] StabilityBand stability_band(double index);

struct Stability {
  double index = 0.0;  ///< sum of the contributions
  StabilityBand band = StabilityBand::no_significant_shift;
  std::vector<double> contributions = {};  ///< (actual - expected) ln(actual / expected) a bin
};

/// Population stability index. A bin that is empty in both counts nothing.
/// \throws Error not_set, ragged_columns, invalid_data (row = the bin: a figure below 0 or not finite, a share above 1, a bin that is empty in one
/// distribution and not in the other without smoothing), invalid_argument (no bins, nothing in them, shares that are not together 1, smoothing
/// of shares), out_of_bounds (smoothing).
[[nodiscard]] Stability population_stability(std::span<const double> expected, std::span<const double> actual,
                                             const BinOptions& options);

/// Which way round evidence counts.
enum class EvidenceOrientation : std::int32_t {
  not_set = 0,
  good_over_bad = 1,  ///< ln(share of goods / share of bads): above 0 is better than average
  bad_over_good = 2,  ///< ln(share of bads / share of goods): above 0 is riskier than average
};

struct Evidence {
  double information_value = 0.0;          ///< sum of the contributions
  std::vector<double> weights = {};        ///< weight of evidence a bin; 0 where the bin is empty in both
  std::vector<double> contributions = {};  ///< 0 or more
};

/// Weight of evidence and information value of bins.
/// \throws Error as population_stability.
[[nodiscard]] Evidence weight_of_evidence(std::span<const double> goods, std::span<const double> bads,
                                          EvidenceOrientation orientation, const BinOptions& options);

}  // namespace openitem::stats
