#pragma once
/// \file
/// Sums of components by group and position on the axis of days. State of plain integers: sums of parts of a ledger merge by
/// addition, in any order to the same bytes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/large_pages.hpp"
#include "kpi/ledger_components.hpp"

namespace openitem {

class ComponentSums {
 public:
  /// All 0. One position more than the axis has takes what comes after its last day.
  ComponentSums(ComponentSet components, std::uint32_t groups, std::uint32_t positions);

  [[nodiscard]] ComponentSet components() const noexcept { return components_; }
  [[nodiscard]] std::uint32_t groups() const noexcept { return groups_; }
  [[nodiscard]] std::uint32_t positions() const noexcept { return positions_; }
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }
  /// Where the component stands in a cell. Requires that it is one of components().
  [[nodiscard]] std::size_t slot(Component component) const noexcept { return slots_[index_of(component)]; }
  [[nodiscard]] bool has(Component component) const noexcept { return components_.has(component); }

  [[nodiscard]] std::int64_t* cell(std::uint32_t group, std::uint32_t position) noexcept {
    return values_.data() + cell_at(group, position);
  }
  [[nodiscard]] const std::int64_t* cell(std::uint32_t group, std::uint32_t position) const noexcept {
    return values_.data() + cell_at(group, position);
  }
  /// From a group's cell to that of the next group.
  [[nodiscard]] std::size_t group_stride() const noexcept { return (positions_ + std::size_t{1}) * stride_; }
  [[nodiscard]] std::int64_t balance(Component component, std::uint32_t group,
                                     std::uint32_t position) const noexcept {
    return values_[cell_at(group, position) + slot(component)];
  }
  /// Sum of the positions (begin, end].
  [[nodiscard]] std::int64_t movement(Component component, std::uint32_t group, std::uint32_t begin,
                                      std::uint32_t end) const noexcept {
    std::int64_t sum = 0;
    for (std::uint32_t at = begin + 1; at <= end; ++at) sum += balance(component, group, at);
    return sum;
  }

  void merge(const ComponentSums& other);

 private:
  [[nodiscard]] std::size_t cell_at(std::uint32_t group, std::uint32_t position) const noexcept {
    return (std::size_t{group} * (positions_ + std::size_t{1}) + position) * stride_;
  }

  ComponentSet components_;
  std::uint32_t groups_, positions_;
  std::size_t stride_ = 0;
  std::array<std::size_t, kComponents> slots_{};
  LargeVector<std::int64_t> values_;
};

}  // namespace openitem
