#pragma once
/// \file
/// Payment terms: what people write ("2/10 net 30", "3 instalments 30/60/90"), as a value, and what follows from it: due dates,
/// instalments and discount windows. docs/methods/terms.md states the grammar and every rule.
/// Every function is pure and may be called from any thread. Amounts are minor units, rates int64 parts per billion.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem {

// ---- the value ------------------------------------------------------------------------------------------

/// One step on the way from a date to the next.
enum class TermsStepKind : std::int32_t {
  days = 1,               ///< add `number` days, 0 .. 9,999
  weeks = 2,              ///< add `number` weeks, 0 .. 999
  months = 3,             ///< add `number` months, 0 .. 999, clipped to the end of the month reached
  end_of_month = 4,       ///< the last day of the month reached
  day_of_month = 5,       ///< day `number` (1 .. 31) of the month reached, clipped to its end; may move back
  day_of_next_month = 6,  ///< day `number` (1 .. 31) of the next month, clipped to its end: proximo, MFI
  next_day = 7,  ///< the first day on or after that is one of `days`; a day beyond the month is its end
  cutoff = 8,    ///< on a day of the month after `number` (1 .. 30): one month later, clipped; else unchanged
};

struct TermsStep {
  TermsStepKind kind = TermsStepKind::days;
  std::int32_t number = 0;  ///< 0 for end_of_month and next_day
  std::uint32_t days = 0;   ///< of next_day: bit d is day d, 1 .. 31; else 0
  friend bool operator==(const TermsStep&, const TermsStep&) noexcept = default;
};

/// The date a rule starts from.
enum class TermsStart : std::int32_t {
  dating = 0,    ///< the date that `PaymentTerms::dating` names
  advance = 1,   ///< the issue date: cash in advance, the document asks for it. No steps
  shipment = 2,  ///< the delivery date: cash before shipment, payable by that day. No steps
  delivery = 3,  ///< the delivery date: without steps, cash on delivery
  discount = 4,  ///< the deadline of the last discount
};

struct TermsRule {
  TermsStart start = TermsStart::dating;
  std::vector<TermsStep> steps = {};  ///< at most 8, in order; none where the start itself is the date
  friend bool operator==(const TermsRule&, const TermsRule&) noexcept = default;
};

/// What a line asks for.
enum class TermsLineKind : std::int32_t {
  remainder = 0,             ///< whatever is left; the last line only
  percent_of_total = 1,      ///< `share` of the whole amount
  percent_of_remainder = 2,  ///< `share` of what the lines before have left
  fixed = 3,                 ///< `amount`; of a credit note its negation
};

/// An exact fraction in lowest terms, above 0 and at most 1; denominator at most 10^9.
struct TermsShare {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  friend bool operator==(const TermsShare&, const TermsShare&) noexcept = default;
};

struct TermsLine {
  TermsLineKind kind = TermsLineKind::remainder;
  TermsShare share = {};             ///< of the percent kinds; else 1
  std::optional<Money> amount = {};  ///< of a fixed line, above 0
  TermsRule due = {};
  friend bool operator==(const TermsLine&, const TermsLine&) noexcept = default;
};

struct TermsDiscount {
  std::int64_t rate = 0;  ///< parts per billion, above 0 and below 10^9: 2 % = 20,000,000
  TermsRule until = {};   ///< its date is the deadline, inclusive; starts at the dating date
  friend bool operator==(const TermsDiscount&, const TermsDiscount&) noexcept = default;
};

/// Which date opens the periods.
enum class TermsDating : std::int32_t {
  invoice = 0,           ///< the issue date (ordinary dating)
  receipt_of_goods = 1,  ///< ROG: the receipt date
  as_of = 2,             ///< AS OF: the as-of date (also extra and post-dating)
};

/// Days of every year on which the customer pays nothing, both ends closed; may run over the end of the year.
struct TermsClosure {
  std::int32_t first_month = 1, first_day = 1;
  std::int32_t last_month = 1, last_day = 1;  ///< a day beyond its month is the end of it: 02-31
  friend bool operator==(const TermsClosure&, const TermsClosure&) noexcept = default;
};

