#pragma once
/// \file
/// Options of statistics, each checked alone: shells say which argument was at fault.

#include <span>

#include "openitem/distributions.hpp"
#include "openitem/stats.hpp"
#include "openitem/survival.hpp"

namespace openitem::stats {

/// \throws Error out_of_bounds unless above 0 and below 1.
void check_confidence(double confidence);
/// \throws Error out_of_bounds.
void check_logistic_options(const LogisticOptions& options);
/// \throws Error out_of_bounds unless each is above 0 and below 1.
void check_quantiles(std::span<const double> quantiles);
/// \throws Error out_of_bounds, invalid_argument.
void check_log_rank_options(const LogRankOptions& options);
/// \throws Error not_set, out_of_bounds, invalid_argument.
void check_bin_options(const BinOptions& options);

}  // namespace openitem::stats
