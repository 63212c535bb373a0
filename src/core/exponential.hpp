#pragma once
/// \file
/// exp, log and their kin with the same bits on every machine: additions, multiplications and divisions only, in one order,
/// never a function of the platform's mathematics library (whose variants differ by instruction set in the last bit).
/// Relative errors are a few units of the last place. Loops over arrays of values become vector instructions.

#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>

#include "core/instruction_set.hpp"

namespace openitem {

/// Arguments of `exp_within` are not greater: e^709 is the last whole power of e that doubles hold.
inline constexpr double kMostExponent = 708.0;

namespace exponential {

inline constexpr double kLog2E = 0x1.71547652b82fep+0;
inline constexpr double kLn2High =
    0x1.62e42fee00000p-1;  // 20 zero bits at the end: a multiple by |k| < 2^20 is exact
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kToInteger = 0x1.8p52;  // adding it leaves the nearest integer in the last bits

/// e^r - 1 - r for |r| <= ln(2) / 2, by Taylor's series to r^13: what is left out is below 5e-18. In pairs and pairs of pairs
/// (Estrin), so that few operations wait for one another.
OPENITEM_INLINE double tail(double r) noexcept {
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double low = (0.5 + (1.0 / 6.0) * r) + (1.0 / 24.0 + (1.0 / 120.0) * r) * r2;
  const double middle = (1.0 / 720.0 + (1.0 / 5040.0) * r) + (1.0 / 40320.0 + (1.0 / 362880.0) * r) * r2;
  const double high =
      (1.0 / 3628800.0 + (1.0 / 39916800.0) * r) + (1.0 / 479001600.0 + (1.0 / 6227020800.0) * r) * r2;
  return (low + (middle + high * r4) * r4) * r2;
}

}  // namespace exponential

/// e^x for |x| <= 708, without a branch; beyond, some number.
OPENITEM_INLINE double exp_within(double x) noexcept {
  using namespace exponential;
  const double shifted = x * kLog2E + kToInteger;
  const double k = shifted - kToInteger;
  const double r = (x - k * kLn2High) - k * kLn2Low;
  const double power = 1.0 + (r + tail(r));
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(power) +
                               (std::bit_cast<std::uint64_t>(shifted) << 52U));
}

/// e^x of any x: infinity and 0 where doubles end.
inline double exponential_of(double x) noexcept {
  if (!(x >= -745.2)) return x < 0 ? 0.0 : x;  // NaN stays
  if (x > 709.8) return std::numeric_limits<double>::infinity();
  if (std::fabs(x) <= kMostExponent) return exp_within(x);
  const double half = exp_within(0.5 * x);
  return half * half;
}

/// e^x - 1 without cancellation.
inline double exponential_less_one(double x) noexcept {
  if (std::fabs(x) <= 0.34) return x + exponential::tail(x);
  return exponential_of(x) - 1.0;
}

/// Natural logarithm of a positive, normal x: x = 2^k m with sqrt(1/2) <= m < sqrt(2), ln m = 2 artanh((m - 1) / (m + 1)).
OPENITEM_INLINE double log_positive(double x) noexcept {
  using namespace exponential;
  constexpr std::uint64_t kRoot = 0x3fe6a09e667f3bcdU;  // sqrt(1/2)
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) - kRoot + (std::uint64_t{1023} << 52U);
  // k without a conversion of 64-bit integers, which AVX2 does not have: as the last bits of 2^52 + 1023 + k.
  const double k = std::bit_cast<double>((bits >> 52U) | 0x4330000000000000U) - (0x1p52 + 1023.0);
  const double m = std::bit_cast<double>((bits & 0x000fffffffffffffU) + kRoot);
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  double sum = 1.0 / 23.0;
  sum = sum * z + 1.0 / 21.0;
  sum = sum * z + 1.0 / 19.0;
  sum = sum * z + 1.0 / 17.0;
  sum = sum * z + 1.0 / 15.0;
  sum = sum * z + 1.0 / 13.0;
  sum = sum * z + 1.0 / 11.0;
  sum = sum * z + 1.0 / 9.0;
  sum = sum * z + 1.0 / 7.0;
  sum = sum * z + 1.0 / 5.0;
  sum = sum * z + 1.0 / 3.0;
  return k * kLn2High + (k * kLn2Low + (2.0 * s + 2.0 * s * z * sum));
}

/// ln(1 + x), x > -1, without cancellation.
inline double log_of_one_plus(double x) noexcept {
  if (std::fabs(x) < 0.25) {
    const double s = x / (2.0 + x);
    const double z = s * s;
    double sum = 1.0 / 17.0;
    for (const double odd : {15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0}) sum = sum * z + 1.0 / odd;
    return 2.0 * s + 2.0 * s * z * sum;
  }
  const double sum = 1.0 + x;
  if (std::isinf(sum)) return sum;
  // What rounding took from the sum is put back to first order.
  const double lost = std::fabs(x) < 1.0 ? x - (sum - 1.0) : 1.0 - (sum - x);
  return log_positive(sum) + lost / sum;
}

}  // namespace openitem
