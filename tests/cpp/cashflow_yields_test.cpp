// Yields with their status: docs/methods/cashflow.md.

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <random>
#include <vector>

#include "cashflow/yield_kernel.hpp"
#include "openitem/cashflow.hpp"

namespace openitem::cashflow_yields_test {
namespace {

using namespace cashflow;

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

Status status_of(const std::function<void()>& call, std::int64_t row = -1) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.row(), row) << error.what();
    return error.status();
  }
  return Status::ok;
}

TEST(CashflowYields, OneRate) {
  const YieldRoots found = irr(std::vector<double>{-100, 110});
  EXPECT_EQ(found.yield.status, YieldStatus::solved);
  EXPECT_NEAR(found.yield.rate, 0.1, 1e-15);
  EXPECT_EQ(found.yield.unique, 1);
  EXPECT_EQ(found.yield.sign_changes, 1);
  EXPECT_EQ(found.roots.size(), 1U);
}

// (1 + r) of 1.1 and 1.2: -100 (v - 1/1.1)(v - 1/1.2) 1.32.
TEST(CashflowYields, SeveralRatesAreAllFoundAndNoneIsGivenUnlessAGuessChooses) {
  const std::vector<double> flows = {-100, 230, -132};
  const YieldRoots found = irr(flows);
  EXPECT_EQ(found.yield.status, YieldStatus::several_roots);
  EXPECT_TRUE(std::isnan(found.yield.rate));
  EXPECT_EQ(found.yield.unique, 0);
  ASSERT_EQ(found.roots.size(), 2U);
  EXPECT_NEAR(found.roots[0], 0.1, 1e-12);
  EXPECT_NEAR(found.roots[1], 0.2, 1e-12);
  EXPECT_NEAR(irr(flows, {.guess = 0.5}).yield.rate, 0.2, 1e-12);
  EXPECT_NEAR(irr(flows, {.guess = 0.0}).yield.rate, 0.1, 1e-12);
}

// Rates of -50 %, 10 % and 300 % at once.
TEST(CashflowYields, ThreeRatesOnBothSidesOfZero) {
  std::vector<double> flows = {1.0};
  for (const double growth : {0.5, 1.1, 4.0}) {
    std::vector<double> next(flows.size() + 1);
    for (std::size_t at = 0; at < flows.size(); ++at) {
      next[at] += flows[at];
      next[at + 1] -= growth * flows[at];
    }
    flows = next;
  }
  const YieldRoots found = irr(flows);
  ASSERT_EQ(found.roots.size(), 3U);
  EXPECT_NEAR(found.roots[0], -0.5, 1e-12);
  EXPECT_NEAR(found.roots[1], 0.1, 1e-12);
  EXPECT_NEAR(found.roots[2], 3.0, 1e-11);
}

TEST(CashflowYields, NoRateIsAStatus) {
  EXPECT_EQ(irr(std::vector<double>{100, -100, 100}).yield.status, YieldStatus::no_root);
  EXPECT_EQ(irr(std::vector<double>{-1, -2}).yield.status, YieldStatus::one_sign);
  EXPECT_EQ(irr(std::vector<double>{0, 0}).yield.status, YieldStatus::one_sign);
  EXPECT_EQ(irr(std::vector<double>{}).yield.status, YieldStatus::one_sign);
  // 10 % twice: the value touches zero and does not cross it.
  const YieldRoots touching = irr(std::vector<double>{-100, 220, -121});
  EXPECT_EQ(touching.yield.status, YieldStatus::not_converged);
  EXPECT_TRUE(std::isnan(touching.yield.rate));
  // A day's gain of a hundred orders of magnitude, compounded to a year.
  const std::vector<std::int32_t> days = {0, 1};
  EXPECT_EQ(xirr(days, std::vector<double>{-1e-100, 1e100}).yield.status, YieldStatus::out_of_range);
}

TEST(CashflowYields, MoreSignChangesCanStillHaveOneProvenRate) {
  const YieldRoots found = irr(std::vector<double>{-100, 60, -10, 80, 20});
  EXPECT_EQ(found.yield.status, YieldStatus::solved);
  EXPECT_EQ(found.yield.sign_changes, 3);
  EXPECT_EQ(found.yield.unique, 1);
}

TEST(CashflowYields, FarRates) {
  for (const double rate : {-0.999999, -0.9, -1e-9, 0.0, 1e-9, 1e-3, 5.0, 1e6, 1e40}) {
    const YieldRoots found = irr(std::vector<double>{-1.0, 1.0 + rate});
    EXPECT_EQ(found.yield.status, YieldStatus::solved) << rate;
    EXPECT_NEAR(found.yield.rate, (1.0 + rate) - 1.0, 2e-16 + 1e-12 * std::fabs(rate)) << rate;
  }
}

TEST(CashflowYields, FlowsOfOneDayAreNettedAndOrderDoesNotMatter) {
  const std::vector<std::int32_t> days = {400, 0, 0, 800, 400};
  const std::vector<double> amounts = {70, -60, -40, 55, -10};
  const Yield netted = xirr(std::vector<std::int32_t>{0, 400, 800}, std::vector<double>{-100, 60, 55}).yield;
  const Yield found = xirr(days, amounts).yield;
  EXPECT_EQ(std::memcmp(&found, &netted, sizeof found), 0);
}

