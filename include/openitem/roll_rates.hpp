#pragma once
/// \file
/// Roll rates: what became of the debit items of each aging bucket from one date to the next, and the loss rates
/// that follow. docs/methods/roll_rates.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/aging.hpp"
#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// What roll rates add to the options of an aging.
struct RollRateOptions {
  std::int32_t known_at_as_of = 0;  ///< 1 = each date as it was known at its end; needs `known_at` absent
  /// Days, 0 to 31, by which a bucket at the first date and the next one at the second may cover other dates for a net
  /// flow rate.
  std::int32_t step_tolerance = 0;
  std::string terminal_bucket =
      {};  ///< label of the bucket where the loss rate is `terminal_loss`; empty = the oldest
  double terminal_loss = 1.0;  ///< fraction lost of what reaches the terminal bucket, 0 to 1
};

/// Tables of roll rates, in this order. A period is a pair of neighbouring dates.
///  "transitions" from_date, to_date, the group columns, currency, from_bucket, outcome ("stays", "rolls", "re_dated",
///                "disputed", "dispute_closed", "paid", "currency", "credited", "discounted", "written_off", "unclassified",
///                "corrected"), to_bucket (null for what left), amount, items
///  "rates"       the same rows with opening, amount_rate, opening_items, items_rate
///  "average"     the same pooled over all periods, with their number
///  "inflows"     from_date, to_date, the group columns, currency, bucket, source ("new", "returned", "recovered", "reopened",
///                "late", "corrected"), amount, items
///  "net_flow"    next bucket at the second date over bucket at the first, where the dates they cover are the same
///  "loss_rates"  products of the pooled rates from each bucket to the terminal loss
///  "proof"       per period, currency and bucket: opening = outcomes, arrivals + inflows = closing; differences are 0
///  "about"       name, value: everything needed to repeat the figures
using RollRates = Result;

/// Follows every debit item over the periods between `dates` (2 to 4,096, strictly ascending). Of `options`, credits
/// must be left at its default, and disputes are inside or own_column; base_amounts, re_aged_column and future_payments are
/// refused. O(documents + applications + open items of all dates). Thread-safe.
/// \throws Error out_of_bounds, invalid_argument, unknown_name (terminal_bucket, by, date_column), overflow.
[[nodiscard]] RollRates compute_roll_rates(const Ledger& ledger, std::span<const Date> dates,
                                           const AgingOptions& options = {.by = {}},
                                           const RollRateOptions& roll_rate_options = {});

/// rolled / opening: what stands in the next bucket now over what stood in this one before, in minor units or counts. Nothing
/// where opening is 0. O(1). Thread-safe. \throws Error out_of_bounds (below 0).
[[nodiscard]] std::optional<double> roll_rate(std::int64_t opening, std::int64_t rolled);

/// Loss rate of each bucket: its roll rate times those of all later ones and the terminal loss. `roll_rates`: youngest
/// bucket first, fractions from 0 to 1. O(rates). Thread-safe. \throws Error out_of_bounds.
[[nodiscard]] std::vector<double> loss_rate_chain(std::span<const double> roll_rates, double terminal_loss);

}  // namespace openitem
