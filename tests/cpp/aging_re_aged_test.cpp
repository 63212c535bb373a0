// Re-aged due dates beside contractual ones: docs/methods/aging.md, section 11. Figures are worked out by hand beside
// each case; on random books the identities of that section are held.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/aging.hpp"
#include "random_books.hpp"

namespace openitem::aging_re_aged_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::RandomBooks;
using aging_test::text_table;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = std::vector<std::string>;

const Date kAsOf("2024-06-30");

AgingOptions re_aged(std::vector<std::string> by = {"customer"}) {
  AgingOptions options;
  options.by = std::move(by);
  options.re_aged_column = "agreed";
  return options;
}

LedgerOptions with_agreed_dates() {
  LedgerOptions options = euros();
  options.map = {{"documents", "date", "agreed"}};
  return options;
}

// Days past due at the end of June, contractual / re-aged:
// 1: A, 100.00, due 2024-03-01 (121), agreed 2024-06-15 (15): over_90 to d1_30, 106 days younger.
// 2: A, 40.00, due 2024-06-10 (20), agreed 2024-07-15 (-15): d1_30 to not_due, 35 days younger.
// 3: A, 10.00, due 2024-06-20 (10), agreed 2024-04-30 (61): d1_30 to d61_90, 51 days older.
// 4: B, 50.00, due 2024-05-20 (41), not re-aged: d31_60.
// 5: B, -20.00, a credit.
Ledger two_customers() {
  return build(
      {text_table("documents",
                  {{"customer", {"A", "A", "A", "B", "B"}},
                   {"id", {"1", "2", "3", "4", "5"}},
                   {"issue_date", {"2024-02-01", "2024-05-10", "2024-05-20", "2024-04-20", "2024-06-01"}},
                   {"due_date", {"2024-03-01", "2024-06-10", "2024-06-20", "2024-05-20", ""}},
                   {"agreed", {"2024-06-15", "2024-07-15", "2024-04-30", "", "2024-06-29"}},
                   {"amount", {"100.00", "40.00", "10.00", "50.00", "-20.00"}}})},
      with_agreed_dates());
}

const std::vector<const char*> kPairs = {"customer", "bucket", "re_aged_bucket", "amount", "open_items"};
const std::vector<const char*> kTotals = {"customer",      "improved",       "worsened",
                                          "unchanged",     "total",          "open_items",
                                          "re_aged_items", "days_numerator", "days_denominator"};

TEST(AgingReAged, ShowsWhereTheMoneyWasAndWhereItIs) {
  const Aging aging = compute_aging(two_customers(), kAsOf, re_aged());
  EXPECT_THAT(
      cells(aging.table("re_aged"), kPairs),
      ElementsAre(Row{"A", "d1_30", "not_due", "4000", "1"}, Row{"A", "d1_30", "d61_90", "1000", "1"},
                  Row{"A", "over_90", "d1_30", "10000", "1"}, Row{"B", "d31_60", "d31_60", "5000", "1"},
                  Row{"B", "unapplied", "unapplied", "-2000", "1"}));
  // 10000 x 106 + 4000 x 35 - 1000 x 51 = 1149000 over 15000: 76.6 days.
  EXPECT_THAT(cells(aging.table("re_aged_totals"), kTotals),
              ElementsAre(Row{"A", "14000", "1000", "0", "15000", "3", "3", "1149000", "15000"},
                          Row{"B", "0", "0", "3000", "3000", "2", "0", "0", "5000"}));
  EXPECT_EQ(about(aging, "re_aged_column"), "agreed");
  AgingOptions plain = re_aged();
  plain.re_aged_column.clear();
  const Aging without = compute_aging(two_customers(), kAsOf, plain);
  EXPECT_FALSE(without.has_table("re_aged"));
  EXPECT_EQ(bytes_of(Result({aging.table("rows"), aging.table("totals"), aging.table("proof")})),
            bytes_of(Result({without.table("rows"), without.table("totals"), without.table("proof")})));
}

