#include "openitem/time.h"

#include <string>
#include <string_view>

#include "arguments.hpp"
#include "guard.hpp"
#include "openitem/time.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

std::string_view read_format(const char* format) { return format == nullptr ? "%Y-%m-%d" : format; }

}  // namespace

oi_status oi_day_from_civil(int32_t year, int32_t month, int32_t day_of_month, oi_day* day, oi_error* error) {
  return guard(error, [&] {
    require(day, "day", 3);
    *day = Date(year, month, day_of_month).days();
  });
}

oi_status oi_day_to_civil(oi_day day, int32_t* year, int32_t* month, int32_t* day_of_month, oi_error* error) {
  return guard(error, [&] {
    const Date date = read_day(day, "day", 0);
    if (year != nullptr) *year = date.year();
    if (month != nullptr) *month = date.month();
    if (day_of_month != nullptr) *day_of_month = date.day();
  });
}

oi_status oi_day_parse(const char* text, const char* format, oi_day* day, oi_error* error) {
  return guard(error, [&] {
    const std::string_view source = read_text(text, "text", 0);
    require(day, "day", 2);
    *day = parse_date(source, read_format(format)).days();
  });
}

oi_status oi_day_format(oi_day day, const char* format, char* buffer, int64_t capacity, oi_error* error) {
  return guard(error, [&] {
    const Date date = read_day(day, "day", 0);
    require(buffer, "buffer", 2);
    const std::string text = blaming(1, [&] { return format_date(date, read_format(format)); });
    write_text(text, buffer, capacity, 3);
  });
}

oi_status oi_day_add_months(oi_day day, int32_t months, oi_day* result, oi_error* error) {
  return guard(error, [&] {
    const Date date = read_day(day, "day", 0);
    require(result, "result", 2);
    *result = blaming(1, [&] { return add_months(date, months); }).days();
  });
}

oi_status oi_day_month_end(oi_day day, oi_day* result, oi_error* error) {
  return guard(error, [&] {
    const Date date = read_day(day, "day", 0);
    require(result, "result", 1);
    *result = month_end(date).days();
  });
}
