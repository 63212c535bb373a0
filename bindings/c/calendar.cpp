#include "openitem/calendar.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "core/message.hpp"
#include "day_arrays.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/calendar.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_schedule_options default_schedule_options = OI_SCHEDULE_OPTIONS_INIT;
constexpr std::int64_t first_schedule_size = 48;  // version 0.1
constexpr std::int32_t greatest_weekend_days = 126;
constexpr std::int32_t most_period_units = 10'000;
constexpr std::int32_t most_schedule_periods = 100'000;
constexpr const char* business_day_constants = "OI_BUSINESS_DAY_*";

bool read_zero_or_one(std::int32_t value, const char* name, std::int32_t argument) {
  require_count(value, 0, 1, name, argument);
  return value == 1;
}

WeekendDays read_weekend(std::int32_t weekend, std::int32_t argument) {
  require_count(weekend, 0, greatest_weekend_days, "weekend", argument);
  return static_cast<WeekendDays>(weekend);
}

HolidayRule read_holiday_rule(const oi_holiday_rule& rule, std::int32_t argument) {
  require_zero(rule.reserved, "rules[i].reserved", argument);
  return {.kind = static_cast<HolidayRule::Kind>(rule.kind),
          .month = rule.month,
          .day = rule.day,
          .nth = rule.nth,
          .weekday = static_cast<Weekday>(rule.weekday),
          .offset = rule.offset,
          .move = static_cast<HolidayMove>(rule.move),
          .first_year = rule.first_year,
          .last_year = rule.last_year};
}

void require_capacity(std::size_t count, std::int64_t capacity, std::int32_t argument) {
  if (capacity >= 0 && static_cast<std::uint64_t>(capacity) >= count) return;
  throw Error(Status::buffer_too_small, Message()
                                            .append("argument ")
                                            .append(argument)
                                            .append(": capacity is ")
                                            .append(capacity)
                                            .append("; expected ")
                                            .append(count)
                                            .append(" or more"))
      .of_argument(argument);
}

void hand_over_dates(std::span<const Date> dates, oi_day* days, std::int64_t* count) {
  for (std::size_t i = 0; i < dates.size(); ++i) days[i] = dates[i].days();
  *count = static_cast<std::int64_t>(dates.size());
}

ScheduleTerms read_schedule_terms(std::int32_t every, std::int32_t every_argument, oi_period_unit unit,
                                  const oi_schedule_options* options) {
  require_count(every, 1, most_period_units, "every", every_argument);
  const std::int32_t argument = every_argument + 2;
  ScheduleTerms terms;
  terms.every = every;
  terms.unit = read_variant(unit, PeriodUnit::years, "unit", "OI_PERIOD_*", every_argument + 1);
  const oi_schedule_options given =
      read_options(options, default_schedule_options,
                   {.type = "oi_schedule_options", .argument = argument, .first_size = first_schedule_size});
  terms.stub = read_choice(given.stub, Stub::long_last, "options.stub", "OI_STUB_*", argument);
  terms.convention = read_choice(given.convention, BusinessDayConvention::half_month_modified_following,
                                 "options.convention", business_day_constants, argument);
  terms.end_of_month = read_zero_or_one(given.end_of_month, "options.end_of_month", argument);
  require_zero(given.reserved, "options.reserved", argument);
  if (given.calendar != nullptr) terms.calendar = &given.calendar->calendar;
  terms.first = read_optional_day(given.first, "options.first", argument);
  terms.penultimate = read_optional_day(given.penultimate, "options.penultimate", argument);
  return terms;
}

}  // namespace

oi_status oi_calendar_named(const char* name, oi_calendar** calendar, oi_error* error) {
  return guard(error, [&] {
    const std::string_view wanted = read_text(name, "name", 0);
    require(calendar, "calendar", 1);
    *calendar = make_handle(blaming(0, [&] { return Calendar::named(wanted); }));
  });
}