TEST(CashflowYields, BadFlowsAreLocated) {
  EXPECT_EQ(status_of([] { (void)irr(std::vector<double>{-1, kNotANumber, 2}); }, 1), Status::invalid_data);
  EXPECT_EQ(status_of([] { (void)irr(std::vector<double>{-1, 2, HUGE_VAL}); }, 2), Status::invalid_data);
  const std::vector<std::int32_t> days = {0, Date::max_days + 1};
  EXPECT_EQ(status_of([&] { (void)xirr(days, std::vector<double>{-1, 2}); }, 1), Status::date_out_of_range);
  EXPECT_EQ(status_of([&] { (void)xirr(days, std::vector<double>{-1}); }), Status::ragged_columns);
  EXPECT_EQ(status_of([] { (void)irr(std::vector<double>{-1, 2}, {.guess = -1.0}); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { (void)npv(-1.0, std::vector<double>{1}, FirstPeriod::now); }),
            Status::out_of_bounds);
  EXPECT_EQ(status_of([] { (void)npv(0.1, std::vector<double>{1}, FirstPeriod::not_set); }), Status::not_set);
}

TEST(CashflowYields, BadOffsetsAreLocated) {
  const std::vector<double> amounts = {-1, 2, 3};
  std::vector<Yield> found(2);
  const auto ask = [&](const std::vector<std::int64_t>& offsets) {
    return [&found, &amounts, offsets] { yields({.amounts = amounts, .offsets = offsets}, {}, found); };
  };
  EXPECT_EQ(status_of(ask({}), -1), Status::invalid_argument);
  EXPECT_EQ(status_of(ask({1, 2, 3}), 0), Status::invalid_argument);
  EXPECT_EQ(status_of(ask({0, 3, 2}), 2), Status::invalid_argument);
  EXPECT_EQ(status_of(ask({0, 2, 4}), 2), Status::ragged_columns);
  EXPECT_EQ(status_of(ask({0, 2, 3})), Status::ok);
}

struct Batch {
  std::vector<std::int32_t> days;
  std::vector<double> amounts;
  std::vector<std::int64_t> minor;
  std::vector<std::int64_t> offsets = {0};
};

/// Loans with an occasional payment the other way, of 2 to 40 flows.
Batch made(std::int32_t vectors) {
  std::mt19937_64 random(7);
  Batch batch;
  for (std::int32_t vector = 0; vector < vectors; ++vector) {
    const auto flows = static_cast<std::int32_t>(2 + random() % 39);
    std::int32_t day = 18'000;
    for (std::int32_t flow = 0; flow < flows; ++flow) {
      const auto cents = static_cast<std::int64_t>(1 + random() % 20'000);
      const bool paid = flow == 0 || random() % 16 == 0;
      batch.days.push_back(day);
      batch.minor.push_back(paid ? -cents * (flow == 0 ? flows : 1) : cents);
      batch.amounts.push_back(static_cast<double>(batch.minor.back()));
      day += static_cast<std::int32_t>(random() % 60);
    }
    batch.offsets.push_back(static_cast<std::int64_t>(batch.days.size()));
  }
  return batch;
}

TEST(CashflowYields, BatchesGiveTheSameBytesForAnyThreadsAsOneByOneAndFromMinorUnits) {
  const Batch batch = made(5'000);
  std::vector<Yield> one(5'000), several(5'000), minor(5'000);
  yields({.days = batch.days, .amounts = batch.amounts, .offsets = batch.offsets}, {}, one);
  yields({.days = batch.days, .amounts = batch.amounts, .offsets = batch.offsets}, {.threads = 4}, several);
  yields({.days = batch.days, .minor = batch.minor, .offsets = batch.offsets}, {}, minor);
  EXPECT_EQ(std::memcmp(one.data(), several.data(), one.size() * sizeof(Yield)), 0);
  EXPECT_EQ(std::memcmp(one.data(), minor.data(), one.size() * sizeof(Yield)), 0);
  std::int32_t solved = 0;
  for (std::size_t at = 0; at < one.size(); ++at) {
    const auto first = static_cast<std::size_t>(batch.offsets[at]);
    const auto size = static_cast<std::size_t>(batch.offsets[at + 1]) - first;
    const std::span<const std::int32_t> days(batch.days.data() + first, size);
    const std::span<const double> amounts(batch.amounts.data() + first, size);
    const Yield single = xirr(days, amounts).yield;
    ASSERT_EQ(std::memcmp(&single, &one[at], sizeof single), 0) << at;
    if (single.status != YieldStatus::solved || !(std::fabs(single.rate) < 1e3)) continue;
    ++solved;
    // The yield inverts the present value.
    double turnover = 0.0;
    for (const double amount : amounts) turnover += std::fabs(amount);
    if (single.rate > -0.5) {
      EXPECT_NEAR(xnpv(single.rate, days, amounts), 0.0, 1e-9 * turnover) << at;
    }
  }
  EXPECT_GT(solved, 3'000);
}

TEST(CashflowYields, EveryInstructionSetGivesTheSameBits) {
  const Batch batch = made(8);
  YieldLanes lanes;
  std::vector<std::vector<double>> times;
  times.reserve(8);
  for (std::size_t at = 0; at < 8; ++at) {
    const auto first = static_cast<std::size_t>(batch.offsets[at]);
    const auto size = static_cast<std::size_t>(batch.offsets[at + 1]) - first;
    std::vector<double>& own = times.emplace_back();
    for (std::size_t flow = 0; flow < size; ++flow)
      own.push_back(batch.days[first + flow] - batch.days[first]);
    lanes.add(own, {batch.amounts.data() + first, size});
  }
  const auto portable = lanes.solve(InstructionSet::portable);
  const auto best = lanes.solve(best_instruction_set());
  for (std::size_t lane = 0; lane < 8; ++lane) {
    EXPECT_EQ(std::memcmp(&portable[lane].exponent, &best[lane].exponent, sizeof(double)), 0) << lane;
    EXPECT_EQ(portable[lane].evaluations, best[lane].evaluations);
  }
}

}  // namespace
}  // namespace openitem::cashflow_yields_test
