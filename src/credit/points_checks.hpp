#pragma once
/// \file
/// Arguments of points scaling, each checked alone: shells say which one was at fault.

#include "openitem/points.hpp"

namespace openitem::credit {

/// \throws Error not_set.
void check_orientation(OddsOrientation orientation);
/// \throws Error out_of_bounds.
void check_pdo(double pdo);
/// \throws Error out_of_bounds.
void check_base_score(double base_score);
/// \throws Error out_of_bounds.
void check_base_odds(double base_odds);
/// \throws Error not_set, out_of_bounds.
void check_scale(const PointsScale& scale);

}  // namespace openitem::credit
