#pragma once
/// \file
/// Payment plans: schedules of instalments in every form in use, to the cent; what a plan costs, the shortest plan that can be
/// afforded, one plan over several invoices, and the Rule of 78. docs/methods/plans.md states every rule and its source.
///
/// Money is minor units; a rate is a ratio of integers, so no figure of a schedule passes through floating point; yields and the
/// unrounded row of an annuity are floating. Variants without an accepted default are required. Every function is pure and may be
/// called from any thread; the same bytes on every machine, for any number of threads.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/day_count.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem::plan {

// ---- the terms of a plan -------------------------------------------------------------------------------------------

/// How principal and interest make up the instalments. Pinned numbers, the same in C.
enum class PlanForm : std::int32_t {
  not_set = 0,
  annuity = 1,          ///< level payments of principal and interest
  equal_principal = 2,  ///< level parts of principal, and the interest of each period
  add_on = 3,           ///< principal and a charge fixed beforehand, in level payments
  interest_only = 4,    ///< interest, and the principal with the last instalment
  graduated = 5,        ///< payments that grow by a fraction every so many instalments
  given_payments = 6,   ///< payments of the caller's
  given_principal = 7,  ///< parts of principal of the caller's, and the interest of each period
};

/// How the charge of an add-on plan is earned over its instalments.
enum class ChargeEarning : std::int32_t {
  not_set = 0,
  rule_of_78 = 1,     ///< by the sum of the digits: instalment k earns n - k + 1 parts of n (n + 1) / 2
  straight_line = 2,  ///< the same every period
  actuarial = 3,      ///< at the one rate a period at which the payments are worth the principal
};

/// What the rate is a rate of.
enum class PlanRateBasis : std::int32_t {
  not_set = 0,
  periodic =
      1,  ///< a nominal year's: a period bears rate x every / (365 days, 52 weeks, 12 months, 4 quarters, 1 year)
  per_period = 2,  ///< a period's
  day_count = 3,   ///< a year's, over the days of each period by `day_count`
};

/// What the first period bears where it is not as long as the others.
enum class OddPeriod : std::int32_t {
  not_set = 0,
  whole = 1,    ///< a period's interest
  by_days = 2,  ///< the rate a year over its days, by `day_count`
};

/// What the instalments of the grace at the beginning pay.
enum class PlanGrace : std::int32_t {
  not_set = 0,
  interest_only = 1,  ///< the interest of the period
  capitalised = 2,    ///< nothing: interest joins the principal
};

/// Which instalment takes what the rounding of level payments leaves.
enum class PlanResidue : std::int32_t {
  last = 0,
  first = 1,   ///< and what the rounding of interest then still leaves the last
  spread = 2,  ///< the first ones pay one unit more
};

/// Everything of a plan but its principal, currency and start.
struct PlanTerms {  // NOLINT(clang-analyzer-optin.performance.Padding): fields stand by meaning, one a plan
  PlanForm form = PlanForm::not_set;  ///< required
  std::int32_t instalments = 0;       ///< required, 1 .. 2,000; of the given forms 0 or the number of `given`

  std::int64_t rate = 0;                              ///< parts of `rate_unit`, 0 to 100 whole ones
  std::int64_t rate_unit = 1'000'000'000;             ///< 1 .. 10^15
  PlanRateBasis rate_basis = PlanRateBasis::not_set;  ///< required unless the rate is 0
  DayCount day_count = DayCount::not_set;             ///< where days are counted

  PeriodUnit unit = PeriodUnit::not_set;  ///< required
  std::int32_t every = 1;                 ///< 1 .. 10,000 units a period
  bool end_of_month = false;              ///< from a month end to month ends
  std::optional<Date> first_due = {};     ///< empty = a period after the start
  OddPeriod odd_period =
      OddPeriod::not_set;  ///< required where `first_due` makes an odd period and days are not counted anyway
  BusinessDayConvention convention = BusinessDayConvention::none;
  std::optional<Calendar> calendar = {};  ///< of the convention, and of Bus/252
  bool interest_on_adjusted = false;      ///< interest runs to the date moved to, where days are counted

