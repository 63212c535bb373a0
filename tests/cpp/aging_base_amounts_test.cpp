// Base currency beside the document currency: docs/methods/aging.md, section 10. Figures are worked out by hand beside
// each case; the random books are held against the revaluation and against themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/aging.hpp"
#include "openitem/revaluation.hpp"
#include "random_books.hpp"

namespace openitem::aging_base_amounts_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::RandomBooks;
using aging_test::text_table;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Row = std::vector<std::string>;

const Date kAsOf("2024-03-15");

LedgerOptions in_euros_booked() {
  LedgerOptions options;
  options.currency = "USD";
  options.base_currency = "EUR";
  return options;
}

AgingOptions with_base(std::vector<std::string> by = {"customer"}) {
  AgingOptions options;
  options.by = std::move(by);
  options.base_amounts = 1;
  return options;
}

// A: USD 300 booked at 270, of which USD 100 is paid by a payment booked at 92, and EUR 50. B: GBP 10 booked at 11.70 and
// a credit of USD 30 booked at 27.60.
Ledger three_currencies() {
  return build(
      {text_table("documents",
                  {{"customer", {"A", "A", "A", "B", "B"}},
                   {"id", {"I1", "P1", "I2", "I3", "C1"}},
                   {"issue_date", {"2024-01-10", "2024-02-05", "2024-03-01", "2024-02-01", "2024-03-05"}},
                   {"due_date", {"2024-02-10", "", "2024-03-31", "2024-03-01", ""}},
                   {"amount", {"300.00", "-100.00", "50.00", "10.00", "-30.00"}},
                   {"currency", {"USD", "USD", "EUR", "GBP", "USD"}},
                   {"base_amount", {"270.00", "-92.00", "", "11.70", "-27.60"}}}),
       text_table("applications", {{"credit_id", {"P1"}},
                                   {"debit_id", {"I1"}},
                                   {"amount", {"100.00"}},
                                   {"applied_on", {"2024-02-05"}}})},
      in_euros_booked());
}

// One invoice and what else the case needs; USD booked in EUR.
Ledger one_invoice(const char* amount, const char* booked, std::vector<std::string> others = {},
                   std::vector<std::string> others_booked = {}) {
  aging_test::TextColumn customers{"customer", {"A"}}, ids{"id", {"I"}}, issued{"issue_date", {"2024-01-10"}},
      amounts{"amount", {amount}}, base{"base_amount", {booked}};
  for (std::size_t at = 0; at < others.size(); ++at) {
    customers.cells.emplace_back("A");
    ids.cells.push_back("O" + std::to_string(at));
    issued.cells.emplace_back("2024-02-01");
    amounts.cells.push_back(others[at]);
    base.cells.push_back(others_booked[at]);
  }
  return build(
      {text_table("documents", {customers, ids, issued, amounts, base}),
       text_table("disputes", {{"document_id", {"I"}}, {"amount", {"1.00"}}, {"opened", {"2024-02-01"}}})},
      in_euros_booked());
}

std::vector<Row> base_proof(const Aging& aging) {
  return cells(aging.table("base_proof"), {"line", "count", "amount"});
}

// ---- cases ---------------------------------------------------------------------------------------------------

// USD 200 of 300 are open: two thirds of 270 = 180 stay booked, 34 days past due.
TEST(AgingBaseAmounts, StandBesideTheDocumentCurrency) {
  const Aging aging = compute_aging(three_currencies(), kAsOf, with_base());
  EXPECT_THAT(
      cells(aging.table("rows"), {"customer", "currency", "d31_60", "total", "base_currency", "base_not_due",
                                  "base_d1_30", "base_d31_60", "base_unapplied", "base_total"}),
      ElementsAre(Row{"A", "EUR", "0", "5000", "EUR", "5000", "0", "0", "0", "5000"},
                  Row{"A", "USD", "20000", "20000", "EUR", "0", "0", "18000", "0", "18000"},
                  Row{"B", "GBP", "0", "1000", "EUR", "0", "1170", "0", "0", "1170"},
                  Row{"B", "USD", "0", "-3000", "EUR", "0", "0", "0", "-2760", "-2760"}));
  EXPECT_THAT(cells(aging.table("totals"), {"currency", "total", "base_total", "without_base_items"}),
              ElementsAre(Row{"EUR", "5000", "5000", "0"}, Row{"GBP", "1000", "1170", "0"},
                          Row{"USD", "17000", "15240", "0"}));
  EXPECT_EQ(about(aging, "base_currency"), "EUR");
}

