#pragma once
/// \file
/// Collection curves: how much of what was invoiced in a month was settled by which age, and the exact median and quantiles of
/// days to pay. docs/methods/collection_curves.md states every rule.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

struct CollectionCurveOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  ApplicationClock clock = ApplicationClock::latest;
  std::optional<Date> known_at = {};  ///< drop every row recorded after this day
  /// Inclusive upper bounds of age in days since issue, 0 or more, strictly ascending, at most 63.
  /// Empty = 0, 15, 30, 45, 60, 90, 120, 180, 365.
  std::vector<std::int32_t> ages = {};
  std::vector<std::int32_t> percents =
      {};                            ///< quantiles, 1 .. 99, ascending, at most 63; empty = 25, 50, 75, 90
  std::vector<std::string> by = {};  ///< "customer", "entity", "kind" or dimensions; empty = by currency only
};

/// Cohorts are the calendar months of issue of invoices and debit notes in the books. Tables: "cells", "cohorts", "days_to_pay",
/// "proof", "about". O(documents + applications log applications). Thread-safe.
/// \throws Error unknown_name, invalid_argument, out_of_bounds, overflow.
[[nodiscard]] Result compute_collection_curves(const Ledger& ledger, Date as_of,
                                               const CollectionCurveOptions& options = {});

}  // namespace openitem
