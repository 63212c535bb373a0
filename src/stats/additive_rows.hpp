#pragma once
/// \file
/// Rows as boosting reads them: the number of each row's bin, feature by feature, and which rows train a bag and which say when it stops.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/additive.hpp"
#include "stats/binning_feature.hpp"
#include "stats/binning_input.hpp"

namespace openitem::stats {

using BinCode = std::uint16_t;
inline constexpr std::size_t kMostCodes = 65'535;

/// How the bins of a feature lie: those that trees cut come first, each further one is a leaf of its own.
struct BinLayout {
  std::size_t bins = 0;
  std::size_t cuttable = 0;  ///< intervals or sets of categories
  bool nominal = false;      ///< put in order anew before each step
  BinTrend trend = BinTrend::free;
};

[[nodiscard]] BinLayout layout_of(const BinnedFeature& feature, BinTrend trend);

/// int32: the number of the bin of each row of this feature's column of table "features". \throws Error as transform_binning.
[[nodiscard]] Column bins_of_rows(const BinnedFeature& feature, UnseenCategory unseen,
                                  std::span<const TableView> tables, std::int32_t threads);

/// Weights of the rows of one bag.
struct BagRows {
  std::vector<double> training = {}, validation = {};  ///< 0 where a row is not of that kind
  ClassWeights trained = {}, validated = {};
};

/// \throws Error invalid_argument where a class has too few rows to be divided.
[[nodiscard]] BagRows rows_of_bag(const RowOutcomes& outcomes, const AdditiveOptions& options,
                                  std::int32_t bag);

}  // namespace openitem::stats
