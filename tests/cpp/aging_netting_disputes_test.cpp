// Netting of credits and disputed parts, line by line of docs/methods/aging.md. Expected figures are worked out by hand from the rules.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::euros;
using aging_test::proof_amount;
using aging_test::text_table;
using aging_test::total_figure;
using testing::ElementsAre;

using Row = std::vector<std::string>;
const Date kAsOf("2024-06-30");

// Two debits and three credits of one customer; credits of 70 in all against debits of 60 and 50, oldest first.
Ledger netting_ledger() {
  return build({text_table(
      "documents", {{"customer", {"A", "A", "A", "A", "A"}},
                    {"kind", {"invoice", "invoice", "credit_note", "payment", "payment"}},
                    {"issue_date", {"2024-05-01", "2024-04-01", "2024-06-01", "2024-06-02", "2024-06-03"}},
                    {"due_date", {"2024-06-10", "2024-05-10", "", "", ""}},
                    {"amount", {"60.00", "50.00", "-30.00", "-20.00", "-20.00"}}})});
}

TEST(Aging, NettedCreditsSettleTheOldestDebitsFirst) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  const Aging aging = compute_aging(netting_ledger(), kAsOf, options);
  // The debit due on 10 May (51 days) is gone, 40 remain of the one due on 10 June (20 days).
  EXPECT_THAT(cells(aging.table("rows"),
                    {"d1_30", "d31_60", "credit_balance", "total", "open_items", "overdue_documents"}),
              ElementsAre(Row{"4000", "0", "0", "4000", "1", "1"}));
  EXPECT_EQ(proof_amount(aging, "open_items"), 4000);
  EXPECT_EQ(proof_amount(aging, "difference"), 0);
}

TEST(Aging, WhatCreditsRemainAfterNettingIsTheCreditBalance) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"issue_date", {"2024-05-01", "2024-06-01", "2024-06-05"}},
                                      {"due_date", {"2024-06-10", "", ""}},
                                      {"amount", {"60.00", "-50.00", "-30.00"}}})});
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(
      cells(aging.table("rows"), {"d1_30", "credit_balance", "total", "open_items", "overdue_documents"}),
      ElementsAre(Row{"0", "-2000", "-2000", "1", "0"}));
}

TEST(Aging, NettingStaysWithinCustomerEntityAndCurrencyWhateverTheGroupsAre) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  options.by = {};
  const Ledger ledger = build({text_table(
      "documents", {{"customer", {"A", "A", "A", "A", "B"}},
                    {"entity", {"E1", "E2", "E1", "", "E1"}},
                    {"issue_date", {"2024-05-01", "2024-05-01", "2024-05-01", "2024-05-01", "2024-05-01"}},
                    {"due_date", {"2024-06-10", "", "", "", ""}},
                    {"currency", {"EUR", "EUR", "USD", "EUR", "EUR"}},
                    {"amount", {"60.00", "-10.00", "-10.00", "-10.00", "-10.00"}}})});
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(cells(aging.table("rows"), {"currency", "d1_30", "credit_balance", "total", "open_items"}),
              ElementsAre(Row{"EUR", "6000", "-3000", "3000", "4"}, Row{"USD", "0", "-1000", "-1000", "1"}));
}

TEST(Aging, ARemainderOfNettingStaysOnItsOwnItemsRow) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  options.by = {"region"};
  LedgerOptions reading = euros();
  reading.map = {{"documents", "dimension", "region"}};
  const Ledger ledger = build({text_table("documents", {{"customer", {"A", "A"}},
                                                        {"region", {"NORTH", "SOUTH"}},
                                                        {"issue_date", {"2024-05-01", "2024-05-01"}},
                                                        {"due_date", {"2024-06-10", ""}},
                                                        {"amount", {"60.00", "-10.00"}}})},
                              reading);
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(cells(aging.table("rows"), {"region", "d1_30", "credit_balance", "total"}),
              ElementsAre(Row{"NORTH", "5000", "0", "5000"}));
}

Ledger disputed_ledger() {
  return build({text_table("documents", {{"customer", {"A", "B"}},
                                         {"id", {"1", "2"}},
                                         {"issue_date", {"2024-05-01", "2024-05-01"}},
                                         {"due_date", {"2024-06-10", "2024-06-10"}},
                                         {"amount", {"60.00", "40.00"}}}),
                text_table("disputes", {{"document_id", {"1", "2"}},
                                        {"amount", {"25.00", ""}},
                                        {"opened", {"2024-06-15", "2024-06-20"}},
                                        {"closed", {"", "2024-07-10"}}})});
}

TEST(Aging, DisputesInsideStayInTheirBuckets) {
  const Aging aging = compute_aging(disputed_ledger(), kAsOf);
  EXPECT_EQ(total_figure(aging, "d1_30"), 10000);
  EXPECT_FALSE(aging.table("rows").has_column("disputed"));
}

TEST(Aging, DisputesInTheirOwnColumnLeaveTheBucketAndCountTheItemOnce) {
  AgingOptions options;
  options.disputes = DisputeMode::own_column;
  const Aging aging = compute_aging(disputed_ledger(), kAsOf, options);
  EXPECT_THAT(
      cells(aging.table("rows"),
            {"customer", "d1_30", "disputed", "total", "open_items", "overdue_documents"}),
      ElementsAre(Row{"A", "3500", "2500", "6000", "1", "1"}, Row{"B", "0", "4000", "4000", "1", "1"}));
}

TEST(Aging, ExcludedDisputesAreALineOfTheProofAndEmptyRowsAreNotThere) {
  AgingOptions options;
  options.disputes = DisputeMode::excluded;
  const Aging aging = compute_aging(disputed_ledger(), kAsOf, options);
  EXPECT_THAT(cells(aging.table("rows"), {"customer", "d1_30", "total", "open_items"}),
              ElementsAre(Row{"A", "3500", "3500", "1"}));
  EXPECT_EQ(proof_amount(aging, "excluded_disputes"), -6500);
  EXPECT_EQ(proof_amount(aging, "reported"), 3500);
  EXPECT_EQ(proof_amount(aging, "difference"), 0);
}

TEST(Aging, NettingHappensAfterDisputedPartsAreMoved) {
  AgingOptions options;
  options.disputes = DisputeMode::own_column;
  options.credits = CreditMode::netted;
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A"}},
                                {"id", {"1", "2"}},
                                {"issue_date", {"2024-05-01", "2024-06-01"}},
                                {"due_date", {"2024-06-10", ""}},
                                {"amount", {"60.00", "-50.00"}}}),
       text_table("disputes", {{"document_id", {"1"}}, {"amount", {"25.00"}}, {"opened", {"2024-06-15"}}})});
  const Aging aging = compute_aging(ledger, kAsOf, options);
  EXPECT_THAT(cells(aging.table("rows"), {"d1_30", "credit_balance", "disputed", "total"}),
              ElementsAre(Row{"0", "-1500", "2500", "1000"}));
}

}  // namespace
}  // namespace openitem
