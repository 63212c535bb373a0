#include "time/holiday_rules.hpp"

#include <algorithm>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <optional>
#include <string_view>

#include "core/message.hpp"
#include "time/calendar_tables.hpp"

namespace openitem {
namespace {

namespace gregorian = boost::gregorian;

constexpr std::int32_t kLeastOffset = -100;
constexpr std::int32_t kGreatestOffset = 200;

std::int32_t days_of(const gregorian::date& date) {
  const auto civil = date.year_month_day();
  return days_from_civil({civil.year, civil.month, civil.day});
}

gregorian::greg_weekday boost_weekday(Weekday weekday) {
  return gregorian::greg_weekday(static_cast<unsigned short>(static_cast<std::int32_t>(weekday) % 7));
}

/// The day a rule names before it moves; none where the year has no such day.
std::optional<std::int32_t> named_day(const HolidayRule& rule, std::int32_t year) {
  const auto boost_year = static_cast<unsigned short>(year);
  const auto month = static_cast<unsigned short>(rule.month);
  switch (rule.kind) {
    case HolidayRule::Kind::fixed:
      if (rule.day > days_in_month(year, rule.month)) return std::nullopt;
      return days_of(
          gregorian::partial_date(static_cast<unsigned short>(rule.day), month).get_date(boost_year));
    case HolidayRule::Kind::nth_weekday: {
      using Nth = gregorian::nth_day_of_the_week_in_month;
      const auto nth = static_cast<Nth::week_num>(rule.nth);
      return days_of(Nth(nth, boost_weekday(rule.weekday), month).get_date(boost_year));
    }
    case HolidayRule::Kind::last_weekday: {
      using Last = gregorian::last_day_of_the_week_in_month;
      return days_of(Last(boost_weekday(rule.weekday), month).get_date(boost_year));
    }
    case HolidayRule::Kind::easter_offset: return easter_sunday(year) + rule.offset;
  }
  return std::nullopt;
}

std::int32_t moved_to_weekday(std::int32_t day, HolidayMove move) {
  const std::int32_t weekday = weekday_number(day);
  if (weekday == 7 && move != HolidayMove::stays) return day + 1;
  if (weekday == 6 && move == HolidayMove::saturday_to_friday_sunday_to_monday) return day - 1;
  return day;
}

[[noreturn]] void throw_bad_rule(std::size_t rule, std::string_view member, std::int32_t value,
                                 std::string_view expected) {
  throw Error(Status::out_of_bounds, Message()
                                         .append("holiday rule: ")
                                         .append(member)
                                         .append(" = ")
                                         .append(value)
                                         .append("; expected ")
                                         .append(expected))
      .at(static_cast<std::int64_t>(rule), member);
}

void check_rule(const HolidayRule& rule, std::size_t at) {
  const auto require = [&](bool good, std::string_view member, std::int32_t value,
                           std::string_view expected) {
    if (!good) throw_bad_rule(at, member, value, expected);
  };
  const auto kind = static_cast<std::int32_t>(rule.kind);
  require(kind >= 1 && kind <= 4, "kind", kind, "1 (fixed) to 4 (easter_offset)");
  const auto move = static_cast<std::int32_t>(rule.move);
  require(move >= 0 && move <= 3, "move", move, "0 (stays) to 3 (to_next_free_weekday)");
  if (rule.kind != HolidayRule::Kind::easter_offset)
    require(rule.month >= 1 && rule.month <= 12, "month", rule.month, "1 to 12");
  if (rule.kind == HolidayRule::Kind::fixed) {
    require(rule.day >= 1 && rule.day <= days_in_month(2000, rule.month), "day", rule.day,
            "a day of the month");
  } else {
    require(rule.move == HolidayMove::stays, "move", move,
            "0 (stays): only a fixed date falls on every weekday");
  }
  if (rule.kind == HolidayRule::Kind::nth_weekday)
    require(rule.nth >= 1 && rule.nth <= 4, "nth", rule.nth, "1 to 4, or last_weekday");
  if (rule.kind == HolidayRule::Kind::nth_weekday || rule.kind == HolidayRule::Kind::last_weekday) {
    const auto weekday = static_cast<std::int32_t>(rule.weekday);
    require(weekday >= 1 && weekday <= 7, "weekday", weekday, "1 (Monday) to 7 (Sunday)");
  }
  if (rule.kind == HolidayRule::Kind::easter_offset) {
    require(rule.offset >= kLeastOffset && rule.offset <= kGreatestOffset, "offset", rule.offset,
            "-100 to 200 days");
  }
  require(rule.first_year >= kMinYear && rule.first_year <= kMaxYear, "first_year", rule.first_year,
          "1900 to 9999");
  require(rule.last_year >= rule.first_year && rule.last_year <= kMaxYear, "last_year", rule.last_year,
          "first_year to 9999");
}

}  // namespace

std::int32_t easter_sunday(std::int32_t year) noexcept {
  // Gauss's calculation with Lichtenberg's correction: the day of March, counted on past the 31st.
  const std::int32_t century = year / 100;
  const std::int32_t moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
  const std::int32_t cycle = year % 19;
  const std::int32_t seed = (19 * cycle + moon) % 30;
  const std::int32_t limit = seed / 29 + (seed / 28 - seed / 29) * (cycle / 11);
  const std::int32_t full_moon = 21 + seed - limit;
  const std::int32_t sun = 2 - (3 * century + 3) / 4;
  const std::int32_t first_sunday = 7 - (year + year / 4 + sun) % 7;
  const std::int32_t distance = 7 - (full_moon - first_sunday) % 7;
  return days_from_civil({year, 3, 1}) + full_moon + distance - 1;
}

void check_rules(std::span<const HolidayRule> rules) {
  for (std::size_t at = 0; at < rules.size(); ++at) check_rule(rules[at], at);
}

void append_holidays(std::span<const HolidayRule> rules, std::int32_t year, WeekendDays weekend,
                     std::vector<std::int32_t>& holidays) {
  const std::size_t before = holidays.size();
  std::vector<std::int32_t> waiting;  // for the next free weekday, once every other holiday has its place
  for (const HolidayRule& rule : rules) {
    if (year < rule.first_year || year > rule.last_year) continue;
    const std::optional<std::int32_t> day = named_day(rule, year);
    if (!day) continue;
    if (rule.move != HolidayMove::to_next_free_weekday) {
      holidays.push_back(moved_to_weekday(*day, rule.move));
    } else if (is_weekend(*day, weekend)) {
      waiting.push_back(*day);
    } else {
      holidays.push_back(*day);
    }
  }
  for (std::int32_t day : waiting) {
    const auto taken = [&] {
      return std::find(holidays.begin() + static_cast<std::ptrdiff_t>(before), holidays.end(), day) !=
             holidays.end();
    };
    while (is_weekend(day, weekend) || taken()) ++day;
    holidays.push_back(day);
  }
}

}  // namespace openitem
