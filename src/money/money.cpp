#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "money/decimal_kernel.hpp"
#include "money/rounding.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

[[noreturn]] void throw_unreadable(std::string_view text, DecimalStatus status) {
  switch (status) {
    case DecimalStatus::empty:
      throw Error(Status::invalid_data, "the amount is empty; expected a decimal such as -1234.50");
    case DecimalStatus::overflow:
      throw Error(Status::overflow, Message().append("amount ").append_quoted(text).append(
                                        " is too large; expected less than 2^62 minor units"));
    default:
      throw Error(Status::invalid_data,
                  Message().append("amount ").append_quoted(text).append(
                      " is not a decimal; expected digits with an optional sign in front and '.' as "
                      "the decimal point, without grouping, exponent, currency or blanks"));
  }
}

[[noreturn]] void throw_inexact(std::string_view text, Currency currency) {
  throw Error(Status::inexact_amount, Message()
                                          .append("amount ")
                                          .append_quoted(text)
                                          .append(" has more digits than ")
                                          .append(currency.code())
                                          .append(" has decimals (")
                                          .append(currency.minor_units())
                                          .append("); round it on purpose or correct it"));
}

void check_power(std::int32_t power, std::string_view what) {
  if (power >= 0 && power <= kMaxPowerOfTen) return;
  throw Error(
      Status::out_of_bounds,
      Message().append(what).append(" is ").append(power).append("; expected 0 to ").append(kMaxPowerOfTen));
}

/// The digits of a decimal text, taken apart.
struct DecimalText {
  bool negative = false;
  std::string_view whole;     ///< without leading zeros
  std::string_view fraction;  ///< as written
};

/// Requires a text that `cut_decimal` can read, but for its size.
DecimalText take_apart(std::string_view text) {
  DecimalText parts;
  parts.negative = text.front() == '-';
  if (parts.negative || text.front() == '+') text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  parts.whole = text.substr(0, point);
  parts.whole.remove_prefix(std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
  if (point < text.size()) parts.fraction = text.substr(point + 1);
  return parts;
}

Remainder classify_surplus(std::string_view surplus) {
  if (surplus.find_first_not_of('0') == std::string_view::npos) return Remainder::zero;
  if (surplus.front() != '5') return surplus.front() < '5' ? Remainder::below_half : Remainder::above_half;
  const bool rest_is_zero = surplus.find_first_not_of('0', 1) == std::string_view::npos;
  return rest_is_zero ? Remainder::half : Remainder::above_half;
}

/// Adds one to the last digit; grows by a digit when all were nines.
void increment(std::string& digits) {
  for (std::size_t at = digits.size(); at > 0; --at) {
    if (digits[at - 1] != '9') {
      ++digits[at - 1];
      return;
    }
    digits[at - 1] = '0';
  }
  digits.insert(digits.begin(), '1');
}

/// Prints digits with the point before the last `decimals` of them; a zero has no sign.
std::string place_point(std::string digits, std::size_t decimals, bool negative) {
  const bool is_zero = digits.find_first_not_of('0') == std::string::npos;
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  if (negative && !is_zero) digits.insert(digits.begin(), '-');
  return digits;
}

/// An amount that must be a whole number of minor units.
std::int64_t parse_cash_unit(std::string_view unit, Currency currency) {
  std::int64_t minor = 0;
  const DecimalStatus status = parse_minor(unit, currency.minor_units(), minor);
  if (status == DecimalStatus::inexact) throw_inexact(unit, currency);
  if (status != DecimalStatus::ok) throw_unreadable(unit, status);
  if (minor > 0) return minor;
  throw Error(Status::invalid_argument, Message()
                                            .append("the cash unit is ")
                                            .append_quoted(unit)
                                            .append("; expected a positive amount such as 0.05"));
}

/// (minor units + what was cut of the next one) / unit, as a `Remainder` of the multiple below.
Remainder classify_cash(std::uint64_t rest, Remainder cut, std::uint64_t unit) {
  if (rest == 0 && cut == Remainder::zero) return Remainder::zero;
  const std::uint64_t missing = unit - rest;
  if (rest == missing) return cut == Remainder::zero ? Remainder::half : Remainder::above_half;
  if (rest > missing) return Remainder::above_half;
  // Only in the minor unit that holds the middle of an odd `unit` does the cut part decide.
  if (missing - rest > 1 || cut == Remainder::zero) return Remainder::below_half;
  return cut;
}

}  // namespace

