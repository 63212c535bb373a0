// Aging of a ledger, line by line of docs/methods/aging.md. Expected figures are worked out by hand from the rules.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_ledger_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::figure;
using aging_test::proof_amount;
using aging_test::proof_lines;
using aging_test::text_table;
using aging_test::TextColumn;
using aging_test::total_figure;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = std::vector<std::string>;
const Date kAsOf("2024-06-30");

Table applications(std::vector<std::string> credits, std::vector<std::string> debits,
                   std::vector<std::string> amounts, std::vector<std::string> dates) {
  return text_table("applications", {{"credit_id", std::move(credits)},
                                     {"debit_id", std::move(debits)},
                                     {"amount", std::move(amounts)},
                                     {"applied_on", std::move(dates)}});
}

// A has two invoices (29 days late and not due), one half paid; B one very late invoice and a credit note.
Ledger two_customers() {
  return build(
      {text_table("documents",
                  {{"customer", {"A", "A", "B", "B", "A"}},
                   {"id", {"1", "2", "3", "4", "5"}},
                   {"kind", {"invoice", "invoice", "invoice", "credit_note", "payment"}},
                   {"issue_date", {"2024-05-01", "2024-06-20", "2024-01-01", "2024-03-01", "2024-06-15"}},
                   {"due_date", {"2024-06-01", "2024-07-20", "2024-02-01", "", ""}},
                   {"amount", {"100.00", "50.00", "80.00", "-30.00", "-40.00"}}}),
       applications({"5"}, {"1"}, {"40.00"}, {"2024-06-15"})});
}

TEST(Aging, RowsCarryBucketsCreditsTotalAndCounts) {
  const Aging aging = compute_aging(two_customers(), kAsOf);
  EXPECT_THAT(
      cells(aging.table("rows"), {"customer", "currency", "not_due", "d1_30", "d31_60", "d61_90", "over_90",
                                  "unapplied", "total", "open_items", "overdue_documents"}),
      ElementsAre(Row{"A", "EUR", "5000", "6000", "0", "0", "0", "0", "11000", "2", "1"},
                  Row{"B", "EUR", "0", "0", "0", "0", "8000", "-3000", "5000", "2", "1"}));
  EXPECT_THAT(cells(aging.table("totals"), {"currency", "not_due", "d1_30", "over_90", "unapplied", "total",
                                            "open_items", "overdue_documents"}),
              ElementsAre(Row{"EUR", "5000", "6000", "8000", "-3000", "16000", "4", "2"}));
}

TEST(Aging, TablesStandInTheirOrder) {
  const Aging aging = compute_aging(two_customers(), kAsOf);
  std::vector<std::string> names;
  for (const Table& table : aging.tables()) names.push_back(table.name());
  EXPECT_THAT(names, ElementsAre("rows", "totals", "proof", "about"));
}

TEST(Aging, TheProofLeadsFromAllAmountsReadToTheBuckets) {
  const Aging aging = compute_aging(two_customers(), Date("2024-06-10"));
  EXPECT_THAT(proof_lines(aging),
              ElementsAre(Row{"EUR", "documents_read", "5", "16000"},
                          Row{"EUR", "posted_later", "2", "-1000"}, Row{"EUR", "control_total", "3", "15000"},
                          Row{"EUR", "open_items", "3", "15000"}, Row{"EUR", "reported", "3", "15000"},
                          Row{"EUR", "buckets", "3", "15000"}, Row{"EUR", "difference", "0", "0"}));
}

TEST(Aging, CreditsOnTheirOwnAgeRunFromTheirDueDateElseThePostingDate) {
  AgingOptions options;
  options.credits = CreditMode::own_age;
  const Aging aging = compute_aging(two_customers(), kAsOf, options);
  // Posted on 1 March: 121 days.
  EXPECT_EQ(figure(aging.table("rows"), "customer", "B", "over_90"), 5000);
  EXPECT_FALSE(aging.table("rows").has_column("unapplied"));
  EXPECT_EQ(about(aging, "missing_date_items"), "0");
  EXPECT_EQ(total_figure(aging, "total"), 16000);
}