  std::int64_t down_payment = 0;              ///< paid at the start; instalment 0
  std::int64_t down_payment_rate = 0;         ///< of the principal, parts per billion, in place of an amount
  std::int64_t balloon = 0;                   ///< part of the principal that the last instalment pays on top
  std::int32_t grace = 0;                     ///< so many instalments at the beginning, fewer than there are
  PlanGrace grace_kind = PlanGrace::not_set;  ///< required with `grace`

  std::optional<std::int64_t> charge =
      {};  ///< add_on: empty = principal x sum of the period rates, rounded once
  ChargeEarning earning = ChargeEarning::not_set;  ///< add_on: required
  std::int64_t growth = 0;                         ///< graduated: parts per billion, above -10^9
  std::int32_t growth_every = 0;                   ///< graduated: instalments of one level, required
  std::vector<std::int64_t> given = {};  ///< payments (a 0 at the end = what remains), or parts of principal

  std::int64_t upfront_fee = 0;      ///< at the start; instalment 0
  bool finance_upfront_fee = false;  ///< it joins the principal instead of being paid
  std::int64_t instalment_fee = 0;   ///< of every instalment from 1 on
  std::int64_t single_fee = 0;
  std::int32_t single_fee_instalment = 0;  ///< required with `single_fee`

  std::int64_t payment_unit = 1;          ///< level payments are multiples of so many minor units, 1 .. 10^9
  Rounding rounding = Rounding::half_up;  ///< of level payments, charge and down payment
  Rounding interest_rounding = Rounding::half_up;  ///< of each period's interest
  PlanResidue residue = PlanResidue::last;
};

/// Which annual percentage rate the figures of a plan show.
enum class PlanRateMethod : std::int32_t {
  not_set = 0,
  none = 1,
  eu = 2,            ///< Directive 2008/48/EC, by months, weeks, years or days as the periods are
  regulation_z = 3,  ///< 12 CFR 1026 Appendix J, unit-periods as the periods are
};

struct PlanOptions {
  PlanRateMethod apr = PlanRateMethod::not_set;  ///< required
  std::int32_t threads = 1;                      ///< at most 256; never changes a byte of the result
  MoneyForm money = MoneyForm::exact;            ///< of tables
  std::string currency = {};                     ///< of tables without a column currency
  std::string date_format = {};                  ///< of text dates; empty = ISO
};

/// Tables of plans, in this order:
///  "instalments" plan (key or row), instalment (0 = down payment or up-front fee, 1 .. n), due_date, principal, interest, fee,
///                payment (their sum), balance (principal open after it), currency
///  "plans"       plan, currency, instalments, principal, payments, interest, fees, cost_of_credit, largest_payment, final_due_date,
///                apr, apr_status, effective_rate, effective_rate_status
///  "proof"       currency, line, amount: principal, interest, fees, payments, difference = 0, balance_after_last = 0
///  "about"       name, value
using Plans = Result;

/// One plan; O(instalments^2) limbs at worst. `principal` above 0 and below 2^62, before a down payment.
/// \throws Error not_set (a choice without a default), out_of_bounds, invalid_argument (terms that contradict each other, an instalment
/// that does not cover its interest: the message names the smallest that does), date_out_of_range, overflow.
[[nodiscard]] Plans compute_plan(std::int64_t principal, Currency currency, Date start,
                                 const PlanTerms& terms, const PlanOptions& options);

/// Many plans: table "plans" with principal, start_date and any of plan (key), currency, instalments, rate (a decimal fraction),
/// first_due_date, down_payment, balloon, charge; what is not there is that of `terms`. The given forms are for single plans.
/// \throws Error as compute_plan, with the row; missing_column, missing_value, invalid_data, unknown_name.
[[nodiscard]] Plans compute_plans(std::span<const TableView> tables, const PlanTerms& terms,
                                  const PlanOptions& options);

/// The plan with the fewest instalments none of which asks for more than `most` (fees included; down payment left out). Every smaller
/// number is tried, so it is proven minimal. `terms.instalments` is the greatest number allowed.
/// \throws Error invalid_argument where none is short enough: the message names the smallest largest instalment there is.
[[nodiscard]] Plans find_shortest_plan(std::int64_t principal, Currency currency, Date start,
                                       const PlanTerms& terms, std::int64_t most, const PlanOptions& options);

// ---- several invoices in one plan ------------------------------------------------------------------------------------