TEST(AgingBaseAmounts, SumOverTheCurrencies) {
  const Aging aging = compute_aging(three_currencies(), kAsOf, with_base());
  const std::vector<const char*> figures = {
      "currency",          "not_due",           "d1_30", "d31_60", "total", "open_items",
      "overdue_documents", "without_base_items"};
  EXPECT_THAT(cells(aging.table("base_totals"), figures),
              ElementsAre(Row{"EUR", "5000", "1170", "18000", "21410", "4", "2", "0"}));
  EXPECT_THAT(cells(aging.table("base_rows"), {"customer", "currency", "total", "open_items"}),
              ElementsAre(Row{"A", "EUR", "23000", "2"}, Row{"B", "EUR", "-1590", "2"}));
  EXPECT_THAT(cells(compute_aging(three_currencies(), kAsOf, with_base({})).table("base_rows"), figures),
              ElementsAre(Row{"EUR", "5000", "1170", "18000", "21410", "4", "2", "0"}));
}

// 270 - 92 + 50 + 11.70 - 27.60 = 212.10; the payment was booked at 92 for a third worth 90: a gain of 2.00.
TEST(AgingBaseAmounts, TheProofShowsTheResidue) {
  EXPECT_THAT(
      base_proof(compute_aging(three_currencies(), kAsOf, with_base())),
      ElementsAre(Row{"documents", "5", "21210"}, Row{"residues", "1", "200"}, Row{"booked", "4", "21410"},
                  Row{"reported", "4", "21410"}, Row{"buckets", "4", "21410"}, Row{"difference", "0", "0"}));
  AgingOptions options = with_base();
  options.credits = CreditMode::excluded;
  EXPECT_THAT(
      base_proof(compute_aging(three_currencies(), kAsOf, options)),
      ElementsAre(Row{"documents", "5", "21210"}, Row{"residues", "1", "200"}, Row{"booked", "4", "21410"},
                  Row{"excluded_credits", "1", "2760"}, Row{"reported", "3", "24170"},
                  Row{"buckets", "3", "24170"}, Row{"difference", "0", "0"}));
}

// 100 booked cents, a third of the item disputed: 67 stay in the bucket, the rest is the disputed part.
TEST(AgingBaseAmounts, PartsOfAnItemSumToIt) {
  const Ledger ledger = one_invoice("3.00", "1.00");
  AgingOptions options = with_base();
  options.disputes = DisputeMode::own_column;
  EXPECT_THAT(cells(compute_aging(ledger, kAsOf, options).table("base_totals"),
                    {"over_90", "d61_90", "disputed", "total"}),
              ElementsAre(Row{"0", "67", "33", "100"}));
  EXPECT_THAT(cells(list_aging_items(ledger, kAsOf, options).table("items"),
                    {"bucket", "open", "base_currency", "base_open"}),
              ElementsAre(Row{"d61_90", "200", "EUR", "67"}, Row{"disputed", "100", "EUR", "33"}));
  options.disputes = DisputeMode::excluded;
  EXPECT_THAT(base_proof(compute_aging(ledger, kAsOf, options)),
              ElementsAre(Row{"documents", "1", "100"}, Row{"booked", "1", "100"},
                          Row{"excluded_disputes", "1", "-33"}, Row{"reported", "1", "67"},
                          Row{"buckets", "1", "67"}, Row{"difference", "0", "0"}));
}

// The credit of 4.00 takes 4 of 10, that is 3.60 of 9.00, and was itself booked at 3.80: 20 cents would be realised.
TEST(AgingBaseAmounts, NettingShowsWhatItWouldRealise) {
  AgingOptions options = with_base();
  options.credits = CreditMode::netted;
  const Aging aging = compute_aging(one_invoice("10.00", "9.00", {"-4.00"}, {"-3.80"}), kAsOf, options);
  EXPECT_THAT(cells(aging.table("rows"), {"total", "base_total", "base_credit_balance"}),
              ElementsAre(Row{"600", "540", "0"}));
  EXPECT_THAT(base_proof(aging), ElementsAre(Row{"documents", "2", "520"}, Row{"booked", "2", "520"},
                                             Row{"netted", "2", "20"}, Row{"reported", "2", "540"},
                                             Row{"buckets", "1", "540"}, Row{"difference", "0", "0"}));
}

