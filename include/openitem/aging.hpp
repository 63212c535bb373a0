#pragma once
/// \file
/// Aging: open items on any date, in buckets, with the proof. docs/methods/aging.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/calendar.hpp"
#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

enum class AgingBasis : std::int32_t {
  due = 0,      ///< days past the due date of the instalment (or document)
  issue = 1,    ///< days since the issue date
  posting = 2,  ///< days since the posting date
  column = 3,   ///< days since a further date column of the ledger, named in `date_column`
};

/// What stands in for a missing basis date (due date or named column).
enum class MissingDate : std::int32_t {
  issue = 0,    ///< the issue date
  posting = 1,  ///< the posting date
  not_due = 2,  ///< the item goes to the first bucket whatever its age; on the due basis: not due
};

/// Where credits and unapplied cash go.
enum class CreditMode : std::int32_t {
  own_column = 0,  ///< column "unapplied"; in the items table aged from posting date
  own_age = 1,     ///< into the bucket of their own basis date (posting date where they have none)
  netted =
      2,  ///< oldest credit against oldest item within customer, entity, currency; rest = "credit_balance"
  excluded = 3,  ///< left out; a line of the proof
};

enum class DisputeMode : std::int32_t {
  inside = 0,      ///< disputed amounts stay in their buckets
  own_column = 1,  ///< column "disputed"
  excluded = 2,    ///< left out; a line of the proof
};

/// Every member has a default; bounds are checked.
struct AgingOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  AgingBasis basis = AgingBasis::due;
  MissingDate missing_date = MissingDate::issue;
  CreditMode credits = CreditMode::own_column;
  DisputeMode disputes = DisputeMode::inside;
  ApplicationClock clock = ApplicationClock::latest;
  std::int32_t future_payments =
      0;  ///< 1 = column "future_payments": credits posted after as_of; never in a total
  std::optional<Date> known_at = {};  ///< ledger only: drop every row recorded after this day
  std::string date_column = {};       ///< with AgingBasis::column
  /// Inclusive upper bounds in days, ascending, 0 or more, 1 to 63 of them: n bounds = n + 1 buckets.
  /// Empty = (0, 30, 60, 90) on the due basis, (30, 60, 90) otherwise.
  std::vector<std::int32_t> bounds = {};
  /// Due basis only: inclusive upper bounds of days until due; splits "not due" into maturity buckets.
  std::vector<std::int32_t> forward_bounds = {};
  /// Calendar months instead of days, in place of `bounds`: "m0" = month of the as-of date, "m1" = the month before ...
  /// this many, then "over_m<last>"; at most 62 on the due basis, 63 otherwise. 0 = by days.
  std::int32_t months = 0;
  /// With `months`, due basis only: "due_m0" = rest of the month of the as-of date, "due_m1" = the next ... this many;
  /// splits "not due". 0 = not split.
  std::int32_t forward_months = 0;
  /// "customer", "entity", "kind" or dimension names, in order; empty = one row per currency.
  std::vector<std::string> by = {"customer"};
  /// Ledger only: 1 = booked base amounts beside those in document currency; needs a ledger with a base currency.
  std::int32_t base_amounts = 0;
  /// Ledger only, due basis: the further date column that holds re-aged due dates; empty = not asked for.
  std::string re_aged_column = {};
  /// Days are its business days after the basis date up to the as-of date, in bounds, buckets, `days` and lateness alike;
  /// not beside `months`. Nothing = calendar days.
  std::optional<Calendar> calendar = {};
};

/// Tables of an aging result, in this order:
///  "rows"   the group columns, currency, one money column per bucket (label), unapplied | credit_balance | disputed
///           where the mode has them, total, open_items (count), overdue_documents (count), [future_payments];
///           ascending by group then currency; groups without open items are left out
///  "totals" the same without group columns: one row per currency
///  "proof"  currency, line, count, amount: from the sum of all amounts read down to the sum of buckets;
///           the last line, "difference", is 0
///  "about"  name, value: formula id, as_of, basis, bounds, modes ... everything needed to repeat the figure
/// With `base_amounts`, "rows" and "totals" end with base_currency, base_<column> for every money column,
/// without_base_items and without_base_open, and before "about" stand
///  "base_rows"   the group columns and the columns of "rows" in base currency, over all document currencies
///  "base_totals" the same without group columns: the whole company in one row
///  "base_proof"  currency, line, count, amount: from the booked amounts of all documents read down to the buckets
/// With `re_aged_column`, after these,
///  "re_aged"        the group columns, currency, bucket, re_aged_bucket, amount, open_items: where the money stands by
///                   contract and where by the re-aged date
///  "re_aged_totals" the group columns, currency, improved, worsened, unchanged, total, open_items, re_aged_items,
///                   days_numerator, days_denominator (minor units x days, minor units)
using Aging = Result;

