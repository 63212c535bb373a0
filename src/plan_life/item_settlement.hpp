#pragma once
/// \file
/// The principal that was paid, split to the items of a plan; and open principal by both due dates.

#include <cstdint>
#include <vector>

#include "plan_life/receipt_uses.hpp"

namespace openitem {

/// What a receipt settled of an item.
struct ItemApplication {
  std::size_t receipt = 0, item = 0;  ///< among those of the plan
  std::int32_t day = 0;
  std::int64_t amount = 0;
};

struct ItemSettlement {
  std::vector<ItemApplication> applications;  ///< by day, receipt and item
  std::vector<std::int64_t> settled;          ///< of each item of the plan
  std::int64_t not_assigned = 0;              ///< principal paid beyond the items that are not disputed
};
[[nodiscard]] ItemSettlement settle_items(const PaymentPlan& plan, const std::vector<ReceiptUse>& uses,
                                          const PlanLifeOptions& options);

/// Open principal that was due once and is now paid by a later instalment.
struct ReAgedPart {
  std::size_t origin = 0;  ///< an item of the plan, or an instalment of its first version
  std::size_t claim = 0;
  std::int64_t amount = 0;
};
/// Open items (without items: the first version's instalments, whose oldest are paid first) against open principal, both by due
/// date. `settled`: of the items; not looked at where there are none.
[[nodiscard]] std::vector<ReAgedPart> re_aged_parts(const PaymentPlan& plan, const PlanPosition& position,
                                                    const std::vector<std::int64_t>& settled);

}  // namespace openitem
