#include "ledger/parent_cycles.hpp"

#include <algorithm>

#include "column/read.hpp"
#include "core/message.hpp"

namespace openitem {

std::vector<std::uint32_t> parent_cycle_lengths(std::span<const std::uint32_t> parent) {
  constexpr std::uint32_t unseen = 0;
  std::vector<std::uint32_t> lengths(parent.size(), 0);
  std::vector<std::uint32_t> seen_from(parent.size(), unseen);  // 1 + the node whose chain came by first
  for (std::uint32_t start = 0; start < parent.size(); ++start) {
    std::uint32_t node = start;
    while (node != kNoKey && seen_from[node] == unseen) {
      seen_from[node] = start + 1;
      node = parent[node];
    }
    if (node == kNoKey || seen_from[node] != start + 1) continue;
    // The chain met itself: from here it goes round.
    std::uint32_t length = 1;
    for (std::uint32_t at = parent[node]; at != node; at = parent[at]) ++length;
    for (; lengths[node] == 0; node = parent[node]) lengths[node] = length;
  }
  return lengths;
}

std::string spell_parent_cycle(std::span<const std::uint32_t> parent, std::uint32_t node,
                               std::uint32_t length,
                               const std::function<std::string(std::uint32_t)>& name_of) {
  constexpr std::uint32_t most = 4;
  const auto quoted = [&](std::uint32_t of) {
    return std::string(Message().append_quoted(name_of(of)).view());
  };
  std::string text;
  std::uint32_t at = node;
  for (std::uint32_t shown = 0; shown < std::min(length, most); ++shown) {
    text += quoted(at) + " under ";
    at = parent[at];
  }
  if (length > most) text += std::to_string(length - most) + " more under ";
  return text + quoted(node);
}

}  // namespace openitem
