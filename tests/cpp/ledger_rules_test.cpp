// Every rule of docs/methods/ledger.md, section 6, by a case of its own. Expected values are read off that page.

#include <algorithm>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpp/ledger_fixture.hpp"
#include "cpp/ledger_rule_cases.hpp"
#include "cpp/ledger_tables.hpp"
#include "ledger/rules.hpp"

namespace openitem::ledger_test::ledger_rules_test {
namespace {

using ::testing::HasSubstr;

class LedgerRule : public ::testing::TestWithParam<RuleCase> {};

std::vector<Finding> findings_of(const Ledger& ledger, Rule rule) {
  std::vector<Finding> found;
  for (const Finding& finding : ledger.data().findings) {
    if (finding.rule == static_cast<std::uint16_t>(rule)) found.push_back(finding);
  }
  return found;
}

TEST_P(LedgerRule, IsAFindingUnderMark) {
  LedgerOptions options = GetParam().options;
  options.row_policy = RowPolicy::mark;
  const Ledger ledger = build(GetParam().tables, options);
  const std::vector<Finding> found = findings_of(ledger, GetParam().rule);
  ASSERT_EQ(found.size(), GetParam().amounts.size());
  EXPECT_EQ(found.front().row, GetParam().row);
  EXPECT_THAT(message_of(found.front()), HasSubstr(GetParam().says));
  for (std::size_t at = 0; at < found.size(); ++at) {
    const std::int64_t expected = GetParam().amounts[at];
    EXPECT_EQ(found[at].has_amount, expected != kNull);
    EXPECT_EQ(found[at].amount, expected == kNull ? 0 : expected);
  }
}

TEST_P(LedgerRule, IsCountedInTheSummary) {
  LedgerOptions options = GetParam().options;
  options.row_policy = RowPolicy::mark;
  const Ledger ledger = build(GetParam().tables, options);
  const std::string_view where = GetParam().column;
  const std::string table(where.substr(0, where.find('.')));
  const bool is_impossible = rule_row(GetParam().rule).severity == Severity::impossible;
  std::int64_t rows_in_findings = 0;
  for (const Finding& finding : findings_of(ledger, GetParam().rule)) rows_in_findings += finding.count;
  for (const TableSummary& summary : ledger.data().summary) {
    EXPECT_EQ(summary.rows, summary.kept + summary.excluded) << summary.table;
    const bool is_concerned = summary.table == table;
    EXPECT_EQ(summary.excluded, is_concerned && is_impossible ? rows_in_findings : 0) << summary.table;
    EXPECT_GE(summary.suspicious, is_concerned && !is_impossible ? rows_in_findings : 0) << summary.table;
  }
}

TEST_P(LedgerRule, IsAnErrorUnderStrictWhereImpossible) {
  const std::optional<Error> error = error_of_build(GetParam().tables, GetParam().options);
  if (GetParam().status == Status::ok) {
    EXPECT_FALSE(error.has_value()) << error->what();
    return;
  }
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->status(), GetParam().status) << error->what();
  EXPECT_EQ(error->row(), GetParam().row);
  EXPECT_EQ(error->column(), GetParam().column);
  EXPECT_EQ(error->rows_affected(), static_cast<std::int64_t>(GetParam().amounts.size()));
  EXPECT_THAT(error->what(), HasSubstr(GetParam().says));
  EXPECT_THAT(error->what(), HasSubstr(GetParam().column));
}

INSTANTIATE_TEST_SUITE_P(Rules, LedgerRule, ::testing::ValuesIn(rule_cases()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(LedgerRules, EachRuleHasACase) {
  std::set<Rule> covered;
  for (const RuleCase& rule_case : rule_cases()) covered.insert(rule_case.rule);
  covered.insert(Rule::invalid_text);  // below: owned columns take UTF-8 only
  EXPECT_EQ(covered.size(), kRuleCount);
}

TEST(LedgerRules, EachCaseExpectsItsSeverity) {
  for (const RuleCase& rule_case : rule_cases()) {
    EXPECT_EQ(rule_case.status == Status::ok, rule_row(rule_case.rule).severity == Severity::suspicion)
        << rule_case.name;
  }
}

TEST(LedgerRules, InvalidTextIsLocated) {
  // Row 1 of the customers is "C" and a byte that is not UTF-8.
  const std::string bytes = "C1C\xff";
  const std::vector<std::int32_t> offsets = {0, 2, 4};
  const Table rest = documents_with({});
  std::vector<ColumnView> columns;
  for (const Column& column : rest.columns()) columns.push_back(column.view());
  columns[0] = ColumnView{};
  columns[0].name = "customer";
  columns[0].type = ColumnType::text;
  columns[0].values = bytes.data();
  columns[0].offsets = offsets.data();
  const TableView table = {"documents", columns.data(), static_cast<std::int32_t>(columns.size()), 0, 2};
  const Ledger ledger = build_ledger(std::span(&table, 1), euros(RowPolicy::mark));
  const std::vector<Finding> found = findings_of(ledger, Rule::invalid_text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].row, 1);
  EXPECT_EQ(found[0].amount, 2000);
  EXPECT_EQ(found[0].value, "C\\xff");
  EXPECT_EQ(ledger.document_count(), 1);
  try {
    static_cast<void>(build_ledger(std::span(&table, 1), euros()));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Status::invalid_text);
    EXPECT_EQ(error.row(), 1);
    EXPECT_EQ(error.column(), "documents.customer");
  }
}

TEST(LedgerRules, TheFirstFaultInTheOrderOfRolesIsTheOneReported) {
  const Table documents = documents_with({{"customer", {"C1", ""}}, {"amount", {"10.00", "ten"}}});
  const Ledger ledger = build({documents}, euros(RowPolicy::mark));
  ASSERT_EQ(ledger.finding_count(), 1);
  EXPECT_EQ(ledger.data().findings[0].column, "customer");
  EXPECT_FALSE(ledger.data().findings[0].has_amount);
}

TEST(LedgerRules, StrictReportsTheFirstTableBeforeTheFirstRow) {
  const std::vector<Table> tables = {invoices({"A", "B"}, {"10.00", "x"}),
                                     disputes("Z", "5.00", "2024-02-01", ""),
                                     applications({"A"}, {"Y"}, {"1.00"}, {"2024-02-01"})};
  const std::optional<Error> error = error_of_build(tables);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->column(), "documents.amount");
  EXPECT_EQ(error->row(), 1);
}

