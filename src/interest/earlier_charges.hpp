#pragma once
/// \file
/// The table "charged": which days of which item were charged before, and for how much (docs/methods/late_interest.md, 7).

#include <cstdint>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "interest/accrual.hpp"
#include "interest/item_lookup.hpp"
#include "ledger/cells.hpp"

namespace openitem {

class EarlierCharges {
 public:
  EarlierCharges() = default;
  /// \throws Error unknown_reference, missing_value, inconsistent_data (a period that ends before it begins, two of an item that
  /// overlap, an amount of another sign than the item), and as the readers of cells.
  EarlierCharges(const ChunkedTable& table, const ItemsReferredTo& items, const InterestOptions& options,
                 const ReadingRules& rules);

  /// Ascending.
  [[nodiscard]] std::span<const ChargedPeriod> of(std::int64_t item) const noexcept;
  /// Signed: what they came to.
  [[nodiscard]] std::int64_t amount_of(std::int64_t item) const noexcept;

 private:
  void read_periods(const ChunkedTable& table, const RowsOfItems& rows, const ReadingRules& rules);
  void read_amounts(const ChunkedColumn& column, std::span<const std::uint32_t> item_of_row,
                    const ItemsReferredTo& items, const InterestOptions& options);

  std::vector<std::uint32_t> offsets_;  // items + 1; empty = no table
  std::vector<ChargedPeriod> periods_;  // by item, then by day
  std::vector<std::int64_t> amounts_;   // of each item; empty = no column
};

}  // namespace openitem
