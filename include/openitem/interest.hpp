#pragma once
/// \file
/// Late-payment interest: what an item that was not paid in time bears, line by line, and the fixed compensation for it.
/// Nothing is charged by default: a rate must be stated. Rates are int64 parts per billion a year: 8 % = 80,000,000.
/// docs/methods/late_interest.md states every rule. No legal advice.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/day_count.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Which of a delay's two end days bear interest.
enum class LateDayCounting : std::int32_t {
  after_due_to_paid = 0,   ///< from the day after the due date, the day of payment included: paid - due days
  due_to_paid = 1,         ///< the due date and the day of payment included: one day more
  due_to_before_paid = 2,  ///< the due date included, the day of payment not: paid - due days
  after_due_to_before_paid = 3,  ///< neither: one day less
};

/// Days of delay, 0 or more. Pure.
/// \throws Error out_of_bounds (counting).
[[nodiscard]] std::int32_t late_days(Date due, Date paid,
                                     LateDayCounting counting = LateDayCounting::after_due_to_paid);

/// Where exact interest becomes an amount.
enum class InterestRounding : std::int32_t {
  line = 0,  ///< each line of the statement
  item = 1,  ///< the exact sum of an item; each line is what the rounded running sum grows by
  day = 2,   ///< the interest of one day, times the days
};

/// Interest as charged, and what rounding took or gave.
struct InterestAmount {
  std::int64_t amount = 0;   ///< minor units
  std::int64_t residue = 0;  ///< exact interest - amount, in parts per billion of a minor unit
};

/// amount x rate x days / year_days: simple interest, of one line. Amount of either sign, rate 0 .. 10^11 a year, days 0 ..
/// 4,000,000, year_days 1 .. 1,000. InterestRounding::item is here the same as line. Pure.
/// \throws Error out_of_bounds, overflow.
[[nodiscard]] InterestAmount simple_interest(std::int64_t amount, std::int64_t rate, std::int32_t days,
                                             std::int32_t year_days,
                                             InterestRounding round_by = InterestRounding::line,
                                             Rounding rounding = Rounding::half_up);

/// Which day's reference rate holds for a day.
enum class ReferenceFixing : std::int32_t {
  as_listed = 0,         ///< the rate in force on the day itself: of tables by half-year, and of contracts
  half_year_start = 1,   ///< the rate in force on the 1 January or 1 July before (2011/7/EU, 2.7)
  before_half_year = 2,  ///< the rate in force on the 31 December or 30 June before (SI 2002/1675, 4)
};

/// Rates by the day they begin, ascending. Each holds until the day before the next one or until its last day where that is
/// stated; the last one without a last day holds until the end of its half-year (30 June, 31 December). A day that no row covers
/// has no rate.
struct ReferenceRates {
  std::vector<Date> from;
  std::vector<std::optional<Date>> through;  ///< last day of each row, included; empty = none is stated
  std::vector<std::int64_t> rates;           ///< parts per billion, -10^11 .. 10^11
};

/// The reference rate of a day. O(rows).
/// \throws Error missing_value naming the day that no row covers, ragged_columns, invalid_data (days not ascending, a last day
/// before the first or beyond the next row, a rate outside its bounds) with its row, out_of_bounds (fixing).
[[nodiscard]] std::int64_t reference_rate(const ReferenceRates& table, Date day,
                                          ReferenceFixing fixing = ReferenceFixing::as_listed);

/// The fixed sum for a debt: that of the greatest `from_amounts` that is not above `amount`; 0 below the first one. Both lists in
/// minor units of the debt's currency, `from_amounts` 0 or more, ascending. O(rows).
/// \throws Error ragged_columns, invalid_data with its row, out_of_bounds (a negative amount).
[[nodiscard]] std::int64_t late_payment_compensation(std::int64_t amount,
                                                     std::span<const std::int64_t> from_amounts,
                                                     std::span<const std::int64_t> compensations);

