#include <cstdint>
#include <string>
#include <string_view>

#include "core/message.hpp"
#include "openitem/time.hpp"
#include "time/civil.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

constexpr std::string_view range = "; expected 1900-01-01 to 9999-12-31";

[[noreturn]] void throw_out_of_range(Message what) {
  throw Error(Status::date_out_of_range, what.append(range));
}

std::int32_t checked_days(std::int32_t year, std::int32_t month, std::int32_t day) {
  const auto name = [&] {
    return Message()
        .append("year ")
        .append(year)
        .append(", month ")
        .append(month)
        .append(", day ")
        .append(day);
  };
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    throw Error(Status::invalid_data, name().append(" is not a day of the calendar"));
  }
  if (year < kMinYear || year > kMaxYear) throw_out_of_range(name().append(" is outside the range of dates"));
  return days_from_civil({year, month, day});
}

std::int32_t read_date(std::string_view text, const DateFormat& format) {
  std::int32_t days = 0;
  const auto name = [text] { return Message().append("date ").append_quoted(text); };
  switch (format.parse(text, days)) {
    case DateStatus::ok: return days;
    case DateStatus::empty:
      throw Error(Status::invalid_data,
                  Message().append("the date is empty; expected the format ").append(format.text()));
    case DateStatus::no_such_day:
      throw Error(Status::invalid_data,
                  name().append(" is not a day of the calendar when read as ").append(format.text()));
    case DateStatus::out_of_range: throw_out_of_range(name().append(" is outside the range of dates"));
    case DateStatus::invalid: break;
  }
  throw Error(Status::invalid_data, name().append(" does not follow the format ").append(format.text()));
}

}  // namespace

Date::Date(std::int32_t year, std::int32_t month, std::int32_t day) : days_(checked_days(year, month, day)) {}

Date::Date(std::string_view iso) : days_(read_date(iso, DateFormat("iso"))) {}

std::int32_t Date::year() const noexcept { return civil_from_days(days_).year; }
std::int32_t Date::month() const noexcept { return civil_from_days(days_).month; }
std::int32_t Date::day() const noexcept { return civil_from_days(days_).day; }

std::string Date::iso() const {
  char text[10];
  write_iso(days_, text);
  return {text, sizeof text};
}

Date add_days(Date date, std::int32_t days) {
  const std::int64_t moved = std::int64_t{date.days()} + days;
  if (!is_date(moved)) {
    throw_out_of_range(Message()
                           .append(date.iso())
                           .append(" moved by ")
                           .append(days)
                           .append(" days is outside the range of dates"));
  }
  return Date(static_cast<std::int32_t>(moved));
}

Date add_months(Date date, std::int32_t months) {
  std::int32_t moved = 0;
  if (!move_months(date.days(), months, moved)) {
    throw_out_of_range(Message()
                           .append(date.iso())
                           .append(" moved by ")
                           .append(months)
                           .append(" months is outside the range of dates"));
  }
  return Date(moved);
}

Date month_end(Date date) {
  const CivilDay civil = civil_from_days(date.days());
  return Date(date.days() + days_in_month(civil.year, civil.month) - civil.day);
}

bool is_month_end(Date date) {
  const CivilDay civil = civil_from_days(date.days());
  return civil.day == days_in_month(civil.year, civil.month);
}

Date parse_date(std::string_view text, std::string_view format) {
  return Date(read_date(text, DateFormat(format)));
}

std::string format_date(Date date, std::string_view format) {
  return DateFormat(format, DateFormatUse::printing).print(date.days());
}

}  // namespace openitem
