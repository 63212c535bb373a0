#pragma once
/// \file
/// Behaviour of customers: features of an account on any date, and of every invoice as of the day before it was issued, from
/// what was in the books then and nothing later. docs/methods/behaviour.md states every definition.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Every member has a default; bounds are checked.
struct BehaviourOptions {
  std::int32_t threads = 1;  ///< at most 256; never changes a byte of the result
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};  ///< drop every row recorded after this day
  std::int32_t known_at_as_of =
      0;  ///< 1 = every row as known at the end of its own date; not beside known_at or shrink
  std::int32_t exclude_disputed = 0;    ///< 1 = without disputed parts and invoices that were disputed
  std::int32_t promise_grace_days = 0;  ///< 0 .. 366
  std::int32_t shrink = 0;              ///< 1 = also means and shares shrunk toward segment and portfolio
  std::int32_t shrink_weight = 5;       ///< k: invoices that the parent counts for, 0 .. 1,000,000
  std::vector<std::int32_t> last = {3, 10, 50};  ///< windows of the last n paid invoices, ascending
  std::vector<std::int32_t> days = {365};        ///< windows of days, ascending
  std::vector<std::string> features = {};        ///< names without suffix; empty = all
  std::string segment = {};                      ///< a dimension; empty = none
};

/// Tables "rows" (as_of, customer, [segment], currency, features), "features" (what each column is), "proof" (balances against
/// open items), ["parents"], "about". `as_of`: 1 to 4,096 dates, strictly ascending. O(events log events) of each account for
/// all dates together. Thread-safe. \throws Error out_of_bounds, invalid_argument, unknown_name (feature, segment), overflow.
[[nodiscard]] Result compute_behaviour(const Ledger& ledger, std::span<const Date> as_of,
                                       const BehaviourOptions& options = {});
[[nodiscard]] Result compute_behaviour(const Ledger& ledger, Date as_of,
                                       const BehaviourOptions& options = {});

/// The same tables (without "parents") with a row for every invoice as of the day before its issue: a training table in one
/// pass over the events of each account. Thread-safe. \throws as compute_behaviour.
[[nodiscard]] Result compute_invoice_behaviour(const Ledger& ledger, const BehaviourOptions& options = {});

}  // namespace openitem
