#include "provision/products.hpp"

#include <algorithm>
#include <numeric>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kLargestPower = 9;

// What the products are counted in before rounding: parts per billion of 10^power minor units.
std::int64_t unit_of(const ProductRounding& rounding) noexcept {
  return kPowersOfTen[9 + static_cast<std::size_t>(rounding.power)];
}

std::vector<std::int64_t> rounded_each(std::span<const std::int64_t> amounts,
                                       std::span<const std::int64_t> rates, const ProductRounding& rounding) {
  std::vector<std::int64_t> rounded;
  rounded.reserve(amounts.size());
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    rounded.push_back(
        to_int64(round_divide(multiply(amounts[i], rates[i]), unit_of(rounding), rounding.mode)));
  }
  return rounded;
}

// Rounds the sum and gives what rounding the parts down leaves over to the largest remainders, ties to the first.
std::vector<std::int64_t> rounded_together(std::span<const std::int64_t> amounts,
                                           std::span<const std::int64_t> rates,
                                           const ProductRounding& rounding) {
  const std::int64_t unit = unit_of(rounding);
  std::vector<std::int64_t> parts =
      rounded_each(amounts, rates, {Rounding::floor, rounding.by, rounding.power});
  std::vector<Int128> remainders;
  remainders.reserve(parts.size());
  Int128 exact;
  Int128 given;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Int128 product = multiply(amounts[i], rates[i]);
    exact = exact + product;
    given = given + Int128(parts[i]);
    remainders.push_back(product - multiply(parts[i], unit));
  }
  const std::int64_t left = to_int64(round_divide(exact, unit, rounding.mode) - given);
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++parts[order[i]];
  return parts;
}

}  // namespace

void check_product_rounding(const ProductRounding& rounding) {
  check_rounding(rounding.mode);
  if (rounding.by != ProvisionRounding::bucket && rounding.by != ProvisionRounding::total) {
    throw Error(Status::out_of_bounds, "round_by is neither 0 (bucket) nor 1 (total)");
  }
  if (rounding.power < 0 || rounding.power > kLargestPower) {
    throw Error(Status::out_of_bounds,
                Message().append("rounding_power is ").append(rounding.power).append("; expected 0 to 9"));
  }
}

std::vector<std::int64_t> round_products(std::span<const std::int64_t> amounts,
                                         std::span<const std::int64_t> rates,
                                         const ProductRounding& rounding) {
  std::vector<std::int64_t> products = rounding.by == ProvisionRounding::bucket
                                           ? rounded_each(amounts, rates, rounding)
                                           : rounded_together(amounts, rates, rounding);
  for (std::size_t i = 0; i < products.size(); ++i) {
    std::int64_t scaled = 0;
    // Whole euros of 60 cents would be more than there is to lose.
    const bool is_over =
        mul_overflows(products[i], kPowersOfTen[static_cast<std::size_t>(rounding.power)], scaled);
    products[i] = is_over ? amounts[i] : std::min(scaled, amounts[i]);
  }
  return products;
}

std::int64_t overlaid_rate(std::int64_t rate, std::int64_t factor, std::int64_t points) {
  const Int128 scaled = round_divide(multiply(rate, factor), kWholeRate, Rounding::half_up);
  return std::clamp<std::int64_t>(checked_add(to_int64(scaled), points), 0, kWholeRate);
}

}  // namespace openitem
