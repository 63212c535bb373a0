#pragma once
/// \file
/// The one place where an exact figure becomes a rounded one.

#include <array>
#include <cstdint>
#include <string_view>

#include "core/int128.hpp"
#include "openitem/money.hpp"

namespace openitem {

inline constexpr std::int32_t kMaxPowerOfTen = 18;

/// 10^0 .. 10^18, all that fit in int64.
inline constexpr std::array<std::int64_t, kMaxPowerOfTen + 1> kPowersOfTen = [] {
  std::array<std::int64_t, kMaxPowerOfTen + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// What is cut off, as a share of the last digit that stays.
enum class Remainder : std::uint8_t { zero, below_half, half, above_half };

/// Whether the magnitude that was cut (toward zero) must grow by one. `odd`: of the cut magnitude.
[[nodiscard]] constexpr bool rounds_away(Rounding mode, bool negative, bool odd, Remainder cut) noexcept {
  if (cut == Remainder::zero) return false;
  switch (mode) {
    case Rounding::up: return true;
    case Rounding::down: return false;
    case Rounding::ceiling: return !negative;
    case Rounding::floor: return negative;
    default: break;
  }
  if (cut != Remainder::half) return cut == Remainder::above_half;
  switch (mode) {
    case Rounding::half_even: return odd;
    case Rounding::half_odd: return !odd;
    case Rounding::half_down: return false;
    case Rounding::half_ceiling: return !negative;
    case Rounding::half_floor: return negative;
    default: return true;
  }
}

/// "half_up", "half_even" ...: the option's text in every face and in tables "about". Requires one of the ten.
[[nodiscard]] std::string_view name_of(Rounding mode) noexcept;
/// \throws Error out_of_bounds unless `mode` is one of the ten.
void check_rounding(Rounding mode);

/// remainder / divisor as a `Remainder`; requires remainder < divisor.
[[nodiscard]] constexpr Remainder classify_remainder(std::uint64_t remainder,
                                                     std::uint64_t divisor) noexcept {
  if (remainder == 0) return Remainder::zero;
  const std::uint64_t missing = divisor - remainder;  // not 2 * remainder: that may not fit
  if (remainder == missing) return Remainder::half;
  return remainder < missing ? Remainder::below_half : Remainder::above_half;
}
[[nodiscard]] constexpr Remainder classify_remainder(UInt128 remainder, UInt128 divisor) noexcept {
  if (remainder == UInt128{}) return Remainder::zero;
  const UInt128 missing = int128::subtract(divisor, remainder);
  if (remainder == missing) return Remainder::half;
  return remainder < missing ? Remainder::below_half : Remainder::above_half;
}

/// round(numerator / denominator). \throws Error division_by_zero, overflow (only -2^127 / -1).
[[nodiscard]] Int128 round_divide(Int128 numerator, Int128 denominator, Rounding mode);

}  // namespace openitem