/// Payment terms as a value: comparable, copyable. Every value that `check_terms` accepts has a text that reads back as it.
struct PaymentTerms {
  std::vector<TermsDiscount> discounts = {};  ///< tiers, in the order written: rates fall; at most 16
  std::vector<TermsLine> lines = {};          ///< 1 .. 360
  TermsDating dating = TermsDating::invoice;
  bool sequential = false;      ///< each line after the first starts from the date of the line before
  std::int32_t grace_days = 0;  ///< after the due date, never inside it; 0 .. 366
  std::int32_t discount_grace_days = 0;                            ///< after a discount's deadline; 0 .. 366
  std::vector<TermsClosure> closures = {};                         ///< at most 32
  BusinessDayConvention adjustment = BusinessDayConvention::none;  ///< of due dates; needs a calendar
  friend bool operator==(const PaymentTerms&, const PaymentTerms&) noexcept = default;
};

/// What a number beside EOM means where the text leaves it open ("net 30 EOM", "2/10 EOM").
enum class TermsReading : std::int32_t {
  not_set = 0,        ///< such a text is an error that lists its readings
  eom_then_days = 1,  ///< end of the month, then the days (trade practice of the US)
  days_then_eom = 2,  ///< the days, then the end of the month reached
  eom_dating = 3,     ///< as eom_then_days; an invoice of the 26th or later counts as one of the next month
};

/// Reads terms in any of the forms of docs/methods/terms.md; case and spaces do not matter. O(length).
/// \throws Error invalid_data naming the position (from 1), what stands there and what was expected; not_set for a text with
/// several readings, listing them; invalid_text; out_of_bounds (longer than 2^20 bytes); as check_terms.
[[nodiscard]] PaymentTerms parse_terms(std::string_view text, TermsReading reading = TermsReading::not_set);
/// The canonical text: parse_terms(print_terms(x)) == x. \throws Error as check_terms.
[[nodiscard]] std::string print_terms(const PaymentTerms& terms);
/// \throws Error invalid_argument or out_of_bounds: what no terms can say (no line, shares that do not sum to 100 %, a
/// remainder that is not last, fixed amounts of two currencies, tiers whose rates do not fall, closures all year ...).
void check_terms(const PaymentTerms& terms);

// ---- one document ---------------------------------------------------------------------------------------

/// The dates of a document. Terms that need one that is not there are an error.
struct TermsDates {
  Date issue;
  std::optional<Date> receipt = {};   ///< of the goods: ROG
  std::optional<Date> delivery = {};  ///< COD, CBS
  std::optional<Date> as_of = {};     ///< AS OF
};

/// Where the cents go that rounding leaves.
enum class TermsResidue : std::int32_t {
  last_line = 0,  ///< the last line takes what is left, whatever its own type says
  /// Largest remainder, sign-symmetric: no line is a unit away from its exact share. Shares of the total and a balance only.
  largest_remainder = 1,
};

/// What a document over nothing asks for.
enum class TermsZeroTotal : std::int32_t {
  one_line = 0,    ///< one instalment of 0, due on the issue date
  every_line = 1,  ///< each line with 0 on its own date; fixed amounts are 0 too
};

/// What a discount is taken of, and what becomes of the tax.
enum class TermsDiscountTax : std::int32_t {
  included = 0,  ///< of the amount with tax; the tax falls with it
  excluded = 1,  ///< of the amount without tax; the tax stays
  mixed =
      2,  ///< of the amount without tax; the document carries the tax of the discounted amount from the start
};

/// A holiday and the day that stands for it.
struct TermsPostponement {
  Date holiday;
  Date postponed_to;
};

struct TermsOptions {
  TermsResidue residue = TermsResidue::last_line;
  Rounding rounding = Rounding::half_up;           ///< of instalments
  Rounding discount_rounding = Rounding::half_up;  ///< of discounts
  TermsZeroTotal zero_total = TermsZeroTotal::one_line;
  TermsDiscountTax discount_tax = TermsDiscountTax::included;
  std::int32_t adjust_discounts = 0;  ///< 1 = closures, postponements and the adjustment move deadlines too
  std::optional<Calendar> calendar = {};              ///< required by terms with an adjustment
  std::vector<TermsPostponement> postponements = {};  ///< each holiday once; postponed to a later day
  std::int32_t threads = 1;                           ///< of batches; at most 256; never changes a byte
};

