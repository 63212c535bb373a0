#pragma once
/// \file
/// Amounts times rates, exact until they are rounded once (docs/methods/provision.md, 1).

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/provision.hpp"

namespace openitem {

/// How products are rounded; checked by check_product_rounding.
struct ProductRounding {
  Rounding mode = Rounding::half_up;
  ProvisionRounding by = ProvisionRounding::bucket;
  std::int32_t power = 0;
};
/// \throws Error out_of_bounds.
void check_product_rounding(const ProductRounding& rounding);

/// amounts[i] x rates[i] / 10^9, never more than the amount. Amounts are 0 or more, rates 0 .. 10^9.
/// \throws Error overflow.
[[nodiscard]] std::vector<std::int64_t> round_products(std::span<const std::int64_t> amounts,
                                                       std::span<const std::int64_t> rates,
                                                       const ProductRounding& rounding);

/// rate x factor + points, rounded half up to parts per billion, at least 0 and at most 10^9.
[[nodiscard]] std::int64_t overlaid_rate(std::int64_t rate, std::int64_t factor, std::int64_t points);

}  // namespace openitem