TEST(AgingBaseAmounts, WhatWasNotBookedIsCountedNotMadeUp) {
  const Ledger ledger = one_invoice("10.00", "9.00", {"7.00", "-2.00"}, {"", ""});
  const Aging aging = compute_aging(ledger, kAsOf, with_base());
  EXPECT_THAT(cells(aging.table("rows"), {"total", "base_total", "without_base_items", "without_base_open"}),
              ElementsAre(Row{"1500", "900", "2", "500"}));
  EXPECT_THAT(cells(aging.table("base_rows"), {"total", "open_items", "without_base_items"}),
              ElementsAre(Row{"900", "3", "2"}));
  EXPECT_THAT(base_proof(aging), ElementsAre(Row{"documents", "1", "900"}, Row{"without_base", "2", "0"},
                                             Row{"booked", "1", "900"}, Row{"reported", "1", "900"},
                                             Row{"buckets", "1", "900"}, Row{"difference", "0", "0"}));
  EXPECT_THAT(cells(list_aging_items(ledger, kAsOf, with_base()).table("items"), {"open", "base_open"}),
              ElementsAre(Row{"1000", "900"}, Row{"700", ""}, Row{"-200", ""}));
}

// An exchange difference posted as a document of amount 0 is on the account and in no bucket; in the revaluation too.
TEST(AgingBaseAmounts, ADocumentOfAmountZeroIsNeverOpen) {
  const Ledger ledger = one_invoice("10.00", "9.00", {"0.00"}, {"0.50"});
  EXPECT_THAT(
      base_proof(compute_aging(ledger, kAsOf, with_base())),
      ElementsAre(Row{"documents", "2", "950"}, Row{"without_amount", "1", "-50"}, Row{"booked", "1", "900"},
                  Row{"reported", "1", "900"}, Row{"buckets", "1", "900"}, Row{"difference", "0", "0"}));
  const Table rates = text_table("rates", {{"currency", {"USD"}}, {"rate", {"1"}}});
  const TableViews views({&rates, 1});
  EXPECT_THAT(
      cells(compute_revaluation(ledger, kAsOf, views.views()).table("proof"), {"line", "count", "amount"}),
      ElementsAre(Row{"documents", "2", "950"}, Row{"without_amount", "1", "-50"}, Row{"booked", "1", "900"},
                  Row{"items", "1", "900"}, Row{"difference", "0", "0"}));
}

// Nothing is open: the residue of 270 - 92 - 183 = -5 stands in the proof alone.
TEST(AgingBaseAmounts, AnItemSettledInItsOwnCurrencyIsInNoBucket) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"I", "P1", "P2"}},
                                      {"issue_date", {"2024-01-10", "2024-02-05", "2024-03-05"}},
                                      {"amount", {"300.00", "-100.00", "-200.00"}},
                                      {"base_amount", {"270.00", "-92.00", "-183.00"}}}),
             text_table("applications", {{"credit_id", {"P1", "P2"}},
                                         {"debit_id", {"I", "I"}},
                                         {"amount", {"100.00", "200.00"}},
                                         {"applied_on", {"2024-02-05", "2024-03-05"}}})},
            in_euros_booked());
  const Aging aging = compute_aging(ledger, kAsOf, with_base());
  EXPECT_THAT(cells(aging.table("base_rows"), {"total"}), IsEmpty());
  EXPECT_THAT(cells(aging.table("base_totals"), {"total"}), IsEmpty());
  EXPECT_THAT(base_proof(aging),
              ElementsAre(Row{"documents", "3", "-500"}, Row{"residues", "2", "500"}, Row{"booked", "0", "0"},
                          Row{"reported", "0", "0"}, Row{"buckets", "0", "0"}, Row{"difference", "0", "0"}));
}

