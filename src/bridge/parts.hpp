#pragma once
/// \file
/// From counterfactual values to whole parts that sum to the change (docs/methods/bridge.md, 3).

#include <cstdint>
#include <span>
#include <vector>

#include "bridge/cause_lists.hpp"
#include "openitem/bridge.hpp"

namespace openitem {

/// Up to which doubles count whole units exactly.
inline constexpr std::int64_t kExactLimit = std::int64_t{1} << 53;

/// Every set of the causes, by the set of their positions in the list: bit n of the index stands for the n-th.
[[nodiscard]] std::vector<Moved> sets_of(std::span<const Cause> causes);

/// What each cause adds, in whole units that sum to `change`; empty where a part is beyond kExactLimit. `values`: one for
/// each of sets_of(causes).
[[nodiscard]] std::vector<std::int64_t> parts_of(std::span<const double> values, std::int64_t change,
                                                 BridgeMethod method);

}  // namespace openitem
