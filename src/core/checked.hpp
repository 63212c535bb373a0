#pragma once
/// \file
/// int64 arithmetic that says when it leaves its range. Cold paths use the throwing form; hot loops use the
/// *_overflows form and report the row.

#include <cstdint>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {

/// Amounts and sums of |amount| stay below this (2^62 minor units), so that a kernel may add or subtract any
/// two of them without a check.
inline constexpr std::int64_t kAmountLimit = std::int64_t{1} << 62;

/// Whether |amount| < 2^62.
[[nodiscard]] constexpr bool is_amount(std::int64_t amount) noexcept {
  return amount > -kAmountLimit && amount < kAmountLimit;
}

/// Each stores the wrapped result and returns whether the exact one did not fit.
[[nodiscard]] constexpr bool add_overflows(std::int64_t a, std::int64_t b, std::int64_t& sum) noexcept {
  return __builtin_add_overflow(a, b, &sum);
}
[[nodiscard]] constexpr bool sub_overflows(std::int64_t a, std::int64_t b,
                                           std::int64_t& difference) noexcept {
  return __builtin_sub_overflow(a, b, &difference);
}
[[nodiscard]] constexpr bool mul_overflows(std::int64_t a, std::int64_t b, std::int64_t& product) noexcept {
  return __builtin_mul_overflow(a, b, &product);
}

[[noreturn]] inline void throw_overflow(std::int64_t a, std::string_view operation, std::int64_t b) {
  throw Error(Status::overflow,
              Message().append(a).append(operation).append(b).append(" does not fit in 64 bits"));
}

/// Each returns the exact result. \throws Error overflow.
[[nodiscard]] inline std::int64_t checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (add_overflows(a, b, sum)) throw_overflow(a, " + ", b);
  return sum;
}
[[nodiscard]] inline std::int64_t checked_sub(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (sub_overflows(a, b, difference)) throw_overflow(a, " - ", b);
  return difference;
}
[[nodiscard]] inline std::int64_t checked_mul(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (mul_overflows(a, b, product)) throw_overflow(a, " * ", b);
  return product;
}

}  // namespace openitem
