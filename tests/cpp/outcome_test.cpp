// Outcomes through the facade: one account by hand, options refused by name.

#include "openitem/outcome.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "openitem/ledger.hpp"

namespace openitem::outcome_test {
namespace {

// 100.00 due on 10 February, paid on 20 April; 300.00 due on 12 March, open.
Ledger two_invoices() {
  Table documents("documents");
  documents.add(Column::text("customer", {"A", "A"}));
  documents.add(Column::text("id", {"1", "2"}));
  documents.add(Column::dates("issue_date", {"2023-01-11", "2023-02-20"}));
  documents.add(Column::dates("due_date", {"2023-02-10", "2023-03-12"}));
  documents.add(Column::int64("amount", {10'000, 30'000}));
  documents.add(Column::dates("paid_date", {"2023-04-20", nullptr}));
  LedgerOptions options;
  options.currency = "EUR";
  options.money = MoneyForm::minor;
  return build_ledger(documents, options);
}

const OutcomeOptions kShort{.end_of_data = Date("2023-12-31"), .days_past_due = 30, .window = 3};

TEST(Outcome, AnAccountByHand) {
  const std::vector<Date> dates = {Date("2023-01-31"), Date("2023-03-31")};
  const Result result = compute_outcomes(two_invoices(), dates, kShort);
  const Table& rows = result.table("rows");
  ASSERT_EQ(rows.rows(), 2);
  EXPECT_EQ(rows.int32s("window_end")[0], Date("2023-04-30").days());
  EXPECT_EQ(rows.int64s("bad")[0], 1);
  EXPECT_EQ(rows.int32s("bad_on")[0], Date("2023-03-12").days());
  EXPECT_EQ(rows.int64s("past_due_amount")[0], 10'000);
  EXPECT_EQ(rows.int64s("worst_days_past_due")[0], 68);  // 19 April
  EXPECT_TRUE(rows.column("bad").is_null(1));
  EXPECT_EQ(rows.text_at("exclusion", 1), "already_bad");
  EXPECT_EQ(result.table("proof").int64s("count")[6], 0);
}

TEST(Outcome, InvoicesByHand) {
  const Result result = compute_invoice_outcomes(two_invoices(), kShort);
  const Table& rows = result.table("rows");
  ASSERT_EQ(rows.rows(), 2);
  EXPECT_EQ(rows.int32s("bad_on")[0], Date("2023-03-12").days());
  EXPECT_EQ(rows.int32s("bad_on")[1], Date("2023-04-11").days());
  EXPECT_EQ(rows.int64s("past_due_amount")[1], 30'000);
}

TEST(Outcome, MaterialityByCurrency) {
  Table limits("materiality");
  limits.add(Column::text("currency", {"EUR"}));
  limits.add(Column::int64("amount", {10'000}));
  const std::vector<Table> tables = {limits};
  const TableViews views(tables);
  OutcomeOptions options = kShort;
  options.money = MoneyForm::minor;
  const Result result = compute_outcomes(two_invoices(), Date("2023-01-31"), options, views.views());
  const Table& rows = result.table("rows");
  EXPECT_EQ(rows.int32s("bad_on")[0], Date("2023-04-11").days());  // both invoices
  EXPECT_EQ(rows.int64s("past_due_amount")[0], 40'000);
  EXPECT_EQ(rows.int64s("threshold")[0], 10'000);
}

Status status_of(const OutcomeOptions& options) {
  try {
    static_cast<void>(compute_outcomes(two_invoices(), Date("2023-03-20"), options));
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

TEST(Outcome, RefusesWhatIsOutOfBounds) {
  EXPECT_EQ(status_of({}), Status::ok);
  EXPECT_EQ(status_of({.threads = 257}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.days_past_due = 0}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.days_past_due = 3'651}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.window = 0}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.window = 121}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.window = 3'661, .window_unit = OutcomeWindow::days}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.window_unit = static_cast<OutcomeWindow>(2)}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.count_write_offs = 2}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.exclude_disputed = -1}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.exclude_already_bad = 2}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.exclude_no_exposure = 2}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.materiality_share = 1'000'000'001}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.money = static_cast<MoneyForm>(9)}), Status::out_of_bounds);
  EXPECT_EQ(status_of({.known_at = Date("2023-05-01"), .end_of_data = Date("2023-05-02")}),
            Status::invalid_argument);
  EXPECT_THROW(static_cast<void>(compute_outcomes(two_invoices(), std::span<const Date>())), Error);
  EXPECT_THROW(static_cast<void>(compute_invoice_outcomes(two_invoices(), {.exclude_already_bad = 0})),
               Error);
}

}  // namespace
}  // namespace openitem::outcome_test
