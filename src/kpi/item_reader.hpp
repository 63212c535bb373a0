#pragma once
/// \file
/// One pass over the open items of every end of a period, for balances that nothing less gives.

#include "kpi/ledger_events.hpp"

namespace openitem {

/// Adds `dunned` and `dunned_items` to the components, which must be settled already. O(documents + applications + open
/// items of each end x (1 + letters about them)).
[[nodiscard]] ItemBalances read_item_balances(const KpiQuery& query, ComponentSums& sums);

}  // namespace openitem
