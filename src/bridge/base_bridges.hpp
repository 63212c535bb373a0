#pragma once
/// \file
/// The bridge of every group in base currency, over all document currencies (docs/methods/bridge.md, 6).

#include <cstdint>
#include <span>
#include <vector>

#include "bridge/causes.hpp"
#include "bridge/group_bridges.hpp"

namespace openitem {

/// One bridge in base currency. `of`: those of its document currencies, ascending; borrowed.
struct BaseGroupBridge {
  std::uint32_t group = 0;  ///< any of the group's in GroupBridges::groups
  std::uint16_t currency = 0;
  std::vector<const GroupBridge*> of{};
  BridgeEnd before{}, after{};
  CurrencyBridge split{};
};

struct BaseBridges {
  std::uint16_t currency = 0;
  std::vector<BaseGroupBridge> rows;    ///< ascending by group
  std::vector<BaseGroupBridge> totals;  ///< not knowing of groups: one, or none where there are no rows
};

/// Refers to `bridges`. \throws Error overflow.
[[nodiscard]] BaseBridges find_base_bridges(const GroupBridges& bridges, std::uint16_t base_currency,
                                            const BridgeOptions& options);

}  // namespace openitem
