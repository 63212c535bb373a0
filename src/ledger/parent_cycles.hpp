#pragma once
// Cycles among parents: customers under customers, entities under entities.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace openitem {

// For every node the length of the cycle it is on; 0 where the chain of its parents ends, or leads into a cycle that it is
// not on itself. `parent`: of each node, kNoKey = none. O(nodes), without recursion.
[[nodiscard]] std::vector<std::uint32_t> parent_cycle_lengths(std::span<const std::uint32_t> parent);

// The cycle of a node in words: 'A' under 'B' under 'A'. A long one says how many members it leaves out. O(1).
// Requires a node on a cycle of that length.
[[nodiscard]] std::string spell_parent_cycle(std::span<const std::uint32_t> parent, std::uint32_t node,
                                             std::uint32_t length,
                                             const std::function<std::string(std::uint32_t)>& name_of);

}  // namespace openitem
