#pragma once
/// \file
/// Ending or average receivables as an exact sum over a number of balances.

#include <cstdint>
#include <span>
#include <string_view>

#include "openitem/kpi.hpp"

namespace openitem::kpi {

/// The mean is sum / entries; it is never rounded.
struct BalanceMean {
  std::int64_t sum = 0;
  std::int64_t entries = 0;
};

/// \throws Error not_set, invalid_argument (not one balance for the ending one, fewer than two for an average), overflow.
[[nodiscard]] BalanceMean mean_of(std::span<const std::int64_t> balances, Receivables receivables,
                                  std::string_view name);

}  // namespace openitem::kpi
