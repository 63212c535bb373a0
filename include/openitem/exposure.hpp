#pragma once
/// \file
/// Credit exposure of customers against their limits: what is open, ordered and delivered, less credits and cover; hold, watch or
/// release with every reason; groups, sub-limits, orders on trial, limits due for review. docs/methods/exposure.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// What is done with a customer's orders; the worst of all reasons decides.
enum class CreditDecision : std::int32_t {
  not_set = 0,  ///< not for an option of C++
  release = 1,
  watch = 2,
  hold = 3,
};

/// Every member has a default; bounds are checked. A threshold of 0 is off. Shares are parts per billion: 90 % = 900,000,000.
struct ExposureOptions {
  std::int32_t threads = 1;  ///< at most 256; never changes a byte of the result
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};   ///< drop every row recorded after this day
  MoneyForm money = MoneyForm::exact;  ///< of the money columns of the tables
  std::string date_format = {};        ///< of text dates in the tables; empty = ISO
  /// What all amounts are converted to by the table "rates"; empty = every currency by itself.
  std::string currency = {};
  /// What counts: any of these, each once.
  std::vector<std::string> parts = {"open", "orders", "deliveries", "unapplied", "cover"};
  std::optional<std::int32_t> horizon_days =
      {};  ///< orders expected later than so many days after as_of do not count, 0 .. 36,600; nothing = all count
  std::int32_t exclude_disputed = 0;  ///< 1 = without disputed parts of open items
  std::int32_t group_limits = 1;      ///< 0 = a limit never holds for those below the customer too
  std::string scope = {};             ///< entity or dimension that sub-limits are for; empty = none

  std::int64_t watch_use = 0, hold_use = 1'000'000'000;  ///< exposure above this share of a limit, .. 10^11
  std::int32_t watch_overdue_days = 0, hold_overdue_days = 0;    ///< of the oldest open item, from so many on
  std::int64_t watch_overdue_share = 0, hold_overdue_share = 0;  ///< of open debits, .. 10^9
  std::int32_t watch_dunning_level = 0, hold_dunning_level = 0;
  std::int32_t watch_broken_promises = 0, hold_broken_promises = 0;
  std::int32_t promise_days = 365;      ///< broken promises of so many days up to as_of, 1 .. 36,600
  std::int32_t promise_grace_days = 0;  ///< 0 .. 366
  CreditDecision expired_limit = CreditDecision::hold;
  CreditDecision no_limit = CreditDecision::release;
  CreditDecision insolvency = CreditDecision::hold;
  CreditDecision legal_stop = CreditDecision::hold;
  CreditDecision hardship = CreditDecision::watch;

  std::int32_t review_expiry_days = 0;  ///< due for review: limits that end within so many days, .. 36,600
  std::int32_t review_days = 0;         ///< and customers whose last review is so many days ago
  std::int64_t review_use_above = 0,
               review_use_below = 0;  ///< and limits used more, or less, than this share
};

/// Exposure of every customer and currency at the end of `as_of`. `tables`, each optional: "orders" (customer, amount, [currency],
/// [expected_on], [scope]), "deliveries" (customer, amount, [currency], [delivered_on], [scope]), "limits" (customer, limit,
/// [currency], [kind], [valid_from], [valid_to], [scope]), "covers" (customer, limit, [currency], [insured_share], [valid_from],
/// [valid_to]), "what_if" (as orders), "reviews" (customer, reviewed_on), "rates" (currency, rate, [per]).
/// Result tables "rows", "reasons", "groups", "sub_limits", "what_if", "review_due", "proof", "about".
/// O(documents + applications + rows of the tables log rows). Thread-safe.
/// \throws Error out_of_bounds, invalid_argument, not_set (a currency), unknown_name, unknown_reference (a customer or scope that the
/// ledger does not know), missing_column, missing_value, invalid_data (a negative amount), inconsistent_data (limits or covers that
/// overlap, that end before they begin), overflow; each with row and column where there is one.
[[nodiscard]] Result compute_exposure(const Ledger& ledger, Date as_of,
                                      std::span<const TableView> tables = {},
                                      const ExposureOptions& options = {});

}  // namespace openitem
