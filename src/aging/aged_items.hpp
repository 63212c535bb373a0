#pragma once
/// \file
/// Open items of a ledger with their age: basis date, place in the figures, and what credit and dispute modes
/// do.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// Sums of one currency that the proof states beside the rows.
struct ItemSums {
  std::int64_t open_items = 0;      ///< all open items
  std::int64_t reported_items = 0;  ///< those with an amount in the figures, before netting
  std::int64_t excluded_credits = 0, excluded_credit_amount = 0;
  std::int64_t excluded_disputes = 0, excluded_dispute_amount = 0;
  void add(const ItemSums& other) noexcept;
};

/// One entry per open item, in the order of `set.items`.
struct AgedItems {
  OpenItemSet set;
  std::vector<std::int32_t> basis_date;  ///< kNoDate = none: first bucket
  std::vector<std::int32_t> due;       ///< of debits, after the replacement of a missing one; kNoDate = none
  std::vector<std::uint8_t> cell;      ///< figure column of `main`
  std::vector<std::int64_t> main;      ///< amount in that column
  std::vector<std::int64_t> disputed;  ///< amount in the column `disputed`; empty = no such column
  std::vector<std::uint64_t> counts;   ///< open item and overdue document, as the kernel adds them
  std::vector<ItemSums> sums;          ///< by currency index
  std::int64_t missing_date_items = 0;
  std::int32_t late_before = 0;  ///< what is due before this day is late
};

/// A further date column of the documents. \throws Error unknown_name, naming the option and the columns there are.
[[nodiscard]] const std::vector<std::int32_t>& find_date_column(const Documents& documents,
                                                                const std::string& name, const char* option);

/// Which items an aging is about. Options must have been checked.
[[nodiscard]] OpenItemQuery open_item_query(Date as_of, const AgingOptions& options);

/// Ages the open items of that date. Options must have been checked. \throws Error unknown_name (date column),
/// date_out_of_range (an item's date that the calendar does not know, with its row).
[[nodiscard]] AgedItems age_items(const LedgerData& ledger, OpenItemSet set, Date as_of,
                                  const AgingOptions& options, const Buckets& buckets,
                                  const FigureColumns& columns);

}  // namespace openitem
