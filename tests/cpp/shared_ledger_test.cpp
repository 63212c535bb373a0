// Sixteen threads read one ledger through every const operation of the facade, each with threads of its own: every one
// sees the bytes that a lone reader sees.

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/openitem.hpp"

namespace openitem::aging_test::shared_ledger_test {
namespace {

constexpr int thread_count = 16;
const Date as_of("2024-06-30");

Ledger shared_ledger() {
  const Result sample = sample_ledger(600, 11, Date("2024-07-31"), {.faults = 200});
  LedgerOptions options;
  options.row_policy = RowPolicy::mark;
  options.money = MoneyForm::minor;
  const TableViews views(sample.tables());
  return build_ledger(views.views(), options);
}

/// Comparisons with tables from elsewhere: the control account, the general ledger, rates of a day.
std::string comparisons(const Ledger& ledger, const RollForward& moved, std::int32_t threads) {
  Table control("control_account");
  const std::vector<std::string_view> currencies = {"EUR", "JPY", "USD"};
  control.add(Column::text("currency", currencies));
  control.add(Column::int64("closing", {1, 2, 3}));
  Table lines("general_ledger");
  lines.add(Column::int64("id", {1, 2, 3}));
  lines.add(Column::text("currency", currencies));
  lines.add(Column::int64("amount", {100, 200, 300}));
  Table rates("rates");
  const std::vector<std::string_view> worth = {"1", "0.0061", "0.92"};
  rates.add(Column::text("currency", currencies));
  rates.add(Column::text("rate", worth));
  const auto views = [](const Table& table) { return TableViews(std::span<const Table>(&table, 1)); };
  const TableViews of_control = views(control);
  const TableViews of_lines = views(lines);
  const TableViews of_rates = views(rates);
  RevaluationOptions in_euros;
  in_euros.threads = threads;
  in_euros.base_currency = "EUR";
  return bytes_of(compare_control_account(moved, of_control.views(), MoneyForm::minor)) +
         bytes_of(compare_general_ledger(ledger, as_of, of_lines.views(), MoneyForm::minor)) +
         bytes_of(compute_revaluation(ledger, as_of, of_rates.views(), in_euros));
}

/// Every const operation on the ledger and on the result, as bytes.
std::string everything(const Ledger& ledger, const Aging& aging, std::int32_t threads) {
  AgingOptions netted;
  netted.threads = threads;
  netted.credits = CreditMode::netted;
  netted.by = {"kind"};
  std::string bytes = bytes_of(compute_aging(ledger, as_of, netted));
  bytes += bytes_of(list_aging_items(ledger, as_of, {.threads = threads}));
  const std::vector<Date> dates = {Date("2024-03-31"), as_of};
  bytes += bytes_of(compute_aging_series(ledger, dates, netted));
  bytes += bytes_of(compute_aging_series(ledger, dates, {.threads = threads, .by = {}}));
  bytes += bytes_of(compute_aging_hierarchy(ledger, as_of, {.threads = threads}));
  bytes += bytes_of(compute_statement(ledger, dates.front(), as_of, {.threads = threads}));
  const RollForward moved = compute_roll_forward(ledger, dates.front(), as_of, {.threads = threads});
  bytes += bytes_of(moved) + comparisons(ledger, moved, threads);
  bytes += bytes_of(check_ledger(ledger));
  std::vector<ColumnView> columns;
  for (const char* const name : {"customer", "currency", "total"}) {
    columns.push_back(aging.table("rows").column(name).view());
  }
  columns.back().name = "balance";
  TableView balances = {};
  balances.name = "balances";
  balances.columns = columns.data();
  balances.column_count = 3;
  balances.rows = aging.table("rows").rows();
  bytes += bytes_of(compare_balances(aging, std::span(&balances, 1), MoneyForm::minor));
  bytes += std::to_string(ledger.document_count()) + "/" + std::to_string(ledger.application_count()) + "/" +
           std::to_string(ledger.customer_count()) + "/" + std::to_string(ledger.finding_count());
  return bytes;
}

TEST(SharedLedger, SixteenThreadsSeeTheSameBytes) {
  const Ledger ledger = shared_ledger();
  const Aging aging = compute_aging(ledger, as_of);
  const std::string expected = everything(ledger, aging, 1);
  EXPECT_GT(expected.size(), 10'000U);
  std::atomic<int> differing{0};
  std::barrier start(thread_count);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < thread_count; ++thread) {
    threads.emplace_back([&, thread] {
      start.arrive_and_wait();
      const Ledger copy = ledger;  // shares; nothing is copied
      if (everything(copy, aging, thread % 3) != expected) ++differing;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differing.load(), 0);
}

}  // namespace
}  // namespace openitem::aging_test::shared_ledger_test
