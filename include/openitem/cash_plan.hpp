#pragma once
/// \file
/// Payment plans that follow a customer's cash rhythm: instalments on the days on which he has free cash, within what is free.
/// docs/methods/cash_plans.md states every rule and its source.
///
/// Money is minor units; a rate and a share are ratios of integers, so no figure of a schedule passes through floating point. Pure; may
/// be called from any thread; the same bytes on every machine, for any number of threads.

#include <cstdint>
#include <optional>
#include <span>

#include "openitem/plan.hpp"

namespace openitem::plan {

/// Which of the plans that fit the free cash is taken. Pinned numbers, the same in C.
enum class CashUse : std::int32_t {
  not_set = 0,
  soonest =
      1,  ///< all that may be taken of each day's free cash, until nothing is owed: the earliest end, the least interest
  smallest_share = 2,  ///< the same share of every day's free cash, the smallest that repays by the last day
};

struct CashPlanOptions {
  CashUse use = CashUse::not_set;           ///< required
  std::int64_t most_share = 1'000'000'000;  ///< of a day's free cash, parts per billion, 1 .. 10^9
  std::int64_t rate = 0;                    ///< a year's, parts of `rate_unit`, 0 to 100 whole ones
  std::int64_t rate_unit = 1'000'000'000;   ///< 1 .. 10^15
  DayCount day_count = DayCount::not_set;   ///< required with a rate
  std::optional<Calendar> calendar = {};    ///< of Bus/252
  std::int64_t payment_unit = 1;  ///< payments but the last are multiples of so many minor units, 1 .. 10^9
  Rounding interest_rounding = Rounding::half_up;
  PlanOptions plan = {};  ///< apr: none or eu
};

/// Plans on days of free cash. Tables: "plans" with principal, start_date and any of plan (key), currency, rate (a decimal fraction);
/// "cash" with date, amount (0 or more; amounts of one day add up) and plan, the key, where "plans" has one. Interest runs on the
/// open principal alone; what a payment leaves of it is owed without bearing interest and comes first in the next one. Tables as
/// compute_plans, and after "plans" also
///  "shares" plan, share (of each day's free cash), free_cash (of all days), payments, unused (the difference), cash_days, instalments,
///           currency
///  "cash"   plan, date, free_cash, payment, unused, interest_owed (after the payment), balance (principal open after it), currency; a
///           row for each day up to the last instalment
/// O(cash days), 30 times for the smallest share. \throws Error not_set, out_of_bounds, invalid_argument (cash that does not repay the plan: the
/// message names what is missing on the last day; apr regulation_z), inconsistent_data, unknown_reference, missing_column, missing_value,
/// invalid_data, date_out_of_range, overflow, each with table, row and column.
[[nodiscard]] Plans compute_cash_plans(std::span<const TableView> tables, const CashPlanOptions& options);

}  // namespace openitem::plan
