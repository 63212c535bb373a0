// Dates against the standard library's calendar, an independent implementation.

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include "openitem/time.hpp"
#include "time/civil.hpp"

namespace openitem::time_date_test {
namespace {

std::chrono::year_month_day calendar_day(std::int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

std::int32_t days_of(std::chrono::year_month_day day) {
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

CivilDay civil_of(std::chrono::year_month_day day) {
  return {static_cast<int>(day.year()), static_cast<std::int32_t>(static_cast<unsigned>(day.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(day.day()))};
}

template <typename Call>
Status status_of(Call call) {
  try {
    (void)call();
    return Status::ok;
  } catch (const Error& error) {
    return error.status();
  }
}

const std::int32_t kFirstDay = days_of(std::chrono::year(1900) / 1 / 1);
const std::int32_t kLastCheckedDay = days_of(std::chrono::year(2100) / 12 / 31);

TEST(Date, RangeIsNineteenHundredToNinetyNineNinetyNine) {
  EXPECT_EQ(Date::min_days, kFirstDay);
  EXPECT_EQ(Date::max_days, days_of(std::chrono::year(9999) / 12 / 31));
}

TEST(Date, AgreesWithTheStandardCalendarOnEveryDayOfTheRange) {
  for (std::int32_t days = Date::min_days; days <= Date::max_days; ++days) {
    const CivilDay expected = civil_of(calendar_day(days));
    ASSERT_EQ(civil_from_days(days), expected) << days;
    ASSERT_EQ(days_from_civil(expected), days);
  }
}

TEST(Date, PartsAndTextAgree) {
  for (std::int32_t days = Date::min_days; days <= Date::max_days; days += 17) {
    const Date date(days);
    ASSERT_EQ(Date(date.year(), date.month(), date.day()), date);
    ASSERT_EQ(Date(date.iso()), date);
    ASSERT_EQ(date.iso().size(), 10U);
  }
  EXPECT_EQ(Date(2024, 6, 30).iso(), "2024-06-30");
  EXPECT_EQ(Date(0).iso(), "1970-01-01");
}

TEST(Date, EveryDayThatDoesNotExistIsRefused) {
  for (std::int32_t year = 1899; year <= 2101; ++year) {
    for (std::int32_t month = 0; month <= 13; ++month) {
      for (std::int32_t day = 0; day <= 32; ++day) {
        const bool exists = (std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                             std::chrono::day(static_cast<unsigned>(day)))
                                .ok();
        Status expected = Status::invalid_data;
        if (exists) expected = year < 1900 ? Status::date_out_of_range : Status::ok;
        ASSERT_EQ(status_of([&] { return Date(year, month, day); }), expected)
            << year << " " << month << " " << day;
      }
    }
  }
}

TEST(Date, OutOfRangeIsRefused) {
  EXPECT_EQ(status_of([] { return Date(Date::min_days - 1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return Date(Date::max_days + 1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return Date(std::numeric_limits<std::int32_t>::min()); }),
            Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return Date(10'000, 1, 1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return Date(std::numeric_limits<std::int32_t>::min(), 1, 1); }),
            Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return Date(std::numeric_limits<std::int32_t>::max(), 1, 1); }),
            Status::date_out_of_range);
}

TEST(Date, OrdersAndSubtracts) {
  EXPECT_LT(Date(2024, 2, 29), Date(2024, 3, 1));
  EXPECT_EQ(Date(2024, 3, 1) - Date(2024, 2, 1), 29);
  EXPECT_EQ(Date(2024, 2, 1) - Date(2024, 3, 1), -29);
}

TEST(AddMonths, AgreesWithTheStandardCalendarOnEveryDay) {
  for (std::int32_t days = kFirstDay; days <= kLastCheckedDay; ++days) {
    const std::chrono::year_month_day from = calendar_day(days);
    for (const int months : {-25, -12, -11, -1, 0, 1, 2, 3, 6, 12, 13, 48}) {
      std::chrono::year_month_day expected = from + std::chrono::months(months);
      if (!expected.ok()) expected = expected.year() / expected.month() / std::chrono::last;
      if (days_of(expected) < Date::min_days) {
        ASSERT_EQ(status_of([&] { return add_months(Date(days), months); }), Status::date_out_of_range);
      } else {
        ASSERT_EQ(add_months(Date(days), months).days(), days_of(expected)) << days << " " << months;
      }
    }
  }
}

TEST(AddMonths, KeepsToTheRange) {
  EXPECT_EQ(add_months(Date(1900, 1, 31), 12 * 8099 + 11), Date(9999, 12, 31));
  EXPECT_EQ(add_months(Date(9999, 12, 31), -(12 * 8099 + 11)), Date(1900, 1, 31));
  EXPECT_EQ(status_of([] { return add_months(Date(9999, 12, 1), 1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return add_months(Date(1900, 1, 31), -1); }), Status::date_out_of_range);
  for (const std::int32_t months :
       {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}) {
    EXPECT_EQ(status_of([=] { return add_months(Date(2024, 1, 31), months); }), Status::date_out_of_range);
  }
}

TEST(AddDays, MovesAndKeepsToTheRange) {
  EXPECT_EQ(add_days(Date(2024, 2, 28), 2), Date(2024, 3, 1));
  EXPECT_EQ(add_days(Date(2024, 3, 1), -1), Date(2024, 2, 29));
  EXPECT_EQ(status_of([] { return add_days(Date(Date::max_days), 1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return add_days(Date(Date::min_days), -1); }), Status::date_out_of_range);
  EXPECT_EQ(status_of([] { return add_days(Date(2024, 1, 1), std::numeric_limits<std::int32_t>::max()); }),
            Status::date_out_of_range);
}

TEST(MonthEnd, IsTheDayBeforeTheNextMonth) {
  for (std::int32_t days = kFirstDay; days <= kLastCheckedDay; ++days) {
    const std::chrono::year_month_day day = calendar_day(days);
    const std::int32_t expected = days_of(day.year() / day.month() / std::chrono::last);
    ASSERT_EQ(month_end(Date(days)).days(), expected);
    ASSERT_EQ(is_month_end(Date(days)), days == expected);
  }
  EXPECT_EQ(month_end(Date(9999, 12, 1)), Date(9999, 12, 31));
}

}  // namespace
}  // namespace openitem::time_date_test
