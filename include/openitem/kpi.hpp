#pragma once
/// \file
/// Key figures of receivables from plain figures, each with its parts: docs/methods/kpi_figures.md states every formula.
/// Amounts are minor units of one currency. Where a name has several meanings in the field the variant is an argument without
/// a default; `not_set` is an error. Every function is pure and may be called from any thread; the lists are read once, O(n)
/// unless another order is stated.
/// \throws Error not_set (a variant), invalid_argument, out_of_bounds, overflow (a part leaves 64 bits).

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"

namespace openitem::kpi {

enum class Unit : std::int32_t { days = 1, fraction = 2, times = 3, points = 4, amount = 5, count = 6 };

/// What may be done with figures of several customers or segments.
enum class Kind : std::int32_t {
  additive = 1,      ///< values add up
  ratio = 2,         ///< numerators add up and denominators add up; values do not
  not_additive = 3,  ///< nothing adds up: it is computed anew from the figures of the whole
};

/// Why a value is missing (the first four) or means little.
enum class Warning : std::int32_t {
  none = 0,
  no_sales = 1,          ///< credit sales, the denominator, are zero: no value
  zero_denominator = 2,  ///< another denominator is zero: no value
  history_exhausted =
      3,               ///< the balance outlasts the sales history: no value, or the one the caller asked for
  no_items = 4,        ///< there is nothing to measure: no value
  negative_sales = 5,  ///< credit notes exceed the sales of the window or of a month of it
  negative_balance = 6,  ///< receivables (or another denominator) are a credit balance
  short_window = 7,      ///< receivables exceed the sales of the window: it is too short to have created them
};

/// What a part of a figure (its numerator or denominator) counts.
enum class PartUnit : std::int32_t {
  none = 0,         ///< the figure has no parts
  amount = 1,       ///< minor units
  amount_days = 2,  ///< minor units x days
  count = 3,        ///< items
  count_days = 4,   ///< items x days
  days = 5,         ///< days
};

/// "days", "ratio", "no_sales", "amount_days": the names in tables; "" for none.
[[nodiscard]] std::string_view name_of(Unit unit) noexcept;
[[nodiscard]] std::string_view name_of(Kind kind) noexcept;
[[nodiscard]] std::string_view name_of(Warning warning) noexcept;
[[nodiscard]] std::string_view name_of(PartUnit unit) noexcept;

/// What a figure id means. The texts live as long as the library.
struct Definition {
  std::string_view figure;   ///< the id, e.g. "dso_simple_ending"
  std::string_view meaning;  ///< one sentence
  std::string_view formula;
  Unit unit;
  Kind kind;
  PartUnit numerator_unit;
  PartUnit denominator_unit;
  std::string_view numerator;    ///< what it counts; empty without parts
  std::string_view denominator;  ///< what it counts; empty without parts
  std::string_view source;       ///< who states the formula
};

/// Every figure of the library, in the order of the documentation.
[[nodiscard]] std::span<const Definition> definitions() noexcept;
/// \throws Error unknown_name.
[[nodiscard]] const Definition& definition_of(std::string_view figure);
/// The definitions as table "definitions", a column for each member of `Definition` under its name.
[[nodiscard]] Result definition_tables();

/// One key figure. Where it has parts, value = numerator / denominator, correctly rounded once; a figure without parts
/// (sums of ratios, squares of shares) has neither. A missing value has a warning that says why; never NaN or infinity.
struct Figure {
  std::string_view figure = {};  ///< id of its definition; lives as long as the library
  std::optional<double> value = {};
  std::optional<std::int64_t> numerator = {};
  std::optional<std::int64_t> denominator = {};
  std::int64_t count = 0;  ///< items, months, customers or promises behind it; balances for a balance ratio
  Unit unit = Unit::fraction;
  Kind kind = Kind::ratio;
  Warning warning = Warning::none;
};

// ---- variants: required, none has a default -------------------------------------------------------------

/// Which receivables a ratio to sales takes.
enum class Receivables : std::int32_t {
  not_set = 0,
  ending = 1,   ///< the balance at the end: `balances` has one entry
  average = 2,  ///< the mean of the balances: `balances` has two or more entries (beginning, ..., ending)
};

/// Months without sales (zero or below) in a count-back.
enum class EmptyMonths : std::int32_t {
  not_set = 0,
  skipped = 1,  ///< their days do not count
  counted = 2,  ///< their days count
};

/// What a count-back returns when the balance outlasts the months given; the warning stands in each case.
enum class ExhaustedHistory : std::int32_t {
  not_set = 0,
  missing = 1,      ///< no value
  length = 2,       ///< the days of the history, a lower bound
  extrapolate = 3,  ///< the rest at the daily sales of the oldest month with sales
};

/// Credits among the items of a weighted mean.
enum class Credits : std::int32_t {
  not_set = 0,
  netted = 1,   ///< they count with their sign
  dropped = 2,  ///< they do not count
};

/// The sales a collection effectiveness index adds to the beginning balance.
enum class CeiSales : std::int32_t {
  not_set = 0,
  period_total = 1,    ///< all credit sales of the period; `periods` is 1
  period_average = 2,  ///< credit sales / periods (as CRF prints it, months usually)
};

/// Losses before or after what came back.
enum class Recoveries : std::int32_t {
  not_set = 0,
  gross = 1,  ///< not deducted; the amount recovered must be 0
  net = 2,    ///< deducted
};

/// What write-offs are measured against; it only names the figure.
enum class WriteOffBase : std::int32_t { not_set = 0, credit_sales = 1, receivables = 2 };

/// What days deductions outstanding count.
enum class Deductions : std::int32_t {
  not_set = 0,
  value = 1,           ///< open amount x days / amount deducted in those days
  count = 2,           ///< open deductions x days / deductions raised in those days
  period_average = 3,  ///< open amount x days of a period / average amount deducted in a period
};

enum class PromiseBasis : std::int32_t { not_set = 0, count = 1, amount = 2 };

/// A promise that was paid in part and in time.
enum class PartialPayments : std::int32_t {
  not_set = 0,
  broken = 1,   ///< counts as broken
  counted = 2,  ///< counts: by count as kept, by amount with what was paid
};

/// Negative balances (customers in credit) in a concentration.
enum class NegativeBalances : std::int32_t {
  not_set = 0,
  excluded = 1,  ///< left out of the shares and of the total
  included = 2,  ///< part of the total with their sign
  refused = 3,   ///< an error
};

/// 0.26 (fraction) or 2,600 (points) for the same concentration.
enum class HhiScale : std::int32_t { not_set = 0, fraction = 1, points = 2 };

/// Which mean of days `weighted_average_days` is; it only names the figure.
enum class AverageDays : std::int32_t {
  not_set = 0,
  days_to_pay = 1,
  days_late = 2,
  terms = 3,
  billing_lag = 4
};

/// What a past-due mean of days is taken over.
enum class PastDueWeights : std::int32_t {
  not_set = 0,
  all_items = 1,  ///< average days delinquent: items not past due count with 0 days
  past_due = 2,   ///< severity: items past due only
};

// ---- days sales outstanding -----------------------------------------------------------------------------

/// Receivables x days / credit sales of those days. `days` is the convention: 30, 90, 360, 365 or the calendar's.
[[nodiscard]] Figure dso(std::span<const std::int64_t> balances, std::int64_t credit_sales, std::int32_t days,
                         Receivables receivables);
/// The same from receivables that are not past due. \see dso
[[nodiscard]] Figure best_possible_dso(std::span<const std::int64_t> current_balances,
                                       std::int64_t credit_sales, std::int32_t days, Receivables receivables);
/// The same from receivables past due: DSO - best possible DSO, exactly. \see dso
[[nodiscard]] Figure delinquent_dso(std::span<const std::int64_t> past_due_balances,
                                    std::int64_t credit_sales, std::int32_t days, Receivables receivables);
/// Count-back: months are used up from the latest backwards, the last one in proportion.
/// `monthly_sales` and `month_days` (1..366 each) latest month first, equally long, at least one month.
[[nodiscard]] Figure countback_dso(std::int64_t ending_balance, std::span<const std::int64_t> monthly_sales,
                                   std::span<const std::int32_t> month_days, EmptyMonths empty_months,
                                   ExhaustedHistory exhausted);
/// Sum over months of (open receivables that the month created / its sales x its days). Three lists of one length.
[[nodiscard]] Figure sales_weighted_dso(std::span<const std::int64_t> open_balances,
                                        std::span<const std::int64_t> monthly_sales,
                                        std::span<const std::int32_t> month_days);
/// Sum of amount x days outstanding / sum of amounts. Two lists of one length; credits have negative amounts.
[[nodiscard]] Figure true_dso(std::span<const std::int64_t> amounts, std::span<const std::int32_t> days,
                              Credits credits);
/// DSO - best possible DSO, of two figures already computed (days, finite). \see delinquent_dso for the exact form
[[nodiscard]] Figure average_days_delinquent(double dso, double best_possible_dso);

// ---- days of items --------------------------------------------------------------------------------------

/// Amount-weighted mean of signed days: sum of amount x days / sum of amounts. Amounts must not be negative; two lists of one
/// length. Over the same amounts days to pay = terms + days late.
[[nodiscard]] Figure weighted_average_days(std::span<const std::int64_t> amounts,
                                           std::span<const std::int32_t> days, AverageDays measure);
/// Sum of amount x days past due of the items past due / sum of the amounts of all items or of those past due.
/// Days of 0 and below are not past due. Amounts must not be negative.
[[nodiscard]] Figure weighted_days_past_due(std::span<const std::int64_t> amounts,
                                            std::span<const std::int32_t> days_past_due,
                                            PastDueWeights weights);

// ---- collection -----------------------------------------------------------------------------------------

/// Collection effectiveness index, a fraction: (beginning + sales - ending total) / (beginning + sales - ending current).
/// `periods` 1..1,000; it divides the sales with CeiSales::period_average.
[[nodiscard]] Figure cei(std::int64_t beginning_balance, std::int64_t credit_sales,
                         std::int64_t ending_balance, std::int64_t ending_current_balance,
                         std::int32_t periods, CeiSales sales);
/// Credit sales / receivables: times per period.
[[nodiscard]] Figure turnover(std::int64_t credit_sales, std::span<const std::int64_t> balances,
                              Receivables receivables);
/// Days / turnover. \see dso
[[nodiscard]] Figure average_collection_period(std::int64_t credit_sales,
                                               std::span<const std::int64_t> balances, std::int32_t days,
                                               Receivables receivables);
/// Kept promises / promises whose day (and grace) has come; the caller leaves open ones out. Amounts above 0, paid 0 or more;
/// `days_late` of a promise with nothing paid is not read. Three lists of one length.
[[nodiscard]] Figure promise_kept_rate(std::span<const std::int64_t> amounts,
                                       std::span<const std::int64_t> paid,
                                       std::span<const std::int32_t> days_late, PromiseBasis basis,
                                       std::int32_t grace_days, PartialPayments partial_payments);
/// Cost of credit and collection / credit sales.
[[nodiscard]] Figure operating_cost_to_sales(std::int64_t cost, std::int64_t credit_sales);
/// Cost of credit and collection / cash collected.
[[nodiscard]] Figure cost_to_collect(std::int64_t cost, std::int64_t collected);

// ---- losses, deductions, disputes -----------------------------------------------------------------------

/// (Bad debt - recovered) / credit sales.
[[nodiscard]] Figure bad_debt_ratio(std::int64_t bad_debt, std::int64_t recovered, std::int64_t credit_sales,
                                    Recoveries recoveries);
/// (Written off - recovered) / credit sales or receivables.
[[nodiscard]] Figure write_off_ratio(std::int64_t written_off, std::int64_t recovered, std::int64_t base,
                                     Recoveries recoveries, WriteOffBase measured_against);
/// Recovered / written off.
[[nodiscard]] Figure recovery_rate(std::int64_t recovered, std::int64_t written_off);
/// Days deductions outstanding. `deductions`: what was raised in `days` days: the amount, the number, or the average amount
/// of a period of `days` days.
[[nodiscard]] Figure deductions_outstanding(std::int64_t open_deductions, std::int64_t deductions,
                                            std::int32_t days, Deductions basis);
/// Disputed / all receivables.
[[nodiscard]] Figure dispute_share(std::int64_t disputed, std::int64_t receivables);

// ---- shape of the portfolio -----------------------------------------------------------------------------

/// Each balance / the total, in the order given; negative balances count with their sign.
[[nodiscard]] std::vector<Figure> aging_percentages(std::span<const std::int64_t> balances);
/// Past due / all receivables.
[[nodiscard]] Figure past_due_share(std::int64_t past_due, std::int64_t receivables);
/// Herfindahl-Hirschman index: the sum of squared shares.
[[nodiscard]] Figure hhi(std::span<const std::int64_t> balances, NegativeBalances negative_balances,
                         HhiScale scale);
/// The same from shares in parts per billion (0 .. 10^9 each); they need not be all shares of the market.
[[nodiscard]] Figure hhi_from_shares(std::span<const std::int64_t> shares_ppb, HhiScale scale);
/// The n largest balances / the total. n >= 1; n beyond the number of balances takes them all. O(n log n).
[[nodiscard]] Figure top_n_share(std::span<const std::int64_t> balances, std::int64_t n,
                                 NegativeBalances negative_balances);
/// Gini coefficient: 0 = all equal, (n - 1) / n = one has all. `included` is no choice here. O(n log n).
[[nodiscard]] Figure gini(std::span<const std::int64_t> balances, NegativeBalances negative_balances);

}  // namespace openitem::kpi
