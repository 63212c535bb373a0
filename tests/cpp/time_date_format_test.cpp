// Reading and printing dates.

#include "time/date_format.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "openitem/time.hpp"

namespace openitem::time_date_format_test {
namespace {

template <typename Call>
Status status_of(Call call) {
  try {
    (void)call();
    return Status::ok;
  } catch (const Error& error) {
    return error.status();
  }
}

Status reading(std::string_view text, std::string_view format = "iso") {
  return status_of([&] { return parse_date(text, format); });
}

TEST(ParseDate, ReadsWhatFormatPrints) {
  for (const char* const format :
       {"%Y-%m-%d", "iso", "", "%d.%m.%Y", "%m/%d/%Y", "%Y%m%d", "%d%m%Y", "%d %b %Y", "%b%d,%Y", "%d%b%Y",
        "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H%M%S", "100%% %Y/%m/%d", "%d1%m1%Y"}) {
    for (std::int32_t days = Date::min_days; days <= Date::max_days; days += 97) {
      const std::string text = format_date(Date(days), format);
      ASSERT_EQ(parse_date(text, format).days(), days) << format << " " << text;
    }
  }
}

TEST(ParseDate, ReadsTheStatedForms) {
  const Date day(2024, 6, 3);
  EXPECT_EQ(parse_date("2024-06-03"), day);
  EXPECT_EQ(parse_date("2024-6-3"), day);
  EXPECT_EQ(parse_date("3.6.2024", "%d.%m.%Y"), day);
  EXPECT_EQ(parse_date("03.06.2024", "%d.%m.%Y"), day);
  EXPECT_EQ(parse_date("3 jun 2024", "%d %b %Y"), day);
  EXPECT_EQ(parse_date("03-JUN-2024", "%d-%b-%Y"), day);
  EXPECT_EQ(parse_date("20240603", "%Y%m%d"), day);
  EXPECT_EQ(parse_date("2024-06-03 23:59:60", "%Y-%m-%d %H:%M:%S"), day);
  EXPECT_EQ(parse_date("2024-06-03T7:05", "%Y-%m-%dT%H:%M"), day);
}

TEST(ParseDate, PrintsAndReadsEveryMonthName) {
  const char* const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::int32_t month = 1; month <= 12; ++month) {
    EXPECT_EQ(format_date(Date(2024, month, 9), "%d %b %Y"), std::string("09 ") + names[month - 1] + " 2024");
  }
}

TEST(ParseDate, RefusesWhatDoesNotFollowTheFormat) {
  for (const char* const text :
       {"", "2024", "2024-06", "2024-06-", "2024-06-031", "2024-06-03 ", " 2024-06-03", "2024/06/03",
        "03-06-2024", "24-06-03", "2024-06-0x", "20240603", "2024-06-03T00:00:00", "12024-06-03",
        "2024--6-03", "+024-06-03", "2024-006-3"}) {
    EXPECT_EQ(reading(text), Status::invalid_data) << text;
  }
  EXPECT_EQ(reading("3 Juni 2024", "%d %b %Y"), Status::invalid_data);
  EXPECT_EQ(reading("3 Ju", "%d %b %Y"), Status::invalid_data);
}

TEST(ParseDate, RefusesDigitsThatCouldMeanTwoDays) {
  // 2024111 could be 2024-11-1 and 2024-1-11.
  EXPECT_EQ(reading("2024111", "%Y%m%d"), Status::invalid_data);
  EXPECT_EQ(reading("112024", "%d%m%Y"), Status::invalid_data);
}

TEST(ParseDate, RefusesDaysThatDoNotExistOrAreOutOfRange) {
  EXPECT_EQ(reading("2023-02-29"), Status::invalid_data);
  EXPECT_EQ(reading("1900-02-29"), Status::invalid_data);
  EXPECT_EQ(reading("2000-02-29"), Status::ok);
  EXPECT_EQ(reading("2024-13-01"), Status::invalid_data);
  EXPECT_EQ(reading("2024-00-01"), Status::invalid_data);
  EXPECT_EQ(reading("2024-01-00"), Status::invalid_data);
  EXPECT_EQ(reading("0000-00-00"), Status::invalid_data);
  EXPECT_EQ(reading("1899-12-31"), Status::date_out_of_range);
  EXPECT_EQ(reading("0001-01-01"), Status::date_out_of_range);
  EXPECT_EQ(reading("2024-06-03 24:00:00", "%Y-%m-%d %H:%M:%S"), Status::invalid_data);
  EXPECT_EQ(reading("2024-06-03 00:60:00", "%Y-%m-%d %H:%M:%S"), Status::invalid_data);
}

TEST(ParseDate, ErrorShowsTheValueAndTheFormat) {
  try {
    (void)parse_date("30.06.2024", "%m/%d/%Y");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "date '30.06.2024' does not follow the format %m/%d/%Y");
  }
}

TEST(DateFormat, RefusesFormatsThatCannotNameADay) {
  for (const char* const format : {"%Y", "%Y-%m", "%m-%d", "%Y-%d", "%Y-%m-%d %d", "%Y %b %m %d", "%d.%m.%y",
                                   "%Y-%m-%d%", "%j", "%Y-%m-%d %Z", "abc"}) {
    EXPECT_EQ(status_of([&] { return DateFormat(format); }), Status::invalid_argument) << format;
  }
}

TEST(DateFormat, MayPrintAPartOfTheDate) {
  EXPECT_EQ(format_date(Date(2024, 6, 3), "%b %Y"), "Jun 2024");
  EXPECT_EQ(format_date(Date(2024, 6, 3), "%Y-%m"), "2024-06");
  EXPECT_EQ(format_date(Date(2024, 6, 3), "%Y-%m-%dT%H:%M:%S"), "2024-06-03T00:00:00");
  EXPECT_EQ(status_of([] { return format_date(Date(2024, 6, 3), "%y"); }), Status::invalid_argument);
}

TEST(DateFormat, WritesNothingOnFailure) {
  const DateFormat format("iso");
  std::int32_t days = 42;
  EXPECT_EQ(format.parse("", days), DateStatus::empty);
  EXPECT_EQ(format.parse("x", days), DateStatus::invalid);
  EXPECT_EQ(format.parse("2023-02-29", days), DateStatus::no_such_day);
  EXPECT_EQ(format.parse("1899-12-31", days), DateStatus::out_of_range);
  EXPECT_EQ(days, 42);
  EXPECT_EQ(format.parse("1970-01-02", days), DateStatus::ok);
  EXPECT_EQ(days, 1);
}

}  // namespace
}  // namespace openitem::time_date_format_test
