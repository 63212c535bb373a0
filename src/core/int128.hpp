#pragma once
/// \file
/// 128-bit integers for intermediates of money arithmetic. The only file that names the compiler's own type;
/// with OPENITEM_NO_INT128 (or where it is missing) two 64-bit limbs do the same, and the tests compare both.

#include <compare>
#include <cstdint>
#include <limits>

#if defined(__SIZEOF_INT128__)
#define OPENITEM_HAS_NATIVE_INT128 1
#else
#define OPENITEM_HAS_NATIVE_INT128 0
#endif

namespace openitem {

/// An unsigned 128-bit integer: high * 2^64 + low.
struct UInt128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend constexpr auto operator<=>(const UInt128&, const UInt128&) noexcept = default;
};

/// A signed 128-bit integer in two's complement: high * 2^64 + low.
struct Int128 {
  std::int64_t high = 0;
  std::uint64_t low = 0;

  constexpr Int128() noexcept = default;
  constexpr Int128(std::int64_t high_part, std::uint64_t low_part) noexcept
      : high(high_part), low(low_part) {}
  constexpr Int128(std::int64_t value) noexcept  // NOLINT(google-explicit-constructor)
      : high(value < 0 ? -1 : 0), low(static_cast<std::uint64_t>(value)) {}

  friend constexpr auto operator<=>(const Int128&, const Int128&) noexcept = default;
};

/// Quotient and remainder of magnitudes.
struct Division128 {
  UInt128 quotient;
  UInt128 remainder;
};

/// Two limbs, portable.
namespace int128_limbs {

[[nodiscard]] constexpr UInt128 multiply(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t low_half = 0xFFFFFFFFU;
  const std::uint64_t a0 = a & low_half, a1 = a >> 32;
  const std::uint64_t b0 = b & low_half, b1 = b >> 32;
  const std::uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  const std::uint64_t middle = (p00 >> 32) + (p01 & low_half) + (p10 & low_half);
  return {p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32), (middle << 32) | (p00 & low_half)};
}

[[nodiscard]] constexpr UInt128 add(UInt128 a, UInt128 b) noexcept {
  const std::uint64_t low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

[[nodiscard]] constexpr UInt128 subtract(UInt128 a, UInt128 b) noexcept {
  return {a.high - b.high - (a.low < b.low ? 1U : 0U), a.low - b.low};
}

/// Requires b != 0.
[[nodiscard]] Division128 divide(UInt128 a, UInt128 b) noexcept;

}  // namespace int128_limbs

#if OPENITEM_HAS_NATIVE_INT128
/// The compiler's own type.
namespace int128_native {

__extension__ typedef unsigned __int128 Native;

[[nodiscard]] constexpr Native join(UInt128 value) noexcept {
  return (static_cast<Native>(value.high) << 64) | value.low;
}
[[nodiscard]] constexpr UInt128 split(Native value) noexcept {
  return {static_cast<std::uint64_t>(value >> 64), static_cast<std::uint64_t>(value)};
}
[[nodiscard]] constexpr UInt128 multiply(std::uint64_t a, std::uint64_t b) noexcept {
  return split(static_cast<Native>(a) * b);
}
[[nodiscard]] constexpr UInt128 add(UInt128 a, UInt128 b) noexcept { return split(join(a) + join(b)); }
[[nodiscard]] constexpr UInt128 subtract(UInt128 a, UInt128 b) noexcept { return split(join(a) - join(b)); }

/// Requires b != 0.
[[nodiscard]] constexpr Division128 divide(UInt128 a, UInt128 b) noexcept {
  return {split(join(a) / join(b)), split(join(a) % join(b))};
}

}  // namespace int128_native
#endif

#if OPENITEM_HAS_NATIVE_INT128 && !defined(OPENITEM_NO_INT128)
namespace int128 = int128_native;
#else
namespace int128 = int128_limbs;
#endif

/// |value| of a 64-bit integer, also of the lowest one.
[[nodiscard]] constexpr std::uint64_t magnitude(std::int64_t value) noexcept {
  return value < 0 ? 0U - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

[[nodiscard]] constexpr UInt128 bits(Int128 value) noexcept {
  return {static_cast<std::uint64_t>(value.high), value.low};
}
[[nodiscard]] constexpr Int128 from_bits(UInt128 value) noexcept {
  return {static_cast<std::int64_t>(value.high), value.low};
}
[[nodiscard]] constexpr bool is_negative(Int128 value) noexcept { return value.high < 0; }

/// Negation modulo 2^128.
[[nodiscard]] constexpr Int128 operator-(Int128 value) noexcept {
  return from_bits(int128::subtract(UInt128{}, bits(value)));
}
/// Sum and difference modulo 2^128: exact as long as both operands are below 2^126 in magnitude.
[[nodiscard]] constexpr Int128 operator+(Int128 a, Int128 b) noexcept {
  return from_bits(int128::add(bits(a), bits(b)));
}
[[nodiscard]] constexpr Int128 operator-(Int128 a, Int128 b) noexcept {
  return from_bits(int128::subtract(bits(a), bits(b)));
}

/// |value|, exact for every value.
[[nodiscard]] constexpr UInt128 magnitude(Int128 value) noexcept {
  return bits(is_negative(value) ? -value : value);
}

/// Product of two 64-bit integers, always exact.
[[nodiscard]] constexpr Int128 multiply(std::int64_t a, std::int64_t b) noexcept {
  const Int128 product = from_bits(int128::multiply(magnitude(a), magnitude(b)));
  return (a < 0) != (b < 0) ? -product : product;
}

[[nodiscard]] constexpr bool fits_int64(Int128 value) noexcept {
  return value.high == (static_cast<std::int64_t>(value.low) < 0 ? -1 : 0);
}
/// The value as int64; requires fits_int64(value).
[[nodiscard]] constexpr std::int64_t to_int64(Int128 value) noexcept {
  return static_cast<std::int64_t>(value.low);
}

}  // namespace openitem