oi_status oi_calendar_from_holidays(const oi_day* holidays, int32_t holidays_count, int32_t weekend,
                                    const oi_day* first, const oi_day* last, oi_calendar** calendar,
                                    oi_error* error) {
  return guard(error, [&] {
    require_count(holidays_count, 0, largest_count, "holidays_count", 1);
    std::vector<Date> dates;
    for (const oi_day day : read_rows(holidays, holidays_count, "holidays", 0)) {
      dates.push_back(read_day(day, "holidays[i]", 0));
    }
    const WeekendDays closed = read_weekend(weekend, 2);
    const std::optional<Date> known_first = read_optional_day(first, "first", 3);
    const std::optional<Date> known_last = read_optional_day(last, "last", 4);
    require(calendar, "calendar", 5);
    std::optional<CalendarRange> known;
    if (known_first || known_last) {
      known = CalendarRange{known_first.value_or(Date(Date::min_days)),
                            known_last.value_or(Date(Date::max_days))};
    }
    *calendar = make_handle(blaming(0, [&] { return Calendar::of_holidays(dates, closed, known); }));
  });
}

oi_status oi_calendar_from_rules(const oi_holiday_rule* rules, int32_t rules_count, int32_t weekend,
                                 int32_t first_year, int32_t last_year, oi_calendar** calendar,
                                 oi_error* error) {
  return guard(error, [&] {
    require_count(rules_count, 0, largest_count, "rules_count", 1);
    std::vector<HolidayRule> list;
    for (const oi_holiday_rule& rule : read_rows(rules, rules_count, "rules", 0))
      list.push_back(read_holiday_rule(rule, 0));
    const WeekendDays closed = read_weekend(weekend, 2);
    require_count(first_year, 1900, 9999, "first_year", 3);
    require_count(last_year, first_year, 9999, "last_year", 4);
    require(calendar, "calendar", 5);
    *calendar =
        make_handle(blaming(0, [&] { return Calendar::of_rules(list, first_year, last_year, closed); }));
  });
}

oi_status oi_calendar_join(const oi_calendar* const* calendars, int32_t count, oi_calendar_join_rule rule,
                           oi_calendar** calendar, oi_error* error) {
  return guard(error, [&] {
    require_count(count, 1, largest_count, "count", 1);
    std::vector<Calendar> list;
    for (const oi_calendar* part : read_rows(calendars, count, "calendars", 0)) {
      require(part, "calendars[i]", 0);
      list.push_back(part->calendar);
    }
    const auto choice = read_variant(rule, std::int32_t{OI_CALENDAR_ANY_OPEN}, "rule", "OI_CALENDAR_*", 2);
    require(calendar, "calendar", 3);
    *calendar = make_handle(blaming(0, [&] {
      return choice == OI_CALENDAR_ALL_OPEN ? Calendar::all_open(list) : Calendar::any_open(list);
    }));
  });
}

void oi_calendar_release(oi_calendar* calendar) { delete calendar; }

oi_status oi_calendar_known(const oi_calendar* calendar, oi_day* first, oi_day* last, oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    require(first, "first", 1);
    require(last, "last", 2);
    const CalendarRange known = calendar->calendar.known();
    *first = known.first.days();
    *last = known.last.days();
  });
}

oi_status oi_calendar_is_business_day(const oi_calendar* calendar, oi_day day, int32_t* is_business_day,
                                      oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    const Date date = read_day(day, "day", 1);
    require(is_business_day, "is_business_day", 2);
    *is_business_day = blaming(1, [&] { return calendar->calendar.is_business_day(date); }) ? 1 : 0;
  });
}

oi_status oi_calendar_is_holiday(const oi_calendar* calendar, oi_day day, int32_t* is_holiday,
                                 oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    const Date date = read_day(day, "day", 1);
    require(is_holiday, "is_holiday", 2);
    *is_holiday = blaming(1, [&] { return calendar->calendar.is_holiday(date); }) ? 1 : 0;
  });
}

