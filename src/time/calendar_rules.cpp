#include "time/calendar_rules.hpp"

#include <array>

#include "time/civil.hpp"

namespace openitem {
namespace {

using Kind = HolidayRule::Kind;

/// Future holidays follow the rules of today for as long as anybody writes contracts.
constexpr std::int32_t kLastRuleYear = 2199;

struct Years {
  std::int32_t first = kMinYear;
  std::int32_t last = kMaxYear;
};

constexpr HolidayRule fixed(std::int32_t month, std::int32_t day, HolidayMove move = HolidayMove::stays,
                            Years years = {}) {
  HolidayRule rule;
  rule.month = month;
  rule.day = day;
  rule.move = move;
  rule.first_year = years.first;
  rule.last_year = years.last;
  return rule;
}

constexpr HolidayRule once(std::int32_t year, std::int32_t month, std::int32_t day) {
  return fixed(month, day, HolidayMove::stays, {year, year});
}

constexpr HolidayRule nth(std::int32_t number, Weekday weekday, std::int32_t month, Years years = {}) {
  HolidayRule rule;
  rule.kind = Kind::nth_weekday;
  rule.nth = number;
  rule.weekday = weekday;
  rule.month = month;
  rule.first_year = years.first;
  rule.last_year = years.last;
  return rule;
}

constexpr HolidayRule last_monday(std::int32_t month, Years years = {}) {
  HolidayRule rule = nth(0, Weekday::monday, month, years);
  rule.kind = Kind::last_weekday;
  return rule;
}

constexpr HolidayRule easter(std::int32_t offset, Years years = {}) {
  HolidayRule rule;
  rule.kind = Kind::easter_offset;
  rule.offset = offset;
  rule.first_year = years.first;
  rule.last_year = years.last;
  return rule;
}

constexpr std::int32_t kGoodFriday = -2;
constexpr std::int32_t kEasterMonday = 1;

// Closing days of TARGET, the long-term calendar from 2000 on.
constexpr std::array target_rules = {
    fixed(1, 1),
    easter(kGoodFriday, {2000}),
    easter(kEasterMonday, {2000}),
    fixed(5, 1, HolidayMove::stays, {2000}),
    fixed(12, 25),
    fixed(12, 26, HolidayMove::stays, {2000}),
    once(1999, 12, 31),
    once(2001, 12, 31),
};

// Legal public holidays of 5 U.S.C. 6103(a); Juneteenth was made law on the 17th of June 2021 and first closed settlement
// in 2022.
constexpr std::array<HolidayRule, 12> federal_rules(HolidayMove move) {
  return {
      fixed(1, 1, move),
      nth(3, Weekday::monday, 1, {1986}),  // Martin Luther King
      nth(3, Weekday::monday, 2),          // Washington's birthday
      last_monday(5),                      // Memorial Day
      fixed(6, 19, move, {2022}),
      fixed(7, 4, move),
      nth(1, Weekday::monday, 9),                 // Labor Day
      nth(2, Weekday::monday, 10),                // Columbus Day
      nth(4, Weekday::monday, 10, {1971, 1977}),  // Veterans Day of these years
      fixed(11, 11, move, {1978}),
      nth(4, Weekday::thursday, 11),  // Thanksgiving
      fixed(12, 25, move),
  };
}

constexpr std::array us_settlement_rules = federal_rules(HolidayMove::saturday_to_friday_sunday_to_monday);
constexpr std::array us_fed_rules = federal_rules(HolidayMove::sunday_to_monday);

// England and Wales: Banking and Financial Dealings Act 1971 and the proclamations under it.
constexpr HolidayMove kSubstitute = HolidayMove::to_next_free_weekday;
constexpr std::array uk_rules = {
    fixed(1, 1, kSubstitute),
    easter(kGoodFriday),
    easter(kEasterMonday),
    nth(1, Weekday::monday, 5, {1978, 1994}),  // early May
    once(1995, 5, 8),                          // fifty years of peace in Europe
    nth(1, Weekday::monday, 5, {1996, 2019}),
    once(2020, 5, 8),  // seventy-five years
    nth(1, Weekday::monday, 5, {2021}),
    last_monday(5, {1971, 2001}),  // spring
    once(2002, 6, 4),              // spring, moved to the golden jubilee
    once(2002, 6, 3),
    last_monday(5, {2003, 2011}),
    once(2012, 6, 4),  // spring, moved to the diamond jubilee
    once(2012, 6, 5),
    last_monday(5, {2013, 2021}),
    once(2022, 6, 2),  // spring, moved to the platinum jubilee
    once(2022, 6, 3),
    last_monday(5, {2023}),
    last_monday(8),  // summer
    fixed(12, 25, kSubstitute),
    fixed(12, 26, kSubstitute),
    once(1981, 7, 29),   // royal wedding
    once(1999, 12, 31),  // millennium
    once(2011, 4, 29),   // royal wedding
    once(2022, 9, 19),   // state funeral
    once(2023, 5, 8),    // coronation
};

// National holidays and the days without settlement (CMN resolutions), as in the list of ANBIMA.
constexpr std::array br_settlement_rules = {
    fixed(1, 1),
    easter(-48),  // carnival
    easter(-47),
    easter(kGoodFriday),
    fixed(4, 21),  // Tiradentes
    fixed(5, 1),
    easter(60),                                 // Corpus Christi
    fixed(9, 7),                                // independence
    fixed(10, 12),                              // Nossa Senhora Aparecida
    fixed(11, 2),                               // All Souls
    fixed(11, 15),                              // republic
    fixed(11, 20, HolidayMove::stays, {2024}),  // Zumbi and Black Awareness, law 14.759/2023
    fixed(12, 25),
};

constexpr std::array<NamedCalendar, 6> calendars = {{
    {"TARGET", target_rules, 1999, kLastRuleYear},
    {"US-settlement", us_settlement_rules, 1971, kLastRuleYear},
    {"US-Fed", us_fed_rules, 1971, kLastRuleYear},
    {"UK", uk_rules, 1978, kLastRuleYear},
    {"BR-settlement", br_settlement_rules, 2001, kLastRuleYear},
    {"weekends-only", {}, kMinYear, kMaxYear},
}};

}  // namespace

std::span<const NamedCalendar> named_calendars() noexcept { return calendars; }

}  // namespace openitem
