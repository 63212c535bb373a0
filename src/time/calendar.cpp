#include "openitem/calendar.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/message.hpp"
#include "time/calendar_rules.hpp"
#include "time/calendar_tables.hpp"
#include "time/day_spans.hpp"
#include "time/holiday_rules.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 7> business_day_convention_names = {"none",
                                                                           "following",
                                                                           "modified_following",
                                                                           "preceding",
                                                                           "modified_preceding",
                                                                           "nearest",
                                                                           "half_month_modified_following"};

constexpr WeekendDays kWholeWeek = 0b111'1111;

void check_weekend(WeekendDays weekend) {
  if (weekend < kWholeWeek) return;
  throw Error(Status::out_of_bounds,
              Message()
                  .append("weekend = ")
                  .append(weekend)
                  .append("; expected bits 0 (Monday) to 6 (Sunday) and a day of the week"
                          " that is open"));
}

void check_convention(BusinessDayConvention convention) {
  const auto number = static_cast<std::int32_t>(convention);
  if (number >= 0 && number < static_cast<std::int32_t>(business_day_convention_names.size())) return;
  throw Error(
      Status::out_of_bounds,
      Message().append("business-day convention ").append(number).append(" is none; expected 0 to 6"));
}

std::string_view shown_name(const Calendar::Tables& tables) {
  return tables.name.empty() ? std::string_view("of the caller") : std::string_view(tables.name);
}

[[noreturn]] void throw_unknown_day(const Calendar::Tables& tables, std::int32_t day) {
  throw Error(Status::date_out_of_range, Message()
                                             .append(Date(day).iso())
                                             .append(": the answer depends on days that calendar ")
                                             .append(shown_name(tables))
                                             .append(" does not know; it knows ")
                                             .append(Date(tables.first).iso())
                                             .append(" .. ")
                                             .append(Date(tables.last).iso()));
}

std::int32_t known_day(const Calendar::Tables& tables, Date date) {
  if (!tables.knows(date.days())) throw_unknown_day(tables, date.days());
  return date.days();
}

Date known_answer(const Calendar::Tables& tables, Date date, std::int32_t answer) {
  if (answer == Calendar::Tables::unknown) throw_unknown_day(tables, date.days());
  return Date(answer);
}

std::int32_t january_first(std::int32_t year) { return days_from_civil({year, 1, 1}); }
std::int32_t december_last(std::int32_t year) { return days_from_civil({year, 12, 31}); }

std::shared_ptr<Calendar::Tables> tables_of_rules(std::string name, std::span<const HolidayRule> rules,
                                                  std::int32_t first_year, std::int32_t last_year,
                                                  WeekendDays weekend) {
  auto tables = std::make_shared<Calendar::Tables>(std::move(name), january_first(first_year),
                                                   december_last(last_year), weekend);
  // A holiday of the year after may move back into the last one, one of the year before into the first.
  const std::int32_t from = std::max(kMinYear, first_year - 1);
  const std::int32_t to = std::min(kMaxYear, last_year + 1);
  for (std::int32_t year = from; !rules.empty() && year <= to; ++year) {
    append_holidays(rules, year, weekend, tables->holidays);
  }
  tables->close_holidays();
  return tables;
}

CalendarRange years_of(std::span<const Date> holidays) {
  if (holidays.empty()) return {Date(Date::min_days), Date(Date::max_days)};
  const auto [first, last] = std::minmax_element(holidays.begin(), holidays.end());
  return {Date(january_first(first->year())), Date(december_last(last->year()))};
}

CalendarRange common_range(std::span<const Calendar> calendars) {
  if (calendars.empty())
    throw Error(Status::invalid_argument, "a joint calendar needs at least one calendar");
  CalendarRange range = calendars.front().known();
  for (const Calendar& calendar : calendars) {
    range.first = std::max(range.first, calendar.known().first);
    range.last = std::min(range.last, calendar.known().last);
  }
  if (range.first > range.last) {
    throw Error(Status::invalid_argument, "there is no day that all calendars of the joint calendar know");
  }
  return range;
}

/// Calls `row(i)` for each row; false = its answer is not known.
template <typename Row>
void for_each_known(const Calendar::Tables& tables, std::span<const std::int32_t> dates, Row row) {
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (tables.knows(dates[i]) && row(i)) continue;
    try {
      throw_unknown_day(tables, Date(dates[i]).days());
    } catch (Error& error) {
      throw error.at(static_cast<std::int64_t>(i), "dates");
    }
  }
}

}  // namespace

