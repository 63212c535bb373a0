#pragma once
/// \file
/// Revaluation: open items beside their booked base amounts and their worth at the rates of a day.
/// docs/methods/revaluation.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/time.hpp"

namespace openitem {

struct RevaluationOptions {
  std::int32_t threads =
      1;  ///< 0 or 1 = the caller's thread; at most 256; never changes a byte of the result
  std::optional<Date> known_at = {};  ///< drop every row recorded after this day
  std::string base_currency = {};     ///< of a ledger that was built without one
  std::vector<std::string> by = {};  ///< "customer", "entity", "kind" or dimensions; empty = by currency only
};

/// `rates`: table "rates" (or chunks of it) with columns currency, rate (base units for one unit of the currency, or for
/// `per` units), per (optional); decimals or texts of at most 12 decimals. Tables of the result: "rows", "totals", "items",
/// "residues", "rates", "proof", "about"; columns `booked`, `revalued`, `unrealised` are in `base_currency`.
/// O(documents + applications log applications of a document). Thread-safe.
/// \throws Error not_set (no base currency), invalid_argument (another base currency than the ledger's), missing_column,
/// missing_value (an open currency without a rate), invalid_data, unknown_name, out_of_bounds, overflow.
[[nodiscard]] Result compute_revaluation(const Ledger& ledger, Date as_of, std::span<const TableView> rates,
                                         const RevaluationOptions& options = {});

}  // namespace openitem
