#include "aging/forest.hpp"

#include <algorithm>

#include "column/read.hpp"

namespace openitem {
namespace {

// Children of every node, ascending: those of node n are children[offsets[n] .. offsets[n + 1]).
struct Children {
  std::vector<std::uint32_t> offsets, children, roots;
};

Children children_of(std::span<const std::uint32_t> parent) {
  Children found;
  found.offsets.assign(parent.size() + 1, 0);
  for (const std::uint32_t above : parent) {
    if (above != kNoKey) ++found.offsets[above + 1];
  }
  for (std::size_t node = 0; node < parent.size(); ++node) found.offsets[node + 1] += found.offsets[node];
  found.children.resize(found.offsets.back());
  std::vector<std::uint32_t> next(found.offsets.begin(), found.offsets.end() - 1);
  for (std::uint32_t node = 0; node < parent.size(); ++node) {
    if (parent[node] == kNoKey) {
      found.roots.push_back(node);
    } else {
      found.children[next[parent[node]]++] = node;
    }
  }
  return found;
}

}  // namespace

Forest::Forest(std::span<const std::uint32_t> parent) : positions_(parent.size()) {
  const Children below = children_of(parent);
  nodes_.reserve(parent.size());
  parents_.reserve(parent.size());
  levels_.reserve(parent.size());
  std::vector<std::uint32_t> waiting(below.roots.rbegin(), below.roots.rend());  // the next one on top
  while (!waiting.empty()) {
    const std::uint32_t node = waiting.back();
    waiting.pop_back();
    const std::uint32_t above = parent[node] == kNoKey ? kNoKey : positions_[parent[node]];
    positions_[node] = size();
    nodes_.push_back(node);
    parents_.push_back(above);
    levels_.push_back(above == kNoKey ? 0 : levels_[above] + 1);
    for (std::uint32_t at = below.offsets[node + 1]; at-- > below.offsets[node];)
      waiting.push_back(below.children[at]);
  }
  ends_.resize(nodes_.size());
  for (std::uint32_t position = size(); position-- > 0;) {
    ends_[position] = std::max(ends_[position], position + 1);
    if (parents_[position] != kNoKey) {
      std::uint32_t& end = ends_[parents_[position]];
      end = std::max(end, ends_[position]);
    }
  }
}

}  // namespace openitem
