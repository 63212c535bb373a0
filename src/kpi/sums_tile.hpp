#pragma once
/// \file
/// Sums of components of a few neighbouring groups, small enough for the nearest cache and laid side by side: what is done to
/// one group is done to all of them at once.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kpi/component_sums.hpp"

namespace openitem {

class SumsTile {
 public:
  static constexpr std::size_t kGroups = 32;

  /// All 0. Positions as in ComponentSums: one more than the axis has.
  SumsTile(ComponentSet components, std::uint32_t positions);

  void clear() noexcept;
  /// Values of the tile's groups, one after the other.
  [[nodiscard]] std::int64_t* of(Component component, std::uint32_t position) noexcept {
    return values_.data() + place(component, position);
  }
  [[nodiscard]] const std::int64_t* of(Component component, std::uint32_t position) const noexcept {
    return values_.data() + place(component, position);
  }
  /// From a value to that of the same component and group at the next position.
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }
  [[nodiscard]] std::uint32_t positions() const noexcept { return positions_; }
  /// Of all positions and components.
  [[nodiscard]] const std::vector<std::int64_t>& values() const noexcept { return values_; }
  [[nodiscard]] std::size_t place(Component component, std::uint32_t position) const noexcept {
    return position * stride_ + slots_[index_of(component)];
  }

  /// Groups [first, first + count) of `sums`; requires count <= kGroups. Values of groups beyond are 0.
  void copy_from(const ComponentSums& sums, std::uint32_t first, std::size_t count) noexcept;
  void copy_to(ComponentSums& sums, std::uint32_t first, std::size_t count) const noexcept;

 private:
  std::uint32_t positions_;
  std::size_t stride_;
  std::vector<Component> components_;
  std::array<std::size_t, kComponents> slots_{};
  std::vector<std::int64_t> values_;
};

}  // namespace openitem
