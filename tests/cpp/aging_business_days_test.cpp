// Days of items in business days: docs/methods/aging.md, section 1. Days are counted one by one from is_business_day, or worked
// out by hand beside each case. Easter 2024: Good Friday 29 March, Easter Monday 1 April, both holidays of TARGET.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "aging/age_days.hpp"
#include "aging_fixture.hpp"
#include "openitem/provision.hpp"
#include "openitem/roll_rates.hpp"
#include "random_books.hpp"

namespace openitem::aging_business_days_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::figure;
using aging_test::RandomBooks;
using aging_test::text_table;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = std::vector<std::string>;

AgingOptions in_business_days(std::vector<std::int32_t> bounds = {}, const char* calendar = "TARGET") {
  AgingOptions options;
  options.bounds = std::move(bounds);
  options.calendar = Calendar::named(calendar);
  return options;
}

// The definition: one day after the other.
std::int32_t counted(const Calendar& calendar, Date date, Date as_of) {
  std::int32_t days = 0;
  for (std::int32_t day = date.days() + 1; day <= as_of.days(); ++day)
    days += calendar.is_business_day(Date(day)) ? 1 : 0;
  for (std::int32_t day = as_of.days() + 1; day <= date.days(); ++day)
    days -= calendar.is_business_day(Date(day)) ? 1 : 0;
  return days;
}

const Calendar& short_calendar() {
  static const std::vector<Date> holidays = {Date("2024-03-29"), Date("2024-04-01"), Date("2024-04-02")};
  static const Calendar calendar =
      Calendar::of_holidays(holidays, saturday_sunday, CalendarRange{Date("2024-03-02"), Date("2024-04-28")});
  return calendar;
}

TEST(AgeDays, AreCountedDayByDay) {
  const CalendarRange known = short_calendar().known();
  for (Date as_of = known.first; as_of <= known.last; as_of = add_days(as_of, 1)) {
    const AgeDays days(short_calendar(), as_of);
    for (Date date = known.first; date <= known.last; date = add_days(date, 1))
      ASSERT_EQ(days.since(date.days()), counted(short_calendar(), date, as_of)) << as_of.iso() << date.iso();
  }
}

// A date has at most n days exactly where it lies at most calendar_days(n) before the as-of date: for bounds that the calendar
// does not reach too.
TEST(AgeDays, ABoundOfBusinessDaysIsOneOfCalendarDays) {
  const CalendarRange known = short_calendar().known();
  for (Date as_of = known.first; as_of <= known.last; as_of = add_days(as_of, 1)) {
    const AgeDays days(short_calendar(), as_of);
    for (const std::int32_t bound :
         {-2'000'000'000, -41, -40, -20, -2, -1, 0, 1, 2, 5, 20, 39, 40, 2'000'000'000}) {
      for (Date date = known.first; date <= known.last; date = add_days(date, 1))
        ASSERT_EQ(counted(short_calendar(), date, as_of) <= bound, as_of - date <= days.calendar_days(bound))
            << as_of.iso() << " " << date.iso() << " " << bound;
    }
  }
}

TEST(AgeDays, WithoutACalendarAreCalendarDays) {
  const AgeDays days({}, Date("2024-03-31"));
  EXPECT_EQ(days.since(Date("2024-03-01").days()), 30);
  EXPECT_EQ(days.since(Date("2024-04-02").days()), -2);
  EXPECT_EQ(days.calendar_days(17), 17);
}

// Thursday 28 March to Wednesday 3 April 2024: the business days are 28 March, 2 and 3 April.
TEST(BusinessDayAging, EasterByHand) {
  AgingOptions options = in_business_days({0, 1, 2});
  options.forward_bounds = {0, 1};
  const auto bucket = [&](const char* as_of, const char* due) {
    return aging_bucket(Date(as_of), Date(due), options);
  };
  EXPECT_EQ(bucket("2024-03-28", "2024-03-28"), "due_0_0");
  for (const char* const as_of : {"2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01"}) {
    EXPECT_EQ(bucket(as_of, "2024-03-28"), "due_0_0") << as_of;  // no business day has passed
    EXPECT_EQ(bucket(as_of, "2024-03-27"), "d1_1") << as_of;
    EXPECT_EQ(bucket(as_of, "2024-04-01"), "due_0_0") << as_of;
    EXPECT_EQ(bucket(as_of, "2024-04-02"), "due_1_1") << as_of;
    EXPECT_EQ(bucket(as_of, "2024-04-03"), "due_over_1") << as_of;
  }
  EXPECT_EQ(bucket("2024-04-02", "2024-03-28"), "d1_1");
  EXPECT_EQ(bucket("2024-04-02", "2024-03-30"),
            "d1_1");  // due on a Saturday: late from the next business day
  EXPECT_EQ(bucket("2024-04-02", "2024-03-27"), "d2_2");
  EXPECT_EQ(bucket("2024-04-03", "2024-03-27"), "over_2");
}

