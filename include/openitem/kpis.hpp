#pragma once
/// \file
/// Key figures of a ledger for any windows, by customer and any dimension, from one pass over its events.
/// docs/methods/kpis.md states every rule; kpi.hpp has the same figures on plain amounts.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// A window: from the begin of `first` to the end of `last`.
struct KpiPeriod {
  Date first, last;
  friend constexpr auto operator<=>(const KpiPeriod&, const KpiPeriod&) noexcept = default;
};

enum class PeriodLength : std::int32_t { month = 0, quarter = 1, year = 2 };

/// The calendar months, quarters or years that `from` to `to` touches, the first and the last cut at the two days.
/// \throws Error invalid_argument (from after to), out_of_bounds (length; more than 4,096 periods). O(periods).
[[nodiscard]] std::vector<KpiPeriod> calendar_periods(Date from, Date to,
                                                      PeriodLength length = PeriodLength::month);

/// What figures take as the receivable.
enum class KpiReceivable : std::int32_t {
  net = 0,     ///< all open items: unapplied credits lower the receivable, in its part that is not past due
  debits = 1,  ///< open debits alone
};

/// How the table "figures" lies.
enum class KpiLayout : std::int32_t {
  long_form = 0,   ///< a row a figure
  wide_form = 1,   ///< a row a group, four columns a figure
  value_form = 2,  ///< a row a group, one column a figure: its value alone, null where it has none
};

/// Every member has a default; bounds are checked.
struct KpiOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};  ///< drop every row recorded after this day
  /// "customer", "entity" or dimension names, in order; empty = one group a currency.
  std::vector<std::string> by = {};
  /// Ids of figures, each once, in the order of their output; empty = those of docs/methods/kpis.md, section 5.
  std::vector<std::string> figures = {};
  KpiReceivable receivable = KpiReceivable::net;
  KpiLayout layout = KpiLayout::long_form;
  /// Days that a ratio to sales counts for its sales window; 0 = the days of the calendar; at most 36,600.
  std::int32_t days = 0;
  /// Months of sales, up to the last day of the period, that ratios to sales take; 0 = the period itself; at most 120.
  std::int32_t sales_months = 0;
  std::int32_t history_months = 12;  ///< months that a count-back may use up, 1 to 120
  std::int32_t month_days = 0;       ///< days of a month of a count-back; 0 = the calendar's; at most 366
  std::int32_t top_n = 10;           ///< customers in "top_n_share", 1 or more
  std::string delivery_column = {};  ///< with "billing_lag": the further date column that holds deliveries
  std::int32_t components = 1;       ///< 0 = without the table "components"
  /// Days after the promised day on which a payment still keeps a promise, 0 to 366.
  std::int32_t promise_grace_days = 0;
  MoneyForm money = MoneyForm::exact;  ///< of the column "amount" of the tables given
  /// Every number of days is one of its business days: past due, open, to pay, of sales windows and of months counted back;
  /// not beside `days` or `month_days`. Nothing = calendar days.
  std::optional<Calendar> calendar = {};
};

/// Tables of key figures, in this order:
///  "figures"     first, last, the group columns, currency, figure, value, numerator, denominator, unit, count, kind,
///                warning; with KpiLayout::wide_form first, last, the group columns, currency and for each figure the columns
///                <id>, <id>_numerator, <id>_denominator, <id>_warning; with KpiLayout::value_form for each the column <id>
///  "components"  first, last, the group columns, currency and the integers that the figures are made of
///  "dunning_levels" with "dunned_share" or "dunned_item_share": first, last, the group columns, currency, level (null = no
///                letter), open, items, open_share, item_share
///  "definitions" figure, meaning, formula, unit, kind, numerator, denominator, source
///  "proof"       first, last, currency, line, amount: opening + documents by kind = closing; "difference" is 0
///  "about"       name, value: everything needed to repeat the figures
/// Ordered by period, then group and currency; a row for every group with a document in the books by the last day.
using Kpis = Result;

/// `periods`: 1 to 4,096 windows, ascending by first then last day, each once; they may overlap.
/// O(documents + applications + groups x periods), and the open items of each end of a window that are not plain (with
/// instalments, disputes, versions; all of them for another clock than `latest`).
/// \throws Error out_of_bounds, invalid_argument (periods), unknown_name (by, figures, delivery_column), date_out_of_range (a
/// date that the calendar does not know, with its row), overflow (a sum of amounts x days). Thread-safe.
[[nodiscard]] Kpis compute_kpis(const Ledger& ledger, std::span<const KpiPeriod> periods,
                                const KpiOptions& options = {});
/// The same with amounts that no ledger holds. `tables`: "bad_debts" (the expense for bad debts of either sign, for
/// "bad_debt_ratio_gross" and "_net") and "costs" (of credit and collection, 0 or more, for "operating_cost_to_sales" and
/// "cost_to_collect"), each with the columns date and amount, those named in `by`, currency where the ledger has several, and
/// perhaps others that a ledger can be grouped by. An amount counts in every window that its date is in.
/// \throws Error also not_set (a figure without its table), missing_column, missing_value, invalid_data, unknown_reference (a
/// group without documents), wrong_type: at the row and column.
[[nodiscard]] Kpis compute_kpis(const Ledger& ledger, std::span<const KpiPeriod> periods,
                                std::span<const TableView> tables, const KpiOptions& options);

}  // namespace openitem
