#pragma once
/// \file
/// Re-aged due dates beside contractual ones: where the amounts of an aging would stand by another date column
/// (docs/methods/aging.md, 11).

#include <cstdint>
#include <span>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// One entry per open item, in the order of the aged items.
struct ReAgedItems {
  std::vector<std::int32_t> date;        ///< kNoDate = none: first bucket
  std::vector<std::uint8_t> cell;        ///< figure column by that date
  std::vector<std::uint8_t> is_re_aged;  ///< 1 = the date is that of the column
};
/// \throws Error unknown_name (re_aged_column), date_out_of_range (a date that the calendar does not know, with its row).
[[nodiscard]] ReAgedItems re_age_items(const LedgerData& ledger, const AgedItems& aged, Date as_of,
                                       const AgingOptions& options, const Buckets& buckets);

/// What the tables are written from. Borrows all of it.
struct ReAgedView {
  const LedgerData& ledger;
  const AgedItems& aged;
  const ReAgedItems& re_aged;
  const FigureColumns& columns;
  std::span<const GroupKey> keys;
  const CurrencyRanks& ranks;
  const AgeDays& days;
  std::int32_t threads;
};
/// "re_aged" and "re_aged_totals". O(items). \throws Error overflow.
[[nodiscard]] std::vector<Table> re_aged_tables(const ReAgedView& view);

}  // namespace openitem
