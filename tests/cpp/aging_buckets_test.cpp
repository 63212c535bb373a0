// Buckets of days: docs/methods/aging.md, sections 1 and 2.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging/buckets.hpp"
#include "aging_fixture.hpp"

namespace openitem {
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
  EXPECT_THAT(Buckets(AgingOptions{}).labels(),
              ElementsAre("not_due", "d1_30", "d31_60", "d61_90", "over_90"));
  for (const AgingBasis basis : {AgingBasis::issue, AgingBasis::posting, AgingBasis::column}) {
    EXPECT_THAT(Buckets(with_bounds({}, basis)).labels(),
                ElementsAre("d0_30", "d31_60", "d61_90", "over_90"));
  }
}

TEST(Buckets, ANegativeAgeFallsInTheFirstBucketOfOtherBases) {
  EXPECT_EQ(bucket_of(-5, with_bounds({}, AgingBasis::issue)), "d0_30");
  EXPECT_EQ(bucket_of(0, with_bounds({}, AgingBasis::posting)), "d0_30");
}

TEST(Buckets, AFirstBoundAboveZeroMixesNotDueWithTheFirstDays) {
  const AgingOptions options = with_bounds({10, 20});
  EXPECT_THAT(Buckets(options).labels(), ElementsAre("up_to_10", "d11_20", "over_20"));
  EXPECT_EQ(bucket_of(-40, options), "up_to_10");
  EXPECT_EQ(bucket_of(10, options), "up_to_10");
  EXPECT_EQ(bucket_of(11, options), "d11_20");
}

TEST(Buckets, ForwardBoundsSplitNotDueFarthestFirst) {
  const AgingOptions options = with_bounds({0, 30}, AgingBasis::due, {7, 30});
  EXPECT_THAT(Buckets(options).labels(),
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
    const Buckets buckets(with_bounds(bounds));
    for (std::int32_t days = -400; days <= 4000; ++days) {
      std::int32_t below = 0;
      for (const std::int32_t bound : bounds) below += bound < days ? 1 : 0;
      ASSERT_EQ(buckets.of(days), below) << days;
    }
  }
}

TEST(Buckets, SixtyThreeBoundsAreTheMost) {
  std::vector<std::int32_t> bounds;
  for (std::int32_t bound = 0; bound < 63; ++bound) bounds.push_back(bound);
  EXPECT_EQ(Buckets(with_bounds(bounds)).count(), 64);
  bounds.push_back(63);
  const auto error = error_of([&] { Buckets buckets(with_bounds(bounds)); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::out_of_bounds);
  EXPECT_THAT(error->what(), HasSubstr("64"));
}

TEST(Buckets, BothSetsTogetherMakeAtMostSixtyFour) {
  std::vector<std::int32_t> bounds;
  for (std::int32_t bound = 0; bound < 62; ++bound) bounds.push_back(bound);
  EXPECT_EQ(Buckets(with_bounds(bounds, AgingBasis::due, {5})).count(), 64);
  EXPECT_TRUE(error_of([&] { Buckets buckets(with_bounds(bounds, AgingBasis::due, {5, 6})); }));
}

TEST(Buckets, BadBoundsAreRefusedWithIndexAndValue) {
  const auto message_of = [](const AgingOptions& options) {
    const auto error = error_of([&] { Buckets buckets(options); });
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

}  // namespace
}  // namespace openitem