struct TermsAmounts {
  std::int64_t total = 0;                       ///< with tax; negative for a credit note
  std::int64_t tax = 0;                         ///< as invoiced, inside `total`, of its sign
  std::optional<std::int64_t> base_total = {};  ///< the same document in base currency
};

struct Instalment {
  std::int32_t number = 0;  ///< from 1, in the order of the lines
  Date due;
  Date grace_until;              ///< due + grace: the last day without consequences
  std::int64_t amount = 0;       ///< sums to the total
  std::int64_t base_amount = 0;  ///< sums to the base total; 0 without one
};

struct DiscountWindow {
  std::int32_t number = 0;   ///< tier, from 1
  Date deadline;             ///< inclusive
  Date grace_until;          ///< deadline + discount grace: still accepted
  std::int64_t rate = 0;     ///< parts per billion
  std::int64_t base = 0;     ///< what the rate is taken of
  std::int64_t amount = 0;   ///< the discount
  std::int64_t payable = 0;  ///< what settles the document by then: total - amount
};

struct TermsSchedule {
  std::vector<Instalment> instalments;
  std::vector<DiscountWindow> discounts;
  std::int64_t total = 0;  ///< what the instalments sum to
};

/// Instalments and discount windows of one document. O(lines).
/// \throws Error missing_value (a date the terms need), inconsistent_data (tax beyond the total, base total of a zero total ...),
/// invalid_argument (an adjustment without a calendar), date_out_of_range, overflow; as check_terms.
[[nodiscard]] TermsSchedule schedule_terms(const PaymentTerms& terms, const TermsDates& dates,
                                           const TermsAmounts& amounts, const TermsOptions& options = {},
                                           std::optional<Currency> currency = std::nullopt);
/// A schedule as tables "instalments" (instalment, due_date, grace_until, amount, base_amount) and "discounts" (tier, deadline,
/// grace_until, rate, base, amount, payable), with a column currency where one is given.
[[nodiscard]] Result terms_schedule_tables(const TermsSchedule& schedule,
                                           std::optional<Currency> currency = std::nullopt);
/// The due date of each line. \throws Error as schedule_terms.
[[nodiscard]] std::vector<Date> terms_due_dates(const PaymentTerms& terms, const TermsDates& dates,
                                                const TermsOptions& options = {});
/// The deadline of each discount, inclusive, without grace. \throws Error as schedule_terms.
[[nodiscard]] std::vector<Date> terms_discount_deadlines(const PaymentTerms& terms, const TermsDates& dates,
                                                         const TermsOptions& options = {});
/// The amounts of the lines: they sum to `total`. \throws Error as schedule_terms.
[[nodiscard]] std::vector<std::int64_t> terms_amounts(const PaymentTerms& terms, std::int64_t total,
                                                      const TermsOptions& options = {});
/// What `amounts` come to in base currency: they sum to `base_total`, each near its amount x base total / total.
/// \throws Error inconsistent_data (a base total of nothing), invalid_argument (largest remainder over mixed signs), overflow.
[[nodiscard]] std::vector<std::int64_t> terms_base_amounts(std::span<const std::int64_t> amounts,
                                                           std::int64_t base_total,
                                                           const TermsOptions& options = {});

// ---- discounts on their own -----------------------------------------------------------------------------

struct CashDiscount {
  std::int64_t total = 0;    ///< what is owed without it: net + tax, with mixed tax net + the lowered tax
  std::int64_t base = 0;     ///< what the rate is taken of
  std::int64_t amount = 0;   ///< the discount, rounded once
  std::int64_t payable = 0;  ///< total - amount
  std::int64_t tax = 0;      ///< what the tax comes to when the discount is taken
};

/// A discount of `rate` parts per billion (0 .. 10^9) on net + tax. \throws Error out_of_bounds, inconsistent_data (tax of
/// another sign than net), overflow.
[[nodiscard]] CashDiscount cash_discount(std::int64_t net, std::int64_t tax, std::int64_t rate,
                                         TermsDiscountTax computation = TermsDiscountTax::included,
                                         Rounding rounding = Rounding::half_up);

