#include "interest/exact_interest.hpp"

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

[[noreturn]] void throw_too_large() {
  throw Error(Status::overflow,
              "interest reaches 2^62 minor units; the amount, the rate or the delay is too large");
}

}  // namespace

ExactInterest InterestScale::of(std::int64_t base, std::int64_t rate, std::int64_t numerator,
                                std::int64_t denominator) const {
  // base < 2^62, rate x numerator < 2^37 x 2^22: the product fits.
  const UInt128 product = magnitude(multiply(base, rate * numerator));
  const auto divisor = static_cast<std::uint64_t>(kPartsPerUnit * denominator);
  const Division128 division = int128::divide(product, {0, divisor});
  if (division.quotient.high != 0 || division.quotient.low >= static_cast<std::uint64_t>(kAmountLimit)) {
    throw_too_large();
  }
  const std::int64_t finer = scale_ / (kPartsPerUnit * denominator);
  return {static_cast<std::int64_t>(division.quotient.low),
          static_cast<std::int64_t>(division.remainder.low) * finer};
}

ExactInterest InterestScale::sum(const ExactInterest& a, const ExactInterest& b) const {
  const std::int64_t part = a.part + b.part;
  const std::int64_t carry = part >= scale_ ? 1 : 0;
  const std::int64_t whole = checked_add(checked_add(a.whole, b.whole), carry);
  if (whole >= kAmountLimit) throw_too_large();
  return {whole, part - carry * scale_};
}

std::int64_t InterestScale::rounded(const ExactInterest& exact, std::int32_t sign, Rounding rounding) const {
  if (exact.part == 0) return sign * exact.whole;
  const Int128 numerator = multiply(exact.whole, scale_) + Int128(exact.part);
  return to_int64(round_divide(sign < 0 ? -numerator : numerator, scale_, rounding));
}

std::int64_t InterestScale::residue(const ExactInterest& exact, std::int32_t sign,
                                    std::int64_t amount) const {
  const std::int64_t whole = checked_sub(exact.whole, sign * amount);
  const Int128 part = round_divide(multiply(exact.part, kPartsPerUnit), scale_, Rounding::half_even);
  return sign * checked_add(checked_mul(whole, kPartsPerUnit), to_int64(part));
}

}  // namespace openitem
