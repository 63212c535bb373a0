// Late interest through the facade (docs/methods/late_interest.md).

#include "openitem/interest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::interest_test {
namespace {

using aging_test::bytes_of;
using aging_test::cells;
using aging_test::proof_amount;
using ledger_test::build;
using ledger_test::euros;
using ledger_test::text_table;
using ledger_test::TextColumn;
using testing::ElementsAre;
using testing::HasSubstr;

using Rows = std::vector<std::vector<std::string>>;

InterestOptions at(std::int64_t rate) {
  InterestOptions options;
  options.rate = rate;
  options.currency = "EUR";
  return options;
}
InterestOptions over_reference(std::int64_t margin, RateReading reading = RateReading::split) {
  InterestOptions options;
  options.margin = margin;
  options.reading = reading;
  options.currency = "EUR";
  return options;
}

Table items(std::vector<std::string> amounts, std::vector<std::string> due) {
  return text_table("items", {{"amount", std::move(amounts)}, {"due_date", std::move(due)}});
}
Table payments(std::vector<std::string> item, std::vector<std::string> days,
               std::vector<std::string> amounts) {
  return text_table(
      "payments", {{"item", std::move(item)}, {"paid_on", std::move(days)}, {"amount", std::move(amounts)}});
}
// 2 % from 2024-01-01, 3 % from 2024-07-01.
Table half_years() {
  return text_table("reference", {{"from", {"2024-01-01", "2024-07-01"}}, {"rate", {"0.02", "0.03"}}});
}

Interest compute(const std::vector<Table>& tables, const char* as_of, const InterestOptions& options) {
  const TableViews views(tables);
  return compute_interest(views.views(), Date(as_of), options);
}
std::int64_t charge(const Interest& interest, std::size_t item = 0) {
  return interest.table("items").int64s("charge")[item];
}
std::string reason(const Interest& interest, std::int64_t item = 0) {
  return aging_test::cell_text(interest.table("items"), "reason", item);
}
Error error_of(const std::vector<Table>& tables, const char* as_of, const InterestOptions& options) {
  try {
    compute(tables, as_of, options);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error";
  return Error(Status::ok, "");
}

const std::vector<const char*> kLine = {"kind", "from", "to", "days", "base", "rate", "amount"};

TEST(LateInterest, SplitsAtPaymentsAndAtChangesOfTheRate) {
  // An invoice of 10,000.00 due 31 May, half of it paid 15 June, the rest 10 July; 8 points over 2 %, from July over 3 %.
  const Interest interest =
      compute({items({"10000.00"}, {"2024-05-31"}),
               payments({"0", "0"}, {"2024-06-15", "2024-07-10"}, {"5000.00", "5000.00"}), half_years()},
              "2024-12-31", over_reference(80'000'000));
  // 10,000 x 10 % x 15 / 365 = 41.10; 5,000 x 10 % x 15 / 365 = 20.55; 5,000 x 11 % x 10 / 365 = 15.07
  EXPECT_EQ(cells(interest.table("lines"), kLine),
            (Rows{{"interest", "2024-06-01", "2024-06-15", "15", "1000000", "0.1", "4110"},
                  {"interest", "2024-06-16", "2024-06-30", "15", "500000", "0.1", "2055"},
                  {"interest", "2024-07-01", "2024-07-10", "10", "500000", "0.11", "1507"}}));
  EXPECT_EQ(charge(interest), 7672);
  EXPECT_EQ(proof_amount(interest, "difference"), 0);
  EXPECT_EQ(cells(interest.table("items"), {"open", "first_day", "last_day"}),
            (Rows{{"0", "2024-06-01", "2024-07-10"}}));
}

TEST(LateInterest, ReadingsOfTheRate) {
  const std::vector<Table> tables = {items({"3650.00"}, {"2024-05-31"}),
                                     payments({"0"}, {"2024-06-10"}, {"1825.00"}), half_years()};
  EXPECT_THAT(
      cells(compute(tables, "2024-07-10", over_reference(0, RateReading::at_start)).table("lines"), kLine),
      ElementsAre(ElementsAre("interest", "2024-06-01", "2024-06-10", "10", "365000", "0.02", "200"),
                  ElementsAre("interest", "2024-06-11", "2024-07-10", "30", "182500", "0.02", "300")));
  // What was paid in June bears June's rate, what is open the rate of the as-of date, each for its whole delay.
  EXPECT_THAT(
      cells(compute(tables, "2024-07-10", over_reference(0, RateReading::at_payment)).table("lines"), kLine),
      ElementsAre(ElementsAre("interest", "2024-06-01", "2024-06-10", "10", "182500", "0.02", "100"),
                  ElementsAre("interest", "2024-06-01", "2024-07-10", "40", "182500", "0.03", "600")));
}

TEST(LateInterest, ReferenceRatesAreFixedByHalfYearWhereAsked) {
  ReferenceRates bank;
  bank.from = {Date("2023-12-01"), Date("2024-02-01"), Date("2024-06-30")};
  bank.rates = {10'000'000, 20'000'000, 30'000'000};
  EXPECT_EQ(reference_rate(bank, Date("2024-03-01")), 20'000'000);
  EXPECT_EQ(reference_rate(bank, Date("2024-03-01"), ReferenceFixing::half_year_start), 10'000'000);
  EXPECT_EQ(reference_rate(bank, Date("2024-08-01"), ReferenceFixing::before_half_year), 30'000'000);
  // The last row holds to the end of its half-year, and no longer.
  EXPECT_THROW((void)reference_rate(bank, Date("2024-07-01")), Error);
  bank.through = {std::nullopt, std::nullopt, Date("2024-12-31")};
  EXPECT_EQ(reference_rate(bank, Date("2024-07-01")), 30'000'000);
}

TEST(LateInterest, ADayBeyondTheTableIsNamed) {
  const Error error =
      error_of({items({"100.00"}, {"2024-12-15"}), half_years()}, "2025-01-02", over_reference(80'000'000));
  EXPECT_EQ(error.status(), Status::missing_value);
  EXPECT_THAT(error.what(), HasSubstr("2025-01-01"));
  EXPECT_EQ(error.column(), "reference.rate");
}

TEST(LateInterest, CountsDaysAsAsked) {
  const Date due("2026-04-01"), paid("2026-05-16");
  EXPECT_EQ(late_days(due, paid), 45);
  EXPECT_EQ(late_days(due, paid, LateDayCounting::due_to_paid), 46);
  EXPECT_EQ(late_days(due, paid, LateDayCounting::due_to_before_paid), 45);
  EXPECT_EQ(late_days(due, paid, LateDayCounting::after_due_to_before_paid), 44);
  for (const auto counting :
       {LateDayCounting::after_due_to_paid, LateDayCounting::due_to_paid, LateDayCounting::due_to_before_paid,
        LateDayCounting::after_due_to_before_paid}) {
    EXPECT_EQ(late_days(due, due, counting), 0);
    InterestOptions options = at(365'000'000);
    options.counting = counting;
    // 1,000.00 at 36.5 % is 1.00 a day.
    const Interest interest =
        compute({items({"1000.00"}, {"2026-04-01"}), payments({"0"}, {"2026-05-16"}, {"1000.00"})},
                "2026-12-31", options);
    EXPECT_EQ(charge(interest), 100 * late_days(due, paid, counting));
    EXPECT_EQ(
        charge(compute({items({"1000.00"}, {"2026-04-01"}), payments({"0"}, {"2026-04-01"}, {"1000.00"})},
                       "2026-12-31", options)),
        0);
  }
}

TEST(LateInterest, GraceTriggersOrShifts) {
  InterestOptions options = at(365'000'000);
  options.grace_days = 10;
  const std::vector<Table> early = {items({"1000.00"}, {"2024-04-30"}),
                                    payments({"0"}, {"2024-05-10"}, {"1000.00"})};
  const std::vector<Table> late = {items({"1000.00"}, {"2024-04-30"}),
                                   payments({"0"}, {"2024-05-11"}, {"1000.00"})};
  for (const InterestGrace grace : {InterestGrace::trigger, InterestGrace::shift}) {
    options.grace = grace;
    EXPECT_EQ(charge(compute(early, "2024-06-30", options)), 0);
    EXPECT_EQ(reason(compute(early, "2024-06-30", options)), "within_grace");
    EXPECT_EQ(charge(compute(late, "2024-06-30", options)), grace == InterestGrace::trigger ? 1100 : 100);
  }
}

// Good Friday and Easter Monday 2024 are 29 March and 1 April: the TARGET day after 29 March is Tuesday, 2 April.
TEST(LateInterest, ADueDateOffBusinessDaysCountsAsTheNextOne) {
  InterestOptions options = at(365'000'000);  // 1.00 a day
  const auto paid = [](const char* day) {
    return std::vector<Table>{items({"1000.00"}, {"2024-03-29"}), payments({"0"}, {day}, {"1000.00"})};
  };
  EXPECT_EQ(charge(compute(paid("2024-04-02"), "2024-06-30", options)), 400);
  options.calendar = Calendar::named("TARGET");
  options.due_on_business_day = 1;
  EXPECT_EQ(reason(compute(paid("2024-04-02"), "2024-06-30", options)), "paid_in_time");
  EXPECT_EQ(reason(compute(paid("2024-04-20"), "2024-04-02", options)), "not_due");
  const Interest late = compute(paid("2024-04-03"), "2024-06-30", options);
  EXPECT_EQ(cells(late.table("items"), {"due_date", "first_day", "charge"}),
            (Rows{{"2024-03-29", "2024-04-03", "100"}}));
  EXPECT_EQ(aging_test::about(late, "calendar"), "TARGET");
}

// Due on Friday, 3 May 2024: three business days end on Wednesday, 8 May, three calendar days on Monday.
TEST(LateInterest, GraceIsCountedInBusinessDaysWhereAsked) {
  InterestOptions options = at(365'000'000);
  options.grace_days = 3;
  const auto paid = [](const char* day) {
    return std::vector<Table>{items({"1000.00"}, {"2024-05-03"}), payments({"0"}, {day}, {"1000.00"})};
  };
  EXPECT_EQ(charge(compute(paid("2024-05-08"), "2024-06-30", options)), 500);
  options.grace_unit = GraceUnit::business_days;
  options.calendar = Calendar::of_holidays({}, saturday_sunday);
  EXPECT_EQ(reason(compute(paid("2024-05-08"), "2024-06-30", options)), "within_grace");
  EXPECT_EQ(charge(compute(paid("2024-05-09"), "2024-06-30", options)), 600);
  options.grace = InterestGrace::shift;
  const Interest shifted = compute(paid("2024-05-09"), "2024-06-30", options);
  EXPECT_EQ(charge(shifted), 100);
  EXPECT_EQ(aging_test::about(shifted, "calendar"), "of the caller");
}

TEST(LateInterest, CalendarsAreAskedForAndKnowTheirDays) {
  const std::vector<Table> tables = {items({"1.00", "1000.00"}, {"2024-05-03", "2024-06-01"})};
  InterestOptions options = at(365'000'000);
  options.due_on_business_day = 1;
  EXPECT_EQ(error_of(tables, "2024-12-31", options).status(), Status::not_set);
  options.due_on_business_day = 0;
  options.calendar = Calendar::named("TARGET");
  EXPECT_EQ(error_of(tables, "2024-12-31", options).status(), Status::invalid_argument);
  options.due_on_business_day = 1;
  options.calendar =
      Calendar::of_holidays({}, saturday_sunday, CalendarRange{Date("2024-01-01"), Date("2024-05-31")});
  const Error beyond = error_of(tables, "2024-12-31", options);
  EXPECT_EQ(beyond.status(), Status::date_out_of_range);
  EXPECT_EQ(beyond.row(), 1);
  EXPECT_EQ(beyond.column(), "items.due_date");
}

Table charged(std::vector<std::string> item, std::vector<std::string> from, std::vector<std::string> to,
              std::vector<std::string> amounts) {
  return text_table("charged", {{"item", std::move(item)},
                                {"from", std::move(from)},
                                {"to", std::move(to)},
                                {"amount", std::move(amounts)}});
}

TEST(LateInterest, SeveralEarlierChargesLeaveGaps) {
  InterestOptions options = at(365'000'000);  // 1.00 a day
  const std::vector<Table> tables = {
      items({"1000.00"}, {"2024-04-30"}),
      charged({"0", "0"}, {"2024-05-21", "2024-05-06"}, {"2024-05-25", "2024-05-10"}, {"5.00", "5.00"})};
  const Interest interest = compute(tables, "2024-05-31", options);
  EXPECT_EQ(cells(interest.table("lines"), {"from", "to", "amount"}),
            (Rows{{"2024-05-01", "2024-05-05", "500"},
                  {"2024-05-11", "2024-05-20", "1000"},
                  {"2024-05-26", "2024-05-31", "600"}}));
  EXPECT_EQ(cells(interest.table("items"), {"charge", "charged_before"}), (Rows{{"2100", "1000"}}));
  options.maximum_share = 20'000'000;  // 20.00, of which 10.00 were charged
  EXPECT_EQ(charge(compute(tables, "2024-05-31", options)), 1000);
  options.maximum_share = 5'000'000;
  EXPECT_EQ(charge(compute(tables, "2024-05-31", options)), 0);
  // From the first day on.
  options.maximum_share = 0;
  EXPECT_EQ(charge(compute({tables[0], charged({"0"}, {""}, {"2024-05-25"}, {""})}, "2024-05-31", options)),
            600);
}

TEST(LateInterest, EachEarlierChargeKnewItsDisputes) {
  const InterestOptions options = at(365'000'000);
  const std::vector<Table> tables = {
      items({"1000.00"}, {"2024-04-30"}),
      charged({"0", "0"}, {"2024-05-04", "2024-05-09"}, {"2024-05-08", "2024-05-11"}, {"", ""}),
      text_table("disputes", {{"item", {"0"}},
                              {"amount", {"400.00"}},
                              {"opened", {"2024-05-06"}},
                              {"closed", {"2024-05-11"}},
                              {"outcome", {"rejected"}}})};
  // On 8 May 400.00 were disputed; on 11 May they were not, and all of 9 to 11 May was charged.
  EXPECT_EQ(cells(compute(tables, "2024-05-15", options).table("lines"), kLine),
            (Rows{{"interest", "2024-05-01", "2024-05-03", "3", "100000", "0.365", "300"},
                  {"retroactive", "2024-05-06", "2024-05-08", "3", "40000", "0.365", "120"},
                  {"interest", "2024-05-12", "2024-05-15", "4", "100000", "0.365", "400"}}));
}

TEST(LateInterest, EarlierChargesThatCannotBeAreRefused) {
  const std::vector<Table> plain = {items({"1000.00", "10.00"}, {"2024-04-30", "2024-04-30"})};
  const auto error_with = [&](const Table& earlier, const InterestOptions& options) {
    return error_of({plain[0], earlier}, "2024-05-31", options);
  };
  struct Bad {
    Table earlier;
    Status status;
    std::int64_t row;
    const char* column;
    const char* part;
  };
  const Bad cases[] = {
      {charged({"0", "1", "0"}, {"2024-05-06", "2024-05-06", "2024-05-10"},
               {"2024-05-10", "2024-05-10", "2024-05-11"}, {"", "", ""}),
       Status::inconsistent_data, 2, "charged.to", "overlaps that of row 0"},
      {charged({"0"}, {"2024-05-06"}, {"2024-05-05"}, {""}), Status::inconsistent_data, 0, "charged.to",
       "not before"},
      {charged({"0"}, {"2024-05-06"}, {""}, {""}), Status::missing_value, 0, "charged.to", "a day"},
      {charged({"2"}, {"2024-05-06"}, {"2024-05-06"}, {""}), Status::unknown_reference, 0, "charged.item",
       "'2'"},
      {charged({"0"}, {"2024-05-06"}, {"2024-05-06"}, {"-1.00"}), Status::inconsistent_data, 0,
       "charged.amount", "sign"},
  };
  for (const Bad& bad : cases) {
    const Error error = error_with(bad.earlier, at(80'000'000));
    EXPECT_EQ(error.status(), bad.status) << error.what();
    EXPECT_EQ(error.row(), bad.row) << error.what();
    EXPECT_EQ(error.column(), bad.column) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(bad.part));
  }
  InterestOptions twice = at(80'000'000);
  twice.charged_through = Date("2024-05-05");
  EXPECT_EQ(error_with(charged({"0"}, {""}, {"2024-05-05"}, {""}), twice).status(), Status::invalid_argument);
}

TEST(LateInterest, SaysWhyNothingIsCharged) {
  const Interest interest = compute({items({"100.00", "-100.00", "0.00", "100.00", "100.00"},
                                           {"2024-07-31", "2024-01-31", "2024-01-31", "", "2024-05-31"}),
                                     payments({"4"}, {"2024-05-31"}, {"100.00"})},
                                    "2024-06-30", at(80'000'000));
  EXPECT_EQ(cells(interest.table("items"), {"reason", "charge"}), (Rows{{"not_due", "0"},
                                                                        {"credit", "0"},
                                                                        {"no_amount", "0"},
                                                                        {"no_due_date", "0"},
                                                                        {"paid_in_time", "0"}}));
  EXPECT_EQ(interest.table("lines").rows(), 0);
  EXPECT_EQ(proof_amount(interest, "items"), 20000);
  EXPECT_EQ(proof_amount(interest, "not_charged_credit"), -10000);
}

TEST(LateInterest, DisputedPartsAreSuspendedAndAccrueWhenRejected) {
  const auto with = [](const char* closed, const char* outcome) {
    return std::vector<Table>{items({"1000.00"}, {"2024-04-30"}),
                              text_table("disputes", {{"item", {"0"}},
                                                      {"amount", {"400.00"}},
                                                      {"opened", {"2024-05-06"}},
                                                      {"closed", {closed}},
                                                      {"outcome", {outcome}}})};
  };
  // 1,000.00 at 36.5 %: 1.00 a day, 0.60 while 400.00 are disputed.
  InterestOptions options = at(365'000'000);
  EXPECT_EQ(charge(compute(with("", ""), "2024-05-15", options)), 500 + 600);
  EXPECT_EQ(charge(compute(with("2024-05-11", "accepted"), "2024-05-15", options)), 500 + 300 + 500);
  EXPECT_EQ(charge(compute(with("2024-05-11", "rejected"), "2024-05-15", options)), 1500);
  options.accrue_rejected = 0;
  EXPECT_EQ(charge(compute(with("2024-05-11", "rejected"), "2024-05-15", options)), 500 + 300 + 500);
  options.accrue_rejected = 1;
  // Charged through 8 May with the dispute open: what was suspended then follows as a line of its own.
  options.charged_through = Date("2024-05-08");
  EXPECT_EQ(cells(compute(with("2024-05-11", "rejected"), "2024-05-15", options).table("lines"), kLine),
            (Rows{{"retroactive", "2024-05-06", "2024-05-08", "3", "40000", "0.365", "120"},
                  {"interest", "2024-05-09", "2024-05-15", "7", "100000", "0.365", "700"}}));
  options.charged_through = Date("2024-05-12");  // the dispute was over: all of it was charged
  EXPECT_EQ(charge(compute(with("2024-05-11", "rejected"), "2024-05-15", options)), 300);
}

TEST(LateInterest, ChargesNoDayTwice) {
  const std::vector<Table> tables = {items({"1000.00"}, {"2024-04-30"}),
                                     payments({"0"}, {"2024-05-20"}, {"300.00"})};
  InterestOptions options = at(365'000'000);
  const std::int64_t whole = charge(compute(tables, "2024-06-30", options));
  const std::int64_t first = charge(compute(tables, "2024-05-31", options));
  options.charged_through = Date("2024-05-31");
  EXPECT_EQ(first + charge(compute(tables, "2024-06-30", options)), whole);
  EXPECT_EQ(reason(compute(tables, "2024-05-31", options)), "charged_before");
}

TEST(LateInterest, RoundsByLineItemOrDay) {
  InterestOptions options = at(85'000'000);
  const std::vector<Table> tables = {items({"1000.00"}, {"2024-04-30"})};
  // GOV.UK: 1,000 at 8.5 %: 23p a day, 50 days 11.50; exact 11.643836
  options.round_by = InterestRounding::day;
  EXPECT_EQ(charge(compute(tables, "2024-06-19", options)), 1150);
  options.round_by = InterestRounding::line;
  const Interest exact = compute(tables, "2024-06-19", options);
  EXPECT_EQ(charge(exact), 1164);
  EXPECT_EQ(exact.table("lines").int64s("residue")[0], 383'561'644);
  // Three lines of 33.333.. cents: rounded one by one they lose a cent.
  const std::vector<Table> thirds = {items({"121.666"}, {"2024-04-30"}),
                                     payments({"0", "0"}, {"2024-05-01", "2024-05-02"}, {"0.001", "0.001"})};
  InterestOptions of_thirds = at(1'000'000);
  of_thirds.currency = "KWD";
  const Interest by_line = compute(thirds, "2024-05-03", of_thirds);
  of_thirds.round_by = InterestRounding::item;
  const Interest by_item = compute(thirds, "2024-05-03", of_thirds);
  EXPECT_EQ(charge(by_line), 0);
  EXPECT_EQ(charge(by_item), 1);
  EXPECT_EQ(reason(by_line), "no_interest");
}

TEST(LateInterest, MinimumMaximumAndCompensation) {
  const std::vector<Table> plain = {items({"1000.00"}, {"2024-04-30"})};
  const auto limited = [&](const char* minimum, const char* maximum) {
    std::vector<Table> tables = plain;
    tables.push_back(text_table("limits", {{"minimum", {minimum}}, {"maximum", {maximum}}}));
    return tables;
  };
  InterestOptions options = at(365'000'000);  // 1.00 a day
  EXPECT_EQ(reason(compute(limited("11.00", ""), "2024-05-10", options)), "below_minimum");
  EXPECT_EQ(charge(compute(limited("11.00", ""), "2024-05-11", options)), 1100);
  options.minimum = InterestMinimum::raised;
  EXPECT_EQ(charge(compute(limited("11.00", ""), "2024-05-10", options)), 1100);
  EXPECT_EQ(charge(compute(limited("", "5.00"), "2024-05-10", options)), 500);
  options.maximum_share = 4'000'000;  // 0.4 % of 1,000.00
  const Interest bounded = compute(limited("", "5.00"), "2024-05-10", options);
  EXPECT_EQ(cells(bounded.table("lines"), {"kind", "amount"}),
            (Rows{{"interest", "1000"}, {"maximum", "-600"}}));
  std::vector<Table> tables = plain;
  tables.push_back(
      text_table("compensation", {{"from_amount", {"0", "1000.00"}}, {"compensation", {"40.00", "70.00"}}}));
  options = at(365'000'000);
  EXPECT_EQ(charge(compute(tables, "2024-05-10", options)), 1000 + 7000);
  options.charged_through = Date("2024-05-05");  // compensated with the first charge
  EXPECT_EQ(charge(compute(tables, "2024-05-10", options)), 500);
}

TEST(LateInterest, TaxCompoundingAndCredits) {
  InterestOptions options = at(365'000'000);
  options.base = InterestBase::net_of_tax;
  EXPECT_EQ(
      charge(compute(
          {text_table("items",
                      {{"amount", {"1190.00"}}, {"tax_amount", {"190.00"}}, {"due_date", {"2024-04-30"}}})},
          "2024-05-10", options)),
      1000);
  options = at(120'000'000);
  options.day_count = DayCount::thirty_e_360;
  options.compounding_months = 1;
  // 1 % a month: 10.00, 10.10, 10.20 (10.201)
  EXPECT_EQ(charge(compute({items({"1000.00"}, {"2024-03-31"})}, "2024-06-30", options)), 3030);
  options.compounding_months = 0;
  EXPECT_EQ(charge(compute({items({"1000.00"}, {"2024-03-31"})}, "2024-06-30", options)), 3000);
  options.on_credits = 1;
  EXPECT_EQ(charge(compute({items({"-1000.00"}, {"2024-03-31"})}, "2024-06-30", options)), -3000);
}

TEST(LateInterest, ActActIsdaCountsEachDayInItsYear) {
  InterestOptions options = at(100'000'000);
  options.day_count = DayCount::act_act_isda;
  const Interest interest = compute({items({"1000.00"}, {"2023-12-21"})}, "2024-01-10", options);
  EXPECT_EQ(cells(interest.table("lines"), {"from", "to", "numerator", "denominator", "amount"}),
            (Rows{{"2023-12-22", "2023-12-31", "10", "365", "274"},
                  {"2024-01-01", "2024-01-10", "10", "366", "273"}}));
}

TEST(LateInterest, ReadsRaggedPaymentsAndKeys) {
  const std::vector<std::string> days = {"2024-05-05", "2024-05-10", "2024-05-07"};
  const std::vector<std::string> amounts = {"100.00", "900.00", "500.00"};
  const Interest ragged = compute({text_table("items", {{"amount", {"1000.00", "500.00"}},
                                                        {"due_date", {"2024-04-30", "2024-04-30"}},
                                                        {"payments", {"2", "1"}}}),
                                   text_table("payments", {{"paid_on", days}, {"amount", amounts}})},
                                  "2024-12-31", at(365'000'000));
  const Interest keyed = compute({text_table("items", {{"item", {"A", "B"}},
                                                       {"amount", {"1000.00", "500.00"}},
                                                       {"due_date", {"2024-04-30", "2024-04-30"}}}),
                                  payments({"A", "A", "B"}, days, amounts)},
                                 "2024-12-31", at(365'000'000));
  EXPECT_EQ(charge(ragged, 0), 950);
  EXPECT_EQ(charge(ragged, 1), 350);
  EXPECT_EQ(charge(keyed, 0), 950);
  EXPECT_EQ(charge(keyed, 1), 350);
}

struct BadInput {
  const char* name;
  std::function<Error()> run;
  Status status;
  std::int64_t row;
  const char* column;
  const char* part;
};

TEST(LateInterest, RefusesBadInputAtItsPlace) {
  const auto of_items = [](const char* column, const char* value) {
    std::map<std::string, std::string> cells = {
        {"amount", "100.00"}, {"due_date", "2024-04-30"}, {"currency", "EUR"}};
    cells[column] = value;
    std::vector<TextColumn> columns;
    for (const auto& [name, cell] : cells)
      columns.push_back({name.c_str(), {cells.at(name) == cell ? cell : cell}});
    std::vector<Table> tables = {text_table("items", columns)};
    return error_of(tables, "2024-06-30", at(80'000'000));
  };
  const auto of_payments = [](std::vector<std::string> days, std::vector<std::string> amounts,
                              const char* item = "0") {
    return error_of({items({"100.00"}, {"2024-04-30"}),
                     payments(std::vector<std::string>(days.size(), item), days, amounts)},
                    "2024-06-30", at(80'000'000));
  };
  const auto of_reference = [](std::vector<TextColumn> columns) {
    return error_of({items({"100.00"}, {"2024-04-30"}), text_table("reference", columns)}, "2024-06-30",
                    over_reference(80'000'000));
  };
  const auto of_options = [](const std::function<void(InterestOptions&)>& change) {
    InterestOptions options = at(80'000'000);
    change(options);
    return error_of({items({"100.00"}, {"2024-04-30"})}, "2024-06-30", options);
  };
  const std::vector<BadInput> cases = {
      {"amount", [&] { return of_items("amount", "ten"); }, Status::invalid_data, 0, "items.amount", "ten"},
      {"no amount", [&] { return of_items("amount", ""); }, Status::missing_value, 0, "items.amount",
       "amount"},
      {"due", [&] { return of_items("due_date", "2024-02-30"); }, Status::invalid_data, 0, "items.due_date",
       "2024-02-30"},
      {"currency", [&] { return of_items("currency", "EUX"); }, Status::unknown_name, 0, "items.currency",
       "EUX"},
      {"column", [&] { return of_items("due", "2024-01-01"); }, Status::unknown_name, -1, "items.due", "due"},
      {"rate", [&] { return of_items("rate", "-0.1"); }, Status::invalid_data, 0, "items.rate", "-0.1"},
      {"charged", [&] { return of_items("charged_through", "x"); }, Status::invalid_data, 0,
       "items.charged_through", "x"},
      {"beyond",
       [&] {
         return of_payments({"2024-05-01", "2024-05-02"}, {"60.00", "60.00"});
       },
       Status::inconsistent_data, 1, "payments.amount", "60.00"},
      {"taken back", [&] { return of_payments({"2024-05-01"}, {"-1.00"}); }, Status::inconsistent_data, 0,
       "payments.amount", "-1.00"},
      {"paid on", [&] { return of_payments({""}, {"1.00"}); }, Status::missing_value, 0, "payments.paid_on",
       "a day"},
      {"item", [&] { return of_payments({"2024-05-01"}, {"1.00"}, "7"); }, Status::unknown_reference, 0,
       "payments.item", "7"},
      {"order",
       [&] {
         return of_reference({{"from", {"2024-01-01", "2024-01-01"}}, {"rate", {"0.01", "0.02"}}});
       },
       Status::invalid_data, 1, "reference.from", "2024-01-01"},
      {"percent",
       [&] {
         return of_reference({{"from", {"2024-01-01"}}, {"rate", {"315"}}});
       },
       Status::invalid_data, 0, "reference.rate", "315"},
      {"no rate",
       [&] {
         return of_reference({{"from", {"2024-01-01"}}, {"rate", {""}}});
       },
       Status::missing_value, 0, "reference.rate", "fraction"},
      {"gap",
       [&] {
         return of_reference(
             {{"from", {"2024-01-01", "2024-06-01"}}, {"through", {"2024-05-10", ""}}, {"rate", {"0", "0"}}});
       },
       Status::missing_value, -1, "reference.rate", "2024-05-11"},
      {"through",
       [&] {
         return of_reference({{"from", {"2024-01-01"}}, {"through", {"2023-12-31"}}, {"rate", {"0"}}});
       },
       Status::invalid_data, 0, "reference.through", "2023-12-31"},
      {"nothing stated", [&] { return of_options([](InterestOptions& o) { o.rate.reset(); }); },
       Status::not_set, -1, "", "rate"},
      {"margin alone",
       [&] {
         return of_options([](InterestOptions& o) {
           o.rate.reset();
           o.margin = 0;
         });
       },
       Status::missing_column, -1, "reference", "reference"},
      {"two rates", [&] { return of_options([](InterestOptions& o) { o.margin = 0; }); },
       Status::invalid_argument, -1, "", "exclude"},
      {"rate bound", [&] { return of_options([](InterestOptions& o) { o.rate = -1; }); },
       Status::out_of_bounds, -1, "", "rate"},
      {"day count", [&] { return of_options([](InterestOptions& o) { o.day_count = DayCount::bus_252; }); },
       Status::invalid_argument, -1, "", "day_count"},
      {"no day count",
       [&] { return of_options([](InterestOptions& o) { o.day_count = DayCount::not_set; }); },
       Status::not_set, -1, "", "day_count"},
      {"grace", [&] { return of_options([](InterestOptions& o) { o.grace_days = -1; }); },
       Status::out_of_bounds, -1, "", "grace_days"},
      {"ledger option",
       [&] { return of_options([](InterestOptions& o) { o.known_at = Date("2024-01-01"); }); },
       Status::invalid_argument, -1, "", "known_at"},
      {"compounding twice",
       [&] {
         return of_options([](InterestOptions& o) {
           o.compounding_months = 1;
           o.charged_through = Date("2024-05-05");
         });
       },
       Status::invalid_argument, -1, "", "charged"},
      {"by", [&] { return of_options([](InterestOptions& o) { o.by = {"region"}; }); },
       Status::missing_column, -1, "items.region", "region"},
  };
  for (const BadInput& bad : cases) {
    const Error error = bad.run();
    EXPECT_EQ(error.status(), bad.status) << bad.name << ": " << error.what();
    EXPECT_EQ(error.row(), bad.row) << bad.name << ": " << error.what();
    EXPECT_EQ(error.column(), bad.column) << bad.name << ": " << error.what();
    EXPECT_THAT(error.what(), HasSubstr(bad.part)) << bad.name;
  }
}

TEST(LateInterest, OverflowIsSaid) {
  InterestOptions options = at(100'000'000'000);
  EXPECT_EQ(error_of({items({"40000000000000000.00"}, {"1950-04-30"})}, "2024-06-30", options).status(),
            Status::overflow);
}

// ---- ledgers ---------------------------------------------------------------------------------------------

std::vector<Table> invoice_paid_in_parts() {
  return {text_table("documents", {{"id", {"I1", "P1", "P2"}},
                                   {"customer", {"A", "A", "A"}},
                                   {"kind", {"invoice", "payment", "payment"}},
                                   {"issue_date", {"2024-05-01", "2024-06-15", "2024-07-10"}},
                                   {"due_date", {"2024-05-31", "", ""}},
                                   {"amount", {"10000.00", "-5000.00", "-5000.00"}}}),
          text_table("applications", {{"credit_id", {"P1", "P2"}},
                                      {"debit_id", {"I1", "I1"}},
                                      {"amount", {"5000.00", "5000.00"}},
                                      {"applied_on", {"2024-06-15", "2024-07-10"}}})};
}

TEST(LateInterestOfLedger, SplitsAsPlainItemsDo) {
  const Ledger ledger = build(invoice_paid_in_parts());
  const std::vector<Table> tables = {half_years()};
  const TableViews views(tables);
  const Interest interest =
      compute_interest(ledger, Date("2024-12-31"), views.views(), over_reference(80'000'000));
  EXPECT_EQ(cells(interest.table("lines"), {"customer", "id", "from", "to", "amount"}),
            (Rows{{"A", "I1", "2024-06-01", "2024-06-15", "4110"},
                  {"A", "I1", "2024-06-16", "2024-06-30", "2055"},
                  {"A", "I1", "2024-07-01", "2024-07-10", "1507"}}));
  EXPECT_EQ(cells(interest.table("rows"), {"customer", "currency", "charge"}), (Rows{{"A", "EUR", "7672"}}));
  // On 30 June only the first payment had come.
  EXPECT_EQ(charge(compute_interest(ledger, Date("2024-06-30"), views.views(), over_reference(80'000'000))),
            6165);
}

TEST(LateInterestOfLedger, InterestDocumentsSayWhatWasCharged) {
  std::vector<Table> tables = invoice_paid_in_parts();
  tables[0] =
      text_table("documents", {{"id", {"I1", "P1", "P2", "Z1"}},
                               {"customer", {"A", "A", "A", "A"}},
                               {"kind", {"invoice", "payment", "payment", "interest"}},
                               {"issue_date", {"2024-05-01", "2024-06-15", "2024-07-10", "2024-06-30"}},
                               {"due_date", {"2024-05-31", "", "", "2024-07-14"}},
                               {"amount", {"10000.00", "-5000.00", "-5000.00", "61.65"}}});
  const Ledger ledger = build(tables);
  InterestOptions options = at(100'000'000);
  EXPECT_EQ(charge(compute_interest(ledger, Date("2024-07-31"), {}, options)), 4110 + 3425);
  options.charged_interest = ChargedInterest::charged_through;
  const Interest rest = compute_interest(ledger, Date("2024-07-31"), {}, options);
  EXPECT_EQ(charge(rest), 1370);
  EXPECT_EQ(reason(rest, 1), "charge_document");
}

TEST(LateInterestOfLedger, EachInstalmentIsAnItem) {
  const Ledger ledger = build({text_table("documents", {{"id", {"I", "P"}},
                                                        {"customer", {"A", "A"}},
                                                        {"kind", {"invoice", "payment"}},
                                                        {"issue_date", {"2024-01-01", "2024-03-11"}},
                                                        {"amount", {"2000.00", "-1500.00"}}}),
                               text_table("applications", {{"credit_id", {"P"}},
                                                           {"debit_id", {"I"}},
                                                           {"amount", {"1500.00"}},
                                                           {"applied_on", {"2024-03-11"}}}),
                               text_table("instalments", {{"document_id", {"I", "I"}},
                                                          {"number", {"1", "2"}},
                                                          {"due_date", {"2024-03-01", "2024-04-01"}},
                                                          {"amount", {"1000.00", "1000.00"}}})});
  const Interest interest = compute_interest(ledger, Date("2024-04-11"), {}, at(365'000'000));
  EXPECT_EQ(cells(interest.table("lines"), {"instalment", "from", "to", "base", "amount"}),
            (Rows{{"1", "2024-03-02", "2024-03-11", "100000", "1000"},
                  {"2", "2024-04-02", "2024-04-11", "50000", "500"}}));
}

Ledger made_up() {
  const Result sample = sample_ledger(1500, 11, Date("2024-07-31"), {.faults = 60});
  LedgerOptions options;
  options.row_policy = RowPolicy::mark;
  options.money = MoneyForm::minor;
  const TableViews views(sample.tables());
  return build_ledger(views.views(), options);
}

TEST(LateInterestOfLedger, IsTheSameForAnyThreadsAndAddsUp) {
  const Ledger ledger = made_up();
  InterestOptions options = at(90'000'000);
  options.on_credits = 1;
  const Interest alone = compute_interest(ledger, Date("2024-06-30"), {}, options);
  EXPECT_GT(alone.table("lines").rows(), 100);
  for (const std::int32_t threads : {2, 7}) {
    options.threads = threads;
    EXPECT_EQ(bytes_of(compute_interest(ledger, Date("2024-06-30"), {}, options)), bytes_of(alone));
  }
  const Table& items = alone.table("items");
  std::vector<std::int64_t> sums(static_cast<std::size_t>(items.rows()));
  const Table& lines = alone.table("lines");
  for (std::int64_t line = 0; line < lines.rows(); ++line) {
    const auto at_line = static_cast<std::size_t>(line);
    sums[static_cast<std::size_t>(lines.int64s("item")[at_line])] += lines.int64s("amount")[at_line];
  }
  for (std::int64_t item = 0; item < items.rows(); ++item) {
    EXPECT_EQ(sums[static_cast<std::size_t>(item)], items.int64s("charge")[static_cast<std::size_t>(item)]);
  }
  // Open debits and credits are those of the aging.
  const Aging aging = compute_aging(ledger, Date("2024-06-30"));
  const Table& totals = alone.table("totals");
  for (std::int64_t row = 0; row < totals.rows(); ++row) {
    EXPECT_EQ(totals.int64s("open")[static_cast<std::size_t>(row)],
              aging_test::total_figure(aging, "total", std::string(totals.text_at("currency", row)).c_str()));
  }
}

}  // namespace
}  // namespace openitem::interest_test
