// Payment plans: exact numbers of any size, and forms worked out by hand.

#include "openitem/plan.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/int128.hpp"
#include "plan/big_natural.hpp"

namespace openitem::plan_test {
namespace {

using plan::BigNatural;
using plan::PlanForm;
using plan::PlanTerms;

PlanTerms monthly(PlanForm form, std::int32_t instalments, std::int64_t rate) {
  PlanTerms terms;
  terms.form = form;
  terms.instalments = instalments;
  terms.rate = rate;
  terms.rate_basis = plan::PlanRateBasis::per_period;
  terms.unit = PeriodUnit::months;
  return terms;
}

Result made(std::int64_t principal, const PlanTerms& terms) {
  return plan::compute_plan(principal, Currency("EUR"), Date("2026-01-31"), terms,
                            {.apr = plan::PlanRateMethod::none});
}

std::vector<std::int64_t> payments_of(const Result& result) {
  const auto payments = result.table("instalments").int64s("payment");
  return {payments.begin(), payments.end()};
}

TEST(BigNaturals, MultiplyAddAndCompareLike128Bits) {
  std::mt19937_64 random(78);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t a = random() >> (round % 64), b = random() >> (round % 61), c = random() >> 1;
    const UInt128 product = int128::multiply(a, b);
    const BigNatural found = BigNatural(a).multiply(b);
    // high x 2^64 + low, built in another order.
    BigNatural expected(product.high);
    expected.multiply(std::uint64_t{1} << 32).multiply(std::uint64_t{1} << 32).add(BigNatural(product.low));
    EXPECT_EQ(found.compare(expected), 0);
    BigNatural sum = found;
    sum.add(BigNatural(c));
    EXPECT_EQ(sum.compare(found), c == 0 ? 0 : 1);
    EXPECT_EQ(sum.subtract(BigNatural(c)).compare(found), 0);
  }
}

TEST(BigNaturals, DivideToAWord) {
  std::mt19937_64 random(23);
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t quotient = random() >> 2;
    BigNatural divisor(random() | 1U);
    for (int factor = 0; factor < round % 7; ++factor) divisor.multiply(random() | 1U);
    BigNatural dividend = divisor;
    dividend.multiply(quotient);
    EXPECT_EQ(plan::divide_to_word(dividend, divisor).quotient, quotient);
    dividend.add(BigNatural(1));
    const plan::WordQuotient cut = plan::divide_to_word(dividend, divisor);
    const bool divides_by_one = divisor.compare(BigNatural(1)) == 0;
    EXPECT_EQ(cut.quotient, divides_by_one ? quotient + 1 : quotient);
    EXPECT_TRUE(divides_by_one || cut.remainder.compare(BigNatural(1)) == 0);
  }
  BigNatural huge(1);
  for (int factor = 0; factor < 5; ++factor) huge.multiply(~std::uint64_t{0});
  EXPECT_TRUE(plan::divide_to_word(huge, BigNatural(1)).overflows);
}

TEST(Plans, TheLongestIsStillExact) {
  // At no rate 2,000 instalments of 1,000,000.01 are 500.00 and one of 500.01.
  const std::vector<std::int64_t> payments =
      payments_of(made(100'000'001, monthly(PlanForm::annuity, 2000, 0)));
  EXPECT_EQ(payments.front(), 50'000);
  EXPECT_EQ(payments.back(), 50'001);
  const Result long_plan = made(std::int64_t{1} << 50, monthly(PlanForm::annuity, 2000, 4'166'667));
  EXPECT_EQ(long_plan.table("instalments").int64s("balance").back(), 0);
}

TEST(Plans, TheFormsByHand) {
  EXPECT_EQ(payments_of(made(10'000, monthly(PlanForm::equal_principal, 3, 10'000'000))),
            (std::vector<std::int64_t>{3333 + 100, 3333 + 67, 3334 + 33}));
  EXPECT_EQ(payments_of(made(10'000, monthly(PlanForm::interest_only, 3, 10'000'000))),
            (std::vector<std::int64_t>{100, 100, 10'100}));
  PlanTerms add_on = monthly(PlanForm::add_on, 3, 10'000'000);
  add_on.earning = plan::ChargeEarning::rule_of_78;
  const Result charged = made(10'000, add_on);  // charge 300: 3/6, 2/6, 1/6
  EXPECT_EQ(payments_of(charged), (std::vector<std::int64_t>{3433, 3433, 3434}));
  const auto interest = charged.table("instalments").int64s("interest");
  EXPECT_EQ(std::vector<std::int64_t>(interest.begin(), interest.end()),
            (std::vector<std::int64_t>{150, 100, 50}));
}

TEST(Plans, WhatNeverAmortisesSaysSo) {
  PlanTerms terms = monthly(PlanForm::given_payments, 0, 20'000'000);
  terms.given = {199, 0};
  try {
    (void)made(10'000, terms);
    FAIL() << "accepted";
  } catch (const Error& failure) {
    EXPECT_EQ(failure.status(), Status::invalid_argument);
    EXPECT_NE(std::string(failure.what()).find("201 minor units"), std::string::npos) << failure.what();
  }
}

TEST(Plans, NothingIsLeftForTheLastIsRefused) {
  PlanTerms terms = monthly(PlanForm::annuity, 3, 0);
  terms.payment_unit = 500;  // 333.33 of 1,000 minor units become 500
  EXPECT_THROW((void)made(1'000, terms), Error);
  terms.form = PlanForm::equal_principal;
  EXPECT_THROW((void)made(1'000, terms), Error);
}

TEST(Plans, TheShortestPassesOverNumbersWithoutAPlan) {
  PlanTerms terms = monthly(PlanForm::annuity, 12, 0);
  terms.payment_unit = 500;
  const Result found = plan::find_shortest_plan(1'000, Currency("EUR"), Date("2026-01-31"), terms, 600,
                                                {.apr = plan::PlanRateMethod::none});
  EXPECT_EQ(found.table("plans").int32s("instalments")[0], 2);
  EXPECT_THROW((void)plan::find_shortest_plan(1'000, Currency("EUR"), Date("2026-01-31"), terms, 400,
                                              {.apr = plan::PlanRateMethod::none}),
               Error);
}

}  // namespace
}  // namespace openitem::plan_test
