#pragma once
/// \file
/// The debit items that are open on one date, with their states (docs/methods/roll_rates.md, 1).

#include <cstdint>
#include <vector>

#include "aging/buckets.hpp"
#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/aging.hpp"
#include "roll_rates/flows.hpp"

namespace openitem {

struct DebitItem {
  std::uint32_t document;   ///< the row that stands for all versions of the document
  std::uint32_t row;        ///< in Documents
  std::int32_t instalment;  ///< number; kNoInstalment
  std::int32_t basis_date;  ///< kNoDate = none: first bucket
  std::uint16_t bucket;
  bool is_excess;
  std::int64_t open;      ///< above 0
  std::int64_t disputed;  ///< part of `open` in the state of disputes

  [[nodiscard]] std::int64_t undisputed() const noexcept { return open - disputed; }
  /// Where it counts.
  [[nodiscard]] std::uint16_t state(std::uint16_t disputed_state) const noexcept {
    return undisputed() > 0 ? bucket : disputed_state;
  }
};

/// Stays where it is made: the books refer to the query. `options` must have been checked.
struct DayItems {
  /// \throws Error unknown_name (date column).
  DayItems(const LedgerData& ledger, const AgingOptions& options, const OpenItemQuery& asked,
           OpenItemSet set);

  [[nodiscard]] std::uint16_t disputed_state() const noexcept {
    return static_cast<std::uint16_t>(buckets.count());
  }
  /// What stands in every state: flows of code 0.
  [[nodiscard]] std::vector<Flow> balances() const;

  const OpenItemQuery query;
  const Books books;
  const Buckets buckets;
  std::vector<DebitItem> items;  ///< by document, then in the order of its instalments, excess last
  std::int64_t missing_date_items = 0;
};

}  // namespace openitem
