#pragma once
/// \file
/// The causes of a change, in the order of the tables (docs/methods/bridge.md, 2 and 6).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace openitem {

enum class Cause : std::uint8_t {
  volume,
  timing,
  terms,
  lateness,
  disputes,
  credits,
  other_debits,
  unapplied_credits,
  currency,  ///< in base currency alone
  days,      ///< of DSO alone
};
inline constexpr std::size_t kCauses = 10;
[[nodiscard]] std::string_view cause_name(Cause cause) noexcept;

/// Causes that have moved to the second date, a bit each.
using Moved = std::uint32_t;
[[nodiscard]] constexpr Moved bit_of(Cause cause) noexcept { return 1U << static_cast<std::uint32_t>(cause); }

/// In which currency a bridge is.
enum class BridgeIn : std::uint8_t { document_currency, base_currency };
[[nodiscard]] std::span<const Cause> receivable_causes(BridgeIn in) noexcept;
[[nodiscard]] std::span<const Cause> dso_causes(BridgeIn in) noexcept;

}  // namespace openitem
