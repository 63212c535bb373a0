#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "money/decimal_kernel.hpp"
#include "money/rounding.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

void check_sign(AllocationSign sign) {
  if (sign == AllocationSign::symmetric || sign == AllocationSign::floor) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("allocation sign is ")
                                         .append(static_cast<std::int32_t>(sign))
                                         .append("; expected 0 (symmetric) or 1 (floor)"));
}

[[noreturn]] void throw_negative_weight(std::string_view weight, std::size_t index) {
  throw Error(Status::invalid_argument,
              Message().append("weight ").append_quoted(weight).append(" is negative; expected 0 or more"))
      .at(static_cast<std::int64_t>(index), "weights");
}

/// Sum of the weights. \throws Error as `allocate`.
std::int64_t sum_weights(std::span<const std::int64_t> weights) {
  if (weights.empty()) throw Error(Status::invalid_argument, "there are no weights; expected at least one");
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] < 0) throw_negative_weight(Message().append(weights[i]), i);
    if (add_overflows(sum, weights[i], sum) || !is_amount(sum)) {
      throw Error(Status::overflow,
                  "the sum of the weights reaches 2^62; give smaller weights in the same ratio")
          .at(static_cast<std::int64_t>(i), "weights");
    }
  }
  if (sum == 0) throw Error(Status::invalid_argument, "every weight is zero; expected one above zero");
  return sum;
}

/// Puts the units that are left, `unit` each, on the largest remainders; of equal ones the first comes first.
/// A zero remainder never gets one: there are more remainders above zero than units left.
void add_leftover(std::vector<std::int64_t>& parts, const std::vector<std::uint64_t>& remainders,
                  std::size_t left, std::int64_t unit) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto comes_first = [&remainders](std::size_t a, std::size_t b) {
    return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
  };
  std::sort(order.begin(), order.end(), comes_first);
  for (std::size_t i = 0; i < left; ++i) parts[order[i]] += unit;
}

/// A decimal weight has at most 18 digits; zeros in front of them and at the end of a fraction do not count.
struct DecimalDigits {
  std::size_t whole = 0;
  std::size_t fraction = 0;
};

DecimalDigits count_digits(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  const std::size_t first = whole.find_first_of("123456789");
  const std::size_t last = fraction.find_last_not_of('0');
  return {first == std::string_view::npos ? 0 : whole.size() - first,
          last == std::string_view::npos ? 0 : last + 1};
}

[[noreturn]] void throw_bad_weight(std::string_view text, DecimalStatus status, std::size_t index) {
  const bool too_large = status == DecimalStatus::overflow;
  throw Error(
      too_large ? Status::overflow : Status::invalid_data,
      Message().append("weight ").append_quoted(text).append(
          too_large ? " has too many digits; expected at most 18"
                    : " is not a decimal; expected digits with '.' as the decimal point, such as 0.33"))
      .at(static_cast<std::int64_t>(index), "weights");
}

}  // namespace

std::vector<std::int64_t> allocate(std::int64_t minor, std::span<const std::int64_t> weights,
                                   AllocationSign sign) {
  check_sign(sign);
  const std::int64_t sum = sum_weights(weights);
  // Toward zero for the symmetric placement; toward -infinity for the other, where only that differs.
  const bool floors = sign == AllocationSign::floor && minor < 0;
  const std::int64_t unit = minor < 0 && !floors ? -1 : 1;
  const auto divisor = static_cast<std::uint64_t>(sum);

  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::uint64_t> remainders(weights.size());
  Int128 allocated;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 share = multiply(minor, weights[i]);
    const Division128 cut = int128::divide(magnitude(share), UInt128{0, divisor});
    std::uint64_t part = cut.quotient.low;  // <= |minor|, because weight <= sum
    std::uint64_t remainder = cut.remainder.low;
    if (floors && remainder != 0) {
      ++part;
      remainder = divisor - remainder;
    }
    parts[i] = static_cast<std::int64_t>(minor < 0 ? 0U - part : part);
    remainders[i] = remainder;
    allocated = allocated + Int128(parts[i]);
  }
  const Int128 left = Int128(minor) - allocated;
  add_leftover(parts, remainders, static_cast<std::size_t>(magnitude(left).low), unit);
  return parts;
}

std::vector<std::int64_t> allocate(std::int64_t minor, std::span<const std::string_view> weights,
                                   AllocationSign sign) {
  std::size_t decimals = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    CutDecimal readable;
    const DecimalStatus status = cut_decimal(weights[i], 0, readable);
    if (status != DecimalStatus::ok) throw_bad_weight(weights[i], status, i);
    const DecimalDigits digits = count_digits(weights[i]);
    if (digits.whole + digits.fraction > kMaxPowerOfTen) {
      throw_bad_weight(weights[i], DecimalStatus::overflow, i);
    }
    if (weights[i].front() == '-' && digits.whole + digits.fraction > 0) throw_negative_weight(weights[i], i);
    decimals = std::max(decimals, digits.fraction);
  }
  std::vector<std::int64_t> scaled(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const DecimalStatus status = parse_minor(weights[i], static_cast<std::int32_t>(decimals), scaled[i]);
    if (status == DecimalStatus::overflow) {
      throw Error(Status::overflow, Message()
                                        .append("weight ")
                                        .append_quoted(weights[i])
                                        .append(" beside one of ")
                                        .append(decimals)
                                        .append(" decimals is too large; give weights of fewer digits"))
          .at(static_cast<std::int64_t>(i), "weights");
    }
  }
  return allocate(minor, std::span<const std::int64_t>(scaled), sign);
}

std::vector<std::int64_t> allocate_equal(std::int64_t minor, std::int32_t parts, AllocationSign sign) {
  if (parts < 1) {
    throw Error(Status::out_of_bounds,
                Message().append("the number of parts is ").append(parts).append("; expected 1 or more"));
  }
  const std::vector<std::int64_t> weights(static_cast<std::size_t>(parts), 1);
  return allocate(minor, std::span<const std::int64_t>(weights), sign);
}

}  // namespace openitem
