#pragma once
/// \file
/// Nodes under parents, in the order of their reading: parents before children, siblings ascending.

#include <cstdint>
#include <span>
#include <vector>

namespace openitem {

/// A node's position is its place in that order. Everything below a node stands right behind it.
class Forest {
 public:
  /// `parent`: of each node, kNoKey = root. Requires that no chain of parents comes back. O(nodes), without recursion.
  explicit Forest(std::span<const std::uint32_t> parent);

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(nodes_.size()); }
  [[nodiscard]] std::uint32_t position(std::uint32_t node) const noexcept { return positions_[node]; }
  [[nodiscard]] std::uint32_t node(std::uint32_t position) const noexcept { return nodes_[position]; }
  /// Position of the parent; kNoKey = root.
  [[nodiscard]] std::uint32_t parent(std::uint32_t position) const noexcept { return parents_[position]; }
  /// 0 = root.
  [[nodiscard]] std::int32_t level(std::uint32_t position) const noexcept { return levels_[position]; }
  /// The first position behind the node and all that is below it.
  [[nodiscard]] std::uint32_t end(std::uint32_t position) const noexcept { return ends_[position]; }

 private:
  std::vector<std::uint32_t> positions_;               // by node
  std::vector<std::uint32_t> nodes_, parents_, ends_;  // by position
  std::vector<std::int32_t> levels_;                   // by position
};

}  // namespace openitem
