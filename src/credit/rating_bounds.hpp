#pragma once
/// \file
/// Where rating classes begin.

#include <vector>

#include "openitem/scorecard_fit.hpp"

namespace openitem::credit {

/// \throws Error out_of_bounds, invalid_argument.
void check_rating_options(const RatingClassOptions& options);

/// Least scores of all classes but the lowest: those of the options, or of the cut of the greatest information value.
/// \throws Error invalid_argument (one class of outcomes), invalid_data (a weight).
[[nodiscard]] std::vector<double> rating_bounds(const RatedOutcomes& rated,
                                                const RatingClassOptions& options);

}  // namespace openitem::credit