Weekday weekday_of(Date date) noexcept { return static_cast<Weekday>(weekday_number(date.days())); }

std::string_view name_of(BusinessDayConvention convention) noexcept {
  const auto number = static_cast<std::size_t>(convention);
  return number < business_day_convention_names.size() ? business_day_convention_names[number] : "";
}

BusinessDayConvention business_day_convention_named(std::string_view name) {
  const auto found =
      std::find(business_day_convention_names.begin(), business_day_convention_names.end(), name);
  if (found != business_day_convention_names.end()) {
    return static_cast<BusinessDayConvention>(found - business_day_convention_names.begin());
  }
  throw Error(Status::unknown_name,
              Message()
                  .append("business-day convention ")
                  .append_quoted(name)
                  .append(" is unknown; expected none, following, modified_following, preceding,"
                          " modified_preceding, nearest or half_month_modified_following"));
}

Calendar Calendar::named(std::string_view name) {
  for (const NamedCalendar& calendar : named_calendars()) {
    if (calendar.name != name) continue;
    return Calendar(tables_of_rules(std::string(name), calendar.rules, calendar.first_year,
                                    calendar.last_year, saturday_sunday));
  }
  Message text;
  text.append("calendar ").append_quoted(name).append(" is unknown; expected");
  for (const NamedCalendar& calendar : named_calendars()) text.append(" ").append(calendar.name);
  throw Error(Status::unknown_name, text);
}

std::span<const std::string_view> Calendar::names() noexcept {
  static constexpr std::array<std::string_view, 6> names = {"TARGET", "US-settlement", "US-Fed",
                                                            "UK",     "BR-settlement", "weekends-only"};
  return names;
}

Calendar Calendar::of_holidays(std::span<const Date> holidays, WeekendDays weekend,
                               std::optional<CalendarRange> known) {
  check_weekend(weekend);
  const CalendarRange range = known.value_or(years_of(holidays));
  if (range.last < range.first) {
    throw Error(Status::invalid_argument, "the days a calendar knows have to end after they begin");
  }
  auto tables = std::make_shared<Tables>("", range.first.days(), range.last.days(), weekend);
  for (std::size_t i = 0; i < holidays.size(); ++i) {
    if (!tables->knows(holidays[i].days())) {
      throw Error(
          Status::invalid_argument,
          Message().append("holiday ").append(holidays[i].iso()).append(" is not among the days known"))
          .at(static_cast<std::int64_t>(i), "holidays");
    }
    tables->holidays.push_back(holidays[i].days());
  }
  tables->close_holidays();
  return Calendar(std::move(tables));
}

Calendar Calendar::of_rules(std::span<const HolidayRule> rules, std::int32_t first_year,
                            std::int32_t last_year, WeekendDays weekend) {
  check_weekend(weekend);
  check_rules(rules);
  if (first_year < kMinYear || last_year > kMaxYear || first_year > last_year) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("years ")
                                           .append(first_year)
                                           .append(" .. ")
                                           .append(last_year)
                                           .append("; expected years of 1900 .. 9999 in order"));
  }
  return Calendar(tables_of_rules("", rules, first_year, last_year, weekend));
}

Calendar Calendar::all_open(std::span<const Calendar> calendars) {
  const CalendarRange range = common_range(calendars);
  WeekendDays weekend = no_weekend;
  for (const Calendar& calendar : calendars) weekend |= calendar.tables_->weekend;
  auto tables = std::make_shared<Tables>("", range.first.days(), range.last.days(), weekend);
  for (const Calendar& calendar : calendars) {
    const std::vector<std::int32_t>& closed = calendar.tables_->holidays;
    tables->holidays.insert(tables->holidays.end(), closed.begin(), closed.end());
  }
  tables->close_holidays();
  return Calendar(std::move(tables));
}

