#pragma once
/// \file
/// Cells of the tables of a provision call: loss rates, optional money, names.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "column/rate_cells.hpp"
#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem {

inline constexpr RateBounds kLossRate{0, 1'000'000'000, "a fraction from 0 to 1 (0.05 = 5 %)"};

/// Minor units of each row, 0 or more; nothing where the cell is empty. A row with an amount needs a currency.
/// \throws Error missing_value (currency), invalid_data (negative), and as read_money.
[[nodiscard]] std::vector<std::optional<std::int64_t>> read_amounts(
    const ChunkedColumn& column, std::span<const std::optional<std::uint16_t>> currencies, MoneyForm form);

/// Text of each row. \throws Error missing_value, and as read_keys.
[[nodiscard]] std::vector<std::string> require_names(const ChunkedColumn& column);

}  // namespace openitem
