#include "openitem/calendar.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "call.hpp"
#include "day_arrays.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

using OptionalDay = std::optional<std::int32_t>;
// kind, month, day, nth, weekday, offset, move, first_year, last_year
using RuleMembers = std::tuple<std::string, std::int32_t, std::int32_t, std::int32_t, std::int32_t,
                               std::int32_t, std::string, std::int32_t, std::int32_t>;

std::optional<Date> date_of(OptionalDay day) { return day ? std::optional(Date(*day)) : std::nullopt; }

std::vector<Date> dates_of(const std::vector<std::int32_t>& days) {
  std::vector<Date> dates;
  dates.reserve(days.size());
  for (const std::int32_t day : days) dates.emplace_back(day);
  return dates;
}

std::vector<std::int32_t> days_of(const std::vector<Date>& dates) {
  std::vector<std::int32_t> days;
  days.reserve(dates.size());
  for (const Date date : dates) days.push_back(date.days());
  return days;
}

HolidayRule rule_of(const RuleMembers& members) {
  const auto& [kind, month, day, nth, weekday, offset, move, first_year, last_year] = members;
  HolidayRule rule;
  rule.kind = static_cast<HolidayRule::Kind>(
      1 + static_cast<std::int32_t>(
              choose<HolidayRule::Kind>("kind", kind, {"fixed", "nth_weekday", "last_weekday", "easter"})));
  rule.month = month;
  rule.day = day;
  rule.nth = nth;
  rule.weekday = static_cast<Weekday>(weekday);
  rule.offset = offset;
  rule.move = choose<HolidayMove>("move", move,
                                  {"stays", "sunday_to_monday", "nearest_weekday", "next_free_weekday"});
  rule.first_year = first_year;
  rule.last_year = last_year;
  return rule;
}

Calendar calendar_of_holidays(const std::vector<std::int32_t>& holidays, WeekendDays weekend,
                              OptionalDay first, OptionalDay last) {
  std::optional<CalendarRange> known;
  if (first || last) {
    known = CalendarRange{date_of(first).value_or(Date(Date::min_days)),
                          date_of(last).value_or(Date(Date::max_days))};
  }
  return Calendar::of_holidays(dates_of(holidays), weekend, known);
}

Calendar calendar_of_rules(const std::vector<RuleMembers>& members, std::int32_t first_year,
                           std::int32_t last_year, WeekendDays weekend) {
  std::vector<HolidayRule> rules;
  for (const RuleMembers& rule : members) rules.push_back(rule_of(rule));
  return Calendar::of_rules(rules, first_year, last_year, weekend);
}

void bind_calendar_class(py::module_& module) {
  py::class_<Calendar>(module, "Calendar")
      .def_static("named", &Calendar::named)
      .def_static("of_holidays", &calendar_of_holidays)
      .def_static("of_rules", &calendar_of_rules)
      .def_static("all_open",
                  [](const std::vector<Calendar>& calendars) { return Calendar::all_open(calendars); })
      .def_static("any_open",
                  [](const std::vector<Calendar>& calendars) { return Calendar::any_open(calendars); })
      .def("name", &Calendar::name)
      .def("known",
           [](const Calendar& calendar) {
             const CalendarRange known = calendar.known();
             return std::make_tuple(known.first.days(), known.last.days());
           })
      .def("is_holiday",
           [](const Calendar& calendar, std::int32_t day) { return calendar.is_holiday(Date(day)); })
      .def("holidays", [](const Calendar& calendar, std::int32_t year,
                          bool weekdays_only) { return days_of(calendar.holidays(year, weekdays_only)); })
      .def("are_business_days",
           [](const Calendar& calendar, const DayArray& days) {
             Array<std::uint8_t> open(days.size());
             const auto out = room(open);
             without_lock([&] { calendar.are_business_days(cells(days), out); });
             return open;
           })
      .def("adjust",
           [](const Calendar& calendar, const DayArray& days, const std::string& convention) {
             const BusinessDayConvention choice = business_day_convention_named(convention);
             DayArray adjusted(days.size());
             const auto out = room(adjusted);
             without_lock([&] { calendar.adjust(cells(days), choice, out); });
             return adjusted;
           })
      .def("add_business_days",
           [](const Calendar& calendar, const DayArray& days, const DayArray& counts) {
             DayArray moved(days.size());
             const auto out = room(moved);
             without_lock([&] { calendar.add_business_days(cells(days), cells(counts), out); });
             return moved;
           })
      .def("business_days_between", [](const Calendar& calendar, const DayArray& starts, const DayArray& ends,
                                       bool include_start, bool include_end) {
        DayArray counts(starts.size());
        const auto out = room(counts);
        without_lock([&] {
          calendar.business_days_between(cells(starts), cells(ends), include_start, include_end, out);
        });
        return counts;
      });
}

/// The terms of a schedule; the calendar lives as long as the Python call.
ScheduleTerms schedule_terms(std::int32_t every, const std::string& unit, const std::string& stub,
                             bool end_of_month, const std::string& convention, const Calendar* calendar,
                             OptionalDay first, OptionalDay penultimate) {
  ScheduleTerms terms;
  terms.every = every;
  terms.unit = choose<PeriodUnit>("unit", unit, {"", "days", "weeks", "months", "quarters", "years"});
  terms.stub = choose<Stub>("stub", stub, {"none", "short_first", "long_first", "short_last", "long_last"});
  terms.end_of_month = end_of_month;
  terms.convention = business_day_convention_named(convention);
  terms.calendar = calendar;
  terms.first = date_of(first);
  terms.penultimate = date_of(penultimate);
  return terms;
}

void bind_schedules(py::module_& module) {
  py::class_<ScheduleTerms>(module, "ScheduleTerms").def(py::init(&schedule_terms), py::keep_alive<1, 7>());
  module.def("schedule_between", [](std::int32_t start, std::int32_t end, const ScheduleTerms& terms) {
    return days_of(without_lock([&] { return schedule(Date(start), Date(end), terms); }));
  });
  module.def("schedule_of_periods",
             [](const DayArray& starts, std::int32_t periods, const ScheduleTerms& terms) {
               const std::int64_t width = periods < 0 ? 0 : std::int64_t{periods} + 1;
               DayArray dates(starts.size() * width);
               const auto out = room(dates);
               without_lock([&] { schedules(cells(starts), periods, terms, out); });
               return dates;
             });
  module.def(
      "schedules_between", [](const DayArray& starts, const DayArray& ends, const ScheduleTerms& terms) {
        const Schedules rows = without_lock([&] { return schedules(cells(starts), cells(ends), terms); });
        return std::make_tuple(
            Array<std::int64_t>(static_cast<py::ssize_t>(rows.offsets.size()), rows.offsets.data()),
            DayArray(static_cast<py::ssize_t>(rows.dates.size()), rows.dates.data()));
      });
}

}  // namespace

void bind_calendar(py::module_& module) {
  bind_calendar_class(module);
  bind_schedules(module);
  module.def("calendar_names", [] {
    std::vector<std::string> names;
    for (const std::string_view name : Calendar::names()) names.emplace_back(name);
    return names;
  });
}

}  // namespace openitem::python
