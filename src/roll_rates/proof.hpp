#pragma once
/// \file
/// The proof of roll rates: opening, what became of it, what came, closing (docs/methods/roll_rates.md, 6).

#include <span>
#include <string>
#include <vector>

#include "roll_rates/day_items.hpp"
#include "roll_rates/flows.hpp"
#include "roll_rates/period_flows.hpp"

namespace openitem {

/// The lines of one period by currency and state, over all groups. `flows`: summed or not. \throws Error overflow.
void add_proof(const FlowKeys& keys, const DayItems& first, const DayItems& second, const PeriodFlows& flows,
               std::vector<DatedFlow>& out);

/// `lines`: what add_proof has collected.
[[nodiscard]] Table roll_rates_proof(std::span<const DatedFlow> lines, const FlowKeys& keys,
                                     std::span<const std::string> labels);

}  // namespace openitem