// As of Monday, 3 June 2024: invoice 1 is due on Saturday, 1 June (1 day late), 2 on Friday (1), 3 on Thursday, 30 May (2), 4 on
// Monday itself (0), 5 on Tuesday (-1); the payment of Friday is a day old.
Ledger weekend_ledger() {
  return build({text_table(
      "documents",
      {{"customer", {"A", "A", "A", "A", "A", "A"}},
       {"id", {"1", "2", "3", "4", "5", "6"}},
       {"issue_date", {"2024-05-01", "2024-05-01", "2024-05-01", "2024-05-01", "2024-05-01", "2024-05-31"}},
       {"due_date", {"2024-06-01", "2024-05-31", "2024-05-30", "2024-06-03", "2024-06-04", ""}},
       {"amount", {"1", "20", "300", "4000", "50000", "-7"}}})});
}

TEST(BusinessDayAging, OfALedgerByHand) {
  const Ledger ledger = weekend_ledger();
  const AgingOptions options = in_business_days({0, 1});
  const Aging monday = compute_aging(ledger, Date("2024-06-03"), options);
  EXPECT_THAT(cells(monday.table("rows"),
                    {"customer", "not_due", "d1_1", "over_1", "unapplied", "total", "overdue_documents"}),
              ElementsAre(Row{"A", "5400000", "2100", "30000", "-700", "5431400", "3"}));
  EXPECT_EQ(about(monday, "day_unit"), "business_days");
  EXPECT_EQ(about(monday, "calendar"), "TARGET");
  EXPECT_THAT(cells(list_aging_items(ledger, Date("2024-06-03"), options).table("items"),
                    {"due_date", "days", "document_days_past_due", "bucket"}),
              ElementsAre(Row{"2024-06-01", "1", "1", "d1_1"}, Row{"2024-05-31", "1", "1", "d1_1"},
                          Row{"2024-05-30", "2", "2", "over_1"}, Row{"2024-06-03", "0", "0", "not_due"},
                          Row{"2024-06-04", "-1", "-1", "not_due"}, Row{"", "1", "", "unapplied"}));
  // On the Sunday only what was due on Thursday is late.
  const Aging sunday = compute_aging(ledger, Date("2024-06-02"), options);
  EXPECT_THAT(cells(sunday.table("rows"), {"not_due", "d1_1", "over_1", "overdue_documents"}),
              ElementsAre(Row{"5402100", "30000", "0", "1"}));
  const Statement statement = compute_statement(ledger, Date("2024-05-01"), Date("2024-06-02"), options);
  EXPECT_THAT(cells(statement.table("statements"), {"not_due", "d1_1", "overdue"}),
              ElementsAre(Row{"5402100", "30000", "30000"}));
  EXPECT_THAT(cells(statement.table("open_items"), {"days"}),
              ElementsAre(Row{"0"}, Row{"0"}, Row{"1"}, Row{"-1"}, Row{"-2"}, Row{"0"}));
}

TEST(BusinessDayAging, TakesAgreedDatesInBusinessDays) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "date", "agreed"}};
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"id", {"1"}},
                                                        {"issue_date", {"2024-05-01"}},
                                                        {"due_date", {"2024-05-30"}},
                                                        {"agreed", {"2024-06-01"}},
                                                        {"amount", {"3"}}})},
                              reading);
  AgingOptions options = in_business_days({0, 1});
  options.re_aged_column = "agreed";
  // Friday and Monday against Monday: one day younger, on 300 cents.
  const Aging aging = compute_aging(ledger, Date("2024-06-03"), options);
  EXPECT_THAT(cells(aging.table("re_aged"), {"bucket", "re_aged_bucket"}),
              ElementsAre(Row{"over_1", "d1_1"}));
  EXPECT_THAT(cells(aging.table("re_aged_totals"), {"days_numerator", "days_denominator"}),
              ElementsAre(Row{"300", "300"}));
}

