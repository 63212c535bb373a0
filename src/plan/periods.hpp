#pragma once
/// \file
/// The periods of a plan: when each instalment is due, and what a period bears as an exact ratio.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/plan.hpp"

namespace openitem::plan {

/// numerator / denominator in lowest terms, not negative.
struct PeriodRate {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

struct PlanPeriod {
  std::int32_t due = 0;  ///< days since 1970-01-01, adjusted
  PeriodRate rate;
};

/// One for each instalment. Requires checked terms.
/// \throws Error not_set (unit, odd_period, day_count), invalid_argument, date_out_of_range, overflow.
[[nodiscard]] std::vector<PlanPeriod> plan_periods(Date start, const PlanTerms& terms);

/// What a balance bears from the start to the first of ascending days, and from each to the next, by the day count; the last of them is
/// the termination date of 30E/360 ISDA. \throws Error not_set (day_count, where there is a rate), overflow.
[[nodiscard]] std::vector<PeriodRate> rates_between(Date start, std::span<const std::int32_t> days,
                                                    const PlanTerms& terms);

/// What `balance` bears in a period, rounded once. \throws Error overflow.
[[nodiscard]] std::int64_t period_interest(std::int64_t balance, const PeriodRate& rate, Rounding rounding);

/// Sum of two ratios. \throws Error overflow.
[[nodiscard]] PeriodRate add_rates(const PeriodRate& one, const PeriodRate& other);

}  // namespace openitem::plan
