#pragma once
/// \file
/// The causes of a change, and what each adds to it (docs/methods/bridge.md, 2 and 3).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bridge/window_sums.hpp"
#include "openitem/bridge.hpp"

namespace openitem {

/// In the order of the tables; the last one is a cause of DSO alone.
enum class Cause : std::uint8_t {
  volume,
  timing,
  terms,
  lateness,
  disputes,
  credits,
  other_debits,
  unapplied_credits,
  days
};
inline constexpr std::size_t kCauses = 9;
inline constexpr std::size_t kReceivableCauses = 8;
[[nodiscard]] std::string_view cause_name(Cause cause) noexcept;

/// A measure at both dates and the parts of its change, in whole units; the parts sum to closing - opening.
struct Split {
  std::int64_t opening = 0, closing = 0;
  std::vector<std::int64_t> parts;  ///< by cause; empty = it cannot be split
};

struct CurrencyBridge {
  Split receivables;         ///< minor units
  std::optional<Split> dso;  ///< millionths of a day; nothing where it is missing at either date
  std::string_view warning;  ///< empty = none
};

/// \throws Error overflow.
[[nodiscard]] CurrencyBridge split_change(const WindowSums& before, const WindowSums& after,
                                          std::int32_t days_before, std::int32_t days_after,
                                          BridgeMethod method);

/// R x Days x 10^6 / S, half up; nothing without sales, or from 2^53 on. \throws Error overflow.
[[nodiscard]] std::optional<std::int64_t> dso_millionths(const WindowSums& sums, std::int32_t days);

}  // namespace openitem