// Of everything that a ledger may hold: days as counted one by one, the bucket of those days, and rows that sum to it.
TEST(BusinessDayAging, OfRandomBooksIsCountedDayByDay) {
  const Calendar calendar = Calendar::named("UK");
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const AgingBasis basis : {AgingBasis::due, AgingBasis::posting}) {
      AgingOptions options = in_business_days({0, 3, 10, 40}, "UK");
      options.basis = basis;
      options.credits = CreditMode::own_age;
      options.threads = static_cast<std::int32_t>(seed % 3);
      AgingOptions by_days = options;
      by_days.calendar.reset();
      for (const char* const day : {"2024-01-31", "2024-02-10", "2024-03-31", "2024-05-06"}) {
        const Date as_of(day);
        const Table items = list_aging_items(ledger, as_of, options).table("items");
        std::map<std::string, std::int64_t> sums;
        for (std::int64_t row = 0; row < items.rows(); ++row) {
          const std::string date = cell_text(items, "basis_date", row);
          const std::int32_t days = counted(calendar, Date(date), as_of);
          ASSERT_EQ(cell_text(items, "days", row), std::to_string(days)) << date;
          // A bucket of days takes the number of days, whatever they are.
          ASSERT_EQ(items.text_at("bucket", row), aging_bucket(as_of, add_days(as_of, -days), by_days))
              << date;
          sums[cell_text(items, "currency", row) + cell_text(items, "bucket", row)] +=
              items.int64s("open")[static_cast<std::size_t>(row)];
        }
        const Aging aging = compute_aging(ledger, as_of, options);
        const Table& totals = aging.table("totals");
        for (std::int64_t row = 0; row < totals.rows(); ++row) {
          for (const Column& column : totals.columns()) {
            if (column.role() != ColumnRole::money || column.name() == "total") continue;
            ASSERT_EQ(column.int64s()[static_cast<std::size_t>(row)],
                      sums[cell_text(totals, "currency", row) + column.name()])
                << column.name();
          }
        }
        EXPECT_EQ(figure(aging.table("proof"), "line", "difference", "amount"), 0);
      }
    }
  }
}

Table plain_items(std::vector<std::int64_t> customers, std::vector<std::int32_t> days,
                  std::vector<std::int64_t> minor) {
  Table table("items");
  table.add(Column::int64("customer", std::move(customers)));
  table.add(Column::date("due_date", std::move(days)));
  table.add(Column::int64("amount", std::move(minor)));
  return table;
}

Aging age(Table items, Date as_of, const AgingOptions& options) {
  ItemOptions reading;
  reading.currency = "EUR";
  reading.money = MoneyForm::minor;
  const std::vector<Table> tables = {std::move(items)};
  const TableViews views(tables);
  return compute_aging(views.views(), as_of, options, reading);
}

// Every due day around the as-of date, by the quick way over plain columns and by the general way.
TEST(BusinessDayAging, OfItemColumnsIsTheSameBothWays) {
  const Date as_of("2024-04-01");
  std::vector<std::int64_t> customers, minor;
  std::vector<std::int32_t> days;
  std::map<std::string, std::int64_t> sums;
  std::int64_t late = 0;
  AgingOptions options = in_business_days({0, 3, 10, 40});
  for (std::int32_t day = as_of.days() - 120; day <= as_of.days() + 60; ++day) {
    customers.push_back(day % 5);
    days.push_back(day);
    minor.push_back(day % 7 == 0 ? -day : day);
    const std::int32_t count = counted(*options.calendar, Date(day), as_of);
    const char* const label = count <= 0    ? "not_due"
                              : count <= 3  ? "d1_3"
                              : count <= 10 ? "d4_10"
                              : count <= 40 ? "d11_40"
                                            : "over_40";
    sums[day % 7 == 0 ? "unapplied" : label] += minor.back();
    late += minor.back() > 0 && count > 0 ? 1 : 0;
  }
  Table general = plain_items(customers, days, minor);
  general.add(Column::date("issue_date", days).with_validity(std::vector<std::uint8_t>(days.size(), 0)));
  for (const CreditMode credits : {CreditMode::own_column, CreditMode::own_age}) {
    options.credits = credits;
    EXPECT_EQ(bytes_of(age(plain_items(customers, days, minor), as_of, options)),
              bytes_of(age(general, as_of, options)));
  }
  options.credits = CreditMode::own_column;
  const Aging aging = age(plain_items(customers, days, minor), as_of, options);
  for (const auto& [label, sum] : sums) EXPECT_EQ(aging.table("totals").int64s(label)[0], sum) << label;
  EXPECT_EQ(aging.table("totals").int64s("overdue_documents")[0], late);
}

