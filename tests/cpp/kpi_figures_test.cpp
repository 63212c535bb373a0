// Key figures on plain figures: hand-worked examples, variants against each other, warnings, bad input.

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "core/quotient.hpp"
#include "openitem/kpi.hpp"

namespace openitem::kpi::kpi_figures_test {
namespace {

using Amounts = std::vector<std::int64_t>;
using Days = std::vector<std::int32_t>;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

void expect_parts(const Figure& figure, std::int64_t numerator, std::int64_t denominator) {
  EXPECT_EQ(figure.numerator, numerator) << figure.figure;
  EXPECT_EQ(figure.denominator, denominator) << figure.figure;
}

void expect_missing(const Figure& figure, Warning why) {
  EXPECT_FALSE(figure.value.has_value()) << figure.figure;
  EXPECT_EQ(figure.warning, why) << name_of(figure.warning);
}

Status status_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()), "");
    return error.status();
  }
  return Status::ok;
}

TEST(KpiDefinitions, IdsAreUniqueAndComplete) {
  std::set<std::string_view> ids;
  for (const Definition& row : definitions()) {
    EXPECT_TRUE(ids.insert(row.figure).second) << row.figure;
    EXPECT_LT(row.figure.size(), 56U) << "it has to fit into the struct of C";
    for (const std::string_view text : {row.meaning, row.formula, row.source})
      EXPECT_FALSE(text.empty()) << row.figure;
    const bool has_parts = row.numerator_unit != PartUnit::none;
    EXPECT_EQ(has_parts, !row.numerator.empty()) << row.figure;
    EXPECT_EQ(has_parts, !row.denominator.empty()) << row.figure;
    EXPECT_EQ(has_parts, row.denominator_unit != PartUnit::none) << row.figure;
    EXPECT_TRUE(has_parts || row.kind == Kind::not_additive) << row.figure;
    EXPECT_EQ(&definition_of(row.figure), &row);
  }
  EXPECT_EQ(status_of([] { (void)definition_of("dso"); }), Status::unknown_name);
  EXPECT_EQ(definition_tables().table("definitions").rows(), static_cast<std::int64_t>(ids.size()));
}

TEST(KpiQuotient, IsExactForPowersAndRoundsOnce) {
  const Int128 two_to_100 = multiply(std::int64_t{1} << 50, std::int64_t{1} << 50);
  EXPECT_EQ(quotient(two_to_100, std::int64_t{1} << 50), 0x1p50);
  EXPECT_EQ(quotient(1, two_to_100), 0x1p-100);
  EXPECT_EQ(quotient(-two_to_100, two_to_100), -1.0);
  EXPECT_EQ(quotient(0, two_to_100), 0.0);
  EXPECT_EQ(quotient(1, 3), 1.0 / 3.0);
  EXPECT_EQ(quotient(multiply(std::int64_t{1} << 60, 3), multiply(std::int64_t{1} << 60, 7)), 3.0 / 7.0);
  // 2^53 + 1 lies between two doubles: the tie goes to the even one, one more unit breaks it.
  const std::int64_t tie = (std::int64_t{1} << 53) + 1;
  EXPECT_EQ(quotient(tie, 1), 0x1p53);
  EXPECT_EQ(quotient(multiply(tie, 1'000'000'000'000) + Int128{1}, std::int64_t{1'000'000'000'000}),
            0x1p53 + 2);
  EXPECT_EQ(quotient(largest, 1), 0x1p63);
}

