// Statements of account: docs/methods/statement.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"
#include "random_books.hpp"

namespace openitem::aging_statement_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::figure;
using aging_test::proof_amount;
using aging_test::proof_lines;
using aging_test::text_table;

using Lines = std::vector<std::vector<std::string>>;

// Adler: 100 of January, 50 of February, 70 paid in February (60 applied to the first invoice). Brandt: settled in January.
// Cramer: invoiced and settled within February. Dollars beside euros.
Ledger four_accounts() {
  return build(
      {text_table("documents",
                  {{"customer", {"Adler", "Adler", "Adler", "Brandt", "Brandt", "Cramer", "Cramer", "Adler"}},
                   {"id", {"1", "2", "3", "4", "5", "6", "7", "8"}},
                   {"kind",
                    {"invoice", "invoice", "payment", "invoice", "payment", "invoice", "payment", "invoice"}},
                   {"issue_date",
                    {"2024-01-10", "2024-02-10", "2024-02-20", "2024-01-05", "2024-01-20", "2024-02-05",
                     "2024-02-06", "2024-02-15"}},
                   {"due_date", {"2024-02-09", "2024-03-11", "", "2024-02-04", "", "2024-03-06", "", ""}},
                   {"amount", {"100.00", "50.00", "-70.00", "30.00", "-30.00", "20.00", "-20.00", "9.00"}},
                   {"currency", {"EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "USD"}}}),
       text_table("applications", {{"credit_id", {"3", "5", "7"}},
                                   {"debit_id", {"1", "4", "6"}},
                                   {"amount", {"60.00", "30.00", "20.00"}},
                                   {"applied_on", {"2024-02-20", "2024-01-20", "2024-02-06"}}})});
}

const Date kFrom("2024-01-31");
const Date kTo("2024-02-29");

TEST(Statement, HasOpeningMovementsClosingAndTheStripOfEveryAccountThatMovedOrIsOpen) {
  const Statement february = compute_statement(four_accounts(), kFrom, kTo);
  EXPECT_EQ(
      cells(february.table("statements"),
            {"customer", "currency", "opening", "debits", "credits", "closing", "applied_elsewhere",
             "not_due", "d1_30", "over_90", "unapplied", "total", "open_items", "overdue_documents",
             "overdue", "movements"}),
      (Lines{
          {"Adler", "EUR", "10000", "5000", "-7000", "8000", "0", "5000", "4000", "0", "-1000", "8000", "3",
           "1", "4000", "2"},
          {"Adler", "USD", "0", "900", "0", "900", "0", "0", "900", "0", "0", "900", "1", "1", "900", "1"},
          {"Cramer", "EUR", "0", "2000", "-2000", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "2"}}));
  EXPECT_EQ(
      cells(february.table("movements"), {"customer", "currency", "posting_date", "id", "kind", "due_date",
                                          "amount", "balance", "open", "late", "source_row"}),
      (Lines{{"Adler", "EUR", "2024-02-10", "2", "invoice", "2024-03-11", "5000", "15000", "5000", "0", "1"},
             {"Adler", "EUR", "2024-02-20", "3", "payment", "", "-7000", "8000", "-1000", "0", "2"},
             {"Adler", "USD", "2024-02-15", "8", "invoice", "", "900", "900", "900", "0", "7"},
             {"Cramer", "EUR", "2024-02-05", "6", "invoice", "2024-03-06", "2000", "2000", "0", "0", "5"},
             {"Cramer", "EUR", "2024-02-06", "7", "payment", "", "-2000", "0", "0", "0", "6"}}));
  EXPECT_EQ(cells(february.table("open_items"), {"customer", "currency", "id", "bucket", "amount", "open"}),
            (Lines{{"Adler", "EUR", "1", "d1_30", "10000", "4000"},
                   {"Adler", "EUR", "2", "not_due", "5000", "5000"},
                   {"Adler", "EUR", "3", "unapplied", "-7000", "-1000"},
                   {"Adler", "USD", "8", "d1_30", "900", "900"}}));
  EXPECT_EQ(proof_lines(february), (Lines{{"EUR", "opening", "3", "10000"},
                                          {"EUR", "debits", "2", "7000"},
                                          {"EUR", "credits", "2", "-9000"},
                                          {"EUR", "closing", "7", "8000"},
                                          {"EUR", "difference", "0", "0"},
                                          {"EUR", "control_total", "7", "8000"},
                                          {"EUR", "control_difference", "0", "0"},
                                          {"EUR", "strip", "3", "8000"},
                                          {"EUR", "strip_difference", "0", "0"},
                                          {"USD", "opening", "0", "0"},
                                          {"USD", "debits", "1", "900"},
                                          {"USD", "credits", "0", "0"},
                                          {"USD", "closing", "1", "900"},
                                          {"USD", "difference", "0", "0"},
                                          {"USD", "control_total", "1", "900"},
                                          {"USD", "control_difference", "0", "0"},
                                          {"USD", "strip", "1", "900"},
                                          {"USD", "strip_difference", "0", "0"}}));
}

TEST(Statement, OfNamedCustomersIsTheirsAlone) {
  const Statement one =
      compute_statement(four_accounts(), kFrom, kTo, {}, {.customers = {"Cramer", "Brandt"}});
  EXPECT_EQ(cells(one.table("statements"), {"customer", "movements"}), (Lines{{"Cramer", "2"}}));
  EXPECT_EQ(proof_lines(one), (Lines{{"EUR", "opening", "2", "0"},
                                     {"EUR", "debits", "1", "2000"},
                                     {"EUR", "credits", "1", "-2000"},
                                     {"EUR", "closing", "4", "0"},
                                     {"EUR", "difference", "0", "0"},
                                     {"EUR", "strip", "0", "0"},
                                     {"EUR", "strip_difference", "0", "0"}}));
  const Lines lines = cells(one.table("about"), {"name", "value"});
  EXPECT_EQ(lines[0], (std::vector<std::string>{"formula", "statement"}));
  EXPECT_EQ(lines[5], (std::vector<std::string>{"customer", "Cramer"}));
  EXPECT_EQ(lines[6], (std::vector<std::string>{"customer", "Brandt"}));
  EXPECT_EQ(about(one, "by"), "customer");
}

// Entity X is owed 100 and holds a payment of 30; 20 of it are applied to the invoice of entity Y.
TEST(Statement, OfEachEntityShowsWhatWasAppliedElsewhere) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"1", "2", "3"}},
                                      {"entity", {"X", "Y", "X"}},
                                      {"kind", {"invoice", "invoice", "payment"}},
                                      {"issue_date", {"2024-01-10", "2024-01-20", "2024-02-05"}},
                                      {"amount", {"100.00", "50.00", "-30.00"}}}),
             text_table("applications", {{"credit_id", {"3"}},
                                         {"debit_id", {"2"}},
                                         {"amount", {"20.00"}},
                                         {"applied_on", {"2024-02-05"}}})});
  const std::vector<const char*> columns = {"opening", "credits", "closing", "applied_elsewhere", "total"};
  EXPECT_EQ(cells(compute_statement(ledger, kFrom, kTo).table("statements"), columns),
            (Lines{{"15000", "-3000", "12000", "0", "12000"}}));
  AgingOptions options;
  options.by = {"customer", "entity"};
  const Statement split = compute_statement(ledger, kFrom, kTo, options);
  EXPECT_EQ(cells(split.table("statements"), columns),
            (Lines{{"10000", "-3000", "7000", "2000", "9000"}, {"5000", "0", "5000", "-2000", "3000"}}));
  EXPECT_EQ(cells(split.table("movements"), {"entity", "balance", "open"}), (Lines{{"X", "7000", "-1000"}}));
  EXPECT_EQ(proof_amount(split, "applied_elsewhere"), 0);
  EXPECT_EQ(proof_amount(split, "strip_difference"), 0);
}

