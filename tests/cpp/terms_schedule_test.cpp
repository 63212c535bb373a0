// Due dates, instalments and discount windows of one document.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "openitem/terms.hpp"

namespace openitem::terms_schedule_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string due(const char* text, const char* issue, const TermsOptions& options = {}) {
  return terms_due_dates(parse_terms(text), {Date(issue)}, options).at(0).iso();
}

Status status_of(const auto& call) {
  try {
    static_cast<void>(call());
  } catch (const Error& failure) {
    return failure.status();
  }
  return Status::ok;
}

// Complaint 12 of users of other systems: 30 instead of 31 July, 28 instead of 31 March.
TEST(TermsDates, AMonthEndIsTheLastDayOfTheMonthReached) {
  EXPECT_EQ(due("1 month + EOM", "2020-06-30"), "2020-07-31");
  EXPECT_EQ(due("1 month + EOM", "2023-02-28"), "2023-03-31");
  EXPECT_EQ(due("2 months + EOM", "2023-01-31"), "2023-03-31");
  EXPECT_EQ(due("1 month + EOM", "2024-01-31"), "2024-02-29");
  // Every day of five years: the end of the month after is the day before the first of the one behind it.
  for (Date day("1999-12-01"); day < Date("2005-01-01"); day = add_days(day, 1)) {
    const Date reached = terms_due_dates(parse_terms("1 month + EOM"), {day}).at(0);
    EXPECT_EQ(add_days(reached, 1).day(), 1) << day.iso();
    EXPECT_EQ((reached.year() - day.year()) * 12 + reached.month() - day.month(), 1) << day.iso();
  }
}

struct Step {
  const char* text;
  const char* issue;
  const char* expected;
};

class Dates : public testing::TestWithParam<Step> {};

TEST_P(Dates, AreReachedStepByStep) {
  EXPECT_EQ(due(GetParam().text, GetParam().issue), GetParam().expected);
}

// Expected days counted on a printed calendar.
INSTANTIATE_TEST_SUITE_P(
    Rules, Dates,
    testing::Values(
        Step{"net 30", "2023-01-31", "2023-03-02"}, Step{"1 month", "2023-01-31", "2023-02-28"},
        Step{"EOM + 30", "2024-01-31", "2024-03-01"}, Step{"30 days + EOM", "2024-01-31", "2024-03-31"},
        Step{"31st prox", "2024-01-05", "2024-02-29"}, Step{"31st prox", "2023-12-31", "2024-01-31"},
        Step{"next 31st", "2024-02-10", "2024-02-29"}, Step{"next 31st", "2024-02-29", "2024-02-29"},
        Step{"next 30th/31st", "2024-04-30", "2024-04-30"}, Step{"next 5th/20th", "2024-12-21", "2025-01-05"},
        Step{"next 5th/20th", "2024-12-06", "2024-12-20"},
        Step{"cutoff 25 + EOM + 10", "2024-01-25", "2024-02-10"},
        Step{"cutoff 25 + EOM + 10", "2024-01-26", "2024-03-10"},
        Step{"cutoff 20 + 10th prox", "2024-12-31", "2025-02-10"},
        Step{"on the 31st + 1 month", "2024-01-05", "2024-02-29"}, Step{"CIA", "2024-01-05", "2024-01-05"},
        Step{"due on receipt", "2024-01-05", "2024-01-05"}));

