// Comparisons with balances and general-ledger lines: docs/methods/aging.md, section 8.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_comparisons_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::text_table;
using aging_test::TextColumn;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = std::vector<std::string>;
const Date kAsOf("2024-06-30");

Ledger three_customers() {
  return build(
      {text_table("documents",
                  {{"customer", {"A", "B", "C", "C", ""}},
                   {"id", {"1", "2", "3", "4", "5"}},
                   {"issue_date", {"2024-06-01", "2024-06-01", "2024-06-01", "2024-06-02", "2024-06-02"}},
                   {"amount", {"10.00", "20.00", "30.00", "-30.00", "1.00"}}})},
      euros(RowPolicy::mark));
}

Result compare(const Aging& aging, const std::vector<TextColumn>& columns) {
  const std::vector<Table> tables = {text_table("balances", columns)};
  const TableViews views(tables);
  return compare_balances(aging, views.views());
}

TEST(CompareBalances, EveryKeyOnEitherSideGetsARow) {
  const Result result =
      compare(compute_aging(three_customers(), kAsOf),
              {{"customer", {"D", "A", "E", "B"}}, {"balance", {"5.00", "10.00", "0.00", "19.99"}}});
  EXPECT_THAT(
      cells(result.table("balances"), {"customer", "currency", "computed", "given", "difference", "status"}),
      ElementsAre(Row{"A", "EUR", "1000", "1000", "0", "equal"},
                  Row{"B", "EUR", "2000", "1999", "1", "unequal"}, Row{"C", "EUR", "0", "0", "0", "equal"},
                  Row{"D", "EUR", "0", "500", "-500", "missing_left"},
                  Row{"E", "EUR", "0", "0", "0", "equal"}));
  EXPECT_THAT(cells(result.table("balance_totals"), {"currency", "equal", "unequal", "missing_left",
                                                     "missing_right", "computed", "given", "difference"}),
              ElementsAre(Row{"EUR", "3", "1", "1", "0", "3000", "3499", "-499"}));
}

TEST(CompareBalances, AComputedBalanceNobodyGaveIsMissingRight) {
  const Result result =
      compare(compute_aging(three_customers(), kAsOf), {{"customer", {"A"}}, {"balance", {"10.00"}}});
  EXPECT_THAT(cells(result.table("balances"), {"customer", "status", "difference"}),
              ElementsAre(Row{"A", "equal", "0"}, Row{"B", "missing_right", "2000"}, Row{"C", "equal", "0"}));
}

TEST(CompareBalances, SeveralGivenRowsOfAKeyAreSummed) {
  const Result result =
      compare(compute_aging(three_customers(), kAsOf), {{"customer", {"B", "B", "A"}},
                                                        {"balance", {"12.00", "8.00", "10.00"}},
                                                        {"currency", {"EUR", "EUR", "USD"}}});
  EXPECT_THAT(cells(result.table("balances"), {"customer", "currency", "status"}),
              ElementsAre(Row{"A", "EUR", "missing_right"}, Row{"A", "USD", "missing_left"},
                          Row{"B", "EUR", "equal"}, Row{"C", "EUR", "equal"}));
}

TEST(CompareBalances, AMissingKeyMatchesAMissingKey) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "dimension", "region"}};
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"region", {"", "N"}},
                                                        {"issue_date", {"2024-06-01", "2024-06-01"}},
                                                        {"amount", {"1.00", "2.00"}}})},
                              reading);
  AgingOptions options;
  options.by = {"region"};
  const Result result =
      compare(compute_aging(ledger, kAsOf, options), {{"region", {"N", ""}}, {"balance", {"2.00", "1.00"}}});
  EXPECT_THAT(cells(result.table("balances"), {"region", "status"}),
              ElementsAre(Row{"N", "equal"}, Row{"", "equal"}));
}