TEST(Aging, ExcludedCreditsAreALineOfTheProof) {
  AgingOptions options;
  options.credits = CreditMode::excluded;
  const Aging aging = compute_aging(two_customers(), kAsOf, options);
  EXPECT_EQ(total_figure(aging, "total"), 19000);
  EXPECT_EQ(proof_amount(aging, "open_items"), 16000);
  EXPECT_EQ(proof_amount(aging, "excluded_credits"), 3000);
  EXPECT_EQ(proof_amount(aging, "reported"), 19000);
  EXPECT_EQ(proof_amount(aging, "difference"), 0);
}

Ledger instalment_ledger() {
  return build({text_table("documents", {{"customer", {"A"}},
                                         {"id", {"1"}},
                                         {"issue_date", {"2024-04-01"}},
                                         {"due_date", {"2024-08-31"}},
                                         {"amount", {"90.00"}}}),
                text_table("instalments", {{"document_id", {"1", "1", "1"}},
                                           {"number", {"1", "2", "3"}},
                                           {"due_date", {"2024-05-15", "2024-06-25", "2024-08-31"}},
                                           {"amount", {"30.00", "30.00", "30.00"}}})});
}

TEST(Aging, InstalmentsStandInTheirOwnBucketsAndTheInvoiceIsOverdueOnce) {
  const Aging aging = compute_aging(instalment_ledger(), kAsOf);
  EXPECT_THAT(
      cells(aging.table("rows"), {"not_due", "d1_30", "d31_60", "total", "open_items", "overdue_documents"}),
      ElementsAre(Row{"3000", "3000", "3000", "9000", "3", "1"}));
  const Table items = list_aging_items(instalment_ledger(), kAsOf).table("items");
  EXPECT_THAT(cells(items, {"instalment", "days", "bucket", "open", "document_days_past_due"}),
              ElementsAre(Row{"1", "46", "d31_60", "3000", "46"}, Row{"2", "5", "d1_30", "3000", "46"},
                          Row{"3", "-62", "not_due", "3000", "46"}));
}

TEST(Aging, OtherBasesUseTheDocumentsDate) {
  AgingOptions options;
  options.basis = AgingBasis::issue;
  const Aging aging = compute_aging(instalment_ledger(), kAsOf, options);
  // Issued 90 days before; overdue documents stay a matter of the due date.
  EXPECT_THAT(cells(aging.table("rows"), {"d61_90", "total", "open_items", "overdue_documents"}),
              ElementsAre(Row{"9000", "9000", "3", "1"}));
}

Ledger missing_date_ledger(const LedgerOptions& reading = euros()) {
  return build({text_table("documents", {{"customer", {"A", "B", "C"}},
                                         {"issue_date", {"2024-05-01", "2024-05-01", "2024-05-01"}},
                                         {"posting_date", {"2024-06-20", "2024-06-20", "2024-06-20"}},
                                         {"due_date", {"", "2024-06-29", ""}},
                                         {"promised", {"2024-06-25", "", "2024-07-25"}},
                                         {"amount", {"10.00", "20.00", "-5.00"}}})},
               reading);
}

TEST(Aging, AMissingDueDateIsReplacedAsAskedAndCounted) {
  AgingOptions options;
  const Aging by_issue = compute_aging(missing_date_ledger(), kAsOf, options);
  EXPECT_EQ(figure(by_issue.table("rows"), "customer", "A", "d31_60"), 1000);  // 60 days
  EXPECT_EQ(figure(by_issue.table("rows"), "customer", "A", "overdue_documents"), 1);
  EXPECT_EQ(about(by_issue, "missing_date_items"), "1");  // the credit's missing due date never counts
  options.missing_date = MissingDate::posting;
  const Aging by_posting = compute_aging(missing_date_ledger(), kAsOf, options);
  EXPECT_EQ(figure(by_posting.table("rows"), "customer", "A", "d1_30"), 1000);
  options.missing_date = MissingDate::not_due;
  const Aging not_due = compute_aging(missing_date_ledger(), kAsOf, options);
  EXPECT_EQ(figure(not_due.table("rows"), "customer", "A", "not_due"), 1000);
  EXPECT_EQ(figure(not_due.table("rows"), "customer", "A", "overdue_documents"), 0);
  EXPECT_EQ(about(not_due, "missing_date_items"), "1");
}

