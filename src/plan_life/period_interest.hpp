#pragma once
/// \file
/// What of a running period's interest is earned by a day.

#include <cstdint>

#include "plan_life/plan_book.hpp"

namespace openitem {

/// Instalment `at`'s share of interest by the end of `day`: interest x days elapsed / days of its period, which runs from the due
/// date of the instalment before it (of the first one: from the day its version was agreed, or the plan's start) to its own.
/// All of it from the due date on, nothing before the period. \throws Error missing_value (start_date).
[[nodiscard]] std::int64_t earned_interest(const PaymentPlan& plan, const PlanVersion& version,
                                           std::size_t at, std::int32_t day, Rounding rounding);

/// First day of the period of instalment `at`. \throws Error missing_value (start_date).
[[nodiscard]] std::int32_t period_start(const PaymentPlan& plan, const PlanVersion& version, std::size_t at);

}  // namespace openitem