/// Tables of what ships with the library, each row with its source:
///  "reference_rates" table ("uk", "it"), from, through, rate (fraction), rate_ppb (parts per billion), source, read_on:
///                    only rows whose source was read
///  "compensation"    law, currency, from_amount, compensation, source
[[nodiscard]] Result late_payment_tables();

/// Statutes whose readings can be set at once.
enum class LatePaymentLaw : std::int32_t {
  not_set = 0,
  eu_2011_7 = 1,   ///< Directive 2011/7/EU: reference rate + 8 points, each half-year's rate for its days
  eu_2000_35 = 2,  ///< Directive 2000/35/EC, contracts before 2013: + 7 points
  uk_1998 =
      3,  ///< Late Payment of Commercial Debts (Interest) Act 1998, SI 2002/1675: + 8 points, fixed at the start
};

/// Which day's rate an item bears.
enum class RateReading : std::int32_t {
  split = 0,     ///< each day that day's rate: the period is split where the rate changes
  at_start = 1,  ///< the rate of the first day of interest, for the whole delay
  at_payment =
      2,  ///< what is paid bears the rate of its payment day for its whole delay, what is open that of the as-of date
};

/// What becomes of a delay that ends within the days of grace, and of a longer one.
enum class InterestGrace : std::int32_t {
  trigger =
      0,  ///< nothing when all is paid within them, else interest from the day it would have begun without grace
  shift = 1,  ///< interest begins that many days later
};

enum class GraceUnit : std::int32_t {
  calendar_days = 0,
  business_days = 1,  ///< grace ends with the n-th business day after the due date: needs a calendar
};

enum class InterestBase : std::int32_t {
  gross = 0,       ///< the open amount with its tax
  net_of_tax = 1,  ///< without the tax in it: needs tax amounts
};

/// What a minimum does to a smaller charge.
enum class InterestMinimum : std::int32_t {
  waived = 0,  ///< nothing is charged
  raised = 1,  ///< the minimum is charged; the difference is a line of its own
};

/// Documents of kind interest in a ledger.
enum class ChargedInterest : std::int32_t {
  ignored = 0,  ///< they say nothing about days
  charged_through =
      1,  ///< the latest one of a customer and currency has charged all days up to its issue date
};

/// Every member has a default; bounds are checked. Either `rate`, or `margin` with the table "reference", must be given.
struct InterestOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  std::optional<std::int64_t> rate = {};    ///< contractual, a year: parts per billion, 0 .. 10^11
  std::optional<std::int64_t> margin = {};  ///< added to the reference rate: -10^11 .. 10^11
  RateReading reading = RateReading::split;
  ReferenceFixing fixing = ReferenceFixing::as_listed;
  /// Those with a fixed denominator and Act/Act ISDA; docs/methods/late_interest.md lists them.
  DayCount day_count = DayCount::act_365_fixed;
  LateDayCounting counting = LateDayCounting::after_due_to_paid;
  InterestGrace grace = InterestGrace::trigger;
  std::int32_t grace_days = 0;  ///< 0 .. 3,650
  GraceUnit grace_unit = GraceUnit::calendar_days;
  /// 1 = a due date that is no business day counts as the next one, for payments and for the first day (Regulation (EEC, Euratom)
  /// 1182/71, Art. 3(4)); needs a calendar.
  std::int32_t due_on_business_day = 0;
  std::optional<Calendar> calendar = {};  ///< of the two options before; refused where neither asks for it
  InterestBase base = InterestBase::gross;
  Rounding rounding = Rounding::half_up;
  InterestRounding round_by = InterestRounding::line;
  std::int32_t compounding_months =
      0;  ///< interest bears interest after each 1 .. 12 months of delay; 0 = never
  InterestMinimum minimum = InterestMinimum::waived;  ///< of the table "limits"
  std::int64_t maximum_share =
      0;  ///< most interest of an item, of its amount: parts per billion .. 10^11; 0 = no bound
  std::int32_t on_credits = 0;  ///< 1 = credits bear interest for the customer: negative lines
  std::int32_t on_charges = 0;  ///< ledger only: 1 = documents of kind interest and fee bear interest too
  std::int32_t accrue_rejected = 1;  ///< 0 = the days of a dispute that was rejected stay free of interest
  std::vector<std::string> rejected = {"rejected"};  ///< outcomes of disputes in favour of the seller
  std::optional<Date> charged_through = {};  ///< of every item: days up to this one were charged before
  MoneyForm money = MoneyForm::exact;        ///< of the money columns of the tables
  std::string currency = {};     ///< of rows of the tables "items", "compensation" and "limits" without one
  std::string date_format = {};  ///< of text dates in the tables; empty = ISO
  std::vector<std::string> by = {"customer"};         ///< of "rows": columns of the items, or of the ledger
  ApplicationClock clock = ApplicationClock::latest;  ///< ledger only: the day a payment counts on
  ChargedInterest charged_interest = ChargedInterest::ignored;  ///< ledger only
  std::optional<Date> known_at = {};  ///< ledger only: drop every row recorded after this day
};