/// Aging of a ledger as it stood at the end of `as_of`. O(documents + applications).
/// With `base_amounts` also O(applications log applications of a document).
/// \throws Error out_of_bounds, invalid_argument, unknown_name (dimension), not_set (base_amounts without a base
/// currency), date_out_of_range (a date that the calendar does not know, with its row), overflow. Thread-safe.
[[nodiscard]] Aging compute_aging(const Ledger& ledger, Date as_of, const AgingOptions& options = {});

struct AgingSeriesOptions {
  std::int32_t known_at_as_of = 0;  ///< 1 = each date as it was known at its end; needs `known_at` absent
};

/// The tables of an aging for many dates: all but "about" with a first column "as_of" (date32), ordered
/// by date and then as in an aging; "about" with the further lines known_at_as_of, dates and document_passes.
using AgingSeries = Result;

/// For every date what compute_aging gives for it with the same options, from one pass over documents and
/// applications. `as_of`: 1 to 4,096 dates, strictly ascending; `known_at` is one day for all of them.
/// O(documents + applications + open items of all dates; with future_payments also those of all dates; with base_amounts
/// also O((documents + applications) x dates)).
/// \throws Error out_of_bounds (number of dates), invalid_argument (their order; known_at beside known_at_as_of), and
/// as compute_aging. Thread-safe.
[[nodiscard]] AgingSeries compute_aging_series(const Ledger& ledger, std::span<const Date> as_of,
                                               const AgingOptions& options = {},
                                               const AgingSeriesOptions& series_options = {});

/// What a hierarchy is made of.
enum class HierarchyOver : std::int32_t {
  customer = 0,  ///< customers under the parents that the ledger's table "customers" names
  entity = 1,    ///< legal entities under the parents that the call's table "parents" names
};

struct HierarchyOptions {
  HierarchyOver over = HierarchyOver::customer;
};

/// Tables of a hierarchy: those of an aging, with these differences.
///  "rows"   the groups of `by` (the name of `over` among them stands for itself), the customer or entity, parent, level
///           (int32, 0 = root), currency, the figures of an aging summed over the customer or entity and all below it,
///           own_total (its own items alone), descendants (number of rows below it, which are the next ones). Ascending by
///           group and currency, within them depth first: parents before children, siblings by key; null last. A row for
///           whom anything is open at it or below it
///  "proof"  ends with "roots" (the sum of the rolled-up totals of all roots) and "roots_difference", which is 0
using AgingHierarchy = Result;

/// The aging of a ledger rolled up over parents, each item once. `parents`: with HierarchyOver::entity the table "parents"
/// of columns entity and parent (null = root); an entity that is not in it is a root. Not to be given for customers.
/// O(documents + applications + customers or entities + rows).
/// \throws Error inconsistent_data (a cycle, an entity twice) with its row, missing_column, missing_value,
/// invalid_argument (parents for customers, a column of this table in `by`, base_amounts, re_aged_column), and as
/// compute_aging. Thread-safe.
[[nodiscard]] AgingHierarchy compute_aging_hierarchy(const Ledger& ledger, Date as_of,
                                                     const AgingOptions& options = {},
                                                     const HierarchyOptions& hierarchy = {},
                                                     std::span<const TableView> parents = {});

/// Item columns: people who already have open items. Roles of columns.
struct ItemOptions {
  MoneyForm money = MoneyForm::exact;
  RowPolicy row_policy = RowPolicy::strict;
  std::string currency = {};  ///< of rows whose currency is absent; required when there is no currency column
  std::string date_format = {};  ///< of text dates; empty = ISO
  std::vector<ColumnMapping> map =
      {};  ///< table "items"; roles customer, due_date, amount, issue_date, currency, entity, dimension
};
/// The same figures from item columns (`items`: one table, or chunks of it, named "items"), borrowed for this call only.
/// known_at, clock, disputes, future_payments, base_amounts and re_aged_column do not apply and must be left at their defaults.
/// Adds a table "findings" (as in check_ledger). \throws also the errors of build_ledger.
[[nodiscard]] Aging compute_aging(std::span<const TableView> items, Date as_of,
                                  const AgingOptions& options = {}, const ItemOptions& item_options = {});

/// A cell of the "rows" table: its group values in the order of `by` as text (nullopt = null), currency, and
/// bucket label; empty strings = any.
struct AgingCell {
  std::vector<std::optional<std::string>> group = {};  ///< empty = every group
  std::string currency = {};
  std::string bucket = {};  ///< "d1_30", "unapplied", "disputed", "credit_balance" ...
};
/// Drill-down: the items behind a cell (default: behind the whole report). Table "items": customer, [entity], document id
/// columns, instalment, excess, kind, issue_date, posting_date, due_date, basis_date, days, bucket, currency, amount (document's or
/// instalment's), open (what stands in the bucket; sums to the cell), document_days_past_due, source_row;
/// with `base_amounts` base_currency and base_open behind open,
/// with `re_aged_column` re_aged_date, re_aged_days and re_aged_bucket behind bucket.
[[nodiscard]] Result list_aging_items(const Ledger& ledger, Date as_of, const AgingOptions& options = {},
                                      const AgingCell& cell = {});

