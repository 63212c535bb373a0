#pragma once
/// \file
/// What stays booked in base currency of the open items of an aging, in the parts in which they stand in its
/// figures (docs/methods/aging.md, 10).

#include <cstdint>
#include <vector>

#include "aging/aged_items.hpp"
#include "ledger/base_amounts.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// The base currency of the ledger. \throws Error not_set where it has none.
[[nodiscard]] std::uint16_t require_base_currency(const LedgerData& ledger);

/// One entry per open item, in the order of the aged items.
struct BaseItems {
  std::uint16_t currency = 0;            ///< Currency::index() of the base currency
  std::vector<std::uint8_t> is_missing;  ///< 1 = there is no base amount
  std::vector<std::int64_t> main;        ///< of AgedItems::main; 0 where it is missing
  std::vector<std::int64_t> disputed;    ///< of AgedItems::disputed; empty = no such column
  /// Lines of the proof, signed as they add up; `carried` = all items, `reported` = those in the figures before netting.
  BaseLine carried, excluded_credits, excluded_disputes, netted;
  std::int64_t reported_items = 0;
};

/// \throws Error not_set, overflow. O(items).
[[nodiscard]] BaseItems base_items(const LedgerData& ledger, const AgedItems& aged,
                                   const AgingOptions& options);

}  // namespace openitem
