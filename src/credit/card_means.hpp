#pragma once
/// \file
/// Mean points of features.

#include <vector>

#include "openitem/scorecard.hpp"

namespace openitem::credit {

/// Sets the mean points of each feature; `weights`: of the rows in each of its bins.
void set_means(ScorecardParts& parts, const std::vector<std::vector<double>>& weights);

}  // namespace openitem::credit