TEST(AgingBaseAmounts, NeedALedgerWithABaseCurrency) {
  const Ledger without = build(
      {text_table("documents", {{"customer", {"A"}}, {"issue_date", {"2024-01-10"}}, {"amount", {"1.00"}}})});
  for (const auto& call : std::vector<std::function<void()>>{
           [&] { std::ignore = compute_aging(without, kAsOf, with_base()); },
           [&] { std::ignore = list_aging_items(without, kAsOf, with_base()); },
           [&] { std::ignore = compute_aging_series(without, std::vector{kAsOf}, with_base()); }}) {
    const std::optional<Error> error = error_of(call);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->status(), Status::not_set);
    EXPECT_THAT(error->what(), HasSubstr("base_amounts"));
  }
  AgingOptions wrong;
  wrong.base_amounts = 2;
  EXPECT_EQ(error_of([&] { std::ignore = compute_aging(without, kAsOf, wrong); })->status(),
            Status::out_of_bounds);
}

TEST(AgingBaseAmounts, ADimensionCannotBearTheNameOfAColumn) {
  LedgerOptions reading = in_euros_booked();
  reading.map = {{"documents", "dimension", "base_total"}};
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"issue_date", {"2024-01-10"}},
                                                        {"amount", {"1.00"}},
                                                        {"base_amount", {"0.90"}},
                                                        {"base_total", {"x"}}})},
                              reading);
  AgingOptions options = with_base({"base_total"});
  EXPECT_EQ(error_of([&] { std::ignore = compute_aging(ledger, kAsOf, options); })->status(),
            Status::invalid_argument);
  options.base_amounts = 0;
  EXPECT_EQ(compute_aging(ledger, kAsOf, options).table("rows").rows(), 1);
}

// ---- properties on random books ------------------------------------------------------------------------------

const std::vector<const char*> kDates = {"2023-12-31", "2024-01-15", "2024-02-10", "2024-03-15",
                                         "2024-12-31"};

std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list;
  for (const CreditMode credits :
       {CreditMode::own_column, CreditMode::own_age, CreditMode::netted, CreditMode::excluded}) {
    for (const DisputeMode disputes : {DisputeMode::inside, DisputeMode::own_column, DisputeMode::excluded}) {
      AgingOptions options = with_base();
      options.credits = credits;
      options.disputes = disputes;
      options.threads = static_cast<std::int32_t>(list.size() % 3);
      list.push_back(options);
    }
  }
  list[0].by = {};
  list[1].by = {"region", "customer"};
  list[2].basis = AgingBasis::issue;
  list[3].forward_bounds = {7, 30};
  list[4].by = {"kind"};
  list[5].future_payments = 1;
  list[6].basis = AgingBasis::column;
  list[6].date_column = "planned";
  list[7].future_payments = 1;
  list[9].by = {"region"};
  return list;
}

std::int64_t sum_of(const Table& table, const std::string& column) {
  std::int64_t sum = 0;
  for (const std::int64_t value : table.int64s(column)) sum += value;
  return sum;
}

// Everything that does not stand in base currency, as bytes.
std::string without_base(const Aging& aging) {
  std::vector<Table> tables;
  for (const Table& table : aging.tables()) {
    if (table.name().starts_with("base_") || table.name() == "about") continue;
    tables.emplace_back(table.name());
    for (const Column& column : table.columns()) {
      if (column.name().find("base_") == std::string::npos) tables.back().add(column);
    }
  }
  return bytes_of(Result(std::move(tables)));
}

// The sums of the same column over rows, totals, base_rows, base_totals and the items behind it.
void expect_one_figure(const Ledger& ledger, Date as_of, const AgingOptions& options, const Aging& aging) {
  const Result items = list_aging_items(ledger, as_of, options);
  std::map<std::string, std::int64_t> of_items;
  const Table& lines = items.table("items");
  for (std::int64_t row = 0; row < lines.rows(); ++row) {
    const std::int64_t base =
        lines.column("base_open").is_null(row) ? 0 : lines.int64s("base_open")[static_cast<std::size_t>(row)];
    of_items[std::string(lines.text_at("bucket", row))] += base;
    of_items["total"] += base;
  }
  for (const Column& column : aging.table("base_totals").columns()) {
    if (column.role() != ColumnRole::money) continue;
    const std::int64_t sum = sum_of(aging.table("base_totals"), column.name());
    EXPECT_EQ(sum_of(aging.table("base_rows"), column.name()), sum) << column.name();
    EXPECT_EQ(sum_of(aging.table("rows"), "base_" + column.name()), sum) << column.name();
    EXPECT_EQ(sum_of(aging.table("totals"), "base_" + column.name()), sum) << column.name();
    EXPECT_EQ(of_items[column.name()], sum) << column.name();
  }
}

