#pragma once
/// \file
/// Whole months from one day to another, and periods of them that fill a range exactly.

#include <algorithm>
#include <cstdint>

#include "time/civil.hpp"

namespace openitem {

[[nodiscard]] constexpr bool ends_month(std::int32_t days) noexcept {
  const CivilDay civil = civil_from_days(days);
  return civil.day == days_in_month(civil.year, civil.month);
}

/// Whole months, clipped to the end of the reached month or always to it. Not bound to the range of dates: a notional
/// period may begin in 1899. Requires that the reached year is 1 or later.
[[nodiscard]] constexpr std::int32_t months_away(std::int32_t days, std::int32_t months,
                                                 bool to_month_end) noexcept {
  const CivilDay from = civil_from_days(days);
  const std::int32_t count = from.year * 12 + (from.month - 1) + months;
  const std::int32_t year = count / 12;
  const std::int32_t month = count % 12 + 1;
  const std::int32_t length = days_in_month(year, month);
  return days_from_civil({year, month, to_month_end ? length : std::min(from.day, length)});
}

/// Periods of whole months between two days. The day they roll on is that of the end that was clipped less.
struct MonthPeriods {
  std::int32_t anchor = 0;
  std::int32_t anchor_period = 0;  ///< 0 where the anchor is the start, else the number of periods
  std::int32_t months = 0;
  bool month_ends = false;

  /// Start of a period, counted from 0; the end of the last one is that of the period after it.
  [[nodiscard]] constexpr std::int32_t boundary(std::int32_t period) const noexcept {
    return months_away(anchor, (period - anchor_period) * months, month_ends);
  }
  /// Whether `periods` of them lead from one day to the other exactly.
  [[nodiscard]] constexpr bool fill(std::int32_t start, std::int32_t end,
                                    std::int32_t periods) const noexcept {
    return boundary(0) == start && boundary(periods) == end;
  }
};

/// Requires start <= end, periods >= 0.
[[nodiscard]] constexpr MonthPeriods month_periods(std::int32_t start, std::int32_t end, std::int32_t periods,
                                                   std::int32_t months, bool end_of_month) noexcept {
  const bool month_ends = end_of_month && ends_month(start) && ends_month(end);
  const bool from_start = civil_from_days(start).day >= civil_from_days(end).day;
  return {from_start ? start : end, from_start ? 0 : periods, months, month_ends};
}

}  // namespace openitem
