// Behaviour through the facade: one account by hand, options refused by name.

#include "openitem/behaviour.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "openitem/ledger.hpp"

namespace openitem::behaviour_test {
namespace {

// 100.00 due on 10 February, paid on the 15th; 300.00 due on 12 March, open.
Ledger two_invoices() {
  Table documents("documents");
  documents.add(Column::text("customer", {"A", "A"}));
  documents.add(Column::text("id", {"1", "2"}));
  documents.add(Column::dates("issue_date", {"2023-01-11", "2023-02-20"}));
  documents.add(Column::dates("due_date", {"2023-02-10", "2023-03-12"}));
  documents.add(Column::int64("amount", {10'000, 30'000}));
  documents.add(Column::dates("paid_date", {"2023-02-15", nullptr}));
  LedgerOptions options;
  options.currency = "EUR";
  options.money = MoneyForm::minor;
  return build_ledger(documents, options);
}

TEST(Behaviour, AnAccountByHand) {
  const Result result = compute_behaviour(two_invoices(), Date("2023-03-20"));
  const Table& rows = result.table("rows");
  ASSERT_EQ(rows.rows(), 1);
  EXPECT_EQ(rows.int64s("balance")[0], 30'000);
  EXPECT_EQ(rows.int64s("oldest_overdue_days")[0], 8);
  EXPECT_EQ(rows.int64s("days_late_max")[0], 5);
  EXPECT_EQ(rows.column("days_late_mean").float64s()[0], 5.0);
  EXPECT_TRUE(rows.column("days_late_deviation").is_null(0));
  EXPECT_EQ(result.table("proof").int64s("amount")[2], 0);
}

TEST(Behaviour, InvoicesSeeTheDayBefore) {
  const Result result = compute_invoice_behaviour(two_invoices());
  const Table& rows = result.table("rows");
  ASSERT_EQ(rows.rows(), 2);
  EXPECT_EQ(rows.int64s("paid_invoices")[0], 0);
  EXPECT_TRUE(rows.column("days_late_mean").is_null(0));
  EXPECT_EQ(rows.int64s("paid_invoices")[1], 1);
  EXPECT_EQ(rows.int64s("balance")[1], 0);
}

Status status_of(const BehaviourOptions& options) {
  try {
    static_cast<void>(compute_behaviour(two_invoices(), Date("2023-03-20"), options));
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

TEST(Behaviour, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(status_of({.last = {3, 3}}), Status::invalid_argument);
  EXPECT_EQ(status_of({.days = {0}}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.features = {"relative_amount"}}), Status::unknown_name);
  EXPECT_EQ(status_of({.segment = "region"}), Status::unknown_name);
  EXPECT_EQ(status_of({.shrink = 1, .shrink_weight = -1}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.known_at_as_of = 1, .shrink = 1}), Status::invalid_argument);
  EXPECT_THROW(static_cast<void>(compute_behaviour(two_invoices(), std::span<const Date>())), Error);
}

}  // namespace
}  // namespace openitem::behaviour_test