TEST(TermsDates, ClosuresPostponementsAndBusinessDays) {
  TermsOptions options;
  EXPECT_EQ(due("net 0, closed 12-20..01-06", "2023-12-31"), "2024-01-07");
  EXPECT_EQ(due("net 0, closed 02-01..02-31", "2024-02-10"), "2024-03-01");
  options.postponements = {{Date("2024-05-01"), Date("2024-05-02")},
                           {Date("2024-05-02"), Date("2024-05-03")}};
  EXPECT_EQ(due("net 0", "2024-05-01", options), "2024-05-03");
  EXPECT_EQ(due("net 0, closed 05-03..05-05", "2024-05-01", options), "2024-05-06");
  EXPECT_EQ(status_of([&] { return due("net 0, adjusted following", "2024-05-01", options); }),
            Status::not_set);
  options.calendar = Calendar::named("weekends-only");
  EXPECT_EQ(due("net 0, adjusted following", "2024-06-29", options), "2024-07-01");
  EXPECT_EQ(due("net 0, adjusted modified following", "2024-06-29", options), "2024-06-28");
  EXPECT_EQ(due("net 0, adjusted preceding", "2024-06-30", options), "2024-06-28");
  // Back to Friday would be back into the closure: the next business day.
  EXPECT_EQ(due("net 0, closed 06-01..06-29, adjusted preceding", "2024-06-10", options), "2024-07-01");
  // Cash goes with the goods, on a Saturday too.
  TermsDates delivered{Date("2024-06-20")};
  delivered.delivery = Date("2024-06-29");
  EXPECT_EQ(terms_due_dates(parse_terms("COD, adjusted following"), delivered, options).at(0),
            Date("2024-06-29"));
  options.postponements.push_back({Date("2024-05-01"), Date("2024-05-04")});
  EXPECT_EQ(status_of([&] { return due("net 0", "2024-05-01", options); }), Status::invalid_argument);
  options.postponements = {{Date("2024-05-01"), Date("2024-04-30")}};
  EXPECT_EQ(status_of([&] { return due("net 0", "2024-05-01", options); }), Status::invalid_argument);
}

TEST(TermsDates, DatingDecidesWhereThePeriodsBegin) {
  TermsDates dates{Date("2024-03-14")};
  EXPECT_EQ(status_of([&] { return terms_due_dates(parse_terms("net 30 ROG"), dates); }),
            Status::missing_value);
  EXPECT_EQ(status_of([&] { return terms_due_dates(parse_terms("net 30 AS OF"), dates); }),
            Status::missing_value);
  EXPECT_EQ(status_of([&] { return terms_due_dates(parse_terms("COD"), dates); }), Status::missing_value);
  dates.receipt = Date("2024-03-28");
  dates.as_of = Date("2024-05-01");
  dates.delivery = Date("2024-03-20");
  EXPECT_EQ(terms_due_dates(parse_terms("net 30 ROG"), dates).at(0), Date("2024-04-27"));
  EXPECT_EQ(terms_due_dates(parse_terms("net 30 AS OF"), dates).at(0), Date("2024-05-31"));
  EXPECT_EQ(terms_due_dates(parse_terms("net 30 after delivery"), dates).at(0), Date("2024-04-19"));
  EXPECT_THAT(terms_due_dates(parse_terms("40% advance, 40% CBS, balance net 10, ROG"), dates),
              ElementsAre(Date("2024-03-14"), Date("2024-03-20"), Date("2024-04-07")));
  EXPECT_THAT(terms_due_dates(parse_terms("50% net 10, balance net 10, sequential"), dates),
              ElementsAre(Date("2024-03-24"), Date("2024-04-03")));
  EXPECT_EQ(status_of([&] { return terms_due_dates(parse_terms("999 months"), {Date("9990-01-01")}); }),
            Status::date_out_of_range);
}

TEST(TermsDates, NeverBeforeTheDateTheyCountFrom) {
  for (const char* text :
       {"net 0", "net 30", "2 weeks", "1 month", "EOM", "EOM + 45", "45 days + EOM", "10th prox", "next 15th",
        "next 1st/16th", "cutoff 20 + 1st prox", "31 days + next 15th", "net 0, closed 12-24..01-02"}) {
    const PaymentTerms terms = parse_terms(text);
    Date before("1999-01-01");
    for (Date day("1999-12-01"); day < Date("2001-03-10"); day = add_days(day, 1)) {
      const Date reached = terms_due_dates(terms, {day}).at(0);
      EXPECT_GE(reached, day) << text;
      EXPECT_GE(reached, before) << text << " goes back on " << day.iso();
      before = reached;
    }
  }
}

// ---- amounts --------------------------------------------------------------------------------------------

