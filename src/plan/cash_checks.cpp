#include "plan/cash_checks.hpp"

#include "core/bounds.hpp"
#include "money/rounding.hpp"
#include "plan/checks.hpp"

namespace openitem::plan {

void check_cash_options(const CashPlanOptions& options) {
  check_plan_options(options.plan);
  check_plan_choice("use", static_cast<std::int32_t>(options.use),
                    static_cast<std::int32_t>(CashUse::smallest_share), "soonest or smallest_share");
  check_bounds("most_share", options.most_share, 1, kPartsOfOne);
  check_bounds("rate_unit", options.rate_unit, 1, kMostRateUnit);
  check_bounds("rate", options.rate, 0, 100 * options.rate_unit);
  check_bounds("payment_unit", options.payment_unit, 1, kMostPaymentUnit);
  check_rounding(options.interest_rounding);
  if (options.plan.apr == PlanRateMethod::regulation_z) {
    throw Error(
        Status::invalid_argument,
        "the unit-period of Regulation Z is that of regular instalments, and cash comes when it comes; "
        "choose apr none or eu");
  }
}

}  // namespace openitem::plan
