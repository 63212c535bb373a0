#pragma once
/// \file
/// Day counts in which every month has 30 days: they differ in the days that count as a 30th. Sources: ISDA 2006
/// Definitions 4.16(f)-(h); SIA and PSA (SIFMA) standard formulas; ISO 20022 code A007; Microsoft's description of YEARFRAC
/// ([MS-OI29500], the same adjustments for every function with a basis) and of DAYS360.

#include <cstdint>

#include "time/civil.hpp"

namespace openitem {

[[nodiscard]] constexpr bool is_february_end(CivilDay day) noexcept {
  return day.month == 2 && day.day == days_in_month(day.year, 2);
}

/// Days from one day to another when every month has 30; a 31st counts as the 1st of the next month.
[[nodiscard]] constexpr std::int32_t thirty_days_between(CivilDay start, CivilDay end) noexcept {
  return 360 * (end.year - start.year) + 30 * (end.month - start.month) + (end.day - start.day);
}

[[nodiscard]] constexpr std::int32_t bond_basis_days(CivilDay start, CivilDay end) noexcept {
  if (start.day == 31) start.day = 30;
  if (end.day == 31 && start.day == 30) end.day = 30;
  return thirty_days_between(start, end);
}

[[nodiscard]] constexpr std::int32_t us_days(CivilDay start, CivilDay end) noexcept {
  if (is_february_end(start)) {
    if (is_february_end(end)) end.day = 30;
    start.day = 30;
  }
  return bond_basis_days(start, end);
}

/// PSA, and DAYS360 with FALSE.
[[nodiscard]] constexpr std::int32_t psa_days(CivilDay start, CivilDay end) noexcept {
  if (is_february_end(start)) start.day = 30;
  return bond_basis_days(start, end);
}

[[nodiscard]] constexpr std::int32_t eurobond_days(CivilDay start, CivilDay end) noexcept {
  if (start.day == 31) start.day = 30;
  if (end.day == 31) end.day = 30;
  return thirty_days_between(start, end);
}

/// An end on the 31st is the 1st of the next month, which is what a 31st counts as anyhow.
[[nodiscard]] constexpr std::int32_t eurobond_plus_days(CivilDay start, CivilDay end) noexcept {
  if (start.day == 31) start.day = 30;
  return thirty_days_between(start, end);
}

[[nodiscard]] constexpr std::int32_t eurobond_isda_days(CivilDay start, CivilDay end,
                                                        bool end_is_termination) noexcept {
  if (start.day == 31 || is_february_end(start)) start.day = 30;
  if (end.day == 31 || (is_february_end(end) && !end_is_termination)) end.day = 30;
  return thirty_days_between(start, end);
}

/// YEARFRAC with basis 0: a start at the end of February does not make the 31st a 30th, unlike DAYS360.
[[nodiscard]] constexpr std::int32_t excel_basis_0_days(CivilDay start, CivilDay end) noexcept {
  if (start.day >= 30) return bond_basis_days(start, end);
  if (is_february_end(start)) {
    if (is_february_end(end)) end.day = 30;
    start.day = 30;
  }
  return thirty_days_between(start, end);
}

}  // namespace openitem