TermsAmounts total_of(std::int64_t total) {
  TermsAmounts amounts;
  amounts.total = total;
  return amounts;
}

TEST(TermsAmounts, CreditNotesMirrorInvoices) {
  const PaymentTerms terms = parse_terms("70% net 30, XXX 500.00 net 60, 30% net 90");
  EXPECT_THAT(terms_amounts(terms, 100'000), ElementsAre(70'000, 50'000, -20'000));
  EXPECT_THAT(terms_amounts(terms, -100'000), ElementsAre(-70'000, -50'000, 20'000));
}

TEST(TermsAmounts, LargestRemainderLeavesNoLineAUnitAway) {
  TermsOptions options;
  options.residue = TermsResidue::largest_remainder;
  EXPECT_THAT(terms_amounts(parse_terms("3 instalments 1/2/3"), 100, options), ElementsAre(34, 33, 33));
  EXPECT_THAT(terms_amounts(parse_terms("3 instalments 1/2/3"), -100, options), ElementsAre(-34, -33, -33));
  EXPECT_THAT(terms_amounts(parse_terms("1/3 of total net 1, balance net 2"), 100, options),
              ElementsAre(33, 67));
  EXPECT_EQ(status_of([&] { return terms_amounts(parse_terms("XXX 1 net 1, balance net 2"), 5, options); }),
            Status::invalid_argument);
  EXPECT_EQ(status_of([&] {
              return terms_amounts(parse_terms("50% of remainder net 1, balance net 2"), 5, options);
            }),
            Status::invalid_argument);
}

