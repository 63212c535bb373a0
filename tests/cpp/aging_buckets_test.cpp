// Buckets of days and of calendar months: docs/methods/aging.md, sections 1 and 2.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging/buckets.hpp"
#include "aging_fixture.hpp"

namespace openitem::aging_buckets_test {
namespace {

using aging_test::error_of;
using testing::ElementsAre;
using testing::HasSubstr;

AgingOptions with_bounds(std::vector<std::int32_t> bounds, AgingBasis basis = AgingBasis::due,
                         std::vector<std::int32_t> forward = {}) {
  AgingOptions options;
  options.basis = basis;
  options.bounds = std::move(bounds);
  options.forward_bounds = std::move(forward);
  if (basis == AgingBasis::column) options.date_column = "any";
  return options;
}

Buckets buckets(const AgingOptions& options) { return {options, Date("2024-06-30")}; }

std::string bucket_of(std::int32_t days, const AgingOptions& options = {}) {
  const Date as_of("2024-06-30");
  return aging_bucket(as_of, add_days(as_of, -days), options);
}

TEST(Buckets, DueTodayIsNotLate) {
  EXPECT_EQ(bucket_of(0), "not_due");
  EXPECT_EQ(bucket_of(1), "d1_30");
}

TEST(Buckets, UpperBoundsBelongToTheirBucket) {
  EXPECT_EQ(bucket_of(30), "d1_30");
  EXPECT_EQ(bucket_of(31), "d31_60");
  EXPECT_EQ(bucket_of(60), "d31_60");
  EXPECT_EQ(bucket_of(61), "d61_90");
  EXPECT_EQ(bucket_of(90), "d61_90");
  EXPECT_EQ(bucket_of(91), "over_90");
}

TEST(Buckets, TheFirstAndTheLastAreOpenEnded) {
  EXPECT_EQ(aging_bucket(Date("1900-01-01"), Date("9999-12-31")), "not_due");
  EXPECT_EQ(aging_bucket(Date("9999-12-31"), Date("1900-01-01")), "over_90");
}

TEST(Buckets, DefaultsDependOnTheBasis) {
  EXPECT_THAT(buckets(AgingOptions{}).labels(),
              ElementsAre("not_due", "d1_30", "d31_60", "d61_90", "over_90"));
  for (const AgingBasis basis : {AgingBasis::issue, AgingBasis::posting, AgingBasis::column}) {
    EXPECT_THAT(buckets(with_bounds({}, basis)).labels(),
                ElementsAre("d0_30", "d31_60", "d61_90", "over_90"));
  }
}

TEST(Buckets, ANegativeAgeFallsInTheFirstBucketOfOtherBases) {
  EXPECT_EQ(bucket_of(-5, with_bounds({}, AgingBasis::issue)), "d0_30");
  EXPECT_EQ(bucket_of(0, with_bounds({}, AgingBasis::posting)), "d0_30");
}

TEST(Buckets, AFirstBoundAboveZeroMixesNotDueWithTheFirstDays) {
  const AgingOptions options = with_bounds({10, 20});
  EXPECT_THAT(buckets(options).labels(), ElementsAre("up_to_10", "d11_20", "over_20"));
  EXPECT_EQ(bucket_of(-40, options), "up_to_10");
  EXPECT_EQ(bucket_of(10, options), "up_to_10");
  EXPECT_EQ(bucket_of(11, options), "d11_20");
}

TEST(Buckets, ForwardBoundsSplitNotDueFarthestFirst) {
  const AgingOptions options = with_bounds({0, 30}, AgingBasis::due, {7, 30});
  EXPECT_THAT(buckets(options).labels(),
              ElementsAre("due_over_30", "due_8_30", "due_0_7", "d1_30", "over_30"));
  EXPECT_EQ(bucket_of(-31, options), "due_over_30");
  EXPECT_EQ(bucket_of(-30, options), "due_8_30");
  EXPECT_EQ(bucket_of(-8, options), "due_8_30");
  EXPECT_EQ(bucket_of(-7, options), "due_0_7");
  EXPECT_EQ(bucket_of(0, options), "due_0_7");
  EXPECT_EQ(bucket_of(1, options), "d1_30");
}

// Every day counts the upper bounds below it, which is the definition itself.
TEST(Buckets, EveryDayFallsInExactlyTheBucketOfItsBounds) {
  const std::vector<std::vector<std::int32_t>> sets = {
      {0}, {5}, {0, 1, 2}, {0, 30, 60, 90}, {15, 45}, {0, 7, 14, 365, 3000000}};
  for (const auto& bounds : sets) {
    const Buckets divided = buckets(with_bounds(bounds));
    for (std::int32_t days = -400; days <= 4000; ++days) {
      std::int32_t below = 0;
      for (const std::int32_t bound : bounds) below += bound < days ? 1 : 0;
      ASSERT_EQ(divided.of(days), below) << days;
    }
  }
}

TEST(Buckets, SixtyThreeBoundsAreTheMost) {
  std::vector<std::int32_t> bounds;
  for (std::int32_t bound = 0; bound < 63; ++bound) bounds.push_back(bound);
  EXPECT_EQ(buckets(with_bounds(bounds)).count(), 64);
  bounds.push_back(63);
  const auto error = error_of([&] { static_cast<void>(buckets(with_bounds(bounds))); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::out_of_bounds);
  EXPECT_THAT(error->what(), HasSubstr("64"));
}

TEST(Buckets, BothSetsTogetherMakeAtMostSixtyFour) {
  std::vector<std::int32_t> bounds;
  for (std::int32_t bound = 0; bound < 62; ++bound) bounds.push_back(bound);
  EXPECT_EQ(buckets(with_bounds(bounds, AgingBasis::due, {5})).count(), 64);
  EXPECT_TRUE(error_of([&] { static_cast<void>(buckets(with_bounds(bounds, AgingBasis::due, {5, 6}))); }));
}

TEST(Buckets, BadBoundsAreRefusedWithIndexAndValue) {
  const auto message_of = [](const AgingOptions& options) {
    const auto error = error_of([&] { static_cast<void>(buckets(options)); });
    return error ? std::string(error->what()) : std::string("no error");
  };
  EXPECT_THAT(message_of(with_bounds({0, 30, 30})), HasSubstr("bounds[2] is 30 after 30"));
  EXPECT_THAT(message_of(with_bounds({-1, 30})), HasSubstr("bounds[0] is -1"));
  EXPECT_THAT(message_of(with_bounds({0}, AgingBasis::due, {7, 3})),
              HasSubstr("forward_bounds[1] is 3 after 7"));
  EXPECT_THAT(message_of(with_bounds({30}, AgingBasis::due, {7})), HasSubstr("bounds[0]"));
  EXPECT_THAT(message_of(with_bounds({}, AgingBasis::issue, {7})),
              HasSubstr("basis due only; the basis is issue"));
}

AgingOptions with_months(std::int32_t months, std::int32_t forward = 0, AgingBasis basis = AgingBasis::due) {
  AgingOptions options;
  options.basis = basis;
  options.months = months;
  options.forward_months = forward;
  if (basis == AgingBasis::column) options.date_column = "any";
  return options;
}

TEST(MonthBuckets, LabelsNameNoMonth) {
  EXPECT_THAT(buckets(with_months(3)).labels(), ElementsAre("not_due", "m0", "m1", "m2", "over_m2"));
  EXPECT_THAT(buckets(with_months(2, 0, AgingBasis::issue)).labels(), ElementsAre("m0", "m1", "over_m1"));
  EXPECT_THAT(buckets(with_months(1, 2)).labels(),
              ElementsAre("due_over_m1", "due_m1", "due_m0", "m0", "over_m0"));
  EXPECT_THAT(buckets(with_months(3)).bounds(), ElementsAre());
}

// By hand from a calendar: 2024 is a leap year, 2023 is not.
TEST(MonthBuckets, MonthLengthsLeapYearsAndYearEnds) {
  const AgingOptions three = with_months(3);
  const auto of = [&](const char* as_of, const char* date) {
    return aging_bucket(Date(as_of), Date(date), three);
  };
  EXPECT_EQ(of("2024-03-31", "2024-04-01"), "not_due");
  EXPECT_EQ(of("2024-03-31", "2024-03-31"), "not_due");
  EXPECT_EQ(of("2024-03-31", "2024-03-30"), "m0");
  EXPECT_EQ(of("2024-03-31", "2024-03-01"), "m0");
  EXPECT_EQ(of("2024-03-31", "2024-02-29"), "m1");
  EXPECT_EQ(of("2024-03-31", "2024-02-01"), "m1");
  EXPECT_EQ(of("2024-03-31", "2024-01-31"), "m2");
  EXPECT_EQ(of("2024-03-31", "2024-01-01"), "m2");
  EXPECT_EQ(of("2024-03-31", "2023-12-31"), "over_m2");
  EXPECT_EQ(of("2023-03-01", "2023-02-28"), "m1");
  EXPECT_EQ(of("2023-03-01", "2023-03-01"), "not_due");
  EXPECT_EQ(of("2024-01-15", "2023-12-31"), "m1");
  EXPECT_EQ(of("2024-01-15", "2023-11-30"), "m2");
  EXPECT_EQ(of("2024-01-15", "2023-10-31"), "over_m2");
}

TEST(MonthBuckets, OtherBasesHaveNoNotDue) {
  const AgingOptions two = with_months(2, 0, AgingBasis::issue);
  const auto of = [&](const char* date) { return aging_bucket(Date("2024-06-10"), Date(date), two); };
  EXPECT_EQ(of("2024-09-01"), "m0");
  EXPECT_EQ(of("2024-06-30"), "m0");
  EXPECT_EQ(of("2024-06-10"), "m0");
  EXPECT_EQ(of("2024-06-01"), "m0");
  EXPECT_EQ(of("2024-05-31"), "m1");
  EXPECT_EQ(of("2024-04-30"), "over_m1");
}

TEST(MonthBuckets, ForwardMonthsSplitNotDueFarthestFirst) {
  const AgingOptions both = with_months(1, 2);
  const auto of = [&](const char* date) { return aging_bucket(Date("2023-12-31"), Date(date), both); };
  EXPECT_EQ(of("2024-02-01"), "due_over_m1");
  EXPECT_EQ(of("2024-01-31"), "due_m1");
  EXPECT_EQ(of("2024-01-01"), "due_m1");
  EXPECT_EQ(of("2023-12-31"), "due_m0");
  EXPECT_EQ(of("2023-12-30"), "m0");
  EXPECT_EQ(of("2023-11-30"), "over_m0");
}

// Month distance from years and months, for every day of five years around a leap day, and where dates begin and end.
TEST(MonthBuckets, EveryDayGoesByItsCalendarMonth) {
  const AgingOptions due = with_months(13, 5);
  const AgingOptions issue = with_months(13, 0, AgingBasis::issue);
  const auto month_of = [](Date date) {
    return std::stoi(date.iso()) * 12 + std::stoi(date.iso().substr(5));
  };
  const auto range = [](const char* first, const char* last) {
    return std::pair<std::int32_t, std::int32_t>(Date(first).days(), Date(last).days());
  };
  const std::vector<std::pair<std::int32_t, std::int32_t>> ranges = {range("2022-01-01", "2026-12-31"),
                                                                     range("1900-01-01", "1900-12-31"),
                                                                     range("9999-01-01", "9999-12-31")};
  for (const char* const text : {"2024-02-29", "2024-03-01", "2024-03-31", "2023-12-31", "2025-01-01",
                                 "1900-01-01", "1900-03-01", "9999-12-31", "9999-11-15"}) {
    const Date as_of(text);
    const Buckets by_due(due, as_of);
    const Buckets by_issue(issue, as_of);
    for (const auto& [first, last] : ranges) {
      for (std::int32_t day = first; day <= last; ++day) {
        const Date date(day);
        const std::int32_t before = month_of(as_of) - month_of(date);
        const std::string past = before < 13 ? "m" + std::to_string(std::max(before, 0)) : "over_m12";
        const std::string ahead = before > -5 ? "due_m" + std::to_string(-before) : "due_over_m4";
        const auto label = [&](const Buckets& divided) {
          return divided.labels()[static_cast<std::size_t>(divided.of(as_of - date))];
        };
        ASSERT_EQ(label(by_due), date >= as_of ? ahead : past) << text << " " << date.iso();
        ASSERT_EQ(label(by_issue), past) << text << " " << date.iso();
      }
    }
  }
}

TEST(MonthBuckets, SixtyFourBucketsAreTheMost) {
  EXPECT_EQ(buckets(with_months(62)).count(), 64);
  EXPECT_EQ(buckets(with_months(60, 2)).count(), 64);
  EXPECT_EQ(buckets(with_months(63, 0, AgingBasis::issue)).count(), 64);
  const auto status_of = [](const AgingOptions& options) {
    const auto error = error_of([&] { static_cast<void>(buckets(options)); });
    return error ? error->status() : Status::ok;
  };
  EXPECT_EQ(status_of(with_months(63)), Status::out_of_bounds);
  EXPECT_EQ(status_of(with_months(60, 3)), Status::out_of_bounds);
  EXPECT_EQ(status_of(with_months(64, 0, AgingBasis::issue)), Status::out_of_bounds);
  EXPECT_EQ(status_of(with_months(-1)), Status::out_of_bounds);
  EXPECT_EQ(status_of(with_months(2, -1)), Status::out_of_bounds);
}

TEST(MonthBuckets, DaysAndMonthsAreNotMixed) {
  const auto message_of = [](AgingOptions options, std::vector<std::int32_t> bounds,
                             std::vector<std::int32_t> forward) {
    options.bounds = std::move(bounds);
    options.forward_bounds = std::move(forward);
    const auto error = error_of([&] { static_cast<void>(buckets(options)); });
    EXPECT_TRUE(!error || error->status() == Status::invalid_argument);
    return error ? std::string(error->what()) : std::string("no error");
  };
  EXPECT_THAT(message_of(with_months(2), {0, 30}, {}), HasSubstr("months is 2 beside bounds"));
  EXPECT_THAT(message_of(with_months(2), {}, {7}), HasSubstr("months is 2 beside forward_bounds"));
  EXPECT_THAT(message_of(with_months(0, 2), {0, 30}, {}), HasSubstr("forward_months is 2 beside bounds"));
  EXPECT_THAT(message_of(with_months(0, 2), {}, {}), HasSubstr("set months to 1 or more"));
  EXPECT_THAT(message_of(with_months(2, 1, AgingBasis::issue), {}, {}),
              HasSubstr("basis due only; the basis is issue"));
}

}  // namespace
}  // namespace openitem::aging_buckets_test
