// How long does it take to build a ledger from columns in memory: integer codes and minor units, decimal128
// amounts, text customers? Documents: 10 million (OPENITEM_BENCHMARK_ROWS), 20,000 where OPENITEM_BENCHMARK_SMALL
// is set, with a tenth more applications.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "openitem/ledger.hpp"

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

// Invoices and, after each of them, the payment that settles it some weeks later; every fifth payment comes in seven
// applications. Customers in random order, a few with most of the documents.
struct Books {
  std::vector<std::int32_t> customer, issue, due;
  std::vector<std::int64_t> id, amount, credit, debit, applied;
  std::vector<std::int32_t> applied_on;
};

Books books(std::int64_t documents) {
  const std::int32_t first_day = Date("2022-01-01").days();
  const std::uint64_t customers = static_cast<std::uint64_t>(documents / 100 + 1);
  Books result;
  for (std::int64_t pair = 0; pair < documents / 2; ++pair) {
    const std::uint64_t draw = mix(static_cast<std::uint64_t>(pair) * 0x9E3779B97F4A7C15U + 1);
    const std::uint64_t u = draw >> 32;
    const auto customer = static_cast<std::int32_t>(mix((((u * u) >> 32) * customers) >> 32) % customers);
    const std::int32_t issue = first_day + static_cast<std::int32_t>(draw % 1'000);
    const std::int32_t paid = issue + static_cast<std::int32_t>(mix(draw) % 90);
    const auto amount = static_cast<std::int64_t>(mix(draw + 1) % 1'000'000) + 1'000;
    result.customer.insert(result.customer.end(), {customer, customer});
    result.id.insert(result.id.end(), {2 * pair, 2 * pair + 1});
    result.issue.insert(result.issue.end(), {issue, paid});
    result.due.insert(result.due.end(), {issue + 30, paid});
    result.amount.insert(result.amount.end(), {amount, -amount});
    const int parts = pair % 5 == 0 ? 7 : 1;
    for (int part = 0; part < parts; ++part) {
      result.credit.push_back(2 * pair + 1);
      result.debit.push_back(2 * pair);
      result.applied.push_back(part + 1 < parts ? amount / parts : amount - (parts - 1) * (amount / parts));
      result.applied_on.push_back(paid);
    }
  }
  return result;
}

template <typename T>
ColumnView view(const char* name, ColumnType type, const std::vector<T>& values) {
  ColumnView column;
  column.name = name;
  column.type = type;
  column.values = values.data();
  return column;
}

void measure(benchmark::State& state, const Books& source, const ColumnView& customer,
             const ColumnView& amount, MoneyForm money) {
  const ColumnView documents[] = {customer, view("id", ColumnType::int64, source.id),
                                  view("issue_date", ColumnType::date32, source.issue),
                                  view("due_date", ColumnType::date32, source.due), amount};
  // The amounts of applications are in the same form as those of documents.
  std::vector<std::int64_t> applied_decimals;
  ColumnView applied = view("amount", ColumnType::int64, source.applied);
  if (amount.type == ColumnType::decimal128) {
    for (const std::int64_t minor : source.applied) {
      applied_decimals.insert(applied_decimals.end(), {minor, minor < 0 ? -1 : 0});
    }
    applied = view("amount", ColumnType::decimal128, applied_decimals);
    applied.scale = 2;
  }
  const ColumnView applications[] = {view("credit_id", ColumnType::int64, source.credit),
                                     view("debit_id", ColumnType::int64, source.debit), applied,
                                     view("applied_on", ColumnType::date32, source.applied_on)};
  const auto document_rows = static_cast<std::int64_t>(source.id.size());
  const TableView tables[] = {
      {"documents", documents, static_cast<std::int32_t>(std::size(documents)), 0, document_rows},
      {"applications", applications, static_cast<std::int32_t>(std::size(applications)), 0,
       static_cast<std::int64_t>(source.credit.size())}};
  LedgerOptions options;
  options.money = money;
  options.currency = "EUR";
  options.threads = static_cast<std::int32_t>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(build_ledger(tables, options));
  state.SetItemsProcessed(state.iterations() * document_rows);
}

void build_ledger_integers(benchmark::State& state) {
  const Books source = books(wanted_rows());
  measure(state, source, view("customer", ColumnType::int32, source.customer),
          view("amount", ColumnType::int64, source.amount), MoneyForm::minor);
}

void build_ledger_decimal128(benchmark::State& state) {
  const Books source = books(wanted_rows());
  std::vector<std::int64_t> decimals;  // two words a value, the lower one first
  for (const std::int64_t minor : source.amount) {
    decimals.insert(decimals.end(), {minor, minor < 0 ? -1 : 0});
  }
  ColumnView amount = view("amount", ColumnType::decimal128, decimals);
  amount.scale = 2;
  measure(state, source, view("customer", ColumnType::int32, source.customer), amount, MoneyForm::exact);
}

void build_ledger_text_customers(benchmark::State& state) {
  const Books source = books(wanted_rows());
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  for (const std::int32_t code : source.customer) {
    const std::string name = "customer " + std::to_string(10'000'000 + code);
    bytes.insert(bytes.end(), name.begin(), name.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  ColumnView customer = view("customer", ColumnType::large_text, bytes);
  customer.offsets = offsets.data();
  measure(state, source, customer, view("amount", ColumnType::int64, source.amount), MoneyForm::minor);
}

BENCHMARK(build_ledger_integers)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(build_ledger_decimal128)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(build_ledger_text_customers)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