std::int64_t parse_money(std::string_view text, Currency currency) {
  std::int64_t minor = 0;
  const DecimalStatus status = parse_minor(text, currency.minor_units(), minor);
  if (status == DecimalStatus::inexact) throw_inexact(text, currency);
  if (status != DecimalStatus::ok) throw_unreadable(text, status);
  return minor;
}

std::int64_t parse_money(std::string_view text, Currency currency, Rounding rounding) {
  check_rounding(rounding);
  std::int64_t minor = 0;
  const DecimalStatus status = parse_minor(text, currency.minor_units(), minor, rounding);
  if (status != DecimalStatus::ok && status != DecimalStatus::inexact) throw_unreadable(text, status);
  return minor;
}

std::string format_money(std::int64_t minor, Currency currency) {
  char digits[24];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, magnitude(minor));
  return place_point(std::string(digits, end.ptr), static_cast<std::size_t>(currency.minor_units()),
                     minor < 0);
}

std::string round_decimal(std::string_view text, std::int32_t decimals, Rounding rounding) {
  check_rounding(rounding);
  check_power(decimals, "decimals");
  CutDecimal readable;
  const DecimalStatus status = cut_decimal(text, 0, readable);
  if (status != DecimalStatus::ok && status != DecimalStatus::overflow) throw_unreadable(text, status);

  constexpr std::size_t most_digits = 36;
  const DecimalText parts = take_apart(text);
  const auto kept = static_cast<std::size_t>(decimals);
  if (parts.whole.size() + std::max(parts.fraction.size(), kept) > most_digits) {
    throw Error(Status::overflow, Message()
                                      .append("decimal ")
                                      .append_quoted(text)
                                      .append(" with ")
                                      .append(decimals)
                                      .append(" decimals has more than ")
                                      .append(most_digits)
                                      .append(" digits"));
  }
  std::string digits(parts.whole);
  digits.append(parts.fraction.substr(0, kept));
  if (parts.fraction.size() < kept) digits.append(kept - parts.fraction.size(), '0');
  const std::string_view surplus = parts.fraction.substr(std::min(kept, parts.fraction.size()));
  const bool odd = !digits.empty() && (digits.back() - '0') % 2 != 0;
  if (rounds_away(rounding, parts.negative, odd, classify_surplus(surplus))) increment(digits);
  return place_point(std::move(digits), kept, parts.negative);
}

std::int64_t round_to_power_of_ten(std::int64_t minor, std::int32_t power, Rounding rounding) {
  check_rounding(rounding);
  check_power(power, "power");
  const std::int64_t unit = kPowersOfTen[static_cast<std::size_t>(power)];
  return checked_mul(to_int64(round_divide(minor, unit, rounding)), unit);
}

std::int64_t round_cash(std::string_view value, std::string_view unit, Currency currency, Rounding rounding) {
  check_rounding(rounding);
  const auto step = static_cast<std::uint64_t>(parse_cash_unit(unit, currency));
  CutDecimal amount;
  const DecimalStatus status = cut_decimal(value, currency.minor_units(), amount);
  if (status != DecimalStatus::ok) throw_unreadable(value, status);

  std::uint64_t multiples = amount.magnitude / step;
  const Remainder cut = classify_cash(amount.magnitude % step, amount.cut, step);
  if (rounds_away(rounding, amount.negative, (multiples & 1U) != 0, cut)) ++multiples;
  const UInt128 rounded = int128::multiply(multiples, step);
  if (rounded.high != 0 || rounded.low >= static_cast<std::uint64_t>(kAmountLimit)) {
    throw_unreadable(value, DecimalStatus::overflow);
  }
  const auto minor = static_cast<std::int64_t>(rounded.low);
  return amount.negative ? -minor : minor;
}

std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding) {
  check_rounding(rounding);
  const Int128 quotient = round_divide(multiply(a, b), c, rounding);
  if (fits_int64(quotient)) return to_int64(quotient);
  throw Error(Status::overflow, Message().append(a).append(" * ").append(b).append(" / ").append(c).append(
                                    " does not fit in 64 bits"));
}

}  // namespace openitem
