#pragma once
/// \file
/// Columns of figures that are not always there, and options of figures.

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"

namespace openitem::credit {

/// A column of numbers, null where it is not a number or infinite.
[[nodiscard]] Column figure_column(std::string name, std::vector<double> values);
/// A column of texts, null where they are empty.
[[nodiscard]] Column text_column(std::string name, const std::vector<std::string_view>& texts);

/// \throws Error out_of_bounds naming it unless first <= value <= last.
void check_figure(std::string_view name, double value, double first, double last);
/// What no option passes.
inline constexpr double kMostFigure = 1e100;
/// A figure that is not there.
inline constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

}  // namespace openitem::credit
