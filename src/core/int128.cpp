#include "core/int128.hpp"

namespace openitem::int128_limbs {

// Shift and subtract: one bit of the quotient a step. Slow beside the native type, short enough to be seen
// to be right, and only used where there is no native type.
Division128 divide(UInt128 a, UInt128 b) noexcept {
  UInt128 quotient;
  UInt128 remainder;
  for (int bit = 127; bit >= 0; --bit) {
    const bool carry = (remainder.high >> 63) != 0;  // the shifted remainder would need a 129th bit
    remainder = {(remainder.high << 1) | (remainder.low >> 63), remainder.low << 1};
    remainder.low |= (bit >= 64 ? a.high >> (bit - 64) : a.low >> bit) & 1U;
    quotient = {(quotient.high << 1) | (quotient.low >> 63), quotient.low << 1};
    if (carry || remainder >= b) {
      remainder = subtract(remainder, b);
      quotient.low |= 1U;
    }
  }
  return {quotient, remainder};
}

}  // namespace openitem::int128_limbs
