#include "core/quotient.hpp"

#include <cmath>
#include <cstdint>

namespace openitem {
namespace {

constexpr std::uint64_t kExactLimit = std::uint64_t{1} << 53;
constexpr int kKeptBits = 55;  // 53 of a double and two more; what is cut is joined to the last one

[[nodiscard]] UInt128 shift_in(UInt128 value, std::uint64_t bit) noexcept {
  return {(value.high << 1) | (value.low >> 63), (value.low << 1) | bit};
}

[[nodiscard]] std::uint64_t bit_at(UInt128 value, int bit) noexcept {
  return (bit >= 64 ? value.high >> (bit - 64) : value.low >> bit) & 1U;
}

/// Long division in base two, from the highest bit down, until enough bits of the quotient stand.
[[nodiscard]] double long_division(UInt128 numerator, UInt128 denominator) noexcept {
  UInt128 remainder;
  std::uint64_t digits = 0;
  int bit = 127;  // place value of the next digit; below 0 the numerator has no more bits
  for (; (digits >> (kKeptBits - 1)) == 0; --bit) {
    remainder = shift_in(remainder, bit >= 0 ? bit_at(numerator, bit) : 0U);
    digits <<= 1;
    if (remainder >= denominator) {
      remainder = int128::subtract(remainder, denominator);
      digits |= 1U;
    }
  }
  bool cut = remainder != UInt128{};
  for (int rest = bit; rest >= 0; --rest) cut = cut || bit_at(numerator, rest) != 0;
  return std::ldexp(static_cast<double>((digits << 1) | (cut ? 1U : 0U)), bit);
}

}  // namespace

double quotient(Int128 numerator, Int128 denominator) noexcept {
  const UInt128 top = magnitude(numerator);
  const UInt128 bottom = magnitude(denominator);
  if (top == UInt128{}) return 0.0;
  const bool exact = top.high == 0 && bottom.high == 0 && top.low <= kExactLimit && bottom.low <= kExactLimit;
  const double value =
      exact ? static_cast<double>(top.low) / static_cast<double>(bottom.low) : long_division(top, bottom);
  return is_negative(numerator) == is_negative(denominator) ? value : -value;
}

}  // namespace openitem
