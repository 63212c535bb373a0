// Early-payment discounts: docs/methods/discounts.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "openitem/cashflow.hpp"
#include "openitem/discount.hpp"

namespace openitem::discount_test {
namespace {

using namespace discount;
using testing::HasSubstr;

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr TradeCreditMethod kNominal = TradeCreditMethod::nominal;
constexpr TradeCreditMethod kEffective = TradeCreditMethod::effective;
constexpr TradeCreditMethod kFace = TradeCreditMethod::face;

template <class Call>
Error error_of_call(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error;
  }
  return Error(Status::ok, "no error");
}
template <class Call>
Status status_of(const Call& call) {
  return error_of_call(call).status();
}

struct RandomOffer {
  double rate;
  std::int32_t discount_day, payment_day, year_days;
  std::int32_t days() const { return payment_day - discount_day; }
};

template <class Check>
void for_random_offers(const Check& check) {
  std::mt19937_64 engine(6);
  for (int round = 0; round < 2000; ++round) {
    const double rate = std::uniform_real_distribution<double>(1e-6, 0.2)(engine);
    const auto day = std::uniform_int_distribution<std::int32_t>(0, 60)(engine);
    const auto later = std::uniform_int_distribution<std::int32_t>(1, 120)(engine);
    check(RandomOffer{rate, day, day + later, round % 2 == 0 ? 360 : 365});
  }
}

// The table of textbooks (Brigham, Keown, Gitman): d / D net N in both years.
TEST(Discount, CostsOfTheUsualTerms) {
  struct Row {
    double rate;
    std::int32_t days, net;
    double nominal_360, nominal_365, effective_365, effective_360;
  };
  for (const Row& row : {Row{0.02, 10, 30, 0.36735, 0.37245, 0.44585, 0.43857},
                         Row{0.05, 10, 30, 0.94737, 0.96053, 1.55002, 1.51753},
                         Row{0.01, 10, 30, 0.18182, 0.18434, 0.20132, 0.19830},
                         Row{0.02, 15, 60, 0.16327, 0.16553, 0.17806, 0.17542}}) {
    EXPECT_NEAR(cost_of_trade_credit(row.rate, row.days, row.net, kNominal, 360), row.nominal_360, 5e-6);
    EXPECT_NEAR(cost_of_trade_credit(row.rate, row.days, row.net, kNominal, 365), row.nominal_365, 5e-6);
    EXPECT_NEAR(cost_of_trade_credit(row.rate, row.days, row.net, kEffective, 365), row.effective_365, 5e-6);
    EXPECT_NEAR(cost_of_trade_credit(row.rate, row.days, row.net, kEffective, 360), row.effective_360, 5e-6);
  }
}

TEST(Discount, FaceIsBelowNominalAndNominalBelowEffective) {
  for_random_offers([](const RandomOffer& offer) {
    const auto cost = [&](TradeCreditMethod method) {
      return cost_of_trade_credit(offer.rate, offer.discount_day, offer.payment_day, method, offer.year_days);
    };
    EXPECT_LE(cost(kFace), cost(kNominal));
    if (offer.days() <= offer.year_days) {
      EXPECT_LE(cost(kNominal), cost(kEffective) * (1 + 1e-14));
    }
  });
  for (const TradeCreditMethod method : {kNominal, kEffective, kFace}) {
    EXPECT_EQ(cost_of_trade_credit(0, 0, 30, method, 365), 0);
    EXPECT_GT(cost_of_trade_credit(0.02, 10, 30, method, 365),
              cost_of_trade_credit(0.02, 10, 45, method, 365));
  }
}

TEST(Discount, EffectiveCostIsTheYieldOfTheFlows) {
  // 20 days of 360 are 18 periods a year: the effective rate of 18 times the rate of one period.
  const double period = 0.02 / 0.98;
  EXPECT_NEAR(cost_of_trade_credit(0.02, 10, 30, kEffective, 360), cashflow::effective_rate(18 * period, 18),
              1e-14);
  // The buyer who pays 100 on day 30 instead of 98 on day 10 borrows 98 for 20 days.
  const std::vector<std::int32_t> days = {10, 30};
  const std::vector<double> flows = {98, -100};
  EXPECT_NEAR(cost_of_trade_credit(0.02, 10, 30, kEffective, 365), cashflow::xirr(days, flows).yield.rate,
              1e-11);
}

TEST(Discount, BreakEvenLeavesTheSellerIndifferent) {
  for_random_offers([](const RandomOffer& offer) {
    const double capital = offer.rate;
    const double effective =
        breakeven_discount(capital, offer.days(), Compounding::effective, offer.year_days);
    const OfferValue value = npv_of_offer(1'000'000, effective, offer.discount_day, offer.payment_day,
                                          capital, Compounding::effective, offer.year_days);
    EXPECT_NEAR(value.gain / 1e6, 0, 1e-12);
    const double simple = breakeven_discount(capital, offer.days(), Compounding::simple, offer.year_days);
    // Simple interest from the day of the discount on.
    const OfferValue from_then =
        npv_of_offer(1'000'000, simple, 0, offer.days(), capital, Compounding::simple, offer.year_days);
    EXPECT_NEAR(from_then.gain / 1e6, 0, 1e-12);
    // And the offer at its break-even costs the cost of capital.
    EXPECT_NEAR(
        cost_of_trade_credit(simple, offer.discount_day, offer.payment_day, kNominal, offer.year_days),
        capital, 1e-12);
    EXPECT_NEAR(
        cost_of_trade_credit(effective, offer.discount_day, offer.payment_day, kEffective, offer.year_days),
        capital, 1e-12);
  });
  EXPECT_EQ(breakeven_discount(0.1, 0, Compounding::simple, 365), 0);
  EXPECT_LT(breakeven_discount(-0.01, 30, Compounding::effective, 365), 0);
}

TEST(Discount, TheBuyerTakesWhatCostsMoreThanHisLoan) {
  for_random_offers([](const RandomOffer& offer) {
    for (const Compounding compounding : {Compounding::simple, Compounding::effective}) {
      const double cost =
          cost_of_trade_credit(offer.rate, offer.discount_day, offer.payment_day,
                               compounding == Compounding::simple ? kNominal : kEffective, offer.year_days);
      for (const double factor : {0.5, 0.999999, 1.000001, 2.0}) {
        const double saving = saving_of_taking(1'000'000, offer.rate, offer.discount_day, offer.payment_day,
                                               cost * factor, compounding, offer.year_days);
        EXPECT_EQ(saving > 0, factor < 1) << offer.rate << ' ' << offer.days() << ' ' << factor;
      }
    }
  });
  // 10,000.00 at 2/10 net 30, a loan at 8 %: 200.00 - 9,800.00 x 0.08 x 20 / 365 = 157.04.
  EXPECT_NEAR(saving_of_taking(1'000'000, 0.02, 10, 30, 0.08, Compounding::simple, 365), 15704.11, 0.005);
}

TEST(Discount, NetBenefitAndDays) {
  EXPECT_NEAR(discount_net_benefit(0.02, 0.05, 35, 365), 0.0152054794520548, 1e-15);
  EXPECT_DOUBLE_EQ(dso_after_discount(0.6, 10, 30), 18);
  EXPECT_DOUBLE_EQ(dso_after_discount(0, 10, 42.5), 42.5);
  EXPECT_DOUBLE_EQ(dso_after_discount(1, 10, 42.5), 10);
}

TEST(Discount, ValuesScaleWithTheAmount) {
  const OfferValue one = npv_of_offer(5'000'000, 0.01, 10, 60, 0.08, Compounding::simple, 365);
  const OfferValue credit = npv_of_offer(-5'000'000, 0.01, 10, 60, 0.08, Compounding::simple, 365);
  const OfferValue double_amount = npv_of_offer(10'000'000, 0.01, 10, 60, 0.08, Compounding::simple, 365);
  EXPECT_NEAR(one.pv_discounted, 4939174.4122, 1e-3);
  EXPECT_NEAR(one.pv_net, 4935100.0541, 1e-3);
  EXPECT_DOUBLE_EQ(one.gain, one.pv_discounted - one.pv_net);
  EXPECT_EQ(credit.gain, -one.gain);
  EXPECT_EQ(double_amount.pv_net, 2 * one.pv_net);
}

TEST(Discount, RefusesWhatIsNoOffer) {
  const Error early = error_of_call([] { return cost_of_trade_credit(0.02, 30, 30, kNominal, 365); });
  EXPECT_EQ(early.status(), Status::out_of_bounds);
  EXPECT_STREQ(early.what(), "payment_day is 30; expected a day after discount_days, which is 30");
  for (const double rate : {-0.01, 1.0, 2.0, kNotANumber, kInfinity}) {
    const Error bad = error_of_call([rate] { return cost_of_trade_credit(rate, 10, 30, kNominal, 365); });
    EXPECT_EQ(bad.status(), Status::out_of_bounds) << rate;
    EXPECT_THAT(bad.what(), HasSubstr("discount_rate is"));
  }
  const auto cost = [](std::int32_t days, std::int32_t net, TradeCreditMethod method, std::int32_t year) {
    return status_of([&] { return cost_of_trade_credit(0.02, days, net, method, year); });
  };
  EXPECT_EQ(cost(-1, 30, kNominal, 365), Status::out_of_bounds);
  EXPECT_EQ(cost(10, 4'000'001, kNominal, 365), Status::out_of_bounds);
  EXPECT_EQ(cost(10, 30, TradeCreditMethod::not_set, 365), Status::not_set);
  EXPECT_EQ(cost(10, 30, static_cast<TradeCreditMethod>(4), 365), Status::invalid_argument);
  EXPECT_EQ(cost(10, 30, kNominal, 0), Status::not_set);
  EXPECT_EQ(cost(10, 30, kNominal, 367), Status::out_of_bounds);
  EXPECT_EQ(cost(10, 30, kNominal, -365), Status::out_of_bounds);
  // 99.9999 % a day, compounded 366 times, is no number any more.
  EXPECT_EQ(status_of([] { return cost_of_trade_credit(0.999999, 0, 1, kEffective, 366); }),
            Status::overflow);

  const auto breakeven = [](double rate, std::int32_t days, Compounding compounding) {
    return status_of([&] { return breakeven_discount(rate, days, compounding, 365); });
  };
  EXPECT_EQ(breakeven(-1, 30, Compounding::simple), Status::out_of_bounds);
  EXPECT_EQ(breakeven(kNotANumber, 30, Compounding::simple), Status::out_of_bounds);
  EXPECT_EQ(breakeven(0.1, -1, Compounding::simple), Status::out_of_bounds);
  EXPECT_EQ(breakeven(0.1, 30, Compounding::not_set), Status::not_set);
  EXPECT_EQ(breakeven(-0.9, 730, Compounding::simple), Status::out_of_bounds);  // 1 - 1.8: nothing is left
  EXPECT_EQ(breakeven(1e200, 730, Compounding::effective), Status::overflow);
  EXPECT_EQ(status_of([] { return dso_after_discount(1.1, 10, 30); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return dso_after_discount(0.5, -1, 30); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return dso_after_discount(0.5, 10, kNotANumber); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return discount_net_benefit(0.02, kInfinity, 10, 365); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] {
              return npv_of_offer(std::int64_t{1} << 62, 0.02, 10, 30, 0.1, Compounding::simple, 365);
            }),
            Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return npv_of_offer(100, 0.02, 30, 30, 0.1, Compounding::simple, 365); }),
            Status::out_of_bounds);
}

}  // namespace
}  // namespace openitem::discount_test