/// Bucket label of one date, by the same code as compute_aging. Only basis, bounds,
/// forward_bounds, months, forward_months and calendar are looked at.
[[nodiscard]] std::string aging_bucket(Date as_of, Date date, const AgingOptions& options = {});

/// Compares the totals of an aging with balances from elsewhere. `balances`: table "balances" with the aging's group
/// columns, currency (optional when the aging has one currency), balance. Result table "balances": group columns,
/// currency, computed, given, difference (= computed - given), status ("equal", "unequal", "missing_left" = only given,
/// "missing_right" = only computed; a lone balance of 0 is equal), and "balance_totals" per currency. Every key on
/// either side gets a row; several given rows of a key are summed.
[[nodiscard]] Result compare_balances(const Aging& aging, std::span<const TableView> balances,
                                      MoneyForm money = MoneyForm::exact);

/// The two ends of a roll-forward and how its movements are grouped.
struct RollForwardOptions {
  std::int32_t threads = 1;  ///< as in AgingOptions
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};  ///< both ends as known at this day
  /// The opening as known at this earlier day: what came late stands in the line "late_postings".
  std::optional<Date> known_at_from = {};
  std::vector<std::string> by = {};  ///< as in AgingOptions; empty = one group a currency
};

/// Tables of a roll-forward, in this order:
///  "rows"   the group columns, currency, line, count, amount: for every group opening, the movements, closing and
///           difference, which is 0; docs/methods/roll_forward.md states the lines and their order
///  "totals" the same without group columns
///  "about"  name, value: everything needed to repeat the figures
using RollForward = Result;

/// How the receivable came from the end of `from` to the end of `to`, in the currencies of the documents: opening +
/// lines = closing in every group and currency. O(documents + applications).
/// \throws Error invalid_argument (from after to, known_at_from after known_at), out_of_bounds, unknown_name (by).
/// Thread-safe.
[[nodiscard]] RollForward compute_roll_forward(const Ledger& ledger, Date from, Date to,
                                               const RollForwardOptions& options = {});

/// Compares a roll-forward with the control account. `control`: table "control_account" with the group columns of the
/// roll-forward, currency (optional when it has one currency) and the columns opening, closing or both. Result table
/// "control_account": group columns, currency, line ("opening", "closing"), computed, given, difference (= computed -
/// given), status as in compare_balances. \throws Error missing_column, missing_value, and as compare_balances.
[[nodiscard]] Result compare_control_account(const RollForward& roll_forward,
                                             std::span<const TableView> control,
                                             MoneyForm money = MoneyForm::exact);

/// What a statement of account adds to the options of its aging strip.
struct StatementOptions {
  /// The opening as known at this earlier day: what came late stands in the column "late_postings".
  std::optional<Date> known_at_from = {};
  std::vector<std::string> customers = {};  ///< keys as text, each once; empty = all
};

/// Tables of statements of account, in this order:
///  "statements" customer, [entity], currency, opening, [late_postings], debits, credits, closing, what leads from the
///               closing to the open items, the aging strip at `to`, overdue, movements (count)
///  "movements"  every document that moved an account, in posting order, with its signed amount and the running balance
///  "open_items" as "items" of list_aging_items, ordered by statement
///  "proof"      currency, line, count, amount; the lines that end in "difference" are 0
///  "about"      name, value: everything needed to repeat the figures
/// docs/methods/statement.md states columns and order.
using Statement = Result;

/// The account of each customer (and entity, with `by` = {"customer", "entity"}) in each currency from the end of `from`
/// to the end of `to`: opening + movements = closing. `options`: the aging strip, clock and known_at; future_payments,
/// base_amounts and re_aged_column are refused. O(documents + applications); of named customers, those of theirs.
/// \throws Error invalid_argument (from after to, known_at_from after known_at, a customer twice, by, a refused option),
/// unknown_name (a customer, entity, date column), and as compute_aging. Thread-safe.
[[nodiscard]] Statement compute_statement(const Ledger& ledger, Date from, Date to,
                                          const AgingOptions& options = {},
                                          const StatementOptions& statement_options = {});

/// Compares the ledger's documents posted by `as_of` with general-ledger lines of the control account. `lines`: table
/// "general_ledger" with the id columns of the documents, amount (signed, debits +), optional currency, posting_date
/// (later ones are left out, counted). Lines are summed by document. Result table "general_ledger": id columns, currency,
/// ledger, general_ledger, difference, status ("equal" rows only in the totals), and "general_ledger_totals": currency,
/// status, count, ledger, general_ledger, difference. Documents without an id are one line of the totals, "without_id".
[[nodiscard]] Result compare_general_ledger(const Ledger& ledger, Date as_of,
                                            std::span<const TableView> lines,
                                            MoneyForm money = MoneyForm::exact,
                                            std::optional<Date> known_at = {});

}  // namespace openitem