TEST(LedgerRules, StrictReportsTheLowestRowWhateverTheRule) {
  const Table documents = documents_with({{"customer", {"C1", ""}}, {"amount", {"ten", "20.00"}}});
  const std::optional<Error> error = error_of_build({documents});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->row(), 0);
  EXPECT_EQ(error->column(), "documents.amount");
}

TEST(LedgerRules, RowsAffectedCountsTheRule) {
  const std::optional<Error> error = error_of_build({invoices({"A", "B", "C"}, {"x", "5.00", "y"})});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->rows_affected(), 2);
}

TEST(LedgerRules, ExclusionsAndReadTotalsAddUpToTheLedger) {
  const Table documents = documents_with({{"kind", {"invoice", "bill"}},
                                          {"paid_date", {"2024-02-01", "2024-02-02"}},
                                          {"paid_amount", {"4.00", "5.00"}}});
  const Ledger built = build({documents}, euros(RowPolicy::mark));
  const LedgerData& ledger = built.data();
  ASSERT_EQ(ledger.read_totals.size(), 1U);
  EXPECT_EQ(ledger.read_totals[0].count, 2);
  EXPECT_EQ(ledger.read_totals[0].amount, 3000);
  EXPECT_EQ(ledger.read_totals[0].payments_count, 2);
  EXPECT_EQ(ledger.read_totals[0].payments_amount, -900);
  ASSERT_EQ(ledger.exclusions.size(), 1U);
  EXPECT_EQ(ledger.exclusions[0].amount, 2000 - 500);
  EXPECT_EQ(ledger.exclusions[0].count, 2);
}

TEST(LedgerRules, ARowOfUnknownCurrencyStandsUnderXxxWithoutAmount) {
  const Table documents = documents_with({{"currency", {"EUR", "EURO"}}});
  const Ledger ledger = build({documents}, euros(RowPolicy::mark));
  ASSERT_EQ(ledger.data().read_totals.size(), 2U);
  EXPECT_EQ(ledger.data().read_totals[1].currency, Currency("XXX").index());
  EXPECT_EQ(ledger.data().read_totals[1].count, 1);
  EXPECT_EQ(ledger.data().read_totals[1].amount, 0);
}

TEST(LedgerRules, TheSumOfAmountsIsBelowTwoToThe62UnderEitherPolicy) {
  // 2^61 minor units each: together 2^62.
  const std::vector<Table> tables = {invoices({"A", "B"}, {"23058430092136939.52", "-23058430092136939.52"})};
  for (const RowPolicy policy : {RowPolicy::strict, RowPolicy::mark}) {
    const std::optional<Error> error = error_of_build(tables, euros(policy));
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->status(), Status::overflow);
    EXPECT_EQ(error->column(), "documents.amount");
  }
  EXPECT_FALSE(
      error_of_build({invoices({"A", "B"}, {"23058430092136939.52", "-23058430092136939.51"})}).has_value());
}

}  // namespace
}  // namespace openitem::ledger_test::ledger_rules_test
