#pragma once
/// \file
/// From rules to the holidays of a year.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/calendar.hpp"

namespace openitem {

/// Days since 1970-01-01 of Easter Sunday, Gregorian. Requires a year of dates.
[[nodiscard]] std::int32_t easter_sunday(std::int32_t year) noexcept;

/// \throws Error out_of_bounds with the rule as the row.
void check_rules(std::span<const HolidayRule> rules);

/// Appends the holidays that the rules of one year give, moved ones included; a few may lie in the year before or after.
/// Requires checked rules.
void append_holidays(std::span<const HolidayRule> rules, std::int32_t year, WeekendDays weekend,
                     std::vector<std::int32_t>& holidays);

}  // namespace openitem
