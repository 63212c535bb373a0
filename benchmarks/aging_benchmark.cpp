// How long does an aging snapshot take: of item columns in memory, and of a ledger that has been built?
// Beside it stand the bounds that no snapshot of item columns can beat on this machine: reading the columns, and
// adding every amount to a cell that is known beforehand.
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

std::uint64_t customer_count(std::int64_t rows) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(1, rows / 100));
}

struct Item {
  std::int32_t customer, due;
  std::int64_t amount;
};

// Customer code, due date, open amount: a hundred rows a customer, a few of them with most of the rows.
// benchmarks/peers asks its questions of the same rows.
std::vector<Item> item_list(std::int64_t rows) {
  const Date as_of("2024-12-31");
  const std::uint64_t customers = customer_count(rows);
  std::vector<Item> list(static_cast<std::size_t>(rows));
  for (std::size_t row = 0; row < list.size(); ++row) {
    const std::uint64_t draw = mix(row * 0x9E3779B97F4A7C15U + 1);
    const std::uint64_t u = draw >> 32;
    list[row] = {static_cast<std::int32_t>(mix((((u * u) >> 32) * customers) >> 32) % customers),
                 as_of.days() + 60 - static_cast<std::int32_t>(draw % 240),
                 static_cast<std::int64_t>(mix(draw) % 1'000'000) - 50'000};
  }
  return list;
}

std::vector<Table> items(std::int64_t rows, bool grouped) {
  std::vector<Item> list = item_list(rows);
  if (grouped) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Item& a, const Item& b) { return a.customer < b.customer; });
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

// All bytes of the columns once.
void bound_read(benchmark::State& state) {
  const std::int64_t rows = wanted_rows();
  const std::vector<std::int32_t> customers(static_cast<std::size_t>(rows), 1);
  const std::vector<std::int32_t> days(static_cast<std::size_t>(rows), 2);
  const std::vector<std::int64_t> amounts(static_cast<std::size_t>(rows), 3);
  for (auto _ : state) {
    std::uint32_t narrow = 0;
    std::uint64_t wide = 0;
    for (const std::int32_t customer : customers) narrow += static_cast<std::uint32_t>(customer);
    for (const std::int32_t day : days) narrow += static_cast<std::uint32_t>(day);
    for (const std::int64_t amount : amounts) wide += static_cast<std::uint64_t>(amount);
    benchmark::DoNotOptimize(narrow);
    benchmark::DoNotOptimize(wide);
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

// Amounts into a matrix of customers x 8 cells at offsets made beforehand, with the cells fetched ahead.
void bound_scatter(benchmark::State& state) {
  const std::int64_t rows = wanted_rows();
  constexpr std::size_t ahead = 64;
  std::vector<std::uint32_t> offsets;
  std::vector<std::int64_t> amounts;
  for (const Item& item : item_list(rows)) {
    offsets.push_back(static_cast<std::uint32_t>(item.customer) * 8 +
                      static_cast<std::uint32_t>(item.due) % 6);
    amounts.push_back(item.amount);
  }
  std::vector<std::int64_t> cells(customer_count(rows) * 8, 0);
  for (auto _ : state) {
    for (std::size_t row = 0; row < offsets.size(); ++row) {
      if (row + ahead < offsets.size()) __builtin_prefetch(&cells[offsets[row + ahead]], 1);
      cells[offsets[row]] += amounts[row];
    }
    benchmark::DoNotOptimize(cells.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

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

BENCHMARK(bound_read)->Unit(benchmark::kMillisecond);
BENCHMARK(bound_scatter)->Unit(benchmark::kMillisecond);
BENCHMARK(item_columns_random_order)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(item_columns_grouped)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
