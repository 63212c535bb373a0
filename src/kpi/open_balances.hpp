#pragma once
/// \file
/// Balances of documents that are looked at item by item: with instalments, disputes or versions, or by another clock.

#include <cstdint>
#include <vector>

#include "kpi/ledger_events.hpp"

namespace openitem {

/// Adds the open items at the positions where windows begin or end; of plain documents too unless `others_only`.
/// `with_receivable`: the receivable is the sum of items. \throws Error overflow.
[[nodiscard]] std::vector<ApplicationDifference> add_open_balances(const KpiQuery& query, bool others_only,
                                                                   bool with_receivable, KpiSums& sums);

}  // namespace openitem
