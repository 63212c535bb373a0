#pragma once
/// \file
/// One way of aging a ledger: what is the same for every date, and the tables of a date. Snapshot and series
/// both come through here.

#include <cstdint>
#include <span>
#include <vector>

#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// The tables of one date.
struct AgingTables {
  Table rows, totals, proof;
  std::int64_t missing_date_items;
};

/// Refers to the ledger and the options, which must outlive it.
class LedgerAging {
 public:
  /// Options must have been checked; `first`: a date that is asked for. \throws Error unknown_name, invalid_argument,
  /// out_of_bounds.
  LedgerAging(const LedgerData& ledger, const AgingOptions& options, Date first);

  /// `set`: the open items of the date. O(items). \throws Error unknown_name (date column), internal.
  [[nodiscard]] AgingTables on(Date as_of, OpenItemSet set) const;
  /// `plain`: figures by currency of documents that are not in the set but in its totals. Requires no groups.
  [[nodiscard]] AgingTables on(Date as_of, OpenItemSet set, std::span<const CurrencyFigures> plain) const;
  /// Those of the first date; their bounds and labels are those of every date.
  [[nodiscard]] const Buckets& buckets() const noexcept { return buckets_; }
  [[nodiscard]] const FigureColumns& columns() const noexcept { return columns_; }
  [[nodiscard]] const CurrencyRanks& ranks() const noexcept { return ranks_; }

 private:
  friend class DayAging;

  const LedgerData& ledger_;
  const AgingOptions& options_;
  const Buckets buckets_;
  const FigureColumns columns_;
  const std::vector<GroupKey> keys_;
  const CurrencyRanks ranks_;
};

}  // namespace openitem