struct PartPayment {
  std::int64_t settled = 0;   ///< of the total: payment + discount
  std::int64_t discount = 0;  ///< in proportion
  std::int64_t excess = 0;    ///< of the payment, beyond total - discount
};

/// What a payment inside a window settles: payment x total / (total - discount). Credits mirror debits.
/// \throws Error invalid_argument (a discount that is not between 0 and the total, a payment of the other sign), overflow.
[[nodiscard]] PartPayment part_payment(std::int64_t payment, std::int64_t total, std::int64_t discount,
                                       Rounding rounding = Rounding::half_up);

/// Whether a payment of less than total - discount earns a part of the discount.
enum class PartPayments : std::int32_t {
  not_set = 0,
  nothing = 1,   ///< the discount is for full payment
  pro_rata = 2,  ///< in proportion, as part_payment computes
};

/// Why a discount that was taken is not earned.
enum class UnearnedReason : std::int32_t {
  none = 0,
  no_offer = 1,    ///< the terms offer no discount
  late = 2,        ///< paid after the last deadline and its grace
  above_tier = 3,  ///< more than the tier of that day gives
  part_paid = 4,   ///< more than what a part payment earns
};

struct DiscountCheck {
  std::int32_t tier = 0;      ///< the first tier still open on that day; 0 = none
  std::int64_t allowed = 0;   ///< what the payment earns
  std::int64_t unearned = 0;  ///< taken beyond it, of the sign of the total; 0 = fine
  UnearnedReason reason = UnearnedReason::none;
};

/// A discount taken with a payment against what a schedule offers. \throws Error not_set (part_payments), invalid_argument
/// (amounts of another sign than the total), overflow.
[[nodiscard]] DiscountCheck check_discount(const TermsSchedule& schedule, Date paid_on, std::int64_t paid,
                                           std::int64_t taken, PartPayments part_payments,
                                           Rounding rounding = Rounding::half_up);

// ---- many documents -------------------------------------------------------------------------------------

/// Dates of many documents, in days since 1970-01-01. An empty list = no document has that date.
struct TermsDateColumns {
  std::span<const std::int32_t> issue;
  std::span<const std::int32_t> receipt = {};
  std::span<const std::int32_t> delivery = {};
  std::span<const std::int32_t> as_of = {};
};

/// due[i] = the day by which document i is to be paid in full: the latest date of the lines of terms[codes[i]]. A table of the
/// days of the horizon is made once, so a date costs a look-up. O(rows + days of the horizon x lines).
/// \throws Error ragged_columns, out_of_bounds (a code), missing_value (a date the terms need), date_out_of_range, each with the
/// first bad row; as schedule_terms.
void compute_due_dates(std::span<const PaymentTerms> terms, std::span<const std::int32_t> codes,
                       const TermsDateColumns& dates, std::span<std::int32_t> due,
                       const TermsOptions& options = {});

/// Tables of the schedules of many documents, in this order:
///  "instalments" row, (document,) instalment, due_date, grace_until, amount, (base_amount,) currency (, base_currency)
///  "discounts"   row, (document,) tier, deadline, grace_until, rate (a fraction), base, amount, payable, currency
///  "terms"       code, text (canonical), documents
///  "proof"       currency, line, count, amount: documents, instalments, difference; with base amounts the same for these
///  "about"       name, value
using TermsSchedules = Result;

/// Columns of many documents: table "documents" with issue_date, amount, terms, and where there are any currency, tax, base_amount,
/// receipt_date, delivery_date, as_of_date, document; table "terms" with code, text. `currency` stands for a missing column.
/// Money columns are read in `money` form. O(documents x lines + days of the horizon x lines). Thread-safe.
/// \throws Error missing_column, missing_value, invalid_data, unknown_reference (a code that is not in "terms"), unknown_name,
/// inconsistent_data, not_set (no currency), overflow, each with table, column and row.
[[nodiscard]] TermsSchedules compute_terms_schedules(std::span<const TableView> tables, TermsReading reading,
                                                     const TermsOptions& options = {},
                                                     std::string_view currency = {},
                                                     std::string_view base_currency = {},
                                                     MoneyForm money = MoneyForm::exact);

}  // namespace openitem
