#pragma once
/// \file
/// The life of a payment plan: what its receipts paid, which instalments were kept, late or missed, when it was broken, what
/// is due and open on any day, what settles it early, and which invoices were settled by it.
/// Money is int64 minor units; rates are int64 parts per billion: 5 % = 50,000,000. docs/methods/plan_life.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/day_count.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Which part of a debt a receipt pays first. No default: laws and contracts differ.
enum class ReceiptOrder : std::int32_t {
  not_set = 0,
  costs_interest_principal = 1,  ///< BGB section 367 (1)
  costs_principal_interest = 2,  ///< BGB section 497 (3), consumer loans in default
  principal_interest_costs = 3,  ///< the reverse of the first
};

/// Whether a receipt fills one instalment before the next, or one part (all interest, say) before the next.
enum class ReceiptFill : std::int32_t { instalment = 0, part = 1 };

/// Which of the instalments that are due a receipt pays first.
enum class InstalmentOrder : std::int32_t {
  oldest = 0,
  current = 1,  ///< the one due last, then the oldest
  newest = 2,
};

/// What becomes of money beyond what is due.
enum class Overpayment : std::int32_t {
  held = 0,      ///< stays unapplied until something becomes due
  next = 1,      ///< pays the next instalments at once
  from_end = 2,  ///< pays principal at once, of the last instalment first
};

/// Whether a broken plan can recover.
enum class BreakCure : std::int32_t {
  never = 0,         ///< once broken it stays so until a new version is agreed
  arrears_paid = 1,  ///< on the day when nothing due is open any more
};

/// What a break makes due.
enum class Acceleration : std::int32_t {
  none = 0,
  principal = 1,  ///< all open principal; interest and fees that are not earned are dropped
  all = 2,        ///< all that is open, interest and fees too
};

/// How the figure of an early settlement counts interest.
enum class SettlementMethod : std::int32_t {
  none = 0,            ///< no figure
  period_share = 1,    ///< actuarial: the running period's interest by its days
  accrued = 2,         ///< actuarial: principal x rate x day count since the last due date
  rule_of_78 = 3,      ///< all interest less the rebate by the sum of digits
  without_rebate = 4,  ///< all interest
};

/// In which order the principal that was paid settles the items of a plan.
enum class PlanItemOrder : std::int32_t {
  oldest_due = 0,
  priority = 1,      ///< by the column priority, ascending
  proportional = 2,  ///< in proportion to what is open; no item ever moves backwards
};

/// Every member but `order` has a default; bounds are checked.
struct PlanLifeOptions {
  std::int32_t threads = 1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte
  ReceiptOrder order = ReceiptOrder::not_set;  ///< required
  ReceiptFill fill = ReceiptFill::instalment;
  InstalmentOrder instalment_order = InstalmentOrder::oldest;
  Overpayment overpayment = Overpayment::held;
  std::int32_t grace_days = 0;            ///< 0 .. 3,650: an instalment is missed after them
  std::optional<Calendar> calendar = {};  ///< days of grace are its business days
  std::int64_t tolerance = 0;  ///< minor units: an instalment of which no more is open counts as paid
  std::int32_t break_after_missed = 0;  ///< broken with so many instalments missed at once; 0 = never
  std::int32_t break_after_days =
      0;  ///< broken when something is open more days after its due date; 0 = never
  BreakCure cure = BreakCure::never;
  Acceleration acceleration = Acceleration::none;
  SettlementMethod settlement = SettlementMethod::none;
  DayCount day_count = DayCount::act_365_fixed;  ///< of SettlementMethod::accrued
  std::int64_t settlement_fee_rate = 0;          ///< of principal not yet due: parts per billion, 0 .. 10^9
  PlanItemOrder item_order = PlanItemOrder::oldest_due;
  Rounding rounding = Rounding::half_up;
  MoneyForm money = MoneyForm::exact;
  std::string currency = {};     ///< of instalments without one
  std::string date_format = {};  ///< of text dates; empty = ISO
};

/// Tables, in this order; every one has the column as_of and is ascending by as_of, then plan:
///  "plans"        status, version, received, paid, unapplied, arrears, next due, open parts, counts of instalments, break
///  "instalments"  status and due dates of each instalment; scheduled, paid, dropped and open principal, interest and fee
///  "receipts"     what each receipt went to
///  "re_aged"      open principal by contractual due date and by that of the plan
///  "settlements"  lines that add up to the figure of an early settlement (with a method only)
///  "items", "applications": with the table "items" only: what of them is settled, and by which receipt
///  "totals"       by currency and status: plans and their figures
///  "proof"        currency, line, amount; every "difference" is 0
///  "about"        name, value
using PlanLife = Result;

/// The state of payment plans at the end of each day of `as_of` (strictly ascending), from what was dated and known by then.
/// `tables`:
///  "instalments"  plan, instalment (0 = down payment, 1 .. n), due_date, principal, and any of interest, fee, payment and balance
///                 (checked), currency, agreed_on (a later version of the plan)
///  "receipts"     plan, date, amount (negative = returned), and any of receipt (key), returns (key of the receipt that is
///                 taken back), recorded_on, currency
///  "costs"        plan, date, amount, and perhaps recorded_on, currency: collection costs charged
///  "plans"        plan, and any of start_date, rate (a year), settlement_fee
///  "items"        plan, item, amount, due_date, and any of tax, priority, disputed
/// O(dates x (instalments + receipts) x (1 + returns and versions of a plan)). Thread-safe.
/// \throws Error not_set (order), invalid_argument (dates, options that exclude each other), out_of_bounds, unknown_name,
/// missing_column, missing_value, invalid_data (a negative part, an instalment twice, due dates that go back),
/// inconsistent_data (currencies, versions that do not carry the open principal, returns beyond receipts, items that are not
/// the plan's principal), unknown_reference, overflow; each with its row.
[[nodiscard]] PlanLife compute_plan_life(std::span<const TableView> tables, std::span<const Date> as_of,
                                         const PlanLifeOptions& options);

}  // namespace openitem
