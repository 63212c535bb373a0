#pragma once
/// \file
/// The tables of a bridge in base currency (docs/methods/bridge.md, 6).

#include "bridge/base_bridges.hpp"
#include "bridge/bridge_tables.hpp"
#include "bridge/group_bridges.hpp"
#include "openitem/column.hpp"

namespace openitem {

[[nodiscard]] Table base_balances_table(const GroupBridges& bridges, const BaseBridges& base);
[[nodiscard]] Table base_rates_table(const GroupBridges& bridges, const BaseBridges& base);
/// \throws Error overflow.
[[nodiscard]] Table base_bridge_proof(const GroupBridges& bridges, const BaseBridges& base,
                                      const SplitRows& splits);

}  // namespace openitem
