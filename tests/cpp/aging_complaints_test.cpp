// What users of other systems complain about, each as a case of ours. The issue is named; the figures are worked out by
// hand from the complaint's own situation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_complaints_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::figure;
using aging_test::proof_amount;
using aging_test::text_table;
using aging_test::total_figure;
using testing::ElementsAre;

using Row = std::vector<std::string>;

std::int64_t sum_of_buckets(const Aging& aging) {
  std::int64_t sum = 0;
  for (const char* const bucket : {"not_due", "d1_30", "d31_60", "d61_90", "over_90"})
    sum += total_figure(aging, bucket);
  return sum;
}

Ledger paid_later() {
  return build({text_table("documents", {{"customer", {"A", "A"}},
                                         {"id", {"INV", "PAY"}},
                                         {"issue_date", {"2024-01-10", "2024-03-05"}},
                                         {"due_date", {"2024-02-09", ""}},
                                         {"amount", {"500.00", "-500.00"}}}),
                text_table("applications", {{"credit_id", {"PAY"}},
                                            {"debit_id", {"INV"}},
                                            {"amount", {"500.00"}},
                                            {"applied_on", {"2024-03-05"}}})});
}

// 1. "A report for a past date uses today's paid state" (OCA/account-financial-reporting#707): the invoice is paid
// today, but stood open on 29 February.
TEST(Complaint1, APastDateShowsWhatWasOpenThen) {
  const Aging then = compute_aging(paid_later(), Date("2024-02-29"));
  EXPECT_EQ(total_figure(then, "d1_30"), 50000);
  EXPECT_EQ(total_figure(then, "total"), 50000);
  EXPECT_EQ(compute_aging(paid_later(), Date("2024-03-05")).table("rows").rows(), 0);
  EXPECT_EQ(total_figure(compute_aging(paid_later(), Date("2024-03-04")), "total"), 50000);
}

// 2. "Buckets do not add up to the balance": due dates in the future, no due date, and the last bucket
// (frappe/erpnext#51596, #49262, #43161).
TEST(Complaint2, BucketsAddUpWithFutureAndMissingDueDatesAndTheLastBucket) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"issue_date", {"2024-06-01", "2024-06-01", "2020-01-01", "2024-06-01"}},
                                {"due_date", {"2025-12-31", "", "2020-01-31", "2024-06-30"}},
                                {"amount", {"1.00", "2.00", "4.00", "8.00"}}})});
  for (const MissingDate missing : {MissingDate::issue, MissingDate::posting, MissingDate::not_due}) {
    AgingOptions options;
    options.missing_date = missing;
    const Aging aging = compute_aging(ledger, Date("2024-06-30"), options);
    EXPECT_EQ(sum_of_buckets(aging), 1500);
    EXPECT_EQ(total_figure(aging, "total"), 1500);
    EXPECT_EQ(proof_amount(aging, "control_total"), 1500);
    EXPECT_EQ(proof_amount(aging, "difference"), 0);
    EXPECT_EQ(total_figure(aging, "over_90"), 400);
  }
}

// 3. "Credit notes, advances, unapplied cash vanish from or distort aging" (frappe/erpnext#11365;
// OCA/account-financial-reporting#300, #546).
TEST(Complaint3, CreditNotesAdvancesAndUnappliedCashStayVisibleInEveryMode) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "B"}},
                                {"kind", {"invoice", "credit_note", "payment", "payment"}},
                                {"issue_date", {"2024-05-01", "2024-05-20", "2024-06-10", "2024-06-12"}},
                                {"due_date", {"2024-05-31", "", "", ""}},
                                {"amount", {"100.00", "-15.00", "-5.00", "-30.00"}}})});
  const Date as_of("2024-06-30");
  const Aging aging = compute_aging(ledger, as_of);
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "d1_30", "unapplied", "total", "open_items"}),
              ElementsAre(Row{"A", "10000", "-2000", "8000", "3"}, Row{"B", "0", "-3000", "-3000", "1"}));
  for (const CreditMode mode : {CreditMode::own_column, CreditMode::own_age, CreditMode::netted}) {
    AgingOptions options;
    options.credits = mode;
    const Aging other = compute_aging(ledger, as_of, options);
    EXPECT_EQ(total_figure(other, "total"), 5000);
    EXPECT_EQ(figure(other.table("rows"), "customer", "B", "total"), -3000);
  }
  AgingOptions options;
  options.credits = CreditMode::excluded;
  EXPECT_EQ(proof_amount(compute_aging(ledger, as_of, options), "excluded_credits"), 5000);
}

// 4. "Partial payments aged wrongly or counted twice" (OCA/account-financial-reporting#829, #138): what is left stays
// in the invoice's own bucket, the payment is nowhere else.
TEST(Complaint4, APartialPaymentReducesItsInvoiceOnce) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"INV", "P1", "P2"}},
                                      {"issue_date", {"2024-03-01", "2024-05-20", "2024-06-25"}},
                                      {"due_date", {"2024-03-31", "", ""}},
                                      {"amount", {"900.00", "-300.00", "-100.00"}}}),
             text_table("applications", {{"credit_id", {"P1", "P2"}},
                                         {"debit_id", {"INV", "INV"}},
                                         {"amount", {"300.00", "100.00"}},
                                         {"applied_on", {"2024-05-20", "2024-06-25"}}})});
  const Aging aging = compute_aging(ledger, Date("2024-06-30"));
  EXPECT_THAT(cells(aging.table("rows"),
                    {"not_due", "d1_30", "d31_60", "d61_90", "over_90", "unapplied", "total", "open_items"}),
              ElementsAre(Row{"0", "0", "0", "0", "50000", "0", "50000", "1"}));
  EXPECT_EQ(total_figure(compute_aging(ledger, Date("2024-06-24")), "d61_90"), 60000);
}