oi_status oi_calendar_holidays(const oi_calendar* calendar, int32_t year, int32_t weekdays_only, oi_day* days,
                               int64_t capacity, int64_t* count, oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    const bool weekdays = read_zero_or_one(weekdays_only, "weekdays_only", 2);
    require(days, "days", 3);
    require(count, "count", 5);
    const std::vector<Date> found = blaming(1, [&] { return calendar->calendar.holidays(year, weekdays); });
    require_capacity(found.size(), capacity, 4);
    hand_over_dates(found, days, count);
  });
}

oi_status oi_calendar_adjust(const oi_calendar* calendar, const oi_day* days, int64_t rows,
                             oi_business_day_convention convention, oi_day* adjusted, oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const oi_day> given = read_rows(days, rows, "days", 1);
    const auto choice = read_choice(convention, BusinessDayConvention::half_month_modified_following,
                                    "convention", business_day_constants, 3);
    require(adjusted, "adjusted", 4);
    std::vector<oi_day> moved = room_for<oi_day>(rows);
    blaming(1, [&] { calendar->calendar.adjust(given, choice, moved); });
    hand_over(moved, adjusted);
  });
}

oi_status oi_calendar_add_business_days(const oi_calendar* calendar, const oi_day* days,
                                        const int32_t* counts, int64_t rows, oi_day* moved, oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    require_count(rows, 0, largest_row_count, "rows", 3);
    const std::span<const oi_day> given = read_rows(days, rows, "days", 1);
    const std::span<const std::int32_t> steps = read_rows(counts, rows, "counts", 2);
    require(moved, "moved", 4);
    std::vector<oi_day> reached = room_for<oi_day>(rows);
    blaming(1, [&] { calendar->calendar.add_business_days(given, steps, reached); });
    hand_over(reached, moved);
  });
}

oi_status oi_calendar_count_business_days(const oi_calendar* calendar, const oi_day* starts,
                                          const oi_day* ends, int64_t rows, int32_t include_start,
                                          int32_t include_end, int32_t* counts, oi_error* error) {
  return guard(error, [&] {
    require(calendar, "calendar", 0);
    require_count(rows, 0, largest_row_count, "rows", 3);
    const std::span<const oi_day> first_days = read_rows(starts, rows, "starts", 1);
    const std::span<const oi_day> last_days = read_rows(ends, rows, "ends", 2);
    const bool with_start = read_zero_or_one(include_start, "include_start", 4);
    const bool with_end = read_zero_or_one(include_end, "include_end", 5);
    require(counts, "counts", 6);
    std::vector<std::int32_t> counted = room_for<std::int32_t>(rows);
    blaming(1, [&] {
      calendar->calendar.business_days_between(first_days, last_days, with_start, with_end, counted);
    });
    hand_over(counted, counts);
  });
}

oi_status oi_schedule_options_init(oi_schedule_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_schedule_options;
  });
}

oi_status oi_schedule_compute(oi_day start, oi_day end, int32_t every, oi_period_unit unit,
                              const oi_schedule_options* options, oi_day* days, int64_t capacity,
                              int64_t* count, oi_error* error) {
  return guard(error, [&] {
    const Date first = read_day(start, "start", 0);
    const Date last = read_day(end, "end", 1);
    const ScheduleTerms terms = read_schedule_terms(every, 2, unit, options);
    require(days, "days", 5);
    require(count, "count", 7);
    const std::vector<Date> dates = blaming(1, [&] { return schedule(first, last, terms); });
    require_capacity(dates.size(), capacity, 6);
    hand_over_dates(dates, days, count);
  });
}

oi_status oi_schedule_compute_rows(const oi_day* starts, int64_t rows, int32_t periods_per_row, int32_t every,
                                   oi_period_unit unit, const oi_schedule_options* options, oi_day* days,
                                   oi_error* error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const oi_day> given = read_rows(starts, rows, "starts", 0);
    require_count(periods_per_row, 0, most_schedule_periods, "periods_per_row", 2);
    const ScheduleTerms terms = read_schedule_terms(every, 3, unit, options);
    require(days, "days", 6);
    std::vector<oi_day> dates = room_for<oi_day>(rows * (periods_per_row + 1));
    blaming(0, [&] { schedules(given, periods_per_row, terms, dates); });
    hand_over(dates, days);
  });
}
