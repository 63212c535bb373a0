// Survival in C++: figures worked out by hand, tails of chi-square, what is refused, the same bits for any order of equal rows.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "openitem/survival.hpp"
#include "stats/chi_square.hpp"

namespace openitem::stats_survival_test {
namespace {

using namespace stats;

const std::vector<double> times = {1, 2, 2, 3};
const std::vector<std::uint8_t> events = {1, 1, 0, 1};
const SurvivalColumns columns = {.times = times, .events = events, .weights = {}};

template <class Call>
void expect_refused(Status status, std::int64_t row, const Call& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), status) << error.what();
    EXPECT_EQ(error.row(), row) << error.what();
  }
}

TEST(Survival, ACurveByHand) {
  const SurvivalCurve curve =
      kaplan_meier(columns, {.interval = SurvivalInterval::plain, .quantiles = {0.25, 0.5, 0.9}});
  ASSERT_EQ(curve.points.size(), 3U);
  EXPECT_DOUBLE_EQ(curve.points[0].survival, 0.75);
  EXPECT_DOUBLE_EQ(curve.points[0].standard_error, std::sqrt(0.75 * 0.75 / (4.0 * 3.0)));
  EXPECT_DOUBLE_EQ(curve.points[1].survival, 0.5);
  EXPECT_EQ(curve.points[1].censored, 1.0);
  EXPECT_EQ(curve.points[2].survival, 0.0);
  EXPECT_TRUE(std::isnan(curve.points[2].standard_error));
  EXPECT_EQ(curve.quantiles[0].time, 1.5);  // the curve runs along 0.75 from 1 to 2
  EXPECT_EQ(curve.quantiles[1].time, 2.5);
  EXPECT_EQ(curve.quantiles[2].time, 3.0);
  EXPECT_EQ(curve.rows, 4);
  EXPECT_EQ(curve.weight_of_events, 3.0);
}

TEST(Survival, TablesHoldTheCurve) {
  const SurvivalCurve curve = kaplan_meier(columns, {.interval = SurvivalInterval::log});
  const Result tables = tables_of(curve);
  const Table& points = tables.table("curve");
  EXPECT_EQ(points.rows(), 3);
  EXPECT_EQ(points.column("survival").float64s()[1], curve.points[1].survival);
  EXPECT_TRUE(points.column("low").is_null(2));
  EXPECT_EQ(tables.table("quantiles").column("time").float64s()[0], 2.5);
  EXPECT_EQ(tables.table("about").text_at("value", 3), "log");
}

TEST(Survival, TailsOfChiSquare) {
  // Of 2 degrees of freedom the tail is e^(-x / 2); of 1 it is erfc(sqrt(x / 2)), of 4 e^(-x / 2) (1 + x / 2).
  for (const double x : {1e-12, 0.01, 0.5, 1.0, 3.0, 3.841458820694124, 10.0, 50.0, 300.0}) {
    EXPECT_NEAR(chi_square_tail(x, 2) / std::exp(-x / 2), 1.0, 1e-13) << x;
    EXPECT_NEAR(chi_square_tail(x, 1) / std::erfc(std::sqrt(x / 2)), 1.0, 1e-12) << x;
    EXPECT_NEAR(chi_square_tail(x, 4) / (std::exp(-x / 2) * (1 + x / 2)), 1.0, 1e-13) << x;
  }
  EXPECT_NEAR(chi_square_tail(3.841458820694124, 1), 0.05, 1e-15);  // Abramowitz and Stegun, table 26.8
  EXPECT_NEAR(chi_square_tail(118.498, 100), 0.1, 1e-6);
  EXPECT_EQ(chi_square_tail(0.0, 3), 1.0);
  EXPECT_EQ(chi_square_tail(std::numeric_limits<double>::infinity(), 3), 0.0);
  EXPECT_EQ(chi_square_tail(1e5, 1), 0.0);
  EXPECT_NEAR(chi_square_tail(100'000.0, 100'000), 0.4994, 1e-4);
}

TEST(Survival, GroupsThatCannotDifferCountNothing) {
  const std::vector<double> apart = {1, 2, 3, 10, 11, 12};
  const std::vector<std::uint8_t> early = {0, 0, 0, 1, 1, 1};
  const std::vector<std::int32_t> groups = {0, 0, 0, 1, 2, 1};
  const LogRank found = log_rank({.times = apart, .events = early, .weights = {}}, groups, 3);
  EXPECT_EQ(found.degrees_of_freedom, 1);  // group 0 is gone before the first event
  EXPECT_EQ(found.observed[0], 0.0);
  EXPECT_EQ(found.expected[0], 0.0);
}

TEST(Survival, WhatIsRefused) {
  expect_refused(Status::not_set, -1, [] { (void)kaplan_meier(columns, {}); });
  expect_refused(Status::not_set, -1, [] { (void)concordance(columns, times, ScoreMeaning::not_set); });
  const std::vector<std::int32_t> groups = {0, 1, 2, 0};
  expect_refused(Status::invalid_data, 2, [&] { (void)log_rank(columns, groups, 2); });
  expect_refused(Status::invalid_argument, -1, [&] { (void)log_rank(columns, groups, 4); });
  expect_refused(Status::out_of_bounds, -1, [&] { (void)log_rank(columns, groups, 1001); });
  const std::vector<std::uint8_t> strange = {1, 0, 2, 1};
  expect_refused(Status::invalid_data, 2, [&] {
    (void)kaplan_meier({.times = times, .events = strange, .weights = {}},
                       {.interval = SurvivalInterval::log});
  });
}

TEST(Survival, ExtremeNumbersDoNotCrash) {
  const double tiny = std::numeric_limits<double>::denorm_min(), huge = std::numeric_limits<double>::max();
  for (const std::vector<double>& weights : {std::vector<double>{tiny, tiny, tiny, tiny},
                                             {1e300, 1e-300, 1.0, 1.0},
                                             {huge / 8, huge / 8, huge / 8, huge / 8}}) {
    for (const SurvivalInterval interval :
         {SurvivalInterval::plain, SurvivalInterval::log, SurvivalInterval::log_log}) {
      const SurvivalColumns given = {.times = times, .events = events, .weights = weights};
      for (const SurvivalPoint& point : kaplan_meier(given, {.interval = interval}).points) {
        EXPECT_GE(point.survival, 0.0);
        EXPECT_LE(point.survival, 1.0);
        EXPECT_FALSE(point.low > point.high);
      }
    }
    const std::vector<std::int32_t> groups = {0, 1, 1, 0};
    const LogRank found = log_rank({.times = times, .events = events, .weights = weights}, groups, 2);
    EXPECT_FALSE(found.p_value < 0.0 || found.p_value > 1.0);
  }
}

}  // namespace
}  // namespace openitem::stats_survival_test