TEST(Aging, WithoutADateTheFarthestForwardBucketTakesTheItem) {
  AgingOptions options;
  options.missing_date = MissingDate::not_due;
  options.forward_bounds = {10, 30};
  const Aging aging = compute_aging(missing_date_ledger(), kAsOf, options);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "A", "due_over_30"), 1000);
}

TEST(Aging, AFurtherDateColumnCanBeTheBasis) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "date", "promised"}};
  AgingOptions options;
  options.basis = AgingBasis::column;
  options.date_column = "promised";
  options.bounds = {0, 10, 30};
  options.credits = CreditMode::own_age;
  const Aging aging = compute_aging(missing_date_ledger(reading), kAsOf, options);
  EXPECT_EQ(figure(aging.table("rows"), "customer", "A", "d1_10"), 1000);    // promised 5 days ago
  EXPECT_EQ(figure(aging.table("rows"), "customer", "B", "over_30"), 2000);  // issued 60 days ago
  EXPECT_EQ(figure(aging.table("rows"), "customer", "C", "d0_0"), -500);
  EXPECT_EQ(about(aging, "missing_date_items"), "1");
  EXPECT_EQ(about(aging, "formula"), "aging.column");
  EXPECT_EQ(about(aging, "date_column"), "promised");
}

TEST(Aging, FuturePaymentsStandBesideTheTotal) {
  const Ledger ledger = build({text_table(
      "documents", {{"customer", {"A", "A", "A", "B", "A"}},
                    {"kind", {"invoice", "payment", "credit_note", "payment", ""}},
                    {"issue_date", {"2024-06-01", "2024-07-05", "2024-07-05", "2024-07-05", "2024-07-06"}},
                    {"due_date", {"2024-06-10", "", "", "", ""}},
                    {"amount", {"60.00", "-20.00", "-3.00", "-7.00", "-1.00"}}})});
  AgingOptions options;
  options.future_payments = 1;
  const Aging aging = compute_aging(ledger, kAsOf, options);
  // Payments and unclassified credits; B has no open item and so no row, but the totals count its payment.
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "total", "future_payments"}),
              ElementsAre(Row{"A", "6000", "-2100"}));
  EXPECT_EQ(total_figure(aging, "future_payments"), -2800);
  EXPECT_EQ(total_figure(aging, "total"), 6000);
  EXPECT_FALSE(compute_aging(ledger, kAsOf).table("rows").has_column("future_payments"));
}

TEST(Aging, RowsGoByAnyColumnsMissingKeysLast) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "dimension", "region"}};
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"B", "A", "A", "B"}},
                                {"kind", {"invoice", "fee", "invoice", "credit_note"}},
                                {"region", {"WEST", "", "EAST", "WEST"}},
                                {"issue_date", {"2024-06-01", "2024-06-01", "2024-06-01", "2024-06-01"}},
                                {"due_date", {"2024-06-10", "2024-06-10", "2024-06-10", ""}},
                                {"amount", {"10.00", "20.00", "30.00", "-4.00"}}})},
      reading);
  AgingOptions options;
  options.by = {"region", "customer"};
  EXPECT_THAT(cells(compute_aging(ledger, kAsOf, options).table("rows"), {"region", "customer", "total"}),
              ElementsAre(Row{"EAST", "A", "3000"}, Row{"WEST", "B", "600"}, Row{"", "A", "2000"}));
  options.by = {"kind"};
  EXPECT_THAT(cells(compute_aging(ledger, kAsOf, options).table("rows"), {"kind", "total"}),
              ElementsAre(Row{"credit_note", "-400"}, Row{"fee", "2000"}, Row{"invoice", "4000"}));
  options.by = {};
  EXPECT_THAT(cells(compute_aging(ledger, kAsOf, options).table("rows"), {"currency", "total", "open_items"}),
              ElementsAre(Row{"EUR", "5600", "4"}));
}

TEST(Aging, CustomersKeepTheirOwnTypeAndOrder) {
  const TextColumn dates{"issue_date", {"2024-06-01", "2024-06-01", "2024-06-01"}};
  const Ledger texts = build(
      {text_table("documents", {{"customer", {"9", "10", "100"}}, dates, {"amount", {"1", "2", "3"}}})});
  EXPECT_THAT(cells(compute_aging(texts, kAsOf).table("rows"), {"customer"}),
              ElementsAre(Row{"10"}, Row{"100"}, Row{"9"}));
  Table documents("documents");
  documents.add(Column::int64("customer", {9, 10, 100}));
  documents.add(Column::dates("issue_date", {"2024-06-01", "2024-06-01", "2024-06-01"}));
  documents.add(Column::text("amount", {"1", "2", "3"}));
  const Aging numbers = compute_aging(build_ledger(documents, euros()), kAsOf);
  EXPECT_THAT(numbers.table("rows").int64s("customer"), ElementsAre(9, 10, 100));
}