// Complaint 13: a figure is what its definition says. Receivables 400 of which 150 past due, sales 1,200 in 90 days.
TEST(KpiDso, SimpleBestPossibleAndDelinquentAddUp) {
  const Amounts total = {400}, current = {250}, past_due = {150};
  const Figure all = dso(total, 1200, 90, Receivables::ending);
  const Figure best = best_possible_dso(current, 1200, 90, Receivables::ending);
  const Figure late = delinquent_dso(past_due, 1200, 90, Receivables::ending);
  EXPECT_EQ(all.value, 30.0);
  EXPECT_EQ(best.value, 18.75);
  EXPECT_EQ(late.value, 11.25);
  EXPECT_EQ(average_days_delinquent(*all.value, *best.value).value, late.value);
  EXPECT_EQ(*all.numerator, *best.numerator + *late.numerator);
  expect_parts(all, 36'000, 1200);
  EXPECT_EQ(all.unit, Unit::days);
  EXPECT_EQ(all.kind, Kind::ratio);
  EXPECT_EQ(all.warning, Warning::none);
}

TEST(KpiDso, AverageTakesTheMeanOfAllBalances) {
  const Amounts two = {100, 200}, four = {100, 200, 300, 400};
  EXPECT_EQ(dso(two, 1200, 360, Receivables::average).value, 45.0);
  EXPECT_EQ(dso(four, 1200, 360, Receivables::average).value, 75.0);
  EXPECT_EQ(average_collection_period(1200, two, 360, Receivables::average).value, 45.0);
  EXPECT_EQ(turnover(1200, two, Receivables::average).value, 8.0);
  EXPECT_EQ(turnover(1200, Amounts{200}, Receivables::ending).value, 6.0);
}

TEST(KpiDso, NumeratorsAndDenominatorsAddUpOverCustomers) {
  const Figure a = dso(Amounts{300}, 700, 30, Receivables::ending);
  const Figure b = dso(Amounts{100}, 100, 30, Receivables::ending);
  const Figure both = dso(Amounts{400}, 800, 30, Receivables::ending);
  expect_parts(both, *a.numerator + *b.numerator, *a.denominator + *b.denominator);
}

TEST(KpiDso, WarnsWhereItMeansLittle) {
  expect_missing(dso(Amounts{500}, 0, 30, Receivables::ending), Warning::no_sales);
  expect_parts(dso(Amounts{500}, 0, 30, Receivables::ending), 15'000, 0);
  EXPECT_EQ(dso(Amounts{500}, -100, 30, Receivables::ending).warning, Warning::negative_sales);
  EXPECT_EQ(dso(Amounts{-500}, 1000, 30, Receivables::ending).warning, Warning::negative_balance);
  EXPECT_EQ(dso(Amounts{-500}, 1000, 30, Receivables::ending).value, -15.0);
  EXPECT_EQ(dso(Amounts{1001}, 1000, 30, Receivables::ending).warning, Warning::short_window);
  EXPECT_EQ(dso(Amounts{1000}, 1000, 30, Receivables::ending).warning, Warning::none);
}

// April 0, March 800, February 700; 31, 30 and 28 days. 1,150 = 800 of March (30 days) + 350 of 700 (14 of 28).
TEST(KpiCountback, EmptyMonthsAreSkippedOrCounted) {
  const Amounts sales = {0, 800, 700};
  const Days days = {31, 30, 28};
  const auto count = [&](EmptyMonths empty) {
    return countback_dso(1150, sales, days, empty, ExhaustedHistory::missing);
  };
  EXPECT_EQ(count(EmptyMonths::skipped).value, 44.0);
  EXPECT_EQ(count(EmptyMonths::counted).value, 75.0);
  expect_parts(count(EmptyMonths::skipped), 30 * 700 + 350 * 28, 700);
  EXPECT_EQ(count(EmptyMonths::skipped).count, 3);
  EXPECT_EQ(count(EmptyMonths::skipped).figure, "dso_countback_skipped");
  EXPECT_EQ(count(EmptyMonths::counted).figure, "dso_countback_counted");
  EXPECT_EQ(count(EmptyMonths::counted).kind, Kind::not_additive);
}

TEST(KpiCountback, AMonthOfCreditNotesLengthensTheCount) {
  // 100 + the 50 given back in May = 150 of April's 300: 15 of 30 days.
  const Figure figure =
      countback_dso(100, Amounts{-50, 300}, Days{31, 30}, EmptyMonths::skipped, ExhaustedHistory::missing);
  EXPECT_EQ(figure.value, 15.0);
  EXPECT_EQ(figure.warning, Warning::negative_sales);
}

// 300 against sales of 100 (30 days) and 80 (31 days): 120 are left; at 80 / 31 a day that is 46.5 days.
TEST(KpiCountback, ExhaustedHistoryIsAlwaysSaid) {
  const auto count = [](ExhaustedHistory exhausted) {
    return countback_dso(300, Amounts{100, 80, 0}, Days{30, 31, 30}, EmptyMonths::skipped, exhausted);
  };
  expect_missing(count(ExhaustedHistory::missing), Warning::history_exhausted);
  EXPECT_EQ(count(ExhaustedHistory::length).value, 61.0);
  EXPECT_EQ(count(ExhaustedHistory::extrapolate).value, 107.5);
  for (const auto way : {ExhaustedHistory::length, ExhaustedHistory::extrapolate}) {
    EXPECT_EQ(count(way).warning, Warning::history_exhausted);
  }
  expect_missing(countback_dso(1, Amounts{0}, Days{30}, EmptyMonths::counted, ExhaustedHistory::extrapolate),
                 Warning::history_exhausted);
}

TEST(KpiCountback, EdgesOfTheBalance) {
  const auto count = [](std::int64_t balance) {
    return countback_dso(balance, Amounts{100, 0, 80}, Days{30, 31, 28}, EmptyMonths::counted,
                         ExhaustedHistory::missing);
  };
  EXPECT_EQ(count(0).value, 0.0);
  EXPECT_EQ(count(100).value, 30.0);  // exactly one month: the empty one before it is not reached
  EXPECT_EQ(count(180).value, 89.0);
  expect_missing(count(181), Warning::history_exhausted);
  expect_missing(count(-1), Warning::negative_balance);
}

TEST(KpiSalesWeighted, AMonthWithoutSalesHasNoWeight) {
  EXPECT_EQ(sales_weighted_dso(Amounts{0, 90}, Amounts{0, 900}, Days{31, 30}).value, 3.0);
  expect_missing(sales_weighted_dso(Amounts{1, 90}, Amounts{0, 900}, Days{31, 30}), Warning::no_sales);
  EXPECT_EQ(sales_weighted_dso(Amounts{1, 90}, Amounts{-10, 900}, Days{31, 30}).warning,
            Warning::negative_sales);
}

TEST(KpiWeightedDays, CreditsAreNettedOrDropped) {
  const Amounts amounts = {1000, -200};
  const Days days = {30, 10};
  EXPECT_EQ(true_dso(amounts, days, Credits::netted).value, 35.0);  // (30,000 - 2,000) / 800
  EXPECT_EQ(true_dso(amounts, days, Credits::dropped).value, 30.0);
  expect_missing(true_dso(Amounts{}, Days{}, Credits::netted), Warning::no_items);
  expect_missing(true_dso(Amounts{-5}, Days{3}, Credits::dropped), Warning::no_items);
  expect_missing(true_dso(Amounts{5, -5}, Days{3, 9}, Credits::netted), Warning::zero_denominator);
  EXPECT_EQ(true_dso(Amounts{-5}, Days{3}, Credits::netted).warning, Warning::negative_balance);
}

TEST(KpiWeightedDays, PaidIsTermsAndLate) {
  const Amounts amounts = {700, 100, 1};
  const Days terms = {30, 60, 14}, late = {-3, 45, 0};
  Days paid;
  for (std::size_t row = 0; row < terms.size(); ++row) paid.push_back(terms[row] + late[row]);
  const Figure days_to_pay = weighted_average_days(amounts, paid, AverageDays::days_to_pay);
  const Figure due = weighted_average_days(amounts, terms, AverageDays::terms);
  const Figure lateness = weighted_average_days(amounts, late, AverageDays::days_late);
  EXPECT_EQ(*days_to_pay.numerator, *due.numerator + *lateness.numerator);
  EXPECT_EQ(days_to_pay.denominator, due.denominator);
}

// Complaint 13, "off by one": day 0 is not past due, day 1 is.
TEST(KpiWeightedDays, PastDueBeginsOnTheDayAfterTheDueDate) {
  const Amounts amounts = {100, 200, 100};
  const Days days = {0, 1, -5};
  const Figure severity = weighted_days_past_due(amounts, days, PastDueWeights::past_due);
  expect_parts(severity, 200, 200);
  EXPECT_EQ(severity.count, 1);
  expect_parts(weighted_days_past_due(amounts, days, PastDueWeights::all_items), 200, 400);
  expect_missing(weighted_days_past_due(Amounts{9}, Days{0}, PastDueWeights::past_due), Warning::no_items);
}

TEST(KpiCollection, CeiHasNoPercentAndNoHiddenPeriods) {
  // creditguru.com prints 55.9 % with N = 3; with all sales of the quarter the same data give (6,200 + 10,890 - 6,340) /
  // (6,200 + 10,890 - 3,590) = 10,750 / 13,500.
  const Figure total = cei(6200, 10'890, 6340, 3590, 1, CeiSales::period_total);
  expect_parts(total, 10'750, 13'500);
  expect_parts(cei(6200, 10'890, 6340, 3590, 3, CeiSales::period_average), 10'470, 18'720);
  EXPECT_EQ(cei(100, 0, 100, 0, 1, CeiSales::period_total).value, 0.0);
  EXPECT_EQ(cei(100, 50, 50, 50, 1, CeiSales::period_total).value, 1.0);
  expect_missing(cei(100, 0, 100, 100, 1, CeiSales::period_total), Warning::zero_denominator);
  EXPECT_EQ(cei(-100, 0, 100, 100, 1, CeiSales::period_total).warning, Warning::negative_balance);
  EXPECT_EQ(status_of([] { (void)cei(1, 1, 1, 1, 3, CeiSales::period_total); }), Status::out_of_bounds);
}

TEST(KpiPromises, GraceAndPartialPayments) {
  const Amounts promised = {100, 100, 100, 100}, paid = {100, 100, 60, 250};
  const Days late = {2, 3, 0, -4};
  const auto rate = [&](PromiseBasis basis, PartialPayments partial) {
    return promise_kept_rate(promised, paid, late, basis, 2, partial);
  };
  expect_parts(rate(PromiseBasis::count, PartialPayments::broken), 2, 4);
  expect_parts(rate(PromiseBasis::count, PartialPayments::counted), 3, 4);
  expect_parts(rate(PromiseBasis::amount, PartialPayments::broken), 200, 400);
  expect_parts(rate(PromiseBasis::amount, PartialPayments::counted), 260,
               400);  // overpayment keeps one promise only
  expect_missing(
      promise_kept_rate(Amounts{}, Amounts{}, Days{}, PromiseBasis::count, 0, PartialPayments::broken),
      Warning::no_items);
}

TEST(KpiLosses, GrossAndNet) {
  expect_parts(bad_debt_ratio(100, 0, 10'000, Recoveries::gross), 100, 10'000);
  expect_parts(bad_debt_ratio(100, 20, 10'000, Recoveries::net), 80, 10'000);
  expect_parts(write_off_ratio(100, 20, 4000, Recoveries::net, WriteOffBase::receivables), 80, 4000);
  EXPECT_EQ(write_off_ratio(100, 0, 4000, Recoveries::gross, WriteOffBase::credit_sales).figure,
            "write_off_ratio_sales_gross");
  EXPECT_EQ(status_of([] { (void)bad_debt_ratio(100, 20, 10'000, Recoveries::gross); }),
            Status::invalid_argument);
  expect_missing(bad_debt_ratio(100, 0, 0, Recoveries::gross), Warning::no_sales);
  expect_missing(recovery_rate(5, 0), Warning::zero_denominator);
}

TEST(KpiPortfolio, SharesSumToTheWhole) {
  const std::vector<Figure> shares = aging_percentages(Amounts{50, -20, 70});
  std::int64_t sum = 0;
  for (const Figure& share : shares) {
    EXPECT_EQ(share.denominator, 100);
    sum += *share.numerator;
  }
  EXPECT_EQ(sum, 100);
  EXPECT_TRUE(aging_percentages(Amounts{}).empty());
  expect_missing(aging_percentages(Amounts{5, -5}).front(), Warning::zero_denominator);
}

TEST(KpiPortfolio, ConcentrationOfNegativeBalances) {
  const Amounts balances = {60, 40, -20};
  EXPECT_EQ(hhi(balances, NegativeBalances::excluded, HhiScale::points).value, 5200.0);
  EXPECT_EQ(hhi(balances, NegativeBalances::included, HhiScale::fraction).value, 5600.0 / 6400.0);
  EXPECT_EQ(hhi(balances, NegativeBalances::included, HhiScale::fraction).figure, "hhi_fraction_signed");
  expect_parts(top_n_share(balances, 1, NegativeBalances::excluded), 60, 100);
  expect_parts(top_n_share(balances, 1, NegativeBalances::included), 60, 80);
  expect_parts(top_n_share(balances, 9, NegativeBalances::excluded), 100, 100);
  EXPECT_EQ(status_of([&] { (void)hhi(balances, NegativeBalances::refused, HhiScale::points); }),
            Status::invalid_argument);
  EXPECT_EQ(status_of([&] { (void)gini(balances, NegativeBalances::included); }), Status::invalid_argument);
  expect_missing(hhi(Amounts{-1}, NegativeBalances::excluded, HhiScale::points), Warning::no_items);
  expect_missing(hhi(Amounts{0}, NegativeBalances::excluded, HhiScale::points), Warning::zero_denominator);
}

TEST(KpiPortfolio, Gini) {
  EXPECT_EQ(gini(Amounts{5, 5, 5}, NegativeBalances::refused).value, 0.0);
  EXPECT_EQ(gini(Amounts{0, 0, 0, 9}, NegativeBalances::refused).value, 0.75);
  // (1 x -2 + 3 x 2) / (3 x 6) of 3, 1, 2.
  EXPECT_EQ(gini(Amounts{3, 1, 2}, NegativeBalances::refused).value, 4.0 / 18.0);
}

TEST(KpiBadInput, EveryVariantMustBeChosen) {
  const Amounts one = {1};
  const Days day = {1};
  const std::vector<std::function<void()>> calls = {
      [&] { (void)dso(one, 1, 30, Receivables::not_set); },
      [&] { (void)best_possible_dso(one, 1, 30, Receivables::not_set); },
      [&] { (void)delinquent_dso(one, 1, 30, Receivables::not_set); },
      [&] { (void)countback_dso(1, one, day, EmptyMonths::not_set, ExhaustedHistory::length); },
      [&] { (void)countback_dso(1, one, day, EmptyMonths::skipped, ExhaustedHistory::not_set); },
      [&] { (void)true_dso(one, day, Credits::not_set); },
      [&] { (void)weighted_average_days(one, day, AverageDays::not_set); },
      [&] { (void)weighted_days_past_due(one, day, PastDueWeights::not_set); },
      [&] { (void)cei(1, 1, 1, 1, 1, CeiSales::not_set); },
      [&] { (void)turnover(1, one, Receivables::not_set); },
      [&] { (void)average_collection_period(1, one, 30, Receivables::not_set); },
      [&] { (void)promise_kept_rate(one, one, day, PromiseBasis::not_set, 0, PartialPayments::broken); },
      [&] { (void)promise_kept_rate(one, one, day, PromiseBasis::count, 0, PartialPayments::not_set); },
      [&] { (void)bad_debt_ratio(1, 0, 1, Recoveries::not_set); },
      [&] { (void)write_off_ratio(1, 0, 1, Recoveries::net, WriteOffBase::not_set); },
      [&] { (void)write_off_ratio(1, 0, 1, Recoveries::not_set, WriteOffBase::receivables); },
      [&] { (void)deductions_outstanding(1, 1, 1, Deductions::not_set); },
      [&] { (void)hhi(one, NegativeBalances::not_set, HhiScale::points); },
      [&] { (void)hhi(one, NegativeBalances::refused, HhiScale::not_set); },
      [&] { (void)hhi_from_shares(one, HhiScale::not_set); },
      [&] { (void)top_n_share(one, 1, NegativeBalances::not_set); },
      [&] { (void)gini(one, NegativeBalances::not_set); },
  };
  for (const auto& call : calls) EXPECT_EQ(status_of(call), Status::not_set);
}

TEST(KpiBadInput, ListsDaysAndRangesAreChecked) {
  const Amounts one = {1}, two = {1, 2}, negative = {-1};
  const Days day = {1};
  EXPECT_EQ(status_of([&] { (void)dso(two, 1, 30, Receivables::ending); }), Status::invalid_argument);
  EXPECT_EQ(status_of([&] { (void)dso(one, 1, 30, Receivables::average); }), Status::invalid_argument);
  EXPECT_EQ(status_of([&] { (void)dso(one, 1, 0, Receivables::ending); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([&] { (void)true_dso(two, day, Credits::netted); }), Status::invalid_argument);
  EXPECT_EQ(status_of([&] { (void)sales_weighted_dso(two, one, day); }), Status::invalid_argument);
  EXPECT_EQ(
      status_of([&] { (void)countback_dso(1, {}, {}, EmptyMonths::skipped, ExhaustedHistory::missing); }),
      Status::invalid_argument);
  EXPECT_EQ(status_of([&] { (void)weighted_average_days(negative, day, AverageDays::terms); }),
            Status::out_of_bounds);
  EXPECT_EQ(status_of([&] { (void)hhi_from_shares(Amounts{1'000'000'001}, HhiScale::points); }),
            Status::out_of_bounds);
  EXPECT_EQ(status_of([&] { (void)top_n_share(one, 0, NegativeBalances::refused); }), Status::out_of_bounds);
  EXPECT_EQ(status_of([] { (void)average_days_delinquent(std::numeric_limits<double>::infinity(), 1); }),
            Status::invalid_argument);
}

TEST(KpiBadInput, OverflowIsAnErrorNeverAWrap) {
  const Amounts huge = {largest}, twice = {largest, largest};
  EXPECT_EQ(status_of([&] { (void)dso(huge, 1, 2, Receivables::ending); }), Status::overflow);
  EXPECT_EQ(status_of([&] { (void)dso(twice, 1, 1, Receivables::average); }), Status::overflow);
  EXPECT_EQ(status_of([&] { (void)aging_percentages(twice); }), Status::overflow);
  EXPECT_EQ(status_of([&] { (void)cei(largest, 1, 0, 0, 1000, CeiSales::period_average); }),
            Status::overflow);
  EXPECT_EQ(status_of([&] { (void)hhi(huge, NegativeBalances::refused, HhiScale::points); }),
            Status::overflow);
  EXPECT_EQ(dso(huge, largest, 1, Receivables::ending).value, 1.0);
}

}  // namespace
}  // namespace openitem::kpi::kpi_figures_test