// At its own age the credit of B goes from its posting (29 days) to its agreed date (1 day): the same bucket.
TEST(AgingReAged, CreditsHaveADateOfTheirOwnAge) {
  AgingOptions options = re_aged({});
  options.credits = CreditMode::own_age;
  options.bounds = {0, 10, 30, 60};
  EXPECT_THAT(cells(compute_aging(two_customers(), kAsOf, options).table("re_aged"),
                    {"bucket", "re_aged_bucket", "amount"}),
              ElementsAre(Row{"d1_10", "over_60", "1000"}, Row{"d11_30", "not_due", "4000"},
                          Row{"d11_30", "d1_10", "-2000"}, Row{"d31_60", "d31_60", "5000"},
                          Row{"over_60", "d11_30", "10000"}));
  // Improved is 40 - 20 + 100; days are those of debits alone.
  EXPECT_THAT(
      cells(compute_aging(two_customers(), kAsOf, options).table("re_aged_totals"),
            {"improved", "worsened", "unchanged", "re_aged_items", "days_numerator", "days_denominator"}),
      ElementsAre(Row{"12000", "1000", "5000", "4", "1149000", "20000"}));
}

TEST(AgingReAged, InstalmentsAndDisputes) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A"}},
                                {"id", {"1"}},
                                {"issue_date", {"2024-01-10"}},
                                {"agreed", {"2024-06-20"}},
                                {"amount", {"90.00"}}}),
       text_table("instalments", {{"document_id", {"1", "1", "1"}},
                                  {"number", {"1", "2", "3"}},
                                  {"due_date", {"2024-02-10", "2024-05-10", "2024-08-10"}},
                                  {"amount", {"30.00", "30.00", "30.00"}}}),
       text_table("disputes", {{"document_id", {"1"}}, {"amount", {"12.00"}}, {"opened", {"2024-06-01"}}})},
      with_agreed_dates());
  AgingOptions options = re_aged();
  options.disputes = DisputeMode::own_column;
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(
      cells(aging.table("re_aged"), kPairs),
      ElementsAre(Row{"A", "not_due", "d1_30", "3000", "1"}, Row{"A", "d31_60", "d1_30", "3000", "1"},
                  Row{"A", "over_90", "d1_30", "1800", "1"}, Row{"A", "disputed", "disputed", "1200", "1"}));
  // 1800 x (141 - 10) + 3000 x (51 - 10) + 3000 x (-41 - 10) = 205800 over 7800.
  EXPECT_THAT(cells(aging.table("re_aged_totals"), kTotals),
              ElementsAre(Row{"A", "4800", "3000", "1200", "9000", "3", "3", "205800", "7800"}));
}

// Without a due date and under not_due the item is in the first bucket; how late it is by contract is not known.
TEST(AgingReAged, WithoutAContractualDateThereAreNoDays) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "2"}},
                                                        {"issue_date", {"2024-01-10", "2024-01-10"}},
                                                        {"agreed", {"2024-05-20", ""}},
                                                        {"amount", {"9.00", "1.00"}}})},
                              with_agreed_dates());
  AgingOptions options = re_aged();
  options.missing_date = MissingDate::not_due;
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(cells(aging.table("re_aged"), kPairs), ElementsAre(Row{"A", "not_due", "not_due", "100", "1"},
                                                                 Row{"A", "not_due", "d31_60", "900", "1"}));
  EXPECT_THAT(cells(aging.table("re_aged_totals"), kTotals),
              ElementsAre(Row{"A", "0", "900", "100", "1000", "2", "1", "0", "0"}));
  EXPECT_THAT(
      cells(list_aging_items(ledger, kAsOf, options).table("items"),
            {"days", "bucket", "re_aged_date", "re_aged_days", "re_aged_bucket"}),
      ElementsAre(Row{"", "not_due", "2024-05-20", "41", "d31_60"}, Row{"", "not_due", "", "", "not_due"}));
}

TEST(AgingReAged, ItemsShowBothDates) {
  EXPECT_THAT(cells(list_aging_items(two_customers(), kAsOf, re_aged(), {.bucket = "d1_30"}).table("items"),
                    {"id", "basis_date", "days", "bucket", "re_aged_date", "re_aged_days", "re_aged_bucket"}),
              ElementsAre(Row{"2", "2024-06-10", "20", "d1_30", "2024-07-15", "-15", "not_due"},
                          Row{"3", "2024-06-20", "10", "d1_30", "2024-04-30", "61", "d61_90"}));
  EXPECT_FALSE(list_aging_items(two_customers(), kAsOf).table("items").has_column("re_aged_date"));
}

