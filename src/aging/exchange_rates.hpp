#pragma once
/// \file
/// The rates of a revaluation: base currency units for one unit of a currency, exact (docs/methods/revaluation.md, 3).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"

namespace openitem {

/// Minor units of the base currency for one minor unit of a currency: numerator / denominator, in lowest terms.
struct MinorRate {
  std::int64_t numerator, denominator;
  std::string text;  ///< "1.0825", or "0.62 per 100"
};

/// By currency index; nothing where no rate was given. The base currency has rate 1 in any case.
/// \throws Error missing_column, missing_value, unknown_name, invalid_data, out_of_bounds, invalid_argument, overflow.
[[nodiscard]] std::vector<std::optional<MinorRate>> read_exchange_rates(std::span<const TableView> tables,
                                                                        std::uint16_t base_currency);

}  // namespace openitem
