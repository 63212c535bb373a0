#pragma once
/// \file
/// One way of aging a ledger: what is the same for every date, and the tables of a date. Snapshot and series
/// both come through here.

#include <cstdint>
#include <span>
#include <string>
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
  std::vector<Table> tables;  ///< all but "about", in the order of the result
  std::int64_t missing_date_items = 0;
  std::int64_t document_visits = 0;  ///< how often a document was looked at beside the open items
};

/// Refers to the ledger and the options, which must outlive it.
class LedgerAging {
 public:
  /// Options must have been checked; `first`: a date that is asked for. \throws Error unknown_name, invalid_argument,
  /// out_of_bounds.
  LedgerAging(const LedgerData& ledger, const AgingOptions& options, Date first);

  /// `set`: what was found for the query. O(items); with base amounts also O(documents + applications).
  /// \throws Error unknown_name (date column), overflow, internal.
  [[nodiscard]] AgingTables on(const OpenItemQuery& query, OpenItemSet set) const;
  /// `plain`: figures by currency of documents that are not in the set but in its totals. Requires no groups.
  [[nodiscard]] AgingTables on(const OpenItemQuery& query, OpenItemSet set,
                               std::span<const CurrencyFigures> plain) const;
  /// Those of the first date; their bounds and labels are those of every date.
  [[nodiscard]] const Buckets& buckets() const noexcept { return buckets_; }
  [[nodiscard]] const FigureColumns& columns() const noexcept { return columns_; }
  [[nodiscard]] const CurrencyRanks& ranks() const noexcept { return ranks_; }
  /// Code of the base currency; empty where no base amounts are shown.
  [[nodiscard]] std::string base_currency() const;

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
