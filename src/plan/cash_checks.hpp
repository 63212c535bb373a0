#pragma once
/// \file
/// What plans on days of free cash accept.

#include "openitem/cash_plan.hpp"

namespace openitem::plan {

/// \throws Error not_set (use, apr), out_of_bounds, invalid_argument (apr regulation_z).
void check_cash_options(const CashPlanOptions& options);

}  // namespace openitem::plan
