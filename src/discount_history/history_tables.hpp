#pragma once
/// \file
/// The history of discounts as tables.

#include <cstdint>
#include <vector>

#include "aging/group_keys.hpp"
#include "discount_history/offered_documents.hpp"
#include "openitem/column.hpp"

namespace openitem::discount_history {

struct HistoryView {
  const LedgerData& ledger;
  const OfferedDocuments& offered;
  const std::vector<GroupKey>& keys;
  const KeyColumn* segment;  ///< nullptr = none
  const DiscountHistoryOptions& options;
};

[[nodiscard]] Table documents_table(const HistoryView& view);
[[nodiscard]] Table totals_table(const HistoryView& view);
[[nodiscard]] Table cannibalisation_table(const HistoryView& view);
[[nodiscard]] Table tiers_table(const HistoryView& view);
[[nodiscard]] Table proof_table(const HistoryView& view);

}  // namespace openitem::discount_history
