#pragma once
/// \file
/// Cells of the tables of a portfolio: keys, amounts, numbers of days, probabilities and rates.

#include <cstdint>
#include <string_view>
#include <vector>

#include "column/rate_cells.hpp"
#include "column/read.hpp"
#include "discount/portfolio_items.hpp"

namespace openitem::discount {

inline constexpr RateBounds kProbability{0, 1'000'000'000, "a probability from 0 to 1 (0.8 = 80 %)"};
inline constexpr RateBounds kYearlyRate{0, 100'000'000'000, "a fraction from 0 to 100 (0.12 = 12 %)"};
inline constexpr RateBounds kBelowOne{0, 999'999'999, "a fraction from 0 to below 1 (0.02 = 2 %)"};
inline constexpr std::int64_t kFarthestDays = 36'600;

/// A key in every row, each once. \throws Error missing_value, inconsistent_data.
[[nodiscard]] KeyCells require_portfolio_keys(const ChunkedColumn& column, std::int32_t threads);
/// Amounts of 0 or more in minor units of these currencies; none is missing.
[[nodiscard]] std::vector<std::int64_t> require_amounts_from_zero(
    const ChunkedColumn& column, const std::vector<std::uint16_t>& currencies, MoneyForm form,
    std::int32_t threads);
/// Whole numbers of days from `low` to 36,600; kNoDate = missing.
[[nodiscard]] std::vector<std::int32_t> read_day_counts(const ChunkedColumn& column, std::int64_t low,
                                                        std::int32_t threads);
/// Parts per billion; kNoRate = missing, everywhere where there is no column.
[[nodiscard]] std::vector<std::int64_t> read_optional_rates(const ChunkedTable& table, std::string_view name,
                                                            const RateBounds& bounds);

}  // namespace openitem::discount