// 5. "Instalments ignored or mis-allocated; invoice not overdue until its last instalment is" (frappe/erpnext#13992,
// #26969): a payment fills the earliest instalment; one late instalment makes the invoice overdue.
TEST(Complaint5, InstalmentsAgeByThemselvesAndOneLateOneMakesTheInvoiceOverdue) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A"}},
                                      {"id", {"INV", "PAY"}},
                                      {"issue_date", {"2024-04-01", "2024-05-10"}},
                                      {"due_date", {"2024-07-31", ""}},
                                      {"amount", {"300.00", "-120.00"}}}),
             text_table("instalments", {{"document_id", {"INV", "INV", "INV"}},
                                        {"number", {"1", "2", "3"}},
                                        {"due_date", {"2024-05-01", "2024-06-20", "2024-07-31"}},
                                        {"amount", {"100.00", "100.00", "100.00"}}}),
             text_table("applications", {{"credit_id", {"PAY"}},
                                         {"debit_id", {"INV"}},
                                         {"amount", {"120.00"}},
                                         {"applied_on", {"2024-05-10"}}})});
  const Aging aging = compute_aging(ledger, Date("2024-06-30"));
  EXPECT_THAT(cells(aging.table("rows"), {"not_due", "d1_30", "total", "open_items", "overdue_documents"}),
              ElementsAre(Row{"10000", "8000", "18000", "2", "1"}));
}

// 7. "Float drift leaves cents" (frappe/erpnext PR#58393: 637.585 against 637.590): decimals are added as cents, and a
// float that is no cent amount is rounded once, half up, and reported.
TEST(Complaint7, CentsDoNotDrift) {
  std::vector<std::string> customers(1000, "A");
  std::vector<std::string> dates(1000, "2024-06-01");
  std::vector<std::string> amounts(1000, "0.10");
  const std::vector<Table> tables = {
      text_table("items", {{"customer", customers}, {"due_date", dates}, {"amount", amounts}})};
  const TableViews views(tables);
  ItemOptions items;
  items.currency = "EUR";
  EXPECT_EQ(total_figure(compute_aging(views.views(), Date("2024-06-30"), {}, items), "total"), 10000);

  Table floats("items");
  floats.add(Column::text("customer", {"A"}));
  floats.add(Column::dates("due_date", {"2024-06-01"}));
  floats.add(Column::float64("amount", {637.585}));
  const std::vector<Table> float_tables = {floats};
  const TableViews float_views(float_tables);
  items.money = MoneyForm::floating;
  const Aging aging = compute_aging(float_views.views(), Date("2024-06-30"), {}, items);
  EXPECT_EQ(total_figure(aging, "total"), 63759);
  EXPECT_EQ(aging.table("findings").text_at("rule", 0), "inexact_amount");
}

// 9. "The date of an application moves past periods" (frappe/erpnext#46915; odoo PR#16016): cash received in March and
// matched in June must not change the report of April; the date that counts is an option and is stated.
TEST(Complaint9, MatchingLaterDoesNotMoveAPastPeriod) {
  const auto documents = text_table("documents", {{"customer", {"A", "A"}},
                                                  {"id", {"INV", "PAY"}},
                                                  {"issue_date", {"2024-01-10", "2024-03-05"}},
                                                  {"due_date", {"2024-02-09", ""}},
                                                  {"amount", {"500.00", "-500.00"}}});
  const Ledger unmatched = build({documents});
  const Ledger matched = build({documents, text_table("applications", {{"credit_id", {"PAY"}},
                                                                       {"debit_id", {"INV"}},
                                                                       {"amount", {"500.00"}},
                                                                       {"applied_on", {"2024-06-01"}}})});
  const Date april("2024-04-30");
  EXPECT_EQ(cells(compute_aging(matched, april).table("rows"), {"d61_90", "unapplied", "total"}),
            cells(compute_aging(unmatched, april).table("rows"), {"d61_90", "unapplied", "total"}));
  EXPECT_THAT(cells(compute_aging(matched, april).table("rows"), {"d61_90", "unapplied", "total"}),
              ElementsAre(Row{"50000", "-50000", "0"}));
  AgingOptions by_posting;
  by_posting.clock = ApplicationClock::payment_posting;
  EXPECT_EQ(compute_aging(matched, april, by_posting).table("rows").rows(), 0);
  EXPECT_EQ(aging_test::about(compute_aging(matched, april, by_posting), "clock"), "payment_posting");
}

// 13. "Bucket off by one" (OCA/account-financial-reporting PR#1140): 30 days late is in 1-30, 31 in 31-60.
TEST(Complaint13, BoundsAreInclusive) {
  const Date due("2024-05-31");
  EXPECT_EQ(aging_bucket(Date("2024-05-31"), due), "not_due");
  EXPECT_EQ(aging_bucket(Date("2024-06-01"), due), "d1_30");
  EXPECT_EQ(aging_bucket(Date("2024-06-30"), due), "d1_30");
  EXPECT_EQ(aging_bucket(Date("2024-07-01"), due), "d31_60");
  EXPECT_EQ(aging_bucket(Date("2024-08-29"), due), "d61_90");
  EXPECT_EQ(aging_bucket(Date("2024-08-30"), due), "over_90");
}

}  // namespace
}  // namespace openitem::aging_complaints_test
