#pragma once
/// \file
/// The tables of a bridge (docs/methods/bridge.md, 4).

#include "bridge/group_bridges.hpp"
#include "openitem/column.hpp"

namespace openitem {

[[nodiscard]] Table bridge_receivables_table(const GroupBridges& bridges);
[[nodiscard]] Table bridge_totals_table(const GroupBridges& bridges);
[[nodiscard]] Table bridge_dso_table(const GroupBridges& bridges);
[[nodiscard]] Table bridge_balances_table(const GroupBridges& bridges);
[[nodiscard]] Table bridge_months_table(const GroupBridges& bridges);
/// \throws Error overflow.
[[nodiscard]] Table bridge_proof(const GroupBridges& bridges);

}  // namespace openitem