void expect_the_carrying_amounts(const Ledger& ledger, Date as_of, const AgingOptions& options,
                                 const Aging& aging) {
  const Table rates = text_table("rates", {{"currency", {"EUR"}}, {"rate", {"1.1"}}});
  const TableViews views({&rates, 1});
  RevaluationOptions same;
  same.known_at = options.known_at;
  same.by = options.by;
  const Result revalued = compute_revaluation(ledger, as_of, views.views(), same);
  std::vector<const char*> ours = {"currency", "total", "base_total", "open_items", "without_base_items"};
  std::vector<const char*> theirs = {"currency", "open", "booked", "open_items", "without_base_items"};
  for (const std::string& name : options.by) {
    ours.push_back(name.c_str());
    theirs.push_back(name.c_str());
  }
  EXPECT_EQ(cells(aging.table("rows"), ours), cells(revalued.table("rows"), theirs));
}

class AgingBaseProperty : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AgingBaseProperty, HoldsWhateverTheOptions) {
  const Ledger ledger = RandomBooks(GetParam()).make_booked();
  std::int64_t missing = 0;
  std::int64_t compared = 0;
  for (AgingOptions options : many_options()) {
    for (const ApplicationClock clock : {ApplicationClock::latest, ApplicationClock::payment_posting,
                                         ApplicationClock::applied_on, ApplicationClock::recorded_on}) {
      options.clock = clock;
      for (const bool is_known : {false, true}) {
        options.known_at.reset();
        if (is_known) options.known_at = Date("2024-02-05");
        for (const char* const day : kDates) {
          const Aging aging = compute_aging(ledger, Date(day), options);
          ASSERT_EQ(base_proof(aging).back(), (Row{"difference", "0", "0"})) << day;
          AgingOptions plain = options;
          plain.base_amounts = 0;
          ASSERT_EQ(without_base(aging), without_base(compute_aging(ledger, Date(day), plain)));
          expect_one_figure(ledger, Date(day), options, aging);
          missing += sum_of(aging.table("base_totals"), "without_base_items");
          const bool is_whole =
              clock == ApplicationClock::latest && options.disputes != DisputeMode::excluded &&
              options.credits != CreditMode::netted && options.credits != CreditMode::excluded;
          if (!is_whole) continue;
          compared += aging.table("rows").rows();
          expect_the_carrying_amounts(ledger, Date(day), options, aging);
        }
        if (HasFailure()) return;
      }
    }
  }
  EXPECT_GT(missing, 100);
  EXPECT_GT(compared, 100);
}

TEST_P(AgingBaseProperty, ASeriesIsTheAgingOfEachDate) {
  const Ledger ledger = RandomBooks(GetParam()).make_booked();
  std::vector<Date> dates;
  for (const char* const day : kDates) dates.emplace_back(day);
  for (const AgingOptions& options : many_options()) {
    for (const std::int32_t as_known : {0, 1}) {
      const AgingSeries series = compute_aging_series(ledger, dates, options, {.known_at_as_of = as_known});
      EXPECT_EQ(about(series, "document_passes"), std::to_string(dates.size() + 1));
      for (const char* const name : {"rows", "totals", "base_rows", "base_totals", "base_proof"}) {
        std::vector<Row> expected;
        for (const Date day : dates) {
          AgingOptions of_date = options;
          if (as_known != 0) of_date.known_at = day;
          const Aging aging = compute_aging(ledger, day, of_date);
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
    }
  }
}

TEST_P(AgingBaseProperty, ThreadsChangeNoByte) {
  const Ledger ledger = RandomBooks(GetParam()).make_booked();
  for (AgingOptions options : many_options()) {
    options.threads = 1;
    const std::string one = bytes_of(compute_aging(ledger, kAsOf, options));
    options.threads = 4;
    EXPECT_EQ(bytes_of(compute_aging(ledger, kAsOf, options)), one);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgingBaseProperty, testing::Range(1U, 4U));

}  // namespace
}  // namespace openitem::aging_base_amounts_test