TEST(CompareBalances, TakesMinorUnitsAndIntegerKeys) {
  Table documents("documents");
  documents.add(Column::int64("customer", {10, 9}));
  documents.add(Column::dates("issue_date", {"2024-06-01", "2024-06-01"}));
  documents.add(Column::text("amount", {"1.00", "2.00"}));
  Table balances("balances");
  balances.add(Column::int32("customer", {9, 10}));
  balances.add(Column::int64("balance", {200, 100}));
  const std::vector<Table> tables = {balances};
  const TableViews views(tables);
  const Result result = compare_balances(compute_aging(build_ledger(documents, euros()), kAsOf),
                                         views.views(), MoneyForm::minor);
  EXPECT_THAT(cells(result.table("balances"), {"customer", "status"}),
              ElementsAre(Row{"9", "equal"}, Row{"10", "equal"}));
}

TEST(CompareBalances, UnreadableRowsAreErrorsAtTheirRow) {
  const Aging aging = compute_aging(three_customers(), kAsOf);
  auto error = error_of([&] { compare(aging, {{"customer", {"A", "B"}}, {"balance", {"10.00", "ten"}}}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::invalid_data);
  EXPECT_EQ(error->row(), 1);
  EXPECT_EQ(error->column(), "balances.balance");
  error = error_of([&] { compare(aging, {{"customer", {"A"}}, {"balance", {""}}}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_value);
  error = error_of([&] { compare(aging, {{"client", {"A"}}, {"balance", {"1"}}}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_column);
  EXPECT_THAT(error->what(), HasSubstr("balances.customer is required; columns are client, balance"));
  error = error_of([&] {
    compare(aging, {{"customer", {"A"}}, {"balance", {"1"}}, {"currency", {"EURO"}}});
  });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::unknown_name);
}

TEST(CompareBalances, SeveralCurrenciesNeedTheColumn) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"issue_date", {"2024-06-01", "2024-06-01"}},
                                                        {"currency", {"EUR", "USD"}},
                                                        {"amount", {"1.00", "2.00"}}})});
  const auto error = error_of([&] {
    compare(compute_aging(ledger, kAsOf), {{"customer", {"A"}}, {"balance", {"1"}}});
  });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_column);
  EXPECT_EQ(error->column(), "balances.currency");
}

Result compare_lines(const Ledger& ledger, const std::vector<TextColumn>& columns) {
  const std::vector<Table> tables = {text_table("general_ledger", columns)};
  const TableViews views(tables);
  return compare_general_ledger(ledger, kAsOf, views.views());
}

TEST(CompareGeneralLedger, SumsLinesByDocument) {
  const Ledger ledger = build({text_table(
      "documents", {{"customer", {"A", "A", "A", "A", "A"}},
                    {"id", {"1", "2", "3", "", "9"}},
                    {"issue_date", {"2024-06-01", "2024-06-01", "2024-06-01", "2024-06-01", "2024-07-01"}},
                    {"amount", {"10.00", "20.00", "30.00", "7.00", "99.00"}}})});
  const Result result = compare_lines(
      ledger, {{"id", {"1", "1", "2", "8", "", "9"}},
               {"amount", {"4.00", "6.00", "19.00", "5.00", "7.00", "99.00"}},
               {"posting_date",
                {"2024-06-01", "2024-06-02", "2024-06-01", "2024-06-01", "2024-06-01", "2024-07-01"}}});
  EXPECT_THAT(cells(result.table("general_ledger"),
                    {"id", "currency", "ledger", "general_ledger", "difference", "status"}),
              ElementsAre(Row{"2", "EUR", "2000", "1900", "100", "unequal"},
                          Row{"3", "EUR", "3000", "0", "3000", "missing_right"},
                          Row{"8", "EUR", "0", "500", "-500", "missing_left"}));
  EXPECT_THAT(cells(result.table("general_ledger_totals"),
                    {"currency", "status", "count", "ledger", "general_ledger", "difference"}),
              ElementsAre(Row{"EUR", "equal", "1", "1000", "1000", "0"},
                          Row{"EUR", "unequal", "1", "2000", "1900", "100"},
                          Row{"EUR", "missing_left", "1", "0", "500", "-500"},
                          Row{"EUR", "missing_right", "1", "3000", "0", "3000"},
                          Row{"EUR", "without_id", "2", "700", "700", "0"},
                          Row{"EUR", "posted_later", "1", "0", "9900", ""}));
}