TEST(Statement, ModesThatLeaveSomethingOutHaveAColumnForIt) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A"}},
                                {"id", {"1", "2"}},
                                {"issue_date", {"2024-01-10", "2024-02-05"}},
                                {"amount", {"100.00", "-30.00"}}}),
       text_table("disputes", {{"document_id", {"1"}}, {"amount", {"25.00"}}, {"opened", {"2024-02-01"}}})});
  AgingOptions options;
  options.credits = CreditMode::excluded;
  options.disputes = DisputeMode::excluded;
  const Statement left_out = compute_statement(ledger, kFrom, kTo, options);
  EXPECT_EQ(cells(left_out.table("statements"), {"closing", "applied_elsewhere", "excluded_credits",
                                                 "excluded_disputes", "total", "overdue"}),
            (Lines{{"7000", "0", "3000", "-2500", "7500", "7500"}}));
  EXPECT_EQ(proof_amount(left_out, "strip_difference"), 0);
  options.credits = CreditMode::netted;
  options.disputes = DisputeMode::own_column;
  const Statement netted = compute_statement(ledger, kFrom, kTo, options);
  EXPECT_EQ(cells(netted.table("statements"), {"d31_60", "credit_balance", "disputed", "total", "overdue"}),
            (Lines{{"4500", "0", "2500", "7000", "7000"}}));
  EXPECT_FALSE(netted.table("statements").has_column("excluded_credits"));
}

