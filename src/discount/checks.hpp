#pragma once
/// \file
/// What the formulas of discounts accept.

#include <cstdint>
#include <string_view>

#include "openitem/discount.hpp"

namespace openitem::discount {

inline constexpr std::int64_t kMostDays = 4'000'000;
inline constexpr std::int64_t kLongestYear = 366;
inline constexpr std::int64_t kLargestApr = 100'000'000'000;  ///< parts per billion
inline constexpr std::int64_t kPartsPerUnit = 1'000'000'000;

/// \throws Error out_of_bounds unless 0 <= rate < 1.
void check_discount_rate(double rate);
/// \throws Error out_of_bounds naming the number unless it is a finite fraction above -1.
void check_capital_rate(std::string_view name, double rate);
/// \throws Error out_of_bounds unless 0 .. 4,000,000.
void check_days(std::string_view name, std::int32_t days);
/// \throws Error not_set (0), out_of_bounds (not 1 .. 366).
void check_year_days(std::int32_t year_days);
/// \throws Error out_of_bounds: both within their bounds, the second after the first.
void check_offer_days(std::int32_t discount_days, std::string_view payment_name, std::int32_t payment_day);
/// \throws Error out_of_bounds unless |amount| < 2^62.
void check_amount(std::int64_t amount);
void check_apr(std::int64_t apr);
/// \throws Error not_set, invalid_argument.
void check_method(TradeCreditMethod method);
void check_compounding(Compounding compounding);

/// What 1 grows to in `days` days at `rate` a year. \throws Error out_of_bounds (nothing or less), overflow.
[[nodiscard]] double growth_of(double rate, std::int32_t days, Compounding compounding,
                               std::int32_t year_days);

}  // namespace openitem::discount
