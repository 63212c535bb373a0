#pragma once
/// \file
/// Outcomes: which accounts went bad after a date and which invoices after their issue, by one stated definition. The labels to the
/// features of behaviour.hpp. docs/methods/outcome.md states every rule.

#include <cstdint>
#include <optional>
#include <span>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// What the length of a window is counted in.
enum class OutcomeWindow : std::int32_t {
  months = 0,  ///< whole calendar months, month ends clipped
  days = 1,
};

/// Every member has a default; bounds are checked.
struct OutcomeOptions {
  std::int32_t threads = 1;  ///< at most 256; never changes a byte of the result
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};     ///< drop every row recorded after this day
  std::optional<Date> end_of_data = {};  ///< last day the books are complete for; none = the last dated row
  std::int32_t days_past_due = 90;       ///< bad from this many days after an item's due day on, 1 .. 3,650
  std::int32_t window = 12;              ///< 1 .. 120 months or 1 .. 3,660 days
  OutcomeWindow window_unit = OutcomeWindow::months;
  std::int32_t count_write_offs = 1;     ///< 1 = written off is bad, too
  std::int32_t exclude_disputed = 1;     ///< 1 = disputed parts of items are not past due
  std::int32_t exclude_already_bad = 1;  ///< 1 = accounts past due on the date itself are left out
  std::int32_t exclude_no_exposure =
      1;                               ///< 1 = accounts with nothing open up to the window's end are left out
  std::int64_t materiality_share = 0;  ///< of the exposure, parts per billion, 0 .. 10^9
  MoneyForm money = MoneyForm::exact;  ///< of the table "materiality"
};

/// Tables "rows" (as_of, customer, currency, window_end, bad, exclusion, trigger, ...), "proof" (good + bad + excluded = rows), "about". The
/// rows are those of compute_behaviour for the same dates (1 to 4,096, strictly ascending). `tables`: "materiality" (currency, amount),
/// or none. O(events log events) of each account for all dates together. Thread-safe. \throws Error out_of_bounds, invalid_argument,
/// date_out_of_range (the end of a window), not_set (a currency without materiality); of the table what its cells are refused for.
[[nodiscard]] Result compute_outcomes(const Ledger& ledger, std::span<const Date> as_of,
                                      const OutcomeOptions& options = {},
                                      std::span<const TableView> tables = {});
[[nodiscard]] Result compute_outcomes(const Ledger& ledger, Date as_of, const OutcomeOptions& options = {},
                                      std::span<const TableView> tables = {});

/// The same with a row for every invoice, as compute_invoice_behaviour has them; the window begins with its issue. Thread-safe.
/// \throws as compute_outcomes; invalid_argument also where exclude_already_bad or exclude_no_exposure is 0.
[[nodiscard]] Result compute_invoice_outcomes(const Ledger& ledger, const OutcomeOptions& options = {},
                                              std::span<const TableView> tables = {});

}  // namespace openitem
