#pragma once
/// \file
/// Bins that stand in tables, for those who put further columns beside them.

#include <span>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "openitem/binning.hpp"

namespace openitem::stats {

/// What a table of bins holds.
struct BinTableForm {
  std::span<const std::string> also = {};  ///< further columns, which somebody else reads
  bool needs_woe = true;                   ///< false: a WoE that is not there is 0
};

/// Features in the order of their first rows; bins in the order of rows. `categories`: null = none.
/// \throws Error as read_binning, but for what Binning checks.
[[nodiscard]] std::vector<BinnedFeature> typed_features(const ChunkedTable& bins,
                                                        const ChunkedTable* categories,
                                                        const BinTableForm& form);

}  // namespace openitem::stats
