// What must hold for every ledger, tried on made-up ones: docs/methods/aging.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "cpp/aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::aging_property_test {
namespace {

using aging_test::bytes_of;
using aging_test::cell_text;

const Date kEnd("2024-12-31");
const std::vector<const char*> kAsOfs = {"2023-06-30", "2024-02-29", "2024-12-31", "2026-01-01"};

// ---- tables made from tables ---------------------------------------------------------------------------------

// How the values of a column are changed on the way.
struct Change {
  std::function<std::int64_t(const std::string& column, std::int64_t value)> number =
      [](const auto&, std::int64_t v) { return v; };
  std::function<std::string(const std::string& column, std::string_view value)> text =
      [](const auto&, std::string_view v) { return std::string(v); };
  std::int32_t days = 0;
};

// The given rows of the tables, one after the other.
Table taken(const std::vector<std::pair<const Table*, std::int64_t>>& rows, const Table& shape,
            const Change& change = {}) {
  Table table(shape.name());
  for (const Column& column : shape.columns()) {
    const std::string& name = column.name();
    std::vector<std::uint8_t> valid;
    std::vector<std::int64_t> wide;
    std::vector<std::int32_t> narrow;
    std::vector<std::string> texts;
    for (const auto& [source, row] : rows) {
      const Column& from = source->column(name);
      const auto at = static_cast<std::size_t>(row);
      valid.push_back(from.is_null(row) ? 0 : 1);
      if (column.type() == ColumnType::int64) wide.push_back(change.number(name, from.int64s()[at]));
      if (column.type() == ColumnType::int32) narrow.push_back(from.int32s()[at]);
      if (column.type() == ColumnType::date32) narrow.push_back(from.int32s()[at] + change.days);
      if (column.type() == ColumnType::large_text) texts.push_back(change.text(name, from.text_at(row)));
    }
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    Column made = column.type() == ColumnType::int64    ? Column::int64(name, wide)
                  : column.type() == ColumnType::int32  ? Column::int32(name, narrow)
                  : column.type() == ColumnType::date32 ? Column::date(name, narrow)
                                                        : Column::text(name, views);
    table.add(std::move(made).with_validity(valid));
  }
  return table;
}

std::vector<std::pair<const Table*, std::int64_t>> all_rows(const Table& table) {
  std::vector<std::pair<const Table*, std::int64_t>> rows;
  for (std::int64_t row = 0; row < table.rows(); ++row) rows.emplace_back(&table, row);
  return rows;
}

std::vector<Table> changed(const Result& sample, const Change& change) {
  std::vector<Table> tables;
  for (const Table& table : sample.tables()) tables.push_back(taken(all_rows(table), table, change));
  return tables;
}

std::vector<Table> shuffled(const Result& sample, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Table> tables;
  for (const Table& table : sample.tables()) {
    auto rows = all_rows(table);
    for (std::size_t left = rows.size(); left > 1; --left) std::swap(rows[left - 1], rows[random() % left]);
    tables.push_back(taken(rows, table));
  }
  return tables;
}

Ledger build(std::span<const Table> tables, RowPolicy policy = RowPolicy::strict, std::int32_t threads = 1) {
  LedgerOptions options;
  options.money = MoneyForm::minor;
  options.row_policy = policy;
  options.threads = threads;
  options.map = {{"documents", "dimension", "region"}};
  const TableViews views(tables);
  return build_ledger(views.views(), options);
}

// Every combination of credit and dispute mode, with what else an aging may have.
std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list;
  for (const CreditMode credits :
       {CreditMode::own_column, CreditMode::own_age, CreditMode::netted, CreditMode::excluded}) {
    for (const DisputeMode disputes : {DisputeMode::inside, DisputeMode::own_column, DisputeMode::excluded}) {
      AgingOptions options;
      options.credits = credits;
      options.disputes = disputes;
      list.push_back(options);
    }
  }
  list[1].by = {"region", "customer"};
  list[2].basis = AgingBasis::issue;
  list[3].forward_bounds = {7, 30};
  list[4].by = {"kind"};
  list[5].basis = AgingBasis::posting;
  list[6].clock = ApplicationClock::applied_on;
  list[7].missing_date = MissingDate::not_due;
  list[8].months = 3;
  list[8].forward_months = 2;
  list[9].future_payments = 1;
  list[10].by = {};
  return list;
}