TEST(Aging, CurrenciesNeverMix) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"issue_date", {"2024-06-01", "2024-06-01"}},
                                                        {"due_date", {"2024-06-10", "2024-06-10"}},
                                                        {"currency", {"USD", "JPY"}},
                                                        {"amount", {"10.00", "500"}}})});
  EXPECT_THAT(cells(compute_aging(ledger, kAsOf).table("rows"), {"customer", "currency", "d1_30"}),
              ElementsAre(Row{"A", "JPY", "500"}, Row{"A", "USD", "1000"}));
}

TEST(Aging, ExclusionsAreLinesOfTheProof) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "", "A", "A"}},
                                      {"issue_date", {"2024-06-01", "2024-06-01", "soon", "2024-06-01"}},
                                      {"due_date", {"2024-06-10", "2024-06-10", "", "2024-06-10"}},
                                      {"amount", {"10.00", "20.00", "30.00", "lots"}}})},
            euros(RowPolicy::mark));
  EXPECT_THAT(proof_lines(compute_aging(ledger, kAsOf)),
              ElementsAre(Row{"EUR", "documents_read", "4", "6000"},
                          Row{"EUR", "excluded_missing_value", "1", "-2000"},
                          Row{"EUR", "excluded_unreadable_value", "2", "-3000"},
                          Row{"EUR", "control_total", "1", "1000"}, Row{"EUR", "open_items", "1", "1000"},
                          Row{"EUR", "reported", "1", "1000"}, Row{"EUR", "buckets", "1", "1000"},
                          Row{"EUR", "difference", "0", "0"}));
}

TEST(Aging, TheFlatFormShowsItsPayments) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"issue_date", {"2024-05-01", "2024-05-02"}},
                                                        {"due_date", {"2024-06-10", "2024-06-11"}},
                                                        {"amount", {"10.00", "20.00"}},
                                                        {"paid_date", {"2024-06-12", ""}}})});
  EXPECT_THAT(proof_lines(compute_aging(ledger, kAsOf)),
              ElementsAre(Row{"EUR", "documents_read", "2", "3000"},
                          Row{"EUR", "payments_read", "1", "-1000"}, Row{"EUR", "control_total", "3", "2000"},
                          Row{"EUR", "open_items", "1", "2000"}, Row{"EUR", "reported", "1", "2000"},
                          Row{"EUR", "buckets", "1", "2000"}, Row{"EUR", "difference", "0", "0"}));
  // Before the payment both invoices are open.
  EXPECT_EQ(proof_amount(compute_aging(ledger, Date("2024-06-11")), "control_total"), 3000);
  EXPECT_EQ(proof_amount(compute_aging(ledger, Date("2024-06-11")), "posted_later"), 1000);
}

TEST(Aging, KnownAtGivesTheBooksAsTheyWereKnown) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"1", "1", "2"}},
                                      {"issue_date", {"2024-06-01", "2024-06-01", "2024-06-02"}},
                                      {"due_date", {"2024-06-10", "2024-06-10", "2024-06-10"}},
                                      {"amount", {"10.00", "12.00", "5.00"}},
                                      {"recorded_on", {"2024-06-01", "2024-07-03", "2024-07-05"}}})});
  EXPECT_EQ(total_figure(compute_aging(ledger, kAsOf), "total"), 1700);
  AgingOptions options;
  options.known_at = Date("2024-07-01");
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_EQ(total_figure(aging, "total"), 1000);
  EXPECT_EQ(proof_amount(aging, "not_known"), -1700);
  options.known_at = Date("2024-07-04");
  const Aging later = compute_aging(ledger, kAsOf, options);
  EXPECT_EQ(total_figure(later, "total"), 1200);
  EXPECT_EQ(proof_amount(later, "superseded"), -1000);
  EXPECT_EQ(about(later, "known_at"), "2024-07-04");
}

