#pragma once
/// \file
/// Year fractions of actual days, forwards (start <= end). Sources: ISDA 2006 Definitions 4.16(b)-(e) and the memorandum
/// "EMU and market conventions" (1998); FBF Master Agreement (AFB); ISO 20022 codes; OpenGamma Strata's documentation of
/// Act/Act Year, Act/364, Act/365 Actual and NL/365; [MS-OI29500] for YEARFRAC.

#include <cstdint>

#include "openitem/day_count.hpp"
#include "time/civil.hpp"

namespace openitem {

/// Leap years from the year 1 up to the year before `year`.
[[nodiscard]] constexpr std::int32_t leap_years_before(std::int32_t year) noexcept {
  return (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
}

/// 29ths of February up to and including the day.
[[nodiscard]] constexpr std::int32_t leap_days_until(std::int32_t days) noexcept {
  const CivilDay civil = civil_from_days(days);
  const bool passed = civil.month > 2 || (civil.month == 2 && civil.day == 29);
  return leap_years_before(civil.year) + (is_leap_year(civil.year) && passed ? 1 : 0);
}

/// Days before the given one that lie in leap years.
[[nodiscard]] constexpr std::int32_t leap_year_days_before(std::int32_t days) noexcept {
  const std::int32_t year = civil_from_days(days).year;
  const std::int32_t of_this_year = is_leap_year(year) ? days - days_from_civil({year, 1, 1}) : 0;
  return 366 * leap_years_before(year) + of_this_year;
}

/// The same day of another year, the last of February where it is not there.
[[nodiscard]] constexpr std::int32_t in_year(CivilDay civil, std::int32_t year) noexcept {
  const std::int32_t length = days_in_month(year, civil.month);
  return days_from_civil({year, civil.month, civil.day < length ? civil.day : length});
}

[[nodiscard]] constexpr YearFraction years_and_days(std::int32_t years, std::int32_t days,
                                                    std::int32_t year_length) noexcept {
  return {std::int64_t{years} * year_length + days, year_length};
}

[[nodiscard]] constexpr YearFraction isda_years(std::int32_t start, std::int32_t end) noexcept {
  const std::int32_t leap = leap_year_days_before(end) - leap_year_days_before(start);
  const std::int32_t other = end - start - leap;
  if (leap == 0) return {other, 365};
  if (other == 0) return {leap, 366};
  return {std::int64_t{other} * 366 + std::int64_t{leap} * 365, 365 * 366};
}

/// Whole years are counted back from the end. From a 28 or 29 February they reach the end of February.
[[nodiscard]] constexpr std::int32_t counted_back(CivilDay end, std::int32_t year) noexcept {
  return in_year({end.year, end.month, end.month == 2 && end.day >= 28 ? 29 : end.day}, year);
}

[[nodiscard]] constexpr YearFraction afb_years(std::int32_t start, std::int32_t end) noexcept {
  const CivilDay last = civil_from_days(end);
  std::int32_t years = last.year - civil_from_days(start).year;
  if (years > 0 && counted_back(last, last.year - years) < start) --years;
  const std::int32_t rest_end = years > 0 ? counted_back(last, last.year - years) : end;
  // The rest has the 29 February of its start and not that of its end.
  const bool leap = rest_end > start && leap_days_until(rest_end - 1) > leap_days_until(start - 1);
  return years_and_days(years, rest_end - start, leap ? 366 : 365);
}

[[nodiscard]] constexpr YearFraction year_years(std::int32_t start, std::int32_t end) noexcept {
  const CivilDay first = civil_from_days(start);
  std::int32_t years = civil_from_days(end).year - first.year;
  if (in_year(first, first.year + years) > end) --years;
  const std::int32_t rest_start = in_year(first, first.year + years);
  return years_and_days(years, end - rest_start, in_year(first, first.year + years + 1) - rest_start);
}

[[nodiscard]] constexpr std::int32_t no_leap_days(std::int32_t start, std::int32_t end) noexcept {
  return end - start - (leap_days_until(end) - leap_days_until(start));
}

[[nodiscard]] constexpr YearFraction act_365_actual_years(std::int32_t start, std::int32_t end) noexcept {
  return {end - start, leap_days_until(end) > leap_days_until(start) ? 366 : 365};
}

/// Whether two days are at most a year apart by the reading of YEARFRAC with basis 1.
[[nodiscard]] constexpr bool within_a_year(CivilDay start, CivilDay end) noexcept {
  if (start.year == end.year) return true;
  return start.year + 1 == end.year &&
         (start.month > end.month || (start.month == end.month && start.day >= end.day));
}

[[nodiscard]] constexpr YearFraction excel_basis_1_years(std::int32_t start, std::int32_t end) noexcept {
  const CivilDay first = civil_from_days(start);
  const CivilDay last = civil_from_days(end);
  if (within_a_year(first, last)) {
    const bool leap_year = first.year == last.year && is_leap_year(first.year);
    const bool leap_day = leap_days_until(end) > leap_days_until(start - 1);
    return {end - start, leap_year || leap_day ? 366 : 365};
  }
  const std::int32_t years = last.year - first.year + 1;
  const std::int32_t days = days_from_civil({last.year + 1, 1, 1}) - days_from_civil({first.year, 1, 1});
  return {std::int64_t{end - start} * years, days};
}

}  // namespace openitem