// Invoice 2 of January is recorded in February; invoice 1 is raised from 100 to 120 in February.
TEST(Statement, LatePostingsLeadFromThePrintedClosingToTheNextOne) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"id", {"1", "1", "2", "3"}},
                                {"issue_date", {"2024-01-10", "2024-01-10", "2024-01-20", "2024-02-05"}},
                                {"amount", {"100.00", "120.00", "30.00", "7.00"}},
                                {"recorded_on", {"2024-01-10", "2024-02-03", "2024-02-02", "2024-02-05"}}})});
  AgingOptions options;
  options.known_at = kTo;
  const Statement printed = compute_statement(ledger, kFrom, kTo, options, {.known_at_from = kFrom});
  EXPECT_EQ(cells(printed.table("statements"),
                  {"opening", "late_postings", "debits", "credits", "closing", "movements"}),
            (Lines{{"10000", "5000", "700", "0", "15700", "4"}}));
  EXPECT_EQ(cells(printed.table("movements"), {"id", "amount", "balance", "open", "late"}),
            (Lines{{"1", "-10000", "0", "0", "1"},
                   {"1", "12000", "12000", "12000", "1"},
                   {"2", "3000", "15000", "3000", "1"},
                   {"3", "700", "15700", "700", "0"}}));
  EXPECT_EQ(proof_lines(printed)[1], (std::vector<std::string>{"EUR", "late_postings", "3", "5000"}));
  const Statement now = compute_statement(ledger, kFrom, kTo);
  EXPECT_EQ(cells(now.table("statements"), {"opening", "closing"}), (Lines{{"15000", "15700"}}));
  EXPECT_FALSE(now.table("statements").has_column("late_postings"));
}

TEST(Statement, AFlatRowsPaymentComesAfterItsInvoiceOfTheSameDay) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"id", {"1"}},
                                                        {"issue_date", {"2024-02-10"}},
                                                        {"amount", {"100.00"}},
                                                        {"paid_date", {"2024-02-10"}},
                                                        {"paid_amount", {"40.00"}}})});
  EXPECT_EQ(
      cells(compute_statement(ledger, kFrom, kTo).table("movements"), {"kind", "amount", "balance", "open"}),
      (Lines{{"invoice", "10000", "10000", "6000"}, {"payment", "-4000", "6000", "0"}}));
}