TEST(BusinessDayAging, ADateThatTheCalendarDoesNotKnowIsNamed) {
  AgingOptions options;
  options.calendar = short_calendar();
  EXPECT_EQ(
      about(age(plain_items({1}, {Date("2024-03-02").days()}, {5}), Date("2024-04-01"), options), "calendar"),
      "of the caller");
  for (const std::int64_t amount : {5, -5}) {
    const auto error = error_of([&] {
      age(plain_items({1, 1}, {Date("2024-03-02").days(), Date("2024-03-01").days()}, {5, amount}),
          Date("2024-04-01"), options);
    });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->status(), Status::date_out_of_range);
    EXPECT_EQ(error->row(), 1);
    EXPECT_EQ(error->column(), "items");
    EXPECT_THAT(error->what(), HasSubstr("2024-03-01"));
    EXPECT_THAT(error->what(), HasSubstr("2024-03-02 .. 2024-04-28"));
  }
  // A row of 0 is read and no more.
  age(plain_items({1, 1}, {Date("2024-03-02").days(), Date("2024-03-01").days()}, {5, 0}), Date("2024-04-01"),
      options);
  const auto out_of_range = [](auto&& call) {
    const auto error = error_of(call);
    return error && error->status() == Status::date_out_of_range ? error->row() : -2;
  };
  options.calendar =
      Calendar::of_holidays({}, saturday_sunday, CalendarRange{Date("2024-05-31"), Date("2024-06-30")});
  const Ledger ledger = weekend_ledger();
  EXPECT_EQ(out_of_range([&] { return compute_aging(ledger, Date("2024-06-03"), options); }), 2);
  EXPECT_EQ(out_of_range([&] { return compute_aging(ledger, Date("2024-07-01"), options); }), -1);
  const std::vector<Date> dates = {Date("2024-06-03"), Date("2024-06-04")};
  options.by = {};
  EXPECT_EQ(out_of_range([&] { return compute_aging_series(ledger, dates, options); }), 2);
  EXPECT_EQ(
      out_of_range([&] { static_cast<void>(aging_bucket(Date("2024-06-03"), Date("2024-05-30"), options)); }),
      -1);
}

TEST(BusinessDayAging, IsRefusedByNameWhereDaysAreOthers) {
  const Ledger ledger = weekend_ledger();
  AgingOptions months = in_business_days();
  months.months = 3;
  const auto beside = error_of([&] { return compute_aging(ledger, Date("2024-06-03"), months); });
  ASSERT_TRUE(beside);
  EXPECT_EQ(beside->status(), Status::invalid_argument);
  EXPECT_THAT(beside->what(), HasSubstr("months is 3 beside calendar"));
  const auto rates = error_of([&] {
    static_cast<void>(compute_loss_rates(ledger, Date("2023-01-01"), Date("2023-12-31"), Date("2024-06-03"),
                                         in_business_days(), LossRateOptions{}));
  });
  ASSERT_TRUE(rates);
  EXPECT_EQ(rates->status(), Status::invalid_argument);
  EXPECT_THAT(rates->what(), HasSubstr("calendar"));
}

// What is one business day late on Monday stood on Friday among what was not due; Saturday's due date too.
TEST(BusinessDayAging, RollRatesFollowItemsThroughBusinessDays) {
  const Ledger ledger = weekend_ledger();
  AgingOptions options = in_business_days({0, 1});
  options.by = {};
  const std::vector<Date> dates = {Date("2024-05-31"), Date("2024-06-03")};
  const RollRates rates = compute_roll_rates(ledger, dates, options);
  EXPECT_EQ(about(rates, "calendar"), "TARGET");
  EXPECT_THAT(cells(rates.table("transitions"), {"from_bucket", "outcome", "to_bucket", "amount"}),
              ElementsAre(Row{"not_due", "stays", "not_due", "5400000"},
                          Row{"not_due", "rolls", "d1_1", "2100"}, Row{"d1_1", "rolls", "over_1", "30000"}));
}

}  // namespace
}  // namespace openitem::aging_business_days_test
