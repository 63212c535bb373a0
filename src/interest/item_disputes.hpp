#pragma once
/// \file
/// The table "disputes" of plain items (docs/methods/late_interest.md, 7).

#include <cstdint>
#include <vector>

#include "column/read.hpp"
#include "interest/item_lookup.hpp"
#include "interest/timeline.hpp"
#include "ledger/cells.hpp"

namespace openitem {

class ItemDisputes {
 public:
  ItemDisputes() = default;
  /// \throws Error unknown_reference, missing_value, inconsistent_data (closed before it was opened), invalid_data (an amount below 0),
  /// and as the readers of cells.
  ItemDisputes(const ChunkedTable& table, const ItemsReferredTo& items, const InterestOptions& options,
               const ReadingRules& rules);

  /// Adds those about an item, in the order of the table.
  void append(std::int64_t item, std::vector<DisputedAmount>& disputes) const;

 private:
  std::vector<DisputedAmount> disputes_;
  RowsOfItems rows_;
};

}  // namespace openitem
