#pragma once
/// \file
/// The tables of a bridge (docs/methods/bridge.md, 4).

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bridge/causes.hpp"
#include "bridge/group_bridges.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// One bridge's place and parts; borrowed.
struct SplitRow {
  std::uint32_t group = 0;  ///< of GroupBridges::groups
  std::uint16_t currency = 0;
  const CurrencyBridge* split = nullptr;
};
/// Bridges in document currency or in base currency: those of the groups, and those not knowing of groups.
struct SplitRows {
  BridgeIn in = BridgeIn::document_currency;
  std::vector<SplitRow> rows, totals;
};
/// `bridges` with rows and totals. Refers to them.
template <typename Bridges>
[[nodiscard]] SplitRows split_rows(const Bridges& bridges, BridgeIn in) {
  SplitRows splits{in, {}, {}};
  for (const auto& row : bridges.rows) splits.rows.push_back({row.group, row.currency, &row.split});
  for (const auto& row : bridges.totals) splits.totals.push_back({row.group, row.currency, &row.split});
  return splits;
}

/// Receivables of the rows of one currency added up.
struct CurrencySum {
  std::array<std::int64_t, kCauses> parts{};       ///< by position in the list of causes
  std::int64_t not_split = 0, not_split_rows = 0;  ///< the change of what has no causes
  /// \throws Error overflow.
  [[nodiscard]] std::int64_t causes() const;
};
/// \throws Error overflow.
[[nodiscard]] CurrencySum sum_of(std::span<const SplitRow> rows, std::uint16_t currency);

[[nodiscard]] Table bridge_receivables_table(const GroupBridges& bridges, const SplitRows& splits,
                                             const char* name);
[[nodiscard]] Table bridge_totals_table(const SplitRows& splits, const char* name);
[[nodiscard]] Table bridge_dso_table(const GroupBridges& bridges, const SplitRows& splits, const char* name);
[[nodiscard]] Table bridge_balances_table(const GroupBridges& bridges);
[[nodiscard]] Table bridge_months_table(const GroupBridges& bridges);
/// \throws Error overflow.
[[nodiscard]] Table bridge_proof(const GroupBridges& bridges, const SplitRows& splits);

}  // namespace openitem