TEST(AgingReAged, WhatCannotBeReAgedIsRefusedByName) {
  const Ledger ledger = two_customers();
  const auto message_of = [&](const AgingOptions& options) {
    const std::optional<Error> error = error_of([&] { std::ignore = compute_aging(ledger, kAsOf, options); });
    return error ? std::string(error->what()) : std::string();
  };
  AgingOptions options = re_aged();
  options.re_aged_column = "agred";
  EXPECT_THAT(message_of(options), HasSubstr("re_aged_column is 'agred'; there are agreed"));
  for (const AgingBasis basis : {AgingBasis::issue, AgingBasis::posting}) {
    options = re_aged();
    options.basis = basis;
    EXPECT_THAT(message_of(options), HasSubstr("re_aged_column"));
  }
  const Table items =
      text_table("items", {{"customer", {"A"}}, {"due_date", {"2024-05-01"}}, {"amount", {"1.00"}}});
  const TableViews views({&items, 1});
  ItemOptions reading;
  reading.currency = "EUR";
  const std::optional<Error> error =
      error_of([&] { std::ignore = compute_aging(views.views(), kAsOf, re_aged(), reading); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->what(), HasSubstr("re_aged_column"));
}

TEST(AgingReAged, ADimensionCannotBearTheNameOfAColumn) {
  LedgerOptions reading = with_agreed_dates();
  reading.map.push_back({"documents", "dimension", "bucket"});
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"issue_date", {"2024-01-10"}},
                                                        {"agreed", {"2024-05-20"}},
                                                        {"amount", {"9.00"}},
                                                        {"bucket", {"x"}}})},
                              reading);
  AgingOptions options = re_aged({"bucket"});
  EXPECT_EQ(error_of([&] { std::ignore = compute_aging(ledger, kAsOf, options); })->status(),
            Status::invalid_argument);
  options.re_aged_column.clear();
  EXPECT_EQ(compute_aging(ledger, kAsOf, options).table("rows").rows(), 1);
}

// ---- identities on random books ------------------------------------------------------------------------------

std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list;
  for (const CreditMode credits :
       {CreditMode::own_column, CreditMode::own_age, CreditMode::netted, CreditMode::excluded}) {
    for (const DisputeMode disputes : {DisputeMode::inside, DisputeMode::own_column, DisputeMode::excluded}) {
      AgingOptions options;
      options.re_aged_column = "planned";
      options.credits = credits;
      options.disputes = disputes;
      options.threads = static_cast<std::int32_t>(list.size() % 3);
      list.push_back(options);
    }
  }
  list[0].by = {};
  list[1].by = {"region", "customer"};
  list[3].forward_bounds = {7, 30};
  list[4].by = {"kind"};
  list[5].missing_date = MissingDate::not_due;
  list[7].missing_date = MissingDate::posting;
  list[10].bounds = {5};
  return list;
}

using Sums = std::map<Row, std::int64_t>;  // by group, currency and column; without zeros

Sums of_pairs(const Aging& aging, const AgingOptions& options, const char* label) {
  const Table& table = aging.table("re_aged");
  std::vector<const char*> columns;
  for (const std::string& name : options.by) columns.push_back(name.c_str());
  columns.insert(columns.end(), {"currency", label});
  const std::vector<Row> keys = cells(table, columns);
  Sums sums;
  for (std::size_t row = 0; row < keys.size(); ++row) sums[keys[row]] += table.int64s("amount")[row];
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
  return sums;
}

