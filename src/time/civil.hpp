#pragma once
/// \file
/// The proleptic Gregorian calendar in integers: day counts to year, month, day and back.

#include <algorithm>
#include <cstdint>

#include "openitem/time.hpp"

namespace openitem {

struct CivilDay {
  std::int32_t year = 0;
  std::int32_t month = 0;  ///< 1..12
  std::int32_t day = 0;    ///< 1..31
  friend constexpr bool operator==(const CivilDay&, const CivilDay&) noexcept = default;
};

inline constexpr std::int32_t kMinYear = 1900;
inline constexpr std::int32_t kMaxYear = 9999;
inline constexpr std::int32_t kDaysInFourYears = 1461;  // one of them a leap year

[[nodiscard]] constexpr bool is_leap_year(std::int32_t year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Requires 1 <= month <= 12.
[[nodiscard]] constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) noexcept {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Whether the day count is in 1900-01-01 .. 9999-12-31.
[[nodiscard]] constexpr bool is_date(std::int64_t days) noexcept {
  return days >= Date::min_days && days <= Date::max_days;
}

/// Both directions count years from March, so that the leap day is the last of its year: the days before a
/// month are then a straight line, (153 * month + 2) / 5, and 4, 100 and 400 years have fixed lengths.
inline constexpr std::int32_t kDaysFromYearZeroMarch = 719'468;  // 0000-03-01 .. 1970-01-01

/// Requires a day that exists, in the year 1 or later.
[[nodiscard]] constexpr std::int32_t days_from_civil(CivilDay civil) noexcept {
  const std::int32_t year = civil.month > 2 ? civil.year : civil.year - 1;
  const std::int32_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
  const std::int32_t leap_days = year / 4 - year / 100 + year / 400;
  return 365 * year + leap_days + (153 * month + 2) / 5 + civil.day - 1 - kDaysFromYearZeroMarch;
}

/// Requires is_date(days).
[[nodiscard]] constexpr CivilDay civil_from_days(std::int32_t days) noexcept {
  constexpr std::int32_t days_in_400_years = 146'097;
  constexpr std::int32_t days_in_4_years = 1'461;
  const std::int32_t since_zero = days + kDaysFromYearZeroMarch;
  const std::int32_t century = (4 * since_zero + 3) / days_in_400_years;
  const std::int32_t day_of_century = since_zero - days_in_400_years * century / 4;
  const std::int32_t year_of_century = (4 * day_of_century + 3) / days_in_4_years;
  const std::int32_t day_of_year = day_of_century - days_in_4_years * year_of_century / 4;
  const std::int32_t month = (5 * day_of_year + 2) / 153;  // 0 = March
  const std::int32_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int32_t year = 100 * century + year_of_century;
  return month < 10 ? CivilDay{year, month + 3, day} : CivilDay{year + 1, month - 9, day};
}

/// Whole months, clipped to the end of the reached month. False when that leaves the range of dates; `moved`
/// is then untouched. Requires is_date(days).
[[nodiscard]] constexpr bool move_months(std::int32_t days, std::int32_t months,
                                         std::int32_t& moved) noexcept {
  const CivilDay from = civil_from_days(days);
  const std::int64_t month_count = std::int64_t{from.year} * 12 + (from.month - 1) + months;
  if (month_count < std::int64_t{kMinYear} * 12 || month_count >= (std::int64_t{kMaxYear} + 1) * 12) {
    return false;
  }
  const auto year = static_cast<std::int32_t>(month_count / 12);
  const auto month = static_cast<std::int32_t>(month_count % 12) + 1;
  moved = days_from_civil({year, month, std::min(from.day, days_in_month(year, month))});
  return true;
}

/// Writes "2024-06-30". Requires is_date(days).
constexpr void write_iso(std::int32_t days, char (&text)[10]) noexcept {
  const CivilDay civil = civil_from_days(days);
  const auto digit = [](std::int32_t value) { return static_cast<char>('0' + value % 10); };
  text[0] = digit(civil.year / 1000);
  text[1] = digit(civil.year / 100);
  text[2] = digit(civil.year / 10);
  text[3] = digit(civil.year);
  text[4] = '-';
  text[5] = digit(civil.month / 10);
  text[6] = digit(civil.month);
  text[7] = '-';
  text[8] = digit(civil.day / 10);
  text[9] = digit(civil.day);
}

}  // namespace openitem
