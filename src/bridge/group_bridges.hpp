#pragma once
/// \file
/// The bridge of every group and currency, and of every currency as a whole (docs/methods/bridge.md, 5).

#include <cstdint>
#include <map>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "bridge/causes.hpp"
#include "bridge/window_sums.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

/// One bridge: what was measured at both dates, and the parts of the change.
struct GroupBridge {
  std::uint32_t group = 0;  ///< of GroupBridges::groups; of no meaning for a currency as a whole
  std::uint16_t currency = 0;
  WindowSums before, after;
  CurrencyBridge split{};
  BookedSums booked_before{}, booked_after{};  ///< with BridgeOptions::base_amounts
};

/// Everything the tables show.
struct GroupBridges {
  std::vector<GroupKey> keys;
  Groups groups;  ///< of the documents, by key and then currency
  SalesWindow before, after;
  std::vector<GroupBridge> rows;    ///< ascending by group and currency
  std::vector<GroupBridge> totals;  ///< of a currency, not knowing of groups; ascending
  std::map<std::uint16_t, std::int64_t> control_before, control_after;
  BaseControl base_before, base_after;
};

/// \throws Error as compute_bridge.
[[nodiscard]] GroupBridges find_group_bridges(const LedgerData& ledger, Date from, Date to,
                                              const BridgeOptions& options);

}  // namespace openitem