/// How the principal of an instalment is split back to the invoices.
enum class ItemSplit : std::int32_t {
  not_set = 0,
  oldest_first = 1,  ///< by due date, then by row
  proportional = 2,  ///< to what is still open of each, by largest remainder
};

struct ItemPlanOptions {
  ItemSplit split = ItemSplit::not_set;  ///< required
  PlanOptions plan = {};
};

/// Plans over items, one for each plan key, all on the same terms and from the same start. Table "items": item (key), plan (key), amount,
/// due_date and any of tax (part of the amount), disputed (part of the amount, left out of the plan), currency. Tables as
/// compute_plans, and after "plans" also
///  "item_instalments" plan, item, instalment, due_date, principal, tax (part of it), balance, currency
/// Sums over items are the instalment's principal to the minor unit, sums over instalments the undisputed amount of the item.
/// \throws Error inconsistent_data (an item in two rows, another currency than the plan's, an amount that is settled), as compute_plans,
/// each with row and column; invalid_argument where principal would grow (capitalised grace, financed fee).
[[nodiscard]] Plans compute_item_plans(std::span<const TableView> tables, Date start, const PlanTerms& terms,
                                       const ItemPlanOptions& options);

// ---- plan or something else ------------------------------------------------------------------------------------------

struct AlternativeOptions {
  std::int64_t cost_of_capital =
      -1;  ///< a year's, parts per billion, required (0 .. 10^11); discounting (1 + c)^(-days / 365)
  std::int64_t default_hazard =
      0;  ///< probability, parts per billion, that an instalment fails, given that all before were paid
  std::int64_t default_share =
      0;  ///< in its place: that the plan fails before its end, spread evenly as a hazard
  std::optional<Date> wait_until = {};  ///< when the customer would pay without a plan
  std::int64_t wait_probability = 0;    ///< that he would; required with `wait_until`
  std::optional<std::int64_t> recoverable_tax =
      {};                                ///< share of the claim that comes back on writing off; 0 is a value
  std::optional<Date> agency_pays = {};  ///< when an agency would have collected
  std::int64_t agency_recovery = 0;      ///< share that it recovers
  std::int64_t agency_fee = 0;           ///< share of what it recovers
  MoneyForm money = MoneyForm::exact;
  std::string date_format = {};
};

/// A plan beside what else could be done, on `as_of`. Table "instalments" as compute_plan gives it; what was due on or before `as_of` with
/// instalment 0 counts in full. Tables of the result:
///  "alternatives" plan, alternative ("plan", "wait", "write_off", "agency"), expected_cash, present_value, plan_advantage (present value
///                 of the plan less this), currency; those that were asked for
///  "about"        name, value
/// \throws Error not_set (cost_of_capital), out_of_bounds, invalid_argument, missing_column, invalid_data ...
[[nodiscard]] Result compare_plan_alternatives(std::span<const TableView> tables, Date as_of,
                                               const AlternativeOptions& options);

// ---- single figures ----------------------------------------------------------------------------------------------------

/// A share as a ratio in lowest terms.
struct EarnedFraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// Rule of 78: what of the charge is earned after `elapsed` of `term` periods, elapsed (2 term - elapsed + 1) / (term (term + 1)).
/// `term` 1 .. 1,000,000, `elapsed` 0 .. term. \throws Error out_of_bounds.
[[nodiscard]] EarnedFraction rule78_earned_fraction(std::int32_t term, std::int32_t elapsed);
/// What of the charge is given back with `remaining` periods to go: charge x u (u + 1) / (n (n + 1)), rounded once.
/// `finance_charge` 0 .. below 2^62. \throws Error out_of_bounds.
[[nodiscard]] std::int64_t rule78_rebate(std::int64_t finance_charge, std::int32_t term,
                                         std::int32_t remaining, Rounding rounding = Rounding::half_up);

/// A row of an annuity, unrounded, in the unit of the principal: what is paid is negative, the balance is what is still owed.
struct AnnuityRow {
  double principal = 0;
  double interest = 0;
  double balance = 0;
};

/// Row `row` (1 .. periods) of level payments at annual_rate / periods_per_year a period. `periods` 1 .. 1,000,000.
/// \throws Error out_of_bounds, overflow.
[[nodiscard]] AnnuityRow schedule_row(double principal, double annual_rate, std::int32_t periods_per_year,
                                      std::int32_t periods, std::int32_t row);

}  // namespace openitem::plan