/// The options of a statute: margin, reading, day count and counting. Everything else at its default.
/// \throws Error not_set, out_of_bounds.
[[nodiscard]] InterestOptions interest_options_of(LatePaymentLaw law);

/// Tables of an interest statement, in this order:
///  "lines"  one row a line: the item's columns, item (row of "items"), kind (interest, retroactive, minimum, maximum, compensation),
///           from, to, days, currency, balance, suspended, capitalised, base, rate, reference_rate, margin
///           (fractions; null where there is none), numerator, denominator (years of the line), amount, residue. Ascending by item,
///           then by day. The amounts of an item sum to its charge
///  "items"  one row an item: its columns, currency, amount, due_date, first_day, last_day, open, accrued, interest,
///           compensation, charge, residue, charged_before (amounts of the table "charged"), reason (why nothing is charged; null where something is)
///  "rows"   the columns in `by`, currency, items, charged_items, amount, interest, compensation, charge
///  "totals" the same by currency
///  "proof"  currency, line, count, amount: items by what became of them, charges down to their lines; the last line,
///           "difference", is 0
///  "about"  name, value: everything needed to repeat the figures
using Interest = Result;

/// Interest of plain items up to the end of `as_of`. `tables`:
///  "items"        amount, due_date, and any of currency, item (key), customer and further columns to group by, tax_amount,
///                 charged_through, rate (contractual, for this item), payments (count: the rows of "payments" in the order of the items)
///  "payments"     amount (negative = taken back), paid_on, and item (key, or row of "items" from 0) unless "items" counts them
///  "disputes"     item, opened, and any of closed, amount (null = all), outcome
///  "charged"      item, to, and any of from (null = the first day), amount: days that were charged before, in place of charged_through
///  "reference"    from, rate, and perhaps through
///  "compensation" from_amount, compensation, and perhaps currency
///  "limits"       minimum, maximum or both, and perhaps currency: of the interest of one item
/// Rates are decimal fractions of at most nine digits after the point. O(items + payments log payments of an item + lines).
/// \throws Error not_set (no rate), missing_column, missing_value (a day without a reference rate: named), invalid_data,
/// inconsistent_data (payments beyond the balance), unknown_reference, unknown_name, invalid_argument, out_of_bounds, overflow.
/// Thread-safe.
[[nodiscard]] Interest compute_interest(std::span<const TableView> tables, Date as_of,
                                        const InterestOptions& options);

/// The same of the debits of a ledger (with `on_credits` also its credits), each instalment an item. `tables`: "reference",
/// "compensation", "limits". Payments are the applications, by the clock. \throws as above. Thread-safe.
[[nodiscard]] Interest compute_interest(const Ledger& ledger, Date as_of, std::span<const TableView> tables,
                                        const InterestOptions& options);

}  // namespace openitem
