#pragma once
/// \file
/// Net flow rates: the next bucket now over this bucket before (docs/methods/roll_rates.md, 7).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/aging.hpp"
#include "roll_rates/day_items.hpp"
#include "roll_rates/flows.hpp"

namespace openitem {

/// A net flow of one period.
struct NetFlow {
  std::int32_t from, to;      ///< days
  std::uint32_t document;     ///< a row of its group and currency
  std::uint16_t from_bucket;  ///< to the next one
  std::int64_t numerator, denominator;
  std::optional<std::int32_t> width;  ///< days
  bool fits;                          ///< both buckets cover the same dates
};

/// What a period is measured with.
struct NetFlowRule {
  AgingBasis basis;
  std::int32_t tolerance;  ///< days
};

/// `moves`: those of the period. \throws Error overflow.
void add_net_flows(const NetFlowRule& rule, const FlowKeys& keys, const DayItems& first,
                   const DayItems& second, std::span<const Flow> moves, std::vector<NetFlow>& out);

[[nodiscard]] Table net_flow_table(std::span<const NetFlow> flows, const FlowKeys& keys,
                                   std::span<const std::string> labels);

}  // namespace openitem
