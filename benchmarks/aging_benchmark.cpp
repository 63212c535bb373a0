// How long does an aging snapshot take: of item columns in memory, and of a ledger that has been built?
// Rows: 10 million items (OPENITEM_BENCHMARK_ROWS), 20,000 where OPENITEM_BENCHMARK_SMALL is set.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "openitem/aging.hpp"
#include "openitem/datasets.hpp"

namespace {

using namespace openitem;

std::int64_t wanted_rows() {
  if (const char* const rows = std::getenv("OPENITEM_BENCHMARK_ROWS")) return std::strtoll(rows, nullptr, 10);
  return std::getenv("OPENITEM_BENCHMARK_SMALL") != nullptr ? 20'000 : 10'000'000;
}

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31);
}

// Customers code, due date, open amount: a hundred rows a customer, a few of them with most of the rows.
std::vector<Table> items(std::int64_t rows, bool grouped) {
  const Date as_of("2024-12-31");
  const std::uint64_t customers = static_cast<std::uint64_t>(std::max<std::int64_t>(1, rows / 100));
  struct Item {
    std::int32_t customer, due;
    std::int64_t amount;
  };
  std::vector<Item> list(static_cast<std::size_t>(rows));
  for (std::size_t row = 0; row < list.size(); ++row) {
    const std::uint64_t draw = mix(row * 0x9E3779B97F4A7C15U + 1);
    const std::uint64_t u = draw >> 32;
    list[row] = {static_cast<std::int32_t>(mix((((u * u) >> 32) * customers) >> 32) % customers),
                 as_of.days() + 60 - static_cast<std::int32_t>(draw % 240),
                 static_cast<std::int64_t>(mix(draw) % 1'000'000) - 50'000};
  }
  if (grouped) {
    std::sort(list.begin(), list.end(), [](const Item& a, const Item& b) { return a.customer < b.customer; });
  }
  std::vector<std::int32_t> customer;
  std::vector<std::int32_t> due;
  std::vector<std::int64_t> amount;
  for (const Item& item : list) {
    customer.push_back(item.customer);
    due.push_back(item.due);
    amount.push_back(item.amount);
  }
  Table table("items");
  table.add(Column::int32("customer", std::move(customer)));
  table.add(Column::date("due_date", std::move(due)));
  table.add(Column::int64("amount", std::move(amount)));
  return {table};
}

void age_item_columns(benchmark::State& state, bool grouped) {
  const std::int64_t rows = wanted_rows();
  const std::vector<Table> tables = items(rows, grouped);
  const TableViews views(tables);
  AgingOptions options;
  options.threads = static_cast<std::int32_t>(state.range(0));
  ItemOptions item_options;
  item_options.currency = "EUR";
  item_options.money = MoneyForm::minor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(compute_aging(views.views(), Date("2024-12-31"), options, item_options));
  }
  state.SetItemsProcessed(state.iterations() * rows);
}
void item_columns_random_order(benchmark::State& state) { age_item_columns(state, false); }
void item_columns_grouped(benchmark::State& state) { age_item_columns(state, true); }

// Documents that bring a tenth of the wanted rows: a ledger row is heavier than an item.
void ledger(benchmark::State& state) {
  const std::int64_t documents = std::max<std::int64_t>(1'000, wanted_rows() / 10);
  const Date end("2024-12-31");
  LedgerOptions reading;
  reading.money = MoneyForm::minor;
  const Result sample = sample_ledger(documents, 1, end);
  const TableViews views(sample.tables());
  const Ledger built = build_ledger(views.views(), reading);
  AgingOptions options;
  options.threads = static_cast<std::int32_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(compute_aging(built, end, options));
  state.SetItemsProcessed(state.iterations() * built.document_count());
}

BENCHMARK(item_columns_random_order)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(item_columns_grouped)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
