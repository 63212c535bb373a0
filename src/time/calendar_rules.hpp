#pragma once
/// \file
/// The rules of the calendars that have a name. docs/methods/calendars.md cites the law or decision of each.

#include <cstdint>
#include <span>
#include <string_view>

#include "openitem/calendar.hpp"

namespace openitem {

struct NamedCalendar {
  std::string_view name;
  std::span<const HolidayRule> rules;
  std::int32_t first_year;  ///< known years; before the first other rules were in force
  std::int32_t last_year;
};

/// Each has the weekend Saturday and Sunday.
[[nodiscard]] std::span<const NamedCalendar> named_calendars() noexcept;

}  // namespace openitem
