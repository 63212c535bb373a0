#pragma once
/// \file
/// Follows every debit item from one date to the next (docs/methods/roll_rates.md, 2 to 5).

#include <vector>

#include "roll_rates/day_items.hpp"
#include "roll_rates/flows.hpp"

namespace openitem {

struct PeriodFlows {
  std::vector<Flow> moves;    ///< state: where the item was; code: a Move
  std::vector<Flow> inflows;  ///< state: where the amount is now; code: a Source
};

/// Not summed, in the order of documents. O(items + applications of documents that changed).
[[nodiscard]] PeriodFlows follow_items(const FlowKeys& keys, const DayItems& first, const DayItems& second);

}  // namespace openitem