Sums of_rows(const Aging& aging, const AgingOptions& options) {
  const Table& table = aging.table("rows");
  std::vector<const char*> columns;
  for (const std::string& name : options.by) columns.push_back(name.c_str());
  columns.push_back("currency");
  const std::vector<Row> keys = cells(table, columns);
  Sums sums;
  for (const Column& column : table.columns()) {
    if (column.role() != ColumnRole::money || column.name() == "total") continue;
    for (std::size_t row = 0; row < keys.size(); ++row) {
      Row key = keys[row];
      key.push_back(column.name());
      if (column.int64s()[row] != 0) sums[key] = column.int64s()[row];
    }
  }
  return sums;
}

class AgingReAgedProperty : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AgingReAgedProperty, MarginsAreTheColumnsOfTheRows) {
  const Ledger ledger = RandomBooks(GetParam()).make();
  std::int64_t moved = 0;
  for (AgingOptions options : many_options()) {
    for (const ApplicationClock clock : {ApplicationClock::latest, ApplicationClock::recorded_on}) {
      options.clock = clock;
      for (const char* const day : {"2024-01-15", "2024-02-29", "2024-12-31"}) {
        const Aging aging = compute_aging(ledger, Date(day), options);
        ASSERT_EQ(of_pairs(aging, options, "bucket"), of_rows(aging, options));
        std::vector<const char*> columns = {"currency", "total", "open_items"};
        for (const std::string& name : options.by) columns.push_back(name.c_str());
        ASSERT_EQ(cells(aging.table("re_aged_totals"), columns), cells(aging.table("rows"), columns));
        for (const std::int64_t amount : aging.table("re_aged_totals").int64s("improved")) moved += amount;
      }
    }
  }
  EXPECT_NE(moved, 0);
}

// Books whose due dates all equal the planned ones: filled from each other, both ways of aging are the same.
TEST_P(AgingReAgedProperty, TheOtherMarginIsTheAgingOnTheFilledColumn) {
  RandomBooks books(GetParam());
  const Ledger ledger = books.make_planned(false);
  const Ledger filled = books.make_planned(true);
  for (AgingOptions options : many_options()) {
    if (options.credits == CreditMode::netted) continue;
    options.forward_bounds.clear();
    AgingOptions by_column = options;
    by_column.re_aged_column.clear();
    by_column.basis = AgingBasis::column;
    by_column.date_column = "planned";
    if (options.bounds.empty()) by_column.bounds = {0, 30, 60, 90};
    for (const char* const day : {"2024-01-15", "2024-02-29", "2024-12-31"}) {
      const Aging aging = compute_aging(ledger, Date(day), options);
      Sums expected;
      for (const auto& [key, amount] : of_rows(compute_aging(filled, Date(day), by_column), by_column)) {
        Row named = key;
        std::string& label = named.back();
        // Labels differ by basis in the first bucket alone.
        if (label.starts_with("d0_")) label = label == "d0_0" ? "not_due" : "up_to_" + label.substr(3);
        expected[named] = amount;
      }
      ASSERT_EQ(of_pairs(aging, options, "re_aged_bucket"), expected) << day;
    }
  }
}

TEST_P(AgingReAgedProperty, ASeriesIsTheAgingOfEachDate) {
  const Ledger ledger = RandomBooks(GetParam()).make();
  const std::vector<Date> dates = {Date("2023-12-31"), Date("2024-02-10"), Date("2024-12-31")};
  for (const AgingOptions& options : many_options()) {
    const AgingSeries series = compute_aging_series(ledger, dates, options);
    for (const char* const name : {"re_aged", "re_aged_totals"}) {
      std::vector<Row> expected;
      for (const Date day : dates) {
        const Aging aging = compute_aging(ledger, day, options);
        std::vector<const char*> columns;
        for (const Column& column : aging.table(name).columns()) columns.push_back(column.name().c_str());
        for (Row& row : cells(aging.table(name), columns)) {
          row.insert(row.begin(), day.iso());
          expected.push_back(std::move(row));
        }
      }
      std::vector<const char*> columns;
      for (const Column& column : series.table(name).columns()) columns.push_back(column.name().c_str());
      ASSERT_EQ(cells(series.table(name), columns), expected) << name;
    }
    EXPECT_EQ(about(series, "document_passes"), "1");
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgingReAgedProperty, testing::Range(1U, 4U));

}  // namespace
}  // namespace openitem::aging_re_aged_test
