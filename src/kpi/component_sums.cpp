#include "kpi/component_sums.hpp"

#include "core/checked.hpp"

namespace openitem {

ComponentSums::ComponentSums(ComponentSet components, std::uint32_t groups, std::uint32_t positions)
    : components_(components), groups_(groups), positions_(positions) {
  for (std::size_t at = 0; at < kComponents; ++at) {
    if (components.has(static_cast<Component>(at))) slots_[at] = stride_++;
  }
  values_.resize(std::size_t{groups} * (positions + std::size_t{1}) * stride_, 0);
}

void ComponentSums::merge(const ComponentSums& other) {
  std::array<bool, kComponents> may_wrap{};  // by slot: changes of balances do, on the way to a sum that fits
  for (std::size_t at = 0; at < kComponents; ++at) {
    const auto component = static_cast<Component>(at);
    if (has(component)) may_wrap[slot(component)] = is_balance(component);
  }
  for (std::size_t at = 0; at < values_.size(); ++at) {
    const std::int64_t value = other.values_[at];
    values_[at] = may_wrap[at % stride_] ? static_cast<std::int64_t>(static_cast<std::uint64_t>(values_[at]) +
                                                                     static_cast<std::uint64_t>(value))
                                         : checked_add(values_[at], value);
  }
}

}  // namespace openitem
