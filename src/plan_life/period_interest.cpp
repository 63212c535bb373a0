#include "plan_life/period_interest.hpp"

#include "core/message.hpp"
#include "openitem/money.hpp"

namespace openitem {

std::int32_t period_start(const PaymentPlan& plan, const PlanVersion& version, std::size_t at) {
  if (at > version.begin) return plan.instalments[at - 1].due;
  if (version.agreed != kAlwaysAgreed) return version.agreed;
  if (plan.start != kNoDate) return plan.start;
  throw Error(Status::missing_value,
              "the interest of a first period is earned from its start; state plans.start_date, or agreed_on "
              "of the instalments")
      .at(plan.instalments[at].row, "plans.start_date");
}

std::int64_t earned_interest(const PaymentPlan& plan, const PlanVersion& version, std::size_t at,
                             std::int32_t day, Rounding rounding) {
  const PlanInstalment& instalment = plan.instalments[at];
  const std::int64_t interest = instalment.parts[kInterestPart];
  if (interest == 0 || day >= instalment.due) return interest;
  const std::int32_t start = period_start(plan, version, at);
  if (day <= start) return 0;
  return multiply_divide(interest, day - start, instalment.due - start, rounding);
}

}  // namespace openitem
