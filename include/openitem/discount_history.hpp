#pragma once
/// \file
/// What became of the early-payment discounts in the terms of a ledger: taken, unearned, in grace, missed; which of them bought no
/// earlier payment (cannibalisation), and what the tiers were worth. docs/methods/discount_history.md states every rule.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/terms.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// When a customer would have paid without an offer: of the days to pay of invoices without one.
enum class Counterfactual : std::int32_t {
  not_set = 0,
  mean = 1,
  median = 2,  ///< of an even number the middle of the two in the middle
};

/// What the totals are split by besides groups: the period of the last payment.
enum class HistoryPeriod : std::int32_t { none = 0, month = 1, quarter = 2, year = 3 };

struct DiscountHistoryOptions {
  std::int32_t threads = 1;  ///< at most 256; never changes a byte of the result
  Counterfactual counterfactual = Counterfactual::not_set;  ///< required
  std::int32_t year_days = 0;                               ///< required: 1 .. 366
  std::optional<std::int64_t> cost_of_capital = {};  ///< required: parts per billion a year, 0 .. 10^11
  std::int32_t minimum_invoices = 3;  ///< invoices without offer that a counterfactual needs, 1 .. 1,000,000
  std::int32_t tolerance_days = 0;    ///< accelerated by so many days or fewer is none, 0 .. 366
  std::int32_t minimum_offers = 10;   ///< of a tier that is recommended, 1 .. 1,000,000
  TermsReading reading = TermsReading::not_set;  ///< of a number beside EOM
  TermsDiscountTax discount_tax = TermsDiscountTax::included;
  Rounding rounding = Rounding::half_up;
  HistoryPeriod period = HistoryPeriod::none;
  std::string segment =
      {};  ///< dimension that stands in where a customer has too few invoices; tiers are by it
  std::vector<std::string> by = {};  ///< "customer", "entity", "kind" or dimensions; empty = by currency only
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};
};

/// Tables "documents", "totals", "cannibalisation", "tiers", "proof", "about". O(documents + applications log applications).
/// Thread-safe. \throws Error not_set, out_of_bounds, unknown_name, invalid_argument (no document offers a discount),
/// missing_column (a ledger without terms), invalid_data (terms that cannot be read), missing_value, overflow.
[[nodiscard]] Result compute_discount_history(const Ledger& ledger, Date as_of,
                                              const DiscountHistoryOptions& options);

}  // namespace openitem