TEST(Aging, AnAppliedOnClockShowsWhatItAppliesBeforePosting) {
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"id", {"1", "2"}},
                                                        {"issue_date", {"2024-06-01", "2024-07-05"}},
                                                        {"due_date", {"2024-06-10", ""}},
                                                        {"amount", {"60.00", "-20.00"}}}),
                               applications({"2"}, {"1"}, {"20.00"}, {"2024-06-20"})});
  AgingOptions options;
  options.clock = ApplicationClock::applied_on;
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_EQ(total_figure(aging, "total"), 4000);
  EXPECT_EQ(proof_amount(aging, "control_total"), 6000);
  EXPECT_EQ(proof_amount(aging, "applied_before_posting"), -2000);
  EXPECT_EQ(proof_amount(aging, "difference"), 0);
  EXPECT_EQ(about(aging, "clock"), "applied_on");
  EXPECT_EQ(total_figure(compute_aging(ledger, kAsOf), "total"), 6000);
}

TEST(Aging, AnEmptyLedgerIsAnEmptyReport) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}})});
  const Aging aging = compute_aging(ledger, kAsOf);
  EXPECT_EQ(aging.table("rows").rows(), 0);
  EXPECT_EQ(aging.table("totals").rows(), 0);
  EXPECT_EQ(aging.table("proof").rows(), 0);
  EXPECT_TRUE(aging.table("rows").has_column("over_90"));
}

TEST(Aging, AboutSaysAllThatIsNeededToRepeatTheFigure) {
  AgingOptions options;
  options.bounds = {0, 15};
  options.forward_bounds = {7};
  options.credits = CreditMode::netted;
  options.disputes = DisputeMode::own_column;
  options.by = {"customer", "kind"};
  const Aging aging = compute_aging(two_customers(), kAsOf, options);
  EXPECT_THAT(
      cells(aging.table("about"), {"name", "value"}),
      ElementsAre(Row{"formula", "aging.due"}, Row{"as_of", "2024-06-30"}, Row{"known_at", ""},
                  Row{"basis", "due"}, Row{"date_column", ""}, Row{"missing_date", "issue"},
                  Row{"bounds", "0,15"}, Row{"forward_bounds", "7"}, Row{"months", ""},
                  Row{"forward_months", ""}, Row{"day_unit", "calendar_days"}, Row{"calendar", ""},
                  Row{"credits", "netted"}, Row{"disputes", "own_column"}, Row{"clock", "latest"},
                  Row{"future_payments", "0"}, Row{"by", "customer,kind"}, Row{"base_currency", ""},
                  Row{"re_aged_column", ""}, Row{"missing_date_items", "0"}, Row{"library", version()}));
}

// ---- drill-down ----------------------------------------------------------------------------------------------

TEST(AgingItems, StandBehindTheWholeReportOrACell) {
  const Ledger ledger = two_customers();
  EXPECT_THAT(cells(list_aging_items(ledger, kAsOf).table("items"),
                    {"customer", "id", "kind", "issue_date", "posting_date", "due_date", "basis_date", "days",
                     "bucket", "currency", "amount", "open", "document_days_past_due", "source_row",
                     "instalment", "excess"}),
              ElementsAre(Row{"A", "1", "invoice", "2024-05-01", "2024-05-01", "2024-06-01", "2024-06-01",
                              "29", "d1_30", "EUR", "10000", "6000", "29", "0", "", "0"},
                          Row{"A", "2", "invoice", "2024-06-20", "2024-06-20", "2024-07-20", "2024-07-20",
                              "-20", "not_due", "EUR", "5000", "5000", "-20", "1", "", "0"},
                          Row{"B", "3", "invoice", "2024-01-01", "2024-01-01", "2024-02-01", "2024-02-01",
                              "150", "over_90", "EUR", "8000", "8000", "150", "2", "", "0"},
                          Row{"B", "4", "credit_note", "2024-03-01", "2024-03-01", "", "2024-03-01", "121",
                              "unapplied", "EUR", "-3000", "-3000", "", "3", "", "0"}));
  AgingCell cell;
  cell.group = {"B"};
  cell.bucket = "unapplied";
  EXPECT_THAT(cells(list_aging_items(ledger, kAsOf, {}, cell).table("items"), {"id", "open"}),
              ElementsAre(Row{"4", "-3000"}));
  cell.currency = "USD";
  EXPECT_EQ(list_aging_items(ledger, kAsOf, {}, cell).table("items").rows(), 0);
}

