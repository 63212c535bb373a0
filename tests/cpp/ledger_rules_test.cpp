// Every rule of docs/methods/ledger.md, section 6, by a case of its own. Expected values are read off that page.

#include <algorithm>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpp/ledger_fixture.hpp"
#include "ledger/rules.hpp"

namespace openitem::ledger_test::ledger_rules_test {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kNull = -1'000'000;  // no money impact

struct RuleCase {
  const char* name;
  Rule rule;
  std::vector<Table> tables;
  const char* column;                 // "table.column"
  std::int64_t row;                   // of the first finding
  std::vector<std::int64_t> amounts;  // money impact of each finding, by row
  const char* says;                   // a part of the message
  Status status = Status::ok;         // of the strict error; ok = a suspicion
  LedgerOptions options = euros();
};

void PrintTo(const RuleCase& rule_case, std::ostream* out) { *out << rule_case.name; }

Table invoices(std::vector<std::string> ids, std::vector<std::string> amounts) {
  const std::vector<std::string> day_of(ids.size(), "2024-01-10");
  return text_table("documents", {{"customer", std::vector<std::string>(ids.size(), "C1")},
                                  {"id", ids},
                                  {"issue_date", day_of},
                                  {"due_date", std::vector<std::string>(ids.size(), "2024-02-10")},
                                  {"amount", std::move(amounts)}});
}

Table applications(std::vector<std::string> credit, std::vector<std::string> debit,
                   std::vector<std::string> amount, std::vector<std::string> on) {
  return text_table("applications", {{"credit_id", std::move(credit)},
                                     {"debit_id", std::move(debit)},
                                     {"amount", std::move(amount)},
                                     {"applied_on", std::move(on)}});
}

Table instalments(std::vector<std::string> document, std::vector<std::string> number,
                  std::vector<std::string> amount) {
  const std::vector<std::string> due(document.size(), "2024-03-01");
  return text_table("instalments", {{"document_id", std::move(document)},
                                    {"number", std::move(number)},
                                    {"due_date", due},
                                    {"amount", std::move(amount)}});
}

Table disputes(std::string document, std::string amount, std::string opened, std::string closed) {
  return text_table("disputes", {{"document_id", {std::move(document)}},
                                 {"amount", {std::move(amount)}},
                                 {"opened", {std::move(opened)}},
                                 {"closed", {std::move(closed)}}});
}

// One column more, or another one in its place.
Table documents_with(std::vector<TextColumn> columns) {
  std::vector<TextColumn> all = {{"customer", {"C1", "C2"}},
                                 {"id", {"A", "B"}},
                                 {"issue_date", {"2024-01-10", "2024-01-11"}},
                                 {"due_date", {"2024-02-10", "2024-02-11"}},
                                 {"amount", {"10.00", "20.00"}}};
  for (TextColumn& column : columns) {
    const auto same = std::find_if(all.begin(), all.end(), [&column](const TextColumn& other) {
      return std::string_view(other.name) == column.name;
    });
    if (same == all.end()) {
      all.push_back(std::move(column));
    } else {
      *same = std::move(column);
    }
  }
  return text_table("documents", all);
}

Table float_documents() {
  Table table = Table("documents");
  table.add(Column::text("customer", {"C1"}));
  table.add(Column::text("id", {"A"}));
  table.add(Column::dates("issue_date", {"2024-01-10"}));
  table.add(Column::dates("due_date", {"2024-02-10"}));
  table.add(Column::float64("amount", {637.585}));
  return table;
}

LedgerOptions floats() {
  LedgerOptions options = euros();
  options.money = MoneyForm::floating;
  return options;
}

Table two_currencies() {
  return text_table("documents", {{"customer", {"C1", "C1"}},
                                  {"id", {"A", "P"}},
                                  {"issue_date", {"2024-01-10", "2024-01-11"}},
                                  {"due_date", {"2024-02-10", ""}},
                                  {"amount", {"10.00", "-9.00"}},
                                  {"currency", {"EUR", "USD"}}});
}

std::vector<RuleCase> rule_cases() {
  const Table invoice_and_payment = invoices({"A", "P"}, {"100.00", "-100.00"});
  const Table plain = invoices({"A", "B"}, {"10.00", "20.00"});
  return {
      {"MissingId",
       Rule::missing_id,
       {invoices({"A", ""}, {"10.00", "20.00"})},
       "documents.id",
       1,
       {2000},
       "has no id"},
      {"MissingIdOfAll",
       Rule::missing_id,
       {invoices({"", ""}, {"10.00", "20.00"})},
       "documents.id",
       -1,
       {3000},
       "has no id"},
      {"DuplicateId",
       Rule::duplicate_id,
       {invoices({"A", "A"}, {"10.00", "20.00"})},
       "documents.id",
       1,
       {2000},
       "'A'"},
      {"RepeatedRow",
       Rule::repeated_row,
       {invoices({"", ""}, {"10.00", "10.00"})},
       "documents.amount",
       1,
       {1000},
       "source row 0"},
      {"MissingDueDate",
       Rule::missing_due_date,
       {documents_with({{"due_date", {"2024-02-10", ""}}})},
       "documents.due_date",
       1,
       {2000},
       "neither a due date nor instalments"},
      {"DueBeforeIssue",
       Rule::due_before_issue,
       {documents_with({{"due_date", {"2024-02-10", "2024-01-01"}}})},
       "documents.due_date",
       1,
       {2000},
       "'2024-01-01' is before the issue date 2024-01-11"},
      {"PaymentBeforeInvoice",
       Rule::payment_before_invoice,
       {documents_with({{"amount", {"10.00", "-10.00"}}, {"posting_date", {"2024-01-20", "2024-01-11"}}}),
        applications({"B"}, {"A"}, {"4.00"}, {"2024-01-25"})},
       "applications.credit_id",
       0,
       {400},
       "posted on '2024-01-11'"},
      {"AppliedBeforePosting",
       Rule::applied_before_posting,
       {documents_with({{"amount", {"10.00", "-10.00"}}}),
        applications({"B"}, {"A"}, {"4.00"}, {"2024-01-10"})},
       "applications.applied_on",
       0,
       {400},
       "'2024-01-10'"},
      {"CustomerMismatch",
       Rule::customer_mismatch,
       {documents_with({{"amount", {"10.00", "-10.00"}}}),
        applications({"B"}, {"A"}, {"4.00"}, {"2024-02-10"})},
       "applications.credit_id",
       0,
       {400},
       "'C2' and C1"},
      {"InexactAmount",
       Rule::inexact_amount,
       {float_documents()},
       "documents.amount",
       0,
       {63759},
       "637.585",
       Status::ok,
       floats()},
      {"Overpaid",
       Rule::overpaid,
       {documents_with({{"paid_date", {"2024-02-01", ""}}, {"paid_amount", {"12.50", ""}}})},
       "documents.paid_amount",
       0,
       {250},
       "paid '12.50' on an amount of 10.00 EUR"},
      {"MissingValue",
       Rule::missing_value,
       {documents_with({{"customer", {"C1", ""}}})},
       "documents.customer",
       1,
       {2000},
       "is empty",
       Status::missing_value},
      {"MissingAmount",
       Rule::missing_value,
       {documents_with({{"amount", {"10.00", ""}}})},
       "documents.amount",
       1,
       {kNull},
       "is empty",
       Status::missing_value},
      {"UnreadableAmount",
       Rule::unreadable_value,
       {documents_with({{"amount", {"ten", "20.00"}}})},
       "documents.amount",
       0,
       {kNull},
       "'ten'",
       Status::invalid_data},
      {"AmountWithTooManyDigits",
       Rule::unreadable_value,
       {documents_with({{"amount", {"10.001", "20.00"}}})},
       "documents.amount",
       0,
       {kNull},
       "'10.001'",
       Status::inexact_amount},
      {"UnreadableDate",
       Rule::unreadable_value,
       {documents_with({{"issue_date", {"2024-01-10", "2024-02-30"}}})},
       "documents.issue_date",
       1,
       {2000},
       "'2024-02-30'",
       Status::invalid_data},
      {"DateOutOfRange",
       Rule::out_of_range,
       {documents_with({{"issue_date", {"2024-01-10", "1899-12-31"}}})},
       "documents.issue_date",
       1,
       {2000},
       "'1899-12-31'",
       Status::date_out_of_range},
      {"AmountOutOfRange",
       Rule::out_of_range,
       {documents_with({{"amount", {"10.00", "46116860184273879.04"}}})},
       "documents.amount",
       1,
       {kNull},
       "46116860184273879.04",
       Status::overflow},
      {"InstalmentNumberOutOfRange",
       Rule::out_of_range,
       {plain, instalments({"A"}, {"-1"}, {"10.00"})},
       "instalments.number",
       0,
       {1000},
       "'-1'",
       Status::overflow},
      {"UnknownCurrency",
       Rule::unknown_currency,
       {documents_with({{"currency", {"EUR", "EURO"}}})},
       "documents.currency",
       1,
       {kNull},
       "'EURO' is not an ISO 4217 currency",
       Status::unknown_name},
      {"UnknownKind",
       Rule::unknown_kind,
       {documents_with({{"kind", {"invoice", "bill"}}})},
       "documents.kind",
       1,
       {2000},
       "expected one of",
       Status::unknown_name},
      {"DebitKindBelowZero",
       Rule::sign_against_kind,
       {documents_with({{"kind", {"invoice", "fee"}}, {"amount", {"10.00", "-20.00"}}})},
       "documents.amount",
       1,
       {-2000},
       "fee",
       Status::inconsistent_data},
      {"CreditKindAboveZero",
       Rule::sign_against_kind,
       {documents_with({{"kind", {"invoice", "payment"}}})},
       "documents.amount",
       1,
       {2000},
       "payment",
       Status::inconsistent_data},
      {"PaidAmountWithoutDate",
       Rule::paid_amount_without_date,
       {documents_with({{"paid_date", {"", "2024-02-01"}}, {"paid_amount", {"5.00", ""}}})},
       "documents.paid_amount",
       0,
       {1000},
       "has no paid date",
       Status::inconsistent_data},
      {"PaidSign",
       Rule::paid_sign,
       {documents_with({{"paid_date", {"2024-02-01", ""}}, {"paid_amount", {"-5.00", ""}}})},
       "documents.paid_amount",
       0,
       {1000},
       "sign",
       Status::inconsistent_data},
      {"UnknownDebit",
       Rule::unknown_document,
       {invoice_and_payment, applications({"P"}, {"X"}, {"7.00"}, {"2024-02-01"})},
       "applications.debit_id",
       0,
       {700},
       "'X'",
       Status::unknown_reference},
      {"UnknownDocumentOfPromise",
       Rule::unknown_document,
       {plain, text_table("promises", {{"customer", {"C1"}},
                                       {"document_id", {"X"}},
                                       {"promised_on", {"2024-02-01"}},
                                       {"due_date", {"2024-02-08"}},
                                       {"amount", {"3.00"}}})},
       "promises.document_id",
       0,
       {300},
       "'X'",
       Status::unknown_reference},
      {"NotADebit",
       Rule::not_a_debit,
       {invoice_and_payment, applications({"P"}, {"P"}, {"7.00"}, {"2024-02-01"})},
       "applications.debit_id",
       0,
       {700},
       "-100.00 EUR",
       Status::inconsistent_data},
      {"NotACredit",
       Rule::not_a_credit,
       {invoice_and_payment, applications({"A"}, {"A"}, {"7.00"}, {"2024-02-01"})},
       "applications.credit_id",
       0,
       {700},
       "100.00 EUR",
       Status::inconsistent_data},
      {"MixedCurrencyWithOneAmount",
       Rule::mixed_currency,
       {two_currencies(), applications({"P"}, {"A"}, {"5.00"}, {"2024-02-01"})},
       "applications.amount",
       0,
       {500},
       "the debit is in EUR, the credit in USD",
       Status::inconsistent_data},
      {"OneCurrencyWithTwoAmounts",
       Rule::mixed_currency,
       {invoice_and_payment, text_table("applications", {{"credit_id", {"P"}},
                                                         {"debit_id", {"A"}},
                                                         {"amount", {"5.00"}},
                                                         {"credit_amount", {"4.99"}},
                                                         {"applied_on", {"2024-02-01"}}})},
       "applications.credit_amount",
       0,
       {500},
       "4.99 EUR",
       Status::inconsistent_data},
      {"OverApplication",
       Rule::over_application,
       {invoice_and_payment,
        applications({"P", "P"}, {"A", "A"}, {"60.00", "50.00"}, {"2024-02-01", "2024-02-02"})},
       "applications.amount",
       1,
       {5000},
       "document A to 110.00 EUR of 100.00 EUR",
       Status::inconsistent_data},
      {"UnapplyingWhatIsNotApplied",
       Rule::over_application,
       {invoice_and_payment, applications({"P"}, {"A"}, {"-1.00"}, {"2024-02-01"})},
       "applications.amount",
       0,
       {-100},
       "to -1.00 EUR of 100.00 EUR",
       Status::inconsistent_data},
      {"UnknownInstalment",
       Rule::unknown_instalment,
       {invoice_and_payment, instalments({"A"}, {"1"}, {"100.00"}),
        text_table("applications", {{"credit_id", {"P"}},
                                    {"debit_id", {"A"}},
                                    {"instalment", {"2"}},
                                    {"amount", {"5.00"}},
                                    {"applied_on", {"2024-02-01"}}})},
       "applications.instalment",
       0,
       {500},
       "instalment '2' of document A",
       Status::unknown_reference},
      {"InstalmentTotal",
       Rule::instalment_total,
       {plain, instalments({"A", "A"}, {"1", "2"}, {"4.00", "5.00"})},
       "instalments.amount",
       0,
       {400, 500},
       "sum to 9.00 EUR, its amount is 10.00 EUR",
       Status::inconsistent_data},
      {"DuplicateInstalment",
       Rule::duplicate_instalment,
       {plain, instalments({"A", "A"}, {"1", "1"}, {"4.00", "6.00"})},
       "instalments.number",
       0,
       {400, 600},
       "document A",
       Status::inconsistent_data},
      {"NegativeInstalment",
       Rule::negative_instalment,
       {plain, instalments({"A", "A"}, {"1", "2"}, {"-2.00", "12.00"})},
       "instalments.amount",
       0,
       {-200, 1200},
       "document A",
       Status::inconsistent_data},
      {"DisputeOfCredit",
       Rule::dispute_of_credit,
       {invoice_and_payment, disputes("P", "5.00", "2024-02-01", "")},
       "disputes.document_id",
       0,
       {500},
       "only debits",
       Status::inconsistent_data},
      {"NegativeDispute",
       Rule::negative_dispute,
       {plain, disputes("A", "-5.00", "2024-02-01", "")},
       "disputes.amount",
       0,
       {-500},
       "below 0",
       Status::inconsistent_data},
      {"DisputeDates",
       Rule::dispute_dates,
       {plain, disputes("A", "5.00", "2024-02-02", "2024-02-01")},
       "disputes.closed",
       0,
       {500},
       "'2024-02-01', before it was opened on 2024-02-02",
       Status::inconsistent_data},
      {"UnknownCustomer",
       Rule::unknown_customer,
       {plain,
        text_table("contacts", {{"customer", {"C1", "C9"}}, {"contacted_on", {"2024-02-01", "2024-02-01"}}})},
       "contacts.customer",
       1,
       {kNull},
       "'C9'"},
      {"DuplicateCustomer",
       Rule::duplicate_customer,
       {plain, text_table("customers", {{"customer", {"C1", "C1"}}})},
       "customers.customer",
       1,
       {kNull},
       "'C1' stands in source row 0",
       Status::inconsistent_data},
      {"ParentCycle",
       Rule::parent_cycle,
       {plain, text_table("customers", {{"customer", {"C1", "C9", "C8"}}, {"parent", {"", "C8", "C9"}}})},
       "customers.parent",
       1,
       {kNull, kNull},
       "'C8' as parent closes a cycle: 'C9' under 'C8' under 'C9'",
       Status::inconsistent_data},
  };
}

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