TEST(Statement, RefusesByName) {
  const Ledger ledger = four_accounts();
  const auto refused = [&ledger](const AgingOptions& options, const StatementOptions& statement = {},
                                 Date from = kFrom) {
    const auto error =
        error_of([&] { static_cast<void>(compute_statement(ledger, from, kTo, options, statement)); });
    return error ? std::string(status_name(error->status())) + ": " + error->what() : std::string("accepted");
  };
  EXPECT_THAT(refused({}, {}, Date("2024-03-01")),
              testing::HasSubstr("from is 2024-03-01, after to, 2024-02-29"));
  EXPECT_THAT(
      refused({}, {.customers = {"Adler", "Zorn"}}),
      testing::AllOf(testing::HasSubstr("unknown_name"), testing::HasSubstr("customers[1] is 'Zorn'")));
  EXPECT_THAT(refused({}, {.customers = {"Adler", "Brandt", "Adler"}}),
              testing::AllOf(testing::HasSubstr("invalid_argument"),
                             testing::HasSubstr("customers[2] is 'Adler', which stands at position 0")));
  for (const std::vector<std::string>& by : std::vector<std::vector<std::string>>{
           {}, {"kind"}, {"entity", "customer"}, {"customer", "kind"}, {"customer", "entity", "kind"}}) {
    AgingOptions options;
    options.by = by;
    EXPECT_THAT(refused(options),
                testing::HasSubstr("a statement is by customer, or by customer and entity"));
  }
  AgingOptions options;
  options.by = {"customer", "entity"};
  EXPECT_THAT(refused(options), testing::HasSubstr("unknown_name"));
  options = {};
  options.future_payments = 1;
  EXPECT_THAT(refused(options), testing::HasSubstr("future_payments does not apply to statements"));
  EXPECT_THAT(refused({.base_amounts = 1}), testing::HasSubstr("base_amounts does not apply to statements"));
  EXPECT_THAT(refused({.re_aged_column = "agreed"}),
              testing::HasSubstr("re_aged_column does not apply to statements"));
  options = {};
  options.known_at = kFrom;
  EXPECT_THAT(refused(options, {.known_at_from = kTo}), testing::HasSubstr("known_at_from is 2024-02-29"));
  options = {};
  options.bounds = {30, 30};
  EXPECT_NE(refused(options), "accepted");
  options = {};
  options.threads = 257;
  EXPECT_THAT(refused(options), testing::HasSubstr("threads"));
}

TEST(Statement, OfACustomerWithoutDocumentsIsEmpty) {
  const Ledger ledger = build(
      {text_table(
           "documents",
           {{"customer", {"A"}}, {"id", {"1"}}, {"issue_date", {"2024-02-10"}}, {"amount", {"100.00"}}}),
       text_table("customers", {{"customer", {"A", "B"}}})});
  const Statement none = compute_statement(ledger, kFrom, kTo, {}, {.customers = {"B"}});
  for (const char* table : {"statements", "movements", "open_items", "proof"})
    EXPECT_EQ(none.table(table).rows(), 0) << table;
}

// A balance of 0 that is made of open items, and one that is not.
TEST(Statement, IsThereWhereItemsAreOpenAndNotWhereAllIsSettled) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "B", "B"}},
                                {"id", {"1", "2", "3", "4"}},
                                {"issue_date", {"2024-01-10", "2024-01-20", "2024-01-10", "2024-01-20"}},
                                {"amount", {"100.00", "-100.00", "40.00", "-40.00"}}}),
       text_table("applications", {{"credit_id", {"4"}},
                                   {"debit_id", {"3"}},
                                   {"amount", {"40.00"}},
                                   {"applied_on", {"2024-01-20"}}})});
  const Statement february = compute_statement(ledger, kFrom, kTo);
  EXPECT_EQ(cells(february.table("statements"),
                  {"customer", "opening", "closing", "unapplied", "total", "movements"}),
            (Lines{{"A", "0", "0", "-10000", "0", "0"}}));
}

TEST(Statement, OfALedgerWithoutDocumentsIsEmpty) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}})});
  const Statement none = compute_statement(ledger, kFrom, kTo);
  for (const char* table : {"statements", "movements", "open_items", "proof"})
    EXPECT_EQ(none.table(table).rows(), 0) << table;
  EXPECT_TRUE(none.table("statements").has_column("closing"));
}

}  // namespace
}  // namespace openitem::aging_statement_test
