#pragma once
/// \file
/// Bins of one feature, fitted.

#include <cstddef>
#include <optional>
#include <vector>

#include "openitem/binning.hpp"
#include "stats/binning_evidence.hpp"
#include "stats/binning_input.hpp"
#include "stats/binning_values.hpp"

namespace openitem::stats {

/// What a bin holds, and what that says.
struct FiguresOfBin {
  CountedRows rows;
  double iv = 0.0;
};

struct CategoryFigures {
  std::size_t bin = 0;
  std::string category;
  CountedRows rows;
};

struct FittedFeature {
  BinnedFeature feature;
  std::vector<FiguresOfBin> figures;        ///< of each bin
  std::vector<CategoryFigures> categories;  ///< by bin, then in the order of the search
  BinningStatus status = BinningStatus::binned;
  std::optional<BinTrend> trend;
  std::size_t prebins = 0;

  [[nodiscard]] double iv() const noexcept;
};

/// \throws Error of the feature's cells, at their row.
[[nodiscard]] FittedFeature fit_feature(const FeaturePlan& plan, const RowOutcomes& outcomes,
                                        const BinningOptions& options, int threads);

}  // namespace openitem::stats