Calendar Calendar::any_open(std::span<const Calendar> calendars) {
  const CalendarRange range = common_range(calendars);
  WeekendDays weekend = kWholeWeek;
  for (const Calendar& calendar : calendars) weekend &= calendar.tables_->weekend;
  auto tables = std::make_shared<Tables>("", range.first.days(), range.last.days(), weekend);
  for (std::int32_t day = tables->first; day <= tables->last; ++day) {
    const auto closed = [day](const Calendar& calendar) { return !calendar.tables_->is_open(day); };
    const auto holiday = [day](const Calendar& calendar) { return calendar.is_holiday(Date(day)); };
    const bool everywhere = is_weekend(day, weekend)
                                ? std::all_of(calendars.begin(), calendars.end(), holiday)
                                : std::all_of(calendars.begin(), calendars.end(), closed);
    if (everywhere) tables->holidays.push_back(day);
  }
  tables->close_holidays();
  return Calendar(std::move(tables));
}

std::string_view Calendar::name() const noexcept { return tables_->name; }

CalendarRange Calendar::known() const noexcept { return {Date(tables_->first), Date(tables_->last)}; }

bool Calendar::is_business_day(Date date) const { return tables_->is_open(known_day(*tables_, date)); }

bool Calendar::is_holiday(Date date) const {
  return std::binary_search(tables_->holidays.begin(), tables_->holidays.end(), known_day(*tables_, date));
}

std::vector<Date> Calendar::holidays(std::int32_t year, bool weekdays_only) const {
  const std::int32_t first = known_day(*tables_, Date(year, 1, 1));
  const std::int32_t last = known_day(*tables_, Date(year, 12, 31));
  const std::vector<std::int32_t>& all = tables_->holidays;
  std::vector<Date> found;
  for (auto day = std::lower_bound(all.begin(), all.end(), first); day != all.end() && *day <= last; ++day) {
    if (!weekdays_only || !is_weekend(*day, tables_->weekend)) found.emplace_back(*day);
  }
  return found;
}

Date Calendar::adjust(Date date, BusinessDayConvention convention) const {
  check_convention(convention);
  if (convention == BusinessDayConvention::none) return date;
  return known_answer(*tables_, date, tables_->adjusted(known_day(*tables_, date), convention));
}

Date Calendar::add_business_days(Date date, std::int32_t count) const {
  return known_answer(*tables_, date, tables_->plus_business_days(known_day(*tables_, date), count));
}

std::int32_t Calendar::business_days_between(Date start, Date end, bool include_start,
                                             bool include_end) const {
  return tables_->open_between(known_day(*tables_, start), known_day(*tables_, end), include_start,
                               include_end);
}

void Calendar::are_business_days(std::span<const std::int32_t> dates, std::span<std::uint8_t> out) const {
  check_cells(dates.size(), out.size());
  for_each_known(*tables_, dates, [&](std::size_t i) {
    out[i] = tables_->is_open(dates[i]) ? 1 : 0;
    return true;
  });
}

void Calendar::adjust(std::span<const std::int32_t> dates, BusinessDayConvention convention,
                      std::span<std::int32_t> out) const {
  check_cells(dates.size(), out.size());
  check_convention(convention);
  if (convention == BusinessDayConvention::none) {
    check_dates(dates, "dates");
    std::copy(dates.begin(), dates.end(), out.begin());
    return;
  }
  for_each_known(*tables_, dates, [&](std::size_t i) {
    out[i] = tables_->adjusted(dates[i], convention);
    return out[i] != Tables::unknown;
  });
}

void Calendar::add_business_days(std::span<const std::int32_t> dates, std::span<const std::int32_t> counts,
                                 std::span<std::int32_t> out) const {
  check_cells(dates.size(), out.size());
  const bool one_count = counts.size() == 1;
  if (!one_count) check_cells(dates.size(), counts.size());
  for_each_known(*tables_, dates, [&](std::size_t i) {
    out[i] = tables_->plus_business_days(dates[i], counts[one_count ? 0 : i]);
    return out[i] != Tables::unknown;
  });
}

void Calendar::business_days_between(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                                     bool include_start, bool include_end,
                                     std::span<std::int32_t> out) const {
  check_cells(starts.size(), out.size());
  check_cells(ends.size(), out.size());
  for_each_known(*tables_, ends, [](std::size_t) { return true; });
  for_each_known(*tables_, starts, [&](std::size_t i) {
    out[i] = tables_->open_between(starts[i], ends[i], include_start, include_end);
    return true;
  });
}

}  // namespace openitem
