#include "money/decimal_kernel.hpp"

#include <array>
#include <cstddef>

#include "core/checked.hpp"

namespace openitem {
namespace {

constexpr std::uint64_t limit = static_cast<std::uint64_t>(kAmountLimit);

/// 10^0 .. 10^38, all that fit in 127 bits.
constexpr std::array<UInt128, 39> wide_powers_of_ten = [] {
  std::array<UInt128, 39> powers{UInt128{0, 1}};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    const UInt128 last = powers[i - 1];
    const UInt128 twice = int128::add(last, last);
    const UInt128 four_times = int128::add(twice, twice);
    powers[i] = int128::add(int128::add(four_times, four_times), twice);
  }
  return powers;
}();

constexpr std::uint32_t digit_of(char character) noexcept {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(character)) - '0';
}

/// Digits read so far. A magnitude that left the range stays marked, and what is added to it means nothing.
struct Digits {
  std::uint64_t magnitude = 0;
  bool overflowed = false;

  void push(std::uint32_t digit) noexcept {
    overflowed |= magnitude > (limit - 1) / 10;
    magnitude = magnitude * 10 + digit;
  }
  void shift(std::int32_t digits) noexcept {
    const auto power = static_cast<std::uint64_t>(kPowersOfTen[static_cast<std::size_t>(digits)]);
    overflowed |= magnitude > (limit - 1) / power;
    magnitude *= power;
  }
};

/// Digits beyond the ones that are kept.
Remainder classify_surplus(std::uint32_t first, bool rest_is_zero) noexcept {
  if (first == 0 && rest_is_zero) return Remainder::zero;
  if (first == 5 && rest_is_zero) return Remainder::half;
  return first < 5 ? Remainder::below_half : Remainder::above_half;
}

DecimalStatus store(std::uint64_t magnitude, bool negative, Remainder cut, Rounding rounding,
                    std::int64_t& minor) noexcept {
  if (rounds_away(rounding, negative, (magnitude & 1U) != 0, cut)) ++magnitude;
  if (magnitude >= limit) return DecimalStatus::overflow;
  const auto value = static_cast<std::int64_t>(magnitude);
  minor = negative ? -value : value;
  return cut == Remainder::zero ? DecimalStatus::ok : DecimalStatus::inexact;
}

}  // namespace

DecimalStatus cut_decimal(std::string_view text, std::int32_t decimals, CutDecimal& result) noexcept {
  if (text.empty()) return DecimalStatus::empty;
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = *at == '-';
  if (negative || *at == '+') ++at;

  Digits digits;
  const char* const whole = at;
  for (; at != end && digit_of(*at) < 10; ++at) digits.push(digit_of(*at));
  if (at == end) {
    if (at == whole) return DecimalStatus::invalid;
    digits.shift(decimals);
    if (digits.overflowed) return DecimalStatus::overflow;
    result = {digits.magnitude, negative, Remainder::zero};
    return DecimalStatus::ok;
  }

  if (*at != '.') return DecimalStatus::invalid;
  const char* const fraction = ++at;
  for (; at != end && at - fraction < decimals && digit_of(*at) < 10; ++at) digits.push(digit_of(*at));
  digits.shift(decimals - static_cast<std::int32_t>(at - fraction));
  const char* const surplus = at;
  std::uint32_t seen = 0;
  for (; at != end && digit_of(*at) < 10; ++at) seen |= at == surplus ? 0 : digit_of(*at);
  if (at != end || at == fraction) return DecimalStatus::invalid;
  if (digits.overflowed) return DecimalStatus::overflow;
  const Remainder cut = surplus == end ? Remainder::zero : classify_surplus(digit_of(*surplus), seen == 0);
  result = {digits.magnitude, negative, cut};
  return DecimalStatus::ok;
}

DecimalStatus parse_minor(std::string_view text, std::int32_t decimals, std::int64_t& minor,
                          Rounding rounding) noexcept {
  CutDecimal decimal;
  const DecimalStatus status = cut_decimal(text, decimals, decimal);
  if (status != DecimalStatus::ok) return status;
  return store(decimal.magnitude, decimal.negative, decimal.cut, rounding, minor);
}

DecimalStatus decimal128_to_minor(Int128 value, std::int32_t scale, std::int32_t decimals,
                                  std::int64_t& minor, Rounding rounding) noexcept {
  const bool negative = is_negative(value);
  const UInt128 whole = magnitude(value);
  const std::int64_t surplus = std::int64_t{scale} - decimals;
  if (surplus <= 0) {
    if (whole == UInt128{}) return store(0, false, Remainder::zero, rounding, minor);
    if (whole.high != 0 || whole.low >= limit || -surplus > kMaxPowerOfTen) return DecimalStatus::overflow;
    Digits digits{whole.low, false};
    digits.shift(static_cast<std::int32_t>(-surplus));
    if (digits.overflowed) return DecimalStatus::overflow;
    return store(digits.magnitude, negative, Remainder::zero, rounding, minor);
  }
  if (whole.high == 0 && surplus <= kMaxPowerOfTen) {
    const auto power = static_cast<std::uint64_t>(kPowersOfTen[static_cast<std::size_t>(surplus)]);
    return store(whole.low / power, negative, classify_remainder(whole.low % power, power), rounding, minor);
  }
  // |value| < 1.8 * 10^38: beyond 10^38 nothing is kept, and what is cut is less than a half.
  if (surplus >= static_cast<std::int64_t>(wide_powers_of_ten.size())) {
    const Remainder cut = whole == UInt128{} ? Remainder::zero : Remainder::below_half;
    return store(0, negative, cut, rounding, minor);
  }
  const UInt128 power = wide_powers_of_ten[static_cast<std::size_t>(surplus)];
  const Division128 divided = int128::divide(whole, power);
  if (divided.quotient.high != 0 || divided.quotient.low >= limit) return DecimalStatus::overflow;
  return store(divided.quotient.low, negative, classify_remainder(divided.remainder, power), rounding, minor);
}

}  // namespace openitem
