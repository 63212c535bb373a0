#pragma once
/// \file
/// The change of receivables and DSO, and what each cause adds to it (docs/methods/bridge.md, 3).

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "bridge/cause_lists.hpp"
#include "bridge/window_sums.hpp"
#include "openitem/bridge.hpp"

namespace openitem {

/// A measure at both dates and the parts of its change, in whole units; the parts sum to closing - opening.
struct Split {
  std::int64_t opening = 0, closing = 0;
  std::vector<std::int64_t> parts;  ///< by cause, in the order of its list; empty = it cannot be split
};

struct CurrencyBridge {
  Split receivables;         ///< minor units
  std::optional<Split> dso;  ///< millionths of a day; nothing where it is missing at either date
  std::string_view warning;  ///< empty = none
};

/// What is split, at one date: minor units of the currency of the bridge.
struct BridgeEnd {
  std::int64_t receivables = 0, sales = 0;
  std::int32_t days = 0;
};

/// What it would be with some causes moved.
struct BridgeValues {
  std::function<double(Moved)> receivables, sales;
  bool is_identity = false;  ///< they are the ends where none and all have moved
};

/// \throws Error overflow.
[[nodiscard]] CurrencyBridge split_ends(const BridgeEnd& before, const BridgeEnd& after, BridgeIn in,
                                        const BridgeValues& values, BridgeMethod method);

/// In document currency. \throws Error overflow.
[[nodiscard]] CurrencyBridge split_change(const WindowSums& before, const WindowSums& after,
                                          std::int32_t days_before, std::int32_t days_after,
                                          BridgeMethod method);

/// R x Days x 10^6 / S, half up; nothing without sales, or from 2^53 on. \throws Error overflow.
[[nodiscard]] std::optional<std::int64_t> dso_millionths(const BridgeEnd& end);

}  // namespace openitem
