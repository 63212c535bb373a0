#pragma once
/// \file
/// From counterfactual values to whole parts that sum to the change (docs/methods/bridge.md, 3).

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "bridge/cause_lists.hpp"
#include "openitem/bridge.hpp"

namespace openitem {

/// Up to which doubles count whole units exactly.
inline constexpr std::int64_t kExactLimit = std::int64_t{1} << 53;

/// What each cause adds, in whole units that sum to `change`; empty where a part is beyond kExactLimit.
[[nodiscard]] std::vector<std::int64_t> parts_of(std::span<const Cause> causes, std::int64_t change,
                                                 BridgeMethod method,
                                                 const std::function<double(Moved)>& value_of);

}  // namespace openitem
