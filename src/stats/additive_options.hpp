#pragma once
/// \file
/// Options of additive models: checked, as those of the bins, and as lines of the table "about".

#include "column/about_lines.hpp"
#include "openitem/additive.hpp"

namespace openitem::stats {

/// \throws Error out_of_bounds, invalid_argument.
void check_additive_options(const AdditiveOptions& options);

/// What the bins are made by. Weights of evidence have the sign of the values: high = outcome 1 is likelier.
[[nodiscard]] BinningOptions binning_options_of(const AdditiveOptions& options);

void add_option_lines(AboutLines& about, const AdditiveOptions& options);

}  // namespace openitem::stats