bool is_money(const Column& column) { return column.role() == ColumnRole::money; }

// Sum of a money or count column by currency.
std::map<std::string, std::int64_t> sums(const Table& table, const std::string& column) {
  std::map<std::string, std::int64_t> by_currency;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    by_currency[std::string(table.text_at("currency", row))] +=
        table.int64s(column)[static_cast<std::size_t>(row)];
  }
  return by_currency;
}

std::int64_t sum_of(const Table& table, const std::string& column) {
  const auto values = table.int64s(column);
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

// ---- properties ----------------------------------------------------------------------------------------------

class AgingProperties : public testing::TestWithParam<std::uint64_t> {
 protected:
  AgingProperties() : sample_(sample_ledger(3'000, GetParam(), kEnd)), ledger_(build(sample_.tables())) {}
  Result sample_;
  Ledger ledger_;
};

TEST_P(AgingProperties, BucketsSumToTheOpenBalanceAndTheControlTotal) {
  SampleOptions faulty;
  faulty.faults = 300;
  const Ledger marked = build(sample_ledger(3'000, GetParam(), kEnd, faulty).tables(), RowPolicy::mark);
  for (const Ledger& ledger : {ledger_, marked}) {
    for (const AgingOptions& options : many_options()) {
      for (const char* const as_of : kAsOfs) {
        const Aging aging = compute_aging(ledger, Date(as_of), options);
        for (const char* const currency : {"EUR", "USD", "JPY"}) {
          ASSERT_EQ(aging_test::proof_amount(aging, "difference", currency), 0);
          const auto line = [&](const char* name) {
            return aging_test::proof_amount(aging, name, currency).value_or(0);
          };
          ASSERT_EQ(line("control_total") + line("cross_currency") + line("applied_before_posting"),
                    line("open_items"));
          ASSERT_EQ(line("open_items") + line("excluded_credits") + line("excluded_disputes"),
                    line("reported"));
        }
        const Table& rows = aging.table("rows");
        for (std::int64_t row = 0; row < rows.rows(); ++row) {
          std::int64_t sum = 0;
          for (const Column& column : rows.columns()) {
            if (!is_money(column) || column.name() == "total" || column.name() == "future_payments") continue;
            sum += column.int64s()[static_cast<std::size_t>(row)];
          }
          ASSERT_EQ(sum, rows.int64s("total")[static_cast<std::size_t>(row)]);
          ASSERT_GT(rows.int64s("open_items")[static_cast<std::size_t>(row)], 0);
        }
      }
    }
  }
}

// Without applications the control total is the plain sum of the documents' amounts, read from the input itself.
TEST_P(AgingProperties, TheControlTotalIsTheSumOfTheDocumentsPosted) {
  const Table& documents = sample_.table("documents");
  for (const char* const as_of : kAsOfs) {
    std::map<std::string, std::int64_t> expected;
    for (std::int64_t row = 0; row < documents.rows(); ++row) {
      const auto at = static_cast<std::size_t>(row);
      if (documents.int32s("posting_date")[at] > Date(as_of).days()) continue;
      expected[std::string(documents.text_at("currency", row))] += documents.int64s("amount")[at];
    }
    const Aging aging = compute_aging(ledger_, Date(as_of));
    for (const auto& [currency, amount] : expected) {
      EXPECT_EQ(aging_test::proof_amount(aging, "control_total", currency), amount);
      EXPECT_EQ(aging_test::total_figure(aging, "total", currency), amount);
    }
  }
}

TEST_P(AgingProperties, TheOrderOfRowsDoesNotMatter) {
  const Ledger other = build(shuffled(sample_, static_cast<std::uint32_t>(GetParam())));
  for (AgingOptions options : many_options()) {
    // Which of two equally old documents netting leaves open depends on the source row.
    if (options.credits == CreditMode::netted) continue;
    for (const char* const as_of : kAsOfs) {
      EXPECT_EQ(bytes_of(compute_aging(ledger_, Date(as_of), options)),
                bytes_of(compute_aging(other, Date(as_of), options)));
    }
  }
}

TEST_P(AgingProperties, AUnionOfDisjointLedgersIsTheirSum) {
  const Result second = sample_ledger(2'000, GetParam() + 1000, kEnd);
  Change apart;
  apart.number = [](const std::string& column, std::int64_t value) {
    return column == "id" || column.ends_with("_id") ? value + 1'000'000'000 : value;
  };
  apart.text = [](const std::string& column, std::string_view value) {
    return column == "customer" ? "D" + std::string(value) : std::string(value);
  };
  const std::vector<Table> moved = changed(second, apart);
  std::vector<Table> together;
  for (const Table& table : moved) {
    auto rows = all_rows(sample_.table(table.name()));
    const auto more = all_rows(table);
    rows.insert(rows.end(), more.begin(), more.end());
    together.push_back(taken(rows, table));
  }
  const Ledger one = build(moved);
  const Ledger both = build(together);
  for (const AgingOptions& options : many_options()) {
    const Aging left = compute_aging(ledger_, kEnd, options);
    const Aging right = compute_aging(one, kEnd, options);
    const Aging sum = compute_aging(both, kEnd, options);
    for (const Column& column : sum.table("totals").columns()) {
      if (column.name() == "currency") continue;
      EXPECT_EQ(sum_of(sum.table("totals"), column.name()),
                sum_of(left.table("totals"), column.name()) + sum_of(right.table("totals"), column.name()))
          << column.name();
    }
  }
}

TEST_P(AgingProperties, ShiftingAllDatesShiftsTheReport) {
  constexpr std::int32_t days_in_400_years = 146'097;  // after which the calendar repeats itself
  for (const std::int32_t days : {-1000, 1, 366, days_in_400_years}) {
    Change shift;
    shift.days = days;
    const Ledger other = build(changed(sample_, shift));
    for (const AgingOptions& options : many_options()) {
      if (options.months != 0 && days != days_in_400_years) continue;  // months are of unequal length
      const Aging here = compute_aging(ledger_, Date("2024-06-30"), options);
      const Aging there = compute_aging(other, add_days(Date("2024-06-30"), days), options);
      for (const char* const table : {"rows", "totals", "proof"}) {
        EXPECT_EQ(bytes_of(Result({here.table(table)})), bytes_of(Result({there.table(table)})));
      }
    }
  }
}

TEST_P(AgingProperties, ScalingAllAmountsScalesTheMoney) {
  Change scale;
  scale.number = [](const std::string& column, std::int64_t value) {
    return column == "amount" ? 7 * value : value;
  };
  const Ledger other = build(changed(sample_, scale));
  for (const AgingOptions& options : many_options()) {
    const Result one = compute_aging(ledger_, Date("2024-06-30"), options);
    const Result seven = compute_aging(other, Date("2024-06-30"), options);
    for (const char* const name : {"rows", "totals", "proof"}) {
      ASSERT_EQ(one.table(name).rows(), seven.table(name).rows());
      for (const Column& column : one.table(name).columns()) {
        if (column.type() != ColumnType::int64) continue;
        const std::int64_t factor = is_money(column) ? 7 : 1;
        const auto scaled = seven.table(name).int64s(column.name());
        for (std::size_t row = 0; row < scaled.size(); ++row)
          ASSERT_EQ(scaled[row], factor * column.int64s()[row]) << column.name();
      }
    }
  }
}

// Days grow by exactly the days between the two dates, and buckets never go back.
TEST_P(AgingProperties, ALaterDateNeverMakesAnItemYounger) {
  AgingOptions options;
  options.credits = CreditMode::own_age;
  options.forward_bounds = {15};
  const Aging labels = compute_aging(ledger_, kEnd, options);
  std::map<std::string, int> rank;
  for (const Column& column : labels.table("rows").columns())
    rank[column.name()] = static_cast<int>(rank.size());
  const auto items_of = [&](Date as_of) {
    std::map<std::tuple<std::int64_t, std::string>, std::pair<std::int32_t, int>> items;
    const Result result = list_aging_items(ledger_, as_of, options);
    const Table& table = result.table("items");
    for (std::int64_t row = 0; row < table.rows(); ++row) {
      const auto at = static_cast<std::size_t>(row);
      items[{table.int64s("source_row")[at], cell_text(table, "instalment", row)}] = {
          table.int32s("days")[at], rank.at(std::string(table.text_at("bucket", row)))};
    }
    return items;
  };
  std::int64_t compared = 0;
  for (std::size_t i = 0; i + 1 < kAsOfs.size(); ++i) {
    const Date first(kAsOfs[i]);
    const Date later(kAsOfs[i + 1]);
    const auto young = items_of(first);
    for (const auto& [key, old] : items_of(later)) {
      const auto before = young.find(key);
      if (before == young.end()) continue;
      EXPECT_EQ(old.first - before->second.first, later - first);
      EXPECT_GE(old.second, before->second.second);
      ++compared;
    }
  }
  EXPECT_GT(compared, 10);
}

TEST_P(AgingProperties, CreditModesShareOneTotalForEachCustomer) {
  for (const char* const as_of : kAsOfs) {
    const auto totals_of = [&](CreditMode mode) {
      AgingOptions options;
      options.credits = mode;
      const Aging aging = compute_aging(ledger_, Date(as_of), options);
      const Table& rows = aging.table("rows");
      std::map<std::string, std::int64_t> totals;
      for (std::int64_t row = 0; row < rows.rows(); ++row) {
        const std::int64_t total = rows.int64s("total")[static_cast<std::size_t>(row)];
        if (total != 0)
          totals[cell_text(rows, "customer", row) + "/" + cell_text(rows, "currency", row)] = total;
      }
      return totals;
    };
    EXPECT_EQ(totals_of(CreditMode::own_column), totals_of(CreditMode::own_age));
    EXPECT_EQ(totals_of(CreditMode::own_column), totals_of(CreditMode::netted));
  }
}

// After netting a customer has open debits or a credit balance in a currency, never both.
TEST_P(AgingProperties, NettingLeavesOneSideOnly) {
  AgingOptions options;
  options.credits = CreditMode::netted;
  const Aging aging = compute_aging(ledger_, kEnd, options);
  const Table& rows = aging.table("rows");
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows.rows()); ++row) {
    const std::int64_t credit = rows.int64s("credit_balance")[row];
    EXPECT_TRUE(credit == 0 || credit == rows.int64s("total")[row]);
  }
}

TEST_P(AgingProperties, TheItemsOfEachCellSumToIt) {
  for (AgingOptions options : many_options()) {
    options.by = {"region"};
    const Aging aging = compute_aging(ledger_, kEnd, options);
    const Table& rows = aging.table("rows");
    for (std::int64_t row = 0; row < rows.rows(); ++row) {
      AgingCell cell;
      const std::string region = cell_text(rows, "region", row);
      cell.group = {region.empty() ? std::nullopt : std::optional<std::string>(region)};
      cell.currency = cell_text(rows, "currency", row);
      for (const Column& column : rows.columns()) {
        if (!is_money(column) || column.name() == "future_payments") continue;
        cell.bucket = column.name() == "total" ? "" : column.name();
        const Result items = list_aging_items(ledger_, kEnd, options, cell);
        ASSERT_EQ(sum_of(items.table("items"), "open"), column.int64s()[static_cast<std::size_t>(row)])
            << column.name();
      }
    }
  }
}

TEST_P(AgingProperties, GroupingByAnythingSumsToTheTotals) {
  const std::vector<std::vector<std::string>> groups = {
      {}, {"customer"}, {"kind"}, {"region"}, {"kind", "region"}, {"customer", "kind", "region"}};
  for (AgingOptions options : many_options()) {
    options.by = {};
    const Aging whole = compute_aging(ledger_, kEnd, options);
    for (const auto& by : groups) {
      options.by = by;
      const Aging aging = compute_aging(ledger_, kEnd, options);
      EXPECT_EQ(bytes_of(Result({aging.table("totals")})), bytes_of(Result({whole.table("totals")})));
      for (const Column& column : aging.table("totals").columns()) {
        // Future payments of groups without open items stand in the totals alone.
        if (column.name() == "currency" || column.name() == "future_payments") continue;
        EXPECT_EQ(sums(aging.table("rows"), column.name()), sums(aging.table("totals"), column.name()))
            << column.name();
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgingProperties, testing::Values(1U, 2U, 3U));

TEST(AgingThreads, NeverChangeAByteOfALedgersAging) {
  const Result sample = sample_ledger(120'000, 5, kEnd);
  const Ledger ledger = build(sample.tables());
  for (AgingOptions options : many_options()) {
    options.threads = 1;
    const std::string one = bytes_of(compute_aging(ledger, Date("2024-06-30"), options));
    for (const std::int32_t threads : {0, 2, 3, 8}) {
      options.threads = threads;
      EXPECT_TRUE(one == bytes_of(compute_aging(ledger, Date("2024-06-30"), options))) << threads;
    }
  }
}

// Random item columns; customers of every sort of type, with a chunk border inside.
std::vector<Table> random_items(std::int64_t rows, bool plain) {
  std::mt19937 random(99);
  std::vector<Table> chunks;
  for (const std::int64_t part : {rows / 3, rows - rows / 3}) {
    std::vector<std::int32_t> customers;
    std::vector<std::int32_t> days;
    std::vector<std::int64_t> amounts;
    std::vector<std::string> names;
    for (std::int64_t row = 0; row < part; ++row) {
      customers.push_back(static_cast<std::int32_t>(random() % 5'000) - 100);
      names.push_back("K" + std::to_string(customers.back()));
      days.push_back(kEnd.days() + 60 - static_cast<std::int32_t>(random() % 300));
      amounts.push_back(static_cast<std::int64_t>(random() % 1'000'000) - 100'000);
    }
    Table table("items");
    if (plain) {
      table.add(Column::int32("customer", customers));
    } else {
      const std::vector<std::string_view> views(names.begin(), names.end());
      table.add(Column::text("customer", views));
    }
    table.add(Column::date("due_date", days));
    table.add(Column::int64("amount", amounts));
    chunks.push_back(std::move(table));
  }
  return chunks;
}

TEST(AgingThreads, NeverChangeAByteOfAnAgingOfItemColumns) {
  ItemOptions items;
  items.currency = "EUR";
  items.money = MoneyForm::minor;
  for (const bool plain : {true, false}) {
    const std::vector<Table> chunks = random_items(300'000, plain);
    const TableViews views(chunks);
    for (const CreditMode mode :
         {CreditMode::own_column, CreditMode::own_age, CreditMode::netted, CreditMode::excluded}) {
      AgingOptions options;
      options.credits = mode;
      const std::string one = bytes_of(compute_aging(views.views(), kEnd, options, items));
      for (const std::int32_t threads : {2, 3, 8}) {
        options.threads = threads;
        EXPECT_TRUE(one == bytes_of(compute_aging(views.views(), kEnd, options, items))) << threads;
      }
    }
  }
}

// The loop as anybody would write it, against the kernels.
TEST(AgingItemColumns, AgreeWithANaiveLoop) {
  const std::vector<Table> chunks = random_items(50'000, true);
  std::map<std::int32_t, std::map<std::string, std::int64_t>> expected;
  for (const Table& chunk : chunks) {
    for (std::size_t row = 0; row < static_cast<std::size_t>(chunk.rows()); ++row) {
      const std::int64_t amount = chunk.int64s("amount")[row];
      const std::int32_t days = kEnd.days() - chunk.int32s("due_date")[row];
      const char* const bucket = amount < 0   ? "unapplied"
                                 : days <= 0  ? "not_due"
                                 : days <= 30 ? "d1_30"
                                 : days <= 60 ? "d31_60"
                                 : days <= 90 ? "d61_90"
                                              : "over_90";
      auto& figures = expected[chunk.int32s("customer")[row]];
      figures[bucket] += amount;
      figures["total"] += amount;
      figures["open_items"] += amount != 0 ? 1 : 0;
      figures["overdue_documents"] += amount > 0 && days > 0 ? 1 : 0;
    }
  }
  ItemOptions items;
  items.currency = "EUR";
  items.money = MoneyForm::minor;
  const TableViews views(chunks);
  const Aging aging = compute_aging(views.views(), kEnd, {}, items);
  const Table& rows = aging.table("rows");
  ASSERT_EQ(rows.rows(), static_cast<std::int64_t>(expected.size()));
  std::size_t row = 0;
  for (auto& [customer, figures] : expected) {
    ASSERT_EQ(rows.int64s("customer")[row], customer);
    for (const char* const column : {"not_due", "d1_30", "d31_60", "d61_90", "over_90", "unapplied", "total",
                                     "open_items", "overdue_documents"}) {
      ASSERT_EQ(rows.int64s(column)[row], figures[column]) << column;
    }
    ++row;
  }
}

}  // namespace
}  // namespace openitem::aging_property_test
