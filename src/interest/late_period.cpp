#include "interest/late_period.hpp"

#include <limits>

#include "core/message.hpp"
#include "time/civil.hpp"

namespace openitem {

LatePeriods::Denominator LatePeriods::denominator_of(DayCount convention) {
  switch (convention) {
    case DayCount::act_act_isda: return {true, 0};
    case DayCount::act_360: return {true, 360};
    case DayCount::act_364: return {true, 364};
    case DayCount::act_365_fixed: return {true, 365};
    case DayCount::act_366: return {true, 366};
    case DayCount::thirty_360_bond:
    case DayCount::thirty_360_us:
    case DayCount::thirty_360_psa:
    case DayCount::thirty_e_360:
    case DayCount::thirty_e_plus_360: return {false, 360};
    case DayCount::thirty_365: return {false, 365};
    case DayCount::not_set:
      throw Error(Status::not_set, "day_count is not set; choose one, such as act_365_fixed");
    default: break;
  }
  throw Error(
      Status::invalid_argument,
      Message()
          .append("option day_count is ")
          .append(static_cast<std::int32_t>(convention))
          .append(" ")
          .append(name_of(convention))
          .append("; late interest takes act_act_isda, act_360, act_364, act_365_fixed, act_366, "
                  "thirty_360_bond, thirty_360_us, thirty_360_psa, thirty_e_360, thirty_e_plus_360 and "
                  "thirty_365"));
}

LatePeriods::LatePeriods(DayCount convention) : convention_(convention), years_(denominator_of(convention)) {}

YearFraction LatePeriods::of(std::int32_t first, std::int32_t last) const {
  const std::int64_t days = std::int64_t{last} - first + 1;
  if (years_.days == 0) return {days, is_leap_year(civil_from_days(first).year) ? 366 : 365};
  if (years_.is_actual) return {days, years_.days};
  // Thirty-day months count from date to date: from the day before the first one.
  return {day_count(Date(first - 1), Date(last), convention_), years_.days};
}

std::int32_t LatePeriods::uniform_until(std::int32_t first) const noexcept {
  if (years_.days != 0) return std::numeric_limits<std::int32_t>::max();
  return days_from_civil({civil_from_days(first).year, 12, 31});
}

}  // namespace openitem
