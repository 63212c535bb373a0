#pragma once
/// \file
/// Bridge: why open receivables and DSO changed between two dates, in causes that sum to the change.
/// docs/methods/bridge.md states every rule.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// How the causes share what they change together.
enum class BridgeMethod : std::int32_t {
  shapley = 0,      ///< average over all orders of the causes
  fixed_order = 1,  ///< one after the other, in the order of the tables
};

struct BridgeOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  std::int32_t months = 12;  ///< window of sales before each date, 1 to 120
  BridgeMethod method = BridgeMethod::shapley;
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};  ///< both dates as known at this day
  std::vector<std::string> by =
      {};  ///< "customer", "entity", "kind" or dimension names; empty = one bridge a currency
  /// 1 = also in base currency, over all document currencies, with the cause "currency"; needs a ledger with a base currency.
  std::int32_t base_amounts = 0;
};

/// Tables of a bridge, in this order; all but "totals", "proof" and "about" begin with the group columns:
///  "receivables" currency, step, amount: opening, volume, timing, terms, lateness, disputes, credits, other_debits,
///                unapplied_credits, closing
///  "totals"      with `by` only: currency, step, amount (sum over the groups), ungrouped (the bridge of the currency as a
///                whole), mix = amount - ungrouped, which sums to 0 over the causes
///  "dso"         currency, step, millionths, days: the same with the cause "days"
///  "balances"    currency, date and what was measured then: window, sales, receivables, what is beside the months, dso,
///                warning ("no_sales": no DSO at one of the dates, "not_split": no causes)
///  "months"      currency, date, month and its sales, what is not due, credits, what is open
///  "proof"       currency, line, amount; the lines that end in "difference" are 0
///  "about"       name, value: everything needed to repeat the figures
/// With `base_amounts`, before "about" and in base currency,
///  "base_receivables", "base_totals" (with `by` only), "base_dso"  as those above, with the cause "currency": the average booked
///                rates of sales, open debits and open credits of every document currency
///  "base_balances" sales, receivables, dso, warning at both dates
///  "base_rates"  currency (of the documents), base_currency, date, sales, base_sales, open_debits, base_open_debits,
///                open_credits, base_open_credits, and what has no booked amount
///  "base_proof"  currency, line, amount: from the booked amounts of all documents to the causes
using Bridge = Result;

/// Splits the change of open receivables and of DSO from the end of `from` to the end of `to` into causes, by group and
/// document currency. O(documents + applications + 2^9 x months x groups x currencies); with `base_amounts` also
/// O(applications log applications of a document). Thread-safe.
/// \throws Error invalid_argument (from not before to), out_of_bounds, unknown_name (by), not_set (base_amounts without a base
/// currency), date_out_of_range (a window before 1900), overflow.
[[nodiscard]] Bridge compute_bridge(const Ledger& ledger, Date from, Date to,
                                    const BridgeOptions& options = {});

}  // namespace openitem