TEST(CompareGeneralLedger, TheLedgerColumnSumsToTheControlTotal) {
  const Ledger ledger = three_customers();
  const Result result = compare_lines(ledger, {{"id", {"1"}}, {"amount", {"10.00"}}});
  std::int64_t sum = 0;
  for (const std::int64_t amount : result.table("general_ledger_totals").int64s("ledger")) sum += amount;
  EXPECT_EQ(sum, aging_test::proof_amount(compute_aging(ledger, kAsOf), "control_total"));
}

TEST(CompareGeneralLedger, ALineHasItsDocumentsCurrencyWhereItHasNone) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "2"}},
                                                        {"issue_date", {"2024-06-01", "2024-06-01"}},
                                                        {"currency", {"JPY", "USD"}},
                                                        {"amount", {"100", "2.00"}}})});
  const Result result = compare_lines(
      ledger, {{"id", {"1", "2", "2"}}, {"amount", {"100", "1.50", "0.50"}}, {"currency", {"", "", "EUR"}}});
  EXPECT_THAT(
      cells(result.table("general_ledger"), {"id", "currency", "ledger", "general_ledger", "status"}),
      ElementsAre(Row{"2", "EUR", "0", "50", "missing_left"}, Row{"2", "USD", "200", "150", "unequal"}));
  const auto error = error_of([&] { compare_lines(ledger, {{"id", {"3"}}, {"amount", {"1"}}}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_value);
  EXPECT_EQ(error->row(), 0);
}

TEST(CompareGeneralLedger, TuplesAreComparedMemberByMember) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "id", "year"}, {"documents", "id", "number"}};
  Table documents("documents");
  documents.add(Column::text("customer", {"A", "A"}));
  documents.add(Column::int64("year", {2023, 2024}));
  documents.add(Column::text("number", {"7", "7"}));
  documents.add(Column::dates("issue_date", {"2024-06-01", "2024-06-01"}));
  documents.add(Column::text("amount", {"1.00", "2.00"}));
  Table lines("general_ledger");
  lines.add(Column::int64("year", {2024, 2022}));
  lines.add(Column::text("number", {"7", "7"}));
  lines.add(Column::text("amount", {"2.00", "1.00"}));
  const std::vector<Table> tables = {lines};
  const TableViews views(tables);
  const Result result = compare_general_ledger(build_ledger(documents, reading), kAsOf, views.views());
  EXPECT_THAT(cells(result.table("general_ledger"), {"year", "number", "status"}),
              ElementsAre(Row{"2022", "7", "missing_left"}, Row{"2023", "7", "missing_right"}));
}

TEST(CompareGeneralLedger, KnownVersionsCountOnly) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "1"}},
                                                        {"issue_date", {"2024-06-01", "2024-06-01"}},
                                                        {"amount", {"10.00", "12.00"}},
                                                        {"recorded_on", {"2024-06-01", "2024-07-02"}}})});
  const std::vector<Table> tables = {text_table("general_ledger", {{"id", {"1"}}, {"amount", {"10.00"}}})};
  const TableViews views(tables);
  EXPECT_EQ(compare_general_ledger(ledger, kAsOf, views.views()).table("general_ledger").rows(), 1);
  EXPECT_EQ(compare_general_ledger(ledger, kAsOf, views.views(), MoneyForm::exact, kAsOf)
                .table("general_ledger")
                .rows(),
            0);
}

TEST(CompareGeneralLedger, NeedsIdsOfOneType) {
  const Ledger without = build(
      {text_table("documents", {{"customer", {"A"}}, {"issue_date", {"2024-06-01"}}, {"amount", {"1.00"}}})});
  auto error = error_of([&] { compare_lines(without, {{"id", {"1"}}, {"amount", {"1"}}}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::missing_column);
  Table lines("general_ledger");
  lines.add(Column::int64("id", {1}));
  lines.add(Column::text("amount", {"1.00"}));
  const std::vector<Table> tables = {lines};
  const TableViews views(tables);
  error = error_of([&] { (void)compare_general_ledger(three_customers(), kAsOf, views.views()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::wrong_type);
}

}  // namespace
}  // namespace openitem::aging_comparisons_test
