#pragma once
/// \file
/// The instalments of a plan on days of free cash, for one share of that cash and for the smallest that repays.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/cash_plan.hpp"
#include "plan/periods.hpp"
#include "plan/rows.hpp"

namespace openitem::plan {

/// Free cash of one day, 0 or more.
struct CashDay {
  std::int32_t day = 0;
  std::int64_t free = 0;
};

/// What a plan makes of a day.
struct CashUsed {
  std::int32_t day = 0;
  std::int64_t free = 0, payment = 0;
  std::int64_t owed = 0;     ///< interest that is due and unpaid
  std::int64_t balance = 0;  ///< open principal
};

struct CashRows {
  std::int64_t share = 0;  ///< parts per billion
  std::vector<PlanRow> instalments;
  std::vector<CashUsed> days;  ///< up to the last instalment
  std::int64_t missing = 0;    ///< principal and interest that no day is left for; 0 = repaid
};

/// What is asked of every plan of a call.
struct CashRules {
  CashUse use = CashUse::not_set;
  std::int64_t most_share = 0, payment_unit = 1;
  Rounding interest_rounding = Rounding::half_up;
};

/// Days ascend, one row each, with the rate of the period that ends on each. Where the cash is not enough, the rows of the largest share
/// and what is missing. O(days), 30 times for the smallest share. \throws Error overflow.
[[nodiscard]] CashRows cash_rows(std::int64_t principal, std::span<const CashDay> days,
                                 std::span<const PeriodRate> rates, const CashRules& rules);

}  // namespace openitem::plan