TEST(TermsAmounts, BaseAmountsSumToTheBaseTotal) {
  TermsAmounts amounts = total_of(100'000);
  amounts.base_total = 108'251;
  const TermsSchedule schedule =
      schedule_terms(parse_terms("3 instalments 30/60/90"), {Date("2024-01-15")}, amounts);
  EXPECT_THAT(schedule.instalments, testing::SizeIs(3));
  EXPECT_EQ(schedule.instalments[0].base_amount, 36'083);  // 108,251 x 33,333 / 100,000 = 36,083.3
  EXPECT_EQ(schedule.instalments[2].base_amount, 108'251 - 2 * 36'083);
  const std::vector<std::int64_t> nothing = {0, 0};
  EXPECT_THAT(terms_base_amounts(nothing, 0), ElementsAre(0, 0));
  EXPECT_EQ(status_of([&] { return terms_base_amounts(nothing, 5); }), Status::inconsistent_data);
  const std::vector<std::int64_t> mixed = {700, -200};
  EXPECT_THAT(terms_base_amounts(mixed, 1'000), ElementsAre(1'400, -400));
  TermsOptions options;
  options.residue = TermsResidue::largest_remainder;
  EXPECT_EQ(status_of([&] { return terms_base_amounts(mixed, 1'000, options); }), Status::invalid_argument);
}

TEST(TermsAmounts, ZeroTotals) {
  const PaymentTerms terms = parse_terms("50% net 30, XXX 5 net 40, balance net 60");
  EXPECT_THAT(schedule_terms(terms, {Date("2024-01-15")}, total_of(0), {}, Currency("XXX")).instalments,
              testing::SizeIs(1));
  TermsOptions options;
  options.zero_total = TermsZeroTotal::every_line;
  const TermsSchedule schedule =
      schedule_terms(terms, {Date("2024-01-15")}, total_of(0), options, Currency("XXX"));
  ASSERT_THAT(schedule.instalments, testing::SizeIs(3));
  for (const Instalment& line : schedule.instalments) EXPECT_EQ(line.amount, 0);
}

TEST(TermsAmounts, WhatCannotBeIsRefused) {
  const PaymentTerms fixed = parse_terms("EUR 500 net 30, balance net 60");
  const TermsDates dates{Date("2024-01-15")};
  EXPECT_EQ(status_of([&] { return schedule_terms(fixed, dates, total_of(9), {}, Currency("USD")); }),
            Status::inconsistent_data);
  EXPECT_EQ(status_of([&] { return schedule_terms(fixed, dates, total_of(9)); }), Status::not_set);
  const PaymentTerms net = parse_terms("net 30");
  TermsAmounts amounts = total_of(100);
  amounts.tax = 101;
  EXPECT_EQ(status_of([&] { return schedule_terms(net, dates, amounts); }), Status::inconsistent_data);
  amounts.tax = -1;
  EXPECT_EQ(status_of([&] { return schedule_terms(net, dates, amounts); }), Status::inconsistent_data);
  amounts = total_of(0);
  amounts.base_total = 1;
  EXPECT_EQ(status_of([&] { return schedule_terms(net, dates, amounts); }), Status::inconsistent_data);
  EXPECT_EQ(status_of([&] { return schedule_terms(net, dates, total_of(std::int64_t{1} << 62)); }),
            Status::overflow);
  TermsOptions options;
  options.rounding = static_cast<Rounding>(10);
  EXPECT_EQ(status_of([&] { return schedule_terms(net, dates, total_of(1), options); }),
            Status::out_of_bounds);
}

// ---- discounts ------------------------------------------------------------------------------------------

TEST(TermsDiscounts, TiersGraceAndTax) {
  TermsAmounts amounts = total_of(115'000);
  amounts.tax = 15'000;
  TermsOptions options;
  const PaymentTerms terms = parse_terms("10/10, 1/20, n/30, grace 5, discount grace 2");
  TermsSchedule schedule = schedule_terms(terms, {Date("2024-06-01")}, amounts, options);
  ASSERT_THAT(schedule.discounts, testing::SizeIs(2));
  EXPECT_EQ(schedule.discounts[0].deadline, Date("2024-06-11"));
  EXPECT_EQ(schedule.discounts[0].grace_until, Date("2024-06-13"));
  EXPECT_EQ(schedule.discounts[0].payable, 103'500);  // Odoo, included: 1,035 of 1,000 + 150
  EXPECT_EQ(schedule.discounts[1].amount, 1'150);
  EXPECT_EQ(schedule.instalments[0].due, Date("2024-07-01"));
  EXPECT_EQ(schedule.instalments[0].grace_until, Date("2024-07-06"));
  options.discount_tax = TermsDiscountTax::excluded;
  schedule = schedule_terms(terms, {Date("2024-06-01")}, amounts, options);
  EXPECT_EQ(schedule.discounts[0].base, 100'000);
  EXPECT_EQ(schedule.discounts[0].payable, 105'000);  // Odoo, excluded
}

TEST(TermsDiscounts, OdooComputations) {
  const CashDiscount included = cash_discount(100'000, 15'000, 100'000'000);
  EXPECT_EQ(included.payable, 103'500);
  EXPECT_EQ(included.tax, 13'500);
  const CashDiscount excluded = cash_discount(100'000, 15'000, 100'000'000, TermsDiscountTax::excluded);
  EXPECT_EQ(excluded.payable, 105'000);
  EXPECT_EQ(excluded.tax, 15'000);
  const CashDiscount mixed = cash_discount(100'000, 15'000, 100'000'000, TermsDiscountTax::mixed);
  EXPECT_EQ(mixed.total, 113'500);
  EXPECT_EQ(mixed.payable, 103'500);
  EXPECT_EQ(cash_discount(-100'000, -15'000, 100'000'000).payable, -103'500);
  EXPECT_EQ(cash_discount(25, 0, 20'000'000, TermsDiscountTax::included, Rounding::half_even).amount, 0);
  EXPECT_EQ(cash_discount(25, 0, 20'000'000).amount, 1);
  EXPECT_EQ(status_of([&] { return cash_discount(100, -1, 1); }), Status::inconsistent_data);
  EXPECT_EQ(status_of([&] { return cash_discount(100, 1, 1'000'000'001); }), Status::out_of_bounds);
}

TEST(TermsDiscounts, PartPaymentsEarnTheirPart) {
  // 980 in time settles 1,000; 490 settles 500.
  const PartPayment half = part_payment(49'000, 100'000, 2'000);
  EXPECT_EQ(half.settled, 50'000);
  EXPECT_EQ(half.discount, 1'000);
  const PartPayment full = part_payment(98'100, 100'000, 2'000);
  EXPECT_EQ(full.settled, 100'000);
  EXPECT_EQ(full.excess, 100);
  const PartPayment credit = part_payment(-49'000, -100'000, -2'000);
  EXPECT_EQ(credit.settled, -50'000);
  EXPECT_EQ(status_of([&] { return part_payment(1, 100, 100); }), Status::invalid_argument);
  EXPECT_EQ(status_of([&] { return part_payment(-1, 100, 2); }), Status::invalid_argument);
  for (std::int64_t total = 1; total < 120; ++total) {
    for (std::int64_t discount = 0; discount < total; ++discount) {
      for (std::int64_t payment = 0; payment <= total; ++payment) {
        const PartPayment part = part_payment(payment, total, discount, Rounding::up);
        ASSERT_EQ(part.settled, payment + part.discount - part.excess);
        ASSERT_LE(part.discount, discount);
        ASSERT_LE(part.settled, total);
      }
    }
  }
}

TEST(TermsDiscounts, UnearnedDiscountsAreFound) {
  const TermsSchedule schedule = schedule_terms(parse_terms("2/10, 1/20, net 30, discount grace 1"),
                                                {Date("2024-06-01")}, total_of(100'000));
  const auto check = [&](const char* paid_on, std::int64_t paid, std::int64_t taken,
                         PartPayments part = PartPayments::nothing) {
    return check_discount(schedule, Date(paid_on), paid, taken, part);
  };
  EXPECT_EQ(check("2024-06-12", 98'000, 2'000).reason, UnearnedReason::none);
  EXPECT_EQ(check("2024-06-12", 98'000, 2'000).tier, 1);
  EXPECT_EQ(check("2024-06-13", 98'000, 2'000).unearned, 1'000);
  EXPECT_EQ(check("2024-06-13", 98'000, 2'000).reason, UnearnedReason::above_tier);
  EXPECT_EQ(check("2024-06-23", 98'000, 2'000).unearned, 2'000);
  EXPECT_EQ(check("2024-06-23", 98'000, 2'000).reason, UnearnedReason::late);
  EXPECT_EQ(check("2024-06-10", 49'000, 1'000).reason, UnearnedReason::part_paid);
  EXPECT_EQ(check("2024-06-10", 49'000, 1'000, PartPayments::pro_rata).unearned, 0);
  EXPECT_EQ(check("2024-06-10", 49'000, 1'001, PartPayments::pro_rata).unearned, 1);
  EXPECT_EQ(check("2024-06-10", 97'000, 3'000).unearned, 1'000);
  const TermsSchedule none = schedule_terms(parse_terms("net 30"), {Date("2024-06-01")}, total_of(100'000));
  EXPECT_EQ(check_discount(none, Date("2024-06-01"), 98'000, 2'000, PartPayments::nothing).reason,
            UnearnedReason::no_offer);
  EXPECT_EQ(status_of([&] { return check("2024-06-10", -1, 0); }), Status::invalid_argument);
  EXPECT_EQ(status_of([&] { return check("2024-06-10", 1, 0, PartPayments::not_set); }), Status::not_set);
}

TEST(TermsDiscounts, DeadlinesMoveOnlyWhenAsked) {
  TermsOptions options;
  options.calendar = Calendar::named("weekends-only");
  const PaymentTerms terms = parse_terms("2/10, net 30, adjusted following");
  const TermsDates dates{Date("2024-06-05")};  // + 10 = Saturday
  EXPECT_EQ(terms_discount_deadlines(terms, dates, options).at(0), Date("2024-06-15"));
  options.adjust_discounts = 1;
  EXPECT_EQ(terms_discount_deadlines(terms, dates, options).at(0), Date("2024-06-17"));
}

}  // namespace
}  // namespace openitem::terms_schedule_test
