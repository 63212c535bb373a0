// Annuities, conversions and annual percentage rates: docs/methods/cashflow.md.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "openitem/cashflow.hpp"

namespace openitem::cashflow_annuities_test {
namespace {

using namespace cashflow;

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> kRates = {-0.2, -0.001, 0.0, 1e-9, 0.004, 0.1, 2.0};
const std::vector<PaymentTiming> kTimings = {PaymentTiming::end, PaymentTiming::beginning};

template <class Call>
Status status_of(const Call& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

TEST(CashflowAnnuities, EachPartSolvesTheEquationOfTheOthers) {
  for (const double r : kRates) {
    for (const PaymentTiming timing : kTimings) {
      for (const double n : {1.0, 12.0, 40.5, 360.0}) {
        const double payment = pmt(r, n, 1000.0, -200.0, timing);
        const double scale = 1e-9 * (std::fabs(payment) * n + 1200.0) * std::fmax(1.0, std::pow(1.0 + r, n));
        EXPECT_NEAR(fv(r, n, payment, 1000.0, timing), -200.0, scale) << r << ' ' << n;
        EXPECT_NEAR(pv(r, n, payment, -200.0, timing), 1000.0, scale * std::fmax(1.0, std::pow(1.0 + r, -n)))
            << r << ' ' << n;
      }
      EXPECT_NEAR(nper(r, pmt(r, 12, 1000.0, -200.0, timing), 1000.0, -200.0, timing), 12.0, 1e-5) << r;
    }
  }
}

TEST(CashflowAnnuities, RateInvertsPayment) {
  for (const double r : {-0.05, -1e-4, 1e-6, 0.004, 0.1, 1.5}) {
    for (const PaymentTiming timing : kTimings) {
      const YieldRoots found = rate(24, pmt(r, 24, 1000.0, 0.0, timing), 1000.0, 0.0, timing);
      EXPECT_EQ(found.yield.status, YieldStatus::solved) << r;
      EXPECT_EQ(found.yield.unique, 1);
      EXPECT_NEAR(found.yield.rate, r, 1e-11 * std::fmax(std::fabs(r), 1e-3)) << r;
    }
  }
  EXPECT_EQ(rate(12, 100, 1000).yield.status, YieldStatus::one_sign);
  // The flows of an annuity are an IRR: 1,000 now, 13 payments, 2,000 the other way at the end.
  std::vector<double> flows(14, -150.0);
  flows.front() = 1000.0;
  flows.back() += 1500.0;
  EXPECT_EQ(rate(13, -150, 1000, 1500).roots, irr(flows).roots);
}

TEST(CashflowAnnuities, InterestAndPrincipalMakeThePayment) {
  for (const double r : kRates) {
    for (const PaymentTiming timing : kTimings) {
      const std::int64_t n = 24;
      const double payment = pmt(r, 24.0, 1000.0, 0.0, timing);
      double interest = 0.0, principal = 0.0;
      for (std::int64_t k = 1; k <= n; ++k) {
        const double i = ipmt(r, k, n, 1000.0, 0.0, timing);
        const double p = ppmt(r, k, n, 1000.0, 0.0, timing);
        EXPECT_NEAR(i + p, payment, 1e-9 * std::fabs(payment));
        interest += i;
        principal += p;
        const double scale = 1e-8 * (1000.0 + std::fabs(payment) * 24);
        EXPECT_NEAR(cumipmt(r, n, 1000.0, 1, k, timing), interest, scale) << r << ' ' << k;
        EXPECT_NEAR(cumprinc(r, n, 1000.0, 1, k, timing), principal, scale) << r << ' ' << k;
      }
      EXPECT_NEAR(principal, -1000.0, 1e-6 * (1000.0 + std::fabs(payment)));
    }
  }
}

TEST(CashflowAnnuities, ImpossibleInputIsRefused) {
  EXPECT_EQ(status_of([] { return pv(-1.0, 12, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return pv(kNotANumber, 12, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return fv(0.1, HUGE_VAL, 1, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return fv(0.1, 1e6, 1, 1); }), Status::overflow);
  EXPECT_EQ(status_of([] { return pmt(0.1, 0, 1); }), Status::invalid_argument);
  EXPECT_EQ(status_of([] { return nper(0.1, 0, 0); }), Status::invalid_argument);
  EXPECT_EQ(status_of([] { return nper(0.1, -50, 1000); }), Status::invalid_argument);
  EXPECT_EQ(status_of([] { return ipmt(0.1, 0, 12, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return ppmt(0.1, 13, 12, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return cumipmt(0.1, 12, 1, 5, 4); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return rate(0, 1, 1); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return pv(0.1, 12, 1, 0, static_cast<PaymentTiming>(2)); }),
            Status::invalid_argument);
  EXPECT_EQ(status_of([] { return effective_rate(-12.0, 12); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { return nominal_rate(0.1, 0); }), Status::out_of_bounds);
}

TEST(CashflowAnnuities, RowsAreTheScalarForm) {
  const std::vector<double> rates = {0.01, 0.02, 0.0}, periods = {12.0}, present = {1000.0, 2000.0, 3000.0};
  std::vector<double> values(3);
  annuities(AnnuityFigure::pmt, {.rate = rates, .periods = periods, .present_value = present}, 2, values);
  for (std::size_t row = 0; row < 3; ++row) EXPECT_EQ(values[row], pmt(rates[row], 12.0, present[row]));
  try {
    const std::vector<double> bad = {0.01, -2.0, -3.0};
    annuities(AnnuityFigure::pmt, {.rate = bad, .periods = periods, .present_value = present}, 0, values);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.row(), 1);
    EXPECT_EQ(error.status(), Status::out_of_bounds);
  }
  std::vector<YieldStatus> statuses(3);
  const std::vector<double> payments = {-100.0, -50.0, -300.0}, tenth = {0.1};
  annuities(AnnuityFigure::nper, {.rate = tenth, .payment = payments, .present_value = present}, 0, values,
            statuses);
  EXPECT_TRUE(std::isnan(values[0]));
  EXPECT_EQ(statuses[0], YieldStatus::no_root);
  EXPECT_EQ(status_of([&] {
              annuities(AnnuityFigure::pv, {.rate = tenth}, 0, values);
              return 0;
            }),
            Status::missing_column);
  EXPECT_EQ(status_of([&] {
              annuities(AnnuityFigure::not_set, {}, 0, values);
              return 0;
            }),
            Status::not_set);
}

TEST(CashflowConversions, InvertEachOther) {
  for (const double nominal : {-0.5, -1e-6, 0.0, 1e-9, 0.12, 3.0}) {
    for (const std::int32_t periods : {1, 2, 12, 365}) {
      EXPECT_NEAR(nominal_rate(effective_rate(nominal, periods), periods), nominal,
                  1e-13 * (1 + std::fabs(nominal)));
    }
  }
  EXPECT_EQ(round_percent(0.12946, 1), 12.9);
  EXPECT_EQ(round_percent(0.1295, 1), 13.0);  // a tie of the printed decimal goes up
  EXPECT_EQ(round_percent(-0.1295, 1), -13.0);
  EXPECT_EQ(round_percent(3.24436, 0), 324.0);
}

// 12 CFR 1026 Appendix J (c)(1): the dates of the examples and what they print.
TEST(CashflowRegulationZ, DatesArePlacedAsTheExamplesDo) {
  const auto place = [](const char* from, const char* to, UnitPeriod unit, std::int32_t count) {
    const UnitPeriodFlow flow = unit_periods_between(Date(from), Date(to), unit, count);
    return std::pair(flow.unit_periods, std::lround(flow.fraction * 1e6));
  };
  using Place = std::pair<std::int32_t, long>;
  EXPECT_EQ(place("1978-01-10", "1978-02-10", UnitPeriod::month, 1), Place(1, 0));
  EXPECT_EQ(place("1978-02-10", "1978-04-01", UnitPeriod::month, 1), Place(1, 633333));
  EXPECT_EQ(place("1978-05-23", "1978-10-01", UnitPeriod::month, 3), Place(1, 433333));
  EXPECT_EQ(place("1978-01-31", "1978-02-28", UnitPeriod::month, 1), Place(1, 0));
  EXPECT_EQ(place("1978-01-30", "1978-02-28", UnitPeriod::month, 1), Place(1, 0));
  EXPECT_EQ(place("1978-02-28", "1978-03-31", UnitPeriod::month, 1), Place(1, 0));
  EXPECT_EQ(place("1978-01-10", "1978-01-31", UnitPeriod::week, 1), Place(3, 0));
  EXPECT_EQ(place("1978-01-10", "1979-07-10", UnitPeriod::year, 1), Place(1, 500000));
  EXPECT_EQ(place("1978-01-10", "1979-01-20", UnitPeriod::year, 1), Place(1, 27397));
}

TEST(CashflowRegulationZ, SingleAdvanceSinglePayment) {
  const std::vector<std::int32_t> from = {Date("1978-01-10").days()}, to = {Date("1978-07-10").days()};
  const AnnualRate six_months =
      apr_regulation_z(from, std::vector<double>{1000}, to, std::vector<double>{1044}, UnitPeriod::term);
  EXPECT_NEAR(six_months.yield.rate, 0.088, 1e-12);  // (c)(5)(ii)
  EXPECT_EQ(six_months.periods_per_year, 2.0);
  const std::vector<std::int32_t> later = {from[0] + 255};
  const AnnualRate days =
      apr_regulation_z(from, std::vector<double>{1000}, later, std::vector<double>{1080}, UnitPeriod::term);
  EXPECT_NEAR(days.yield.rate, 0.08 * 365 / 255, 1e-12);  // (c)(5)(i)
}

TEST(CashflowEu, TimeBases) {
  const auto years = [](const char* from, const char* to, EuTimeBasis basis) {
    return eu_years_between(Date(from), Date(to), basis);
  };
  EXPECT_DOUBLE_EQ(years("2019-03-25", "2019-04-30", EuTimeBasis::months), 1.0 / 12 + 5.0 / 365);
  EXPECT_DOUBLE_EQ(years("2024-02-29", "2024-04-30", EuTimeBasis::months), 2.0 / 12);
  EXPECT_DOUBLE_EQ(years("2024-01-01", "2024-03-15", EuTimeBasis::months), 2.0 / 12 + 14.0 / 365);
  EXPECT_DOUBLE_EQ(years("2024-03-01", "2024-03-20", EuTimeBasis::weeks), 2.0 / 52 + 5.0 / 366);
  EXPECT_DOUBLE_EQ(years("2023-01-01", "2026-01-01", EuTimeBasis::years), 3.0);
  EXPECT_DOUBLE_EQ(years("2024-01-01", "2025-01-01", EuTimeBasis::days_actual), 1.0);
  EXPECT_DOUBLE_EQ(years("2024-01-01", "2025-01-01", EuTimeBasis::days_365), 366.0 / 365);
  EXPECT_EQ(status_of([&] { return years("2024-01-02", "2024-01-01", EuTimeBasis::months); }),
            Status::inconsistent_data);
  EXPECT_EQ(status_of([&] { return years("2024-01-01", "2024-01-02", EuTimeBasis::not_set); }),
            Status::not_set);
}

TEST(CashflowCredit, ImpossibleCreditsAreLocated) {
  const std::vector<std::int32_t> day = {100}, before = {200, 99};
  try {
    (void)apr_eu(day, std::vector<double>{500}, before, std::vector<double>{300, 300}, EuTimeBasis::months);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Status::inconsistent_data);
    EXPECT_EQ(error.row(), 2);
  }
  const std::vector<double> zero = {0.0}, one = {1.0};
  EXPECT_EQ(status_of([&] { return apr_eu(zero, zero, one, one); }), Status::invalid_data);
  EXPECT_EQ(status_of([&] { return apr_eu(std::vector<double>{}, std::vector<double>{}, one, one); }),
            Status::invalid_argument);
}

}  // namespace
}  // namespace openitem::cashflow_annuities_test
