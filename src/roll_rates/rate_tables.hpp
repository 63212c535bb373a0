#pragma once
/// \file
/// Transitions, their rates and what was added, as tables (docs/methods/roll_rates.md, 6).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "roll_rates/flows.hpp"

namespace openitem {

/// Sums of all periods, ascending by group, currency and state.
struct PooledMoves {
  std::vector<Flow> moves;              ///< by Move
  std::vector<Flow> openings;           ///< of every state of a move
  std::vector<std::int64_t> periods;    ///< with an opening, by row of `openings`
  std::vector<std::size_t> opening_of;  ///< row of `openings` by row of `moves`
};
/// `moves`: of every period, ascending in each. \throws Error overflow.
[[nodiscard]] PooledMoves pool_moves(std::span<const DatedFlow> moves, const FlowKeys& keys);

/// numerator / denominator: each the nearest double, then divided. Null where the denominator is 0.
[[nodiscard]] Column rate_column(std::string name, std::span<const std::int64_t> numerators,
                                 std::span<const std::int64_t> denominators);

/// `labels`: of the states.
[[nodiscard]] Table transitions_table(std::span<const DatedFlow> moves, const FlowKeys& keys,
                                      std::span<const std::string> labels);
[[nodiscard]] Table rates_table(std::span<const DatedFlow> moves, const FlowKeys& keys,
                                std::span<const std::string> labels);
[[nodiscard]] Table average_table(const PooledMoves& pooled, const FlowKeys& keys,
                                  std::span<const std::string> labels);
[[nodiscard]] Table inflows_table(std::span<const DatedFlow> inflows, const FlowKeys& keys,
                                  std::span<const std::string> labels);

}  // namespace openitem