TEST(AgingItems, AKeyNobodyHasHasNoItems) {
  AgingCell cell;
  cell.group = {"Z"};
  EXPECT_EQ(list_aging_items(two_customers(), kAsOf, {}, cell).table("items").rows(), 0);
}

TEST(AgingItems, AnUnknownBucketOrTooManyKeysAreErrors) {
  AgingCell cell;
  cell.bucket = "d1_31";
  auto error = error_of([&] { (void)list_aging_items(two_customers(), kAsOf, {}, cell); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::unknown_name);
  EXPECT_THAT(error->what(), HasSubstr("d1_30"));
  cell.bucket = "";
  cell.group = {"A", "B"};
  error = error_of([&] { (void)list_aging_items(two_customers(), kAsOf, {}, cell); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::invalid_argument);
}

// An id column may be called like a column of the items table.
TEST(AgingItems, IdColumnsKeepApartFromOtherColumns) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "id", "entity"}, {"documents", "id", "number"}};
  const Ledger ledger = build({text_table("documents", {{"customer", {"A"}},
                                                        {"entity", {"E"}},
                                                        {"number", {"7"}},
                                                        {"issue_date", {"2024-06-01"}},
                                                        {"amount", {"1.00"}}})},
                              reading);
  const Table items = list_aging_items(ledger, kAsOf).table("items");
  EXPECT_EQ(items.text_at("document_entity", 0), "E");
  EXPECT_EQ(items.text_at("number", 0), "7");
}

// ---- options -------------------------------------------------------------------------------------------------

TEST(AgingOptionErrors, AreNamed) {
  const Ledger ledger = two_customers();
  const auto message_of = [&](auto&& change) {
    AgingOptions options;
    change(options);
    const auto error = error_of([&] { (void)compute_aging(ledger, kAsOf, options); });
    return error ? std::string(status_name(error->status())) + ": " + error->what() : std::string("no error");
  };
  EXPECT_THAT(message_of([](AgingOptions& o) { o.threads = 257; }),
              HasSubstr("out_of_bounds: threads is 257"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.threads = -1; }), HasSubstr("threads is -1"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.basis = static_cast<AgingBasis>(4); }),
              HasSubstr("option basis is 4"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.missing_date = static_cast<MissingDate>(-1); }),
              HasSubstr("option missing_date is -1"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.credits = static_cast<CreditMode>(9); }),
              HasSubstr("option credits is 9"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.disputes = static_cast<DisputeMode>(3); }),
              HasSubstr("option disputes is 3"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.clock = static_cast<ApplicationClock>(4); }),
              HasSubstr("option clock is 4"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.future_payments = 2; }),
              HasSubstr("option future_payments is 2"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.basis = AgingBasis::column; }),
              HasSubstr("date_column is empty"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.date_column = "x"; }),
              HasSubstr("date_column is 'x' but the basis is due"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.basis = AgingBasis::column, o.date_column = "x"; }),
              HasSubstr("unknown_name: date_column is 'x'"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.by = {"region"}; }),
              HasSubstr("unknown_name: by names 'region'; there are customer, kind"));
  EXPECT_THAT(message_of([](AgingOptions& o) { o.by = {"kind", "kind"}; }), HasSubstr("'kind' twice"));
  EXPECT_THAT(message_of([](AgingOptions& o) {
                o.bounds = {0, 10, 5};
              }),
              HasSubstr("bounds[2] is 5 after 10"));
}

TEST(AgingOptionErrors, ADimensionCannotBeCalledLikeAFigure) {
  LedgerOptions reading = euros();
  reading.map = {{"documents", "dimension", "total"}};
  const Ledger ledger = build(
      {text_table(
          "documents",
          {{"customer", {"A"}}, {"total", {"x"}}, {"issue_date", {"2024-06-01"}}, {"amount", {"1.00"}}})},
      reading);
  AgingOptions options;
  options.by = {"total"};
  const auto error = error_of([&] { (void)compute_aging(ledger, kAsOf, options); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->what(), HasSubstr("rename the dimension"));
}

}  // namespace
}  // namespace openitem::aging_ledger_test
