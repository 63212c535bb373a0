#pragma once
/// \file
/// Tables of bins.

#include <cstdint>
#include <span>

#include "openitem/binning.hpp"
#include "stats/binning_feature.hpp"

namespace openitem::stats {

/// "features", "bins", "categories" and "proof" of what was fitted over so many rows.
[[nodiscard]] std::vector<Table> fitted_tables(std::span<const FittedFeature> fitted, const ClassWeights& all,
                                               std::int64_t rows);

}  // namespace openitem::stats
