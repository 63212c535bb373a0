#include "kpi/sums_tile.hpp"

#include <algorithm>

namespace openitem {
namespace {

// Values at one place of neighbouring positions would share few sets of the cache if their distance were a power of two.
constexpr std::size_t kOffPowerOfTwo = 8;

}  // namespace

SumsTile::SumsTile(ComponentSet components, std::uint32_t positions) : positions_(positions) {
  for (std::size_t at = 0; at < kComponents; ++at) {
    const auto component = static_cast<Component>(at);
    if (!components.has(component)) continue;
    slots_[at] = components_.size() * kGroups;
    components_.push_back(component);
  }
  stride_ = components_.size() * kGroups + kOffPowerOfTwo;
  values_.resize((positions + std::size_t{1}) * stride_, 0);
}

void SumsTile::clear() noexcept { std::fill(values_.begin(), values_.end(), 0); }

void SumsTile::copy_from(const ComponentSums& sums, std::uint32_t first, std::size_t count) noexcept {
  if (count < kGroups) clear();
  for (std::size_t group = 0; group < count; ++group) {
    for (std::uint32_t position = 0; position <= positions_; ++position) {
      const std::int64_t* const cell = sums.cell(first + static_cast<std::uint32_t>(group), position);
      for (const Component component : components_)
        of(component, position)[group] = cell[sums.slot(component)];
    }
  }
}

void SumsTile::copy_to(ComponentSums& sums, std::uint32_t first, std::size_t count) const noexcept {
  for (std::size_t group = 0; group < count; ++group) {
    for (std::uint32_t position = 0; position <= positions_; ++position) {
      std::int64_t* const cell = sums.cell(first + static_cast<std::uint32_t>(group), position);
      for (const Component component : components_)
        cell[sums.slot(component)] = of(component, position)[group];
    }
  }
}

}  // namespace openitem
