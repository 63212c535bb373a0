// What must hold for every hierarchy, tried on random forests over made-up ledgers: docs/methods/hierarchy.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cpp/aging_fixture.hpp"
#include "openitem/datasets.hpp"

namespace openitem::hierarchy_property_test {
namespace {

using aging_test::bytes_of;
using aging_test::cell_text;

const Date kAsOf("2024-06-30");

// Child and parent; "" = none.
using Links = std::vector<std::pair<std::string, std::string>>;

// Everybody after the first may stand under somebody before him: no chain can come back.
Links random_forest(const Table& documents, std::uint32_t seed) {
  std::set<std::string> customers = {"head 1", "head 2", "head 3"};
  for (std::int64_t row = 0; row < documents.rows(); ++row)
    customers.insert(cell_text(documents, "customer", row));
  std::vector<std::string> order(customers.begin(), customers.end());
  std::mt19937 random(seed);
  for (std::size_t left = order.size(); left > 1; --left) std::swap(order[left - 1], order[random() % left]);
  Links links;
  for (std::size_t at = 0; at < order.size(); ++at) {
    const bool is_root = at == 0 || random() % 4 == 0;
    if (is_root && random() % 2 == 0) continue;  // a root needs no row
    links.emplace_back(order[at], is_root ? "" : order[random() % at]);
  }
  return links;
}

Ledger ledger_of(const Result& sample, const Links& links) {
  std::vector<Table> tables;
  for (const Table& table : sample.tables()) {
    if (table.name() != "customers") tables.push_back(table);
  }
  std::vector<std::string> customer, parent;
  for (const auto& [child, above] : links) {
    customer.push_back(child);
    parent.push_back(above);
  }
  if (!links.empty())
    tables.push_back(ledger_test::text_table("customers", {{"customer", customer}, {"parent", parent}}));
  LedgerOptions options;
  options.money = MoneyForm::minor;
  return ledger_test::build(tables, options);
}

std::vector<AgingOptions> many_options() {
  std::vector<AgingOptions> list(5);
  list[1].credits = CreditMode::netted;
  list[1].disputes = DisputeMode::own_column;
  list[2].by = {"kind", "customer"};
  list[2].future_payments = 1;
  list[3].months = 3;
  list[3].credits = CreditMode::excluded;
  list[4].basis = AgingBasis::issue;
  list[4].credits = CreditMode::own_age;
  return list;
}

// The columns that are figures: everything that is summed.
std::vector<std::string> figure_names(const Table& rows) {
  std::vector<std::string> names;
  for (const Column& column : rows.columns()) {
    const bool is_figure = column.role() == ColumnRole::money || column.role() == ColumnRole::count;
    if (is_figure && column.name() != "own_total" && column.name() != "descendants")
      names.push_back(column.name());
  }
  return names;
}

std::int64_t number(const Table& table, const std::string& column, std::int64_t row) {
  return table.int64s(column)[static_cast<std::size_t>(row)];
}

// Groups, currency and customer of a row.
std::string place_of(const Table& rows, const AgingOptions& options, std::int64_t row) {
  std::string key = cell_text(rows, "currency", row) + '\x1F' + cell_text(rows, "customer", row);
  for (const std::string& name : options.by) key += '\x1F' + cell_text(rows, name, row);
  return key;
}

class HierarchyProperties : public testing::TestWithParam<std::uint32_t> {
 protected:
  HierarchyProperties()
      : sample_(sample_ledger(2'000, GetParam(), Date("2024-12-31"))),
        links_(random_forest(sample_.table("documents"), GetParam())),
        ledger_(ledger_of(sample_, links_)) {}
  Result sample_;
  Links links_;
  Ledger ledger_;
};

TEST_P(HierarchyProperties, EveryNodeIsItsOwnAndItsChildren) {
  for (const AgingOptions& options : many_options()) {
    const Aging aging = compute_aging(ledger_, kAsOf, options);
    const AgingHierarchy hierarchy = compute_aging_hierarchy(ledger_, kAsOf, options);
    const Table& rows = hierarchy.table("rows");
    const Table& own = aging.table("rows");
    std::map<std::string, std::int64_t> own_row;
    for (std::int64_t row = 0; row < own.rows(); ++row) own_row[place_of(own, options, row)] = row;
    std::size_t own_rows_met = 0;
    std::vector<std::string> names = figure_names(own);
    std::erase(names, "future_payments");  // a customer who owes nothing has no row in the aging
    for (std::int64_t row = 0; row < rows.rows(); ++row) {
      const auto found = own_row.find(place_of(rows, options, row));
      own_rows_met += found != own_row.end() ? 1 : 0;
      const auto own_figure = [&](const std::string& name) {
        return found == own_row.end() ? 0 : number(own, name, found->second);
      };
      ASSERT_EQ(number(rows, "own_total", row), own_figure("total"));
      const std::int64_t end = row + 1 + number(rows, "descendants", row);
      ASSERT_LE(end, rows.rows());
      for (const std::string& name : names) {
        std::int64_t children = 0;
        for (std::int64_t below = row + 1; below < end; below += 1 + number(rows, "descendants", below)) {
          ASSERT_EQ(cell_text(rows, "parent", below), cell_text(rows, "customer", row));
          children += number(rows, name, below);
        }
        ASSERT_EQ(number(rows, name, row), own_figure(name) + children) << name;
      }
    }
    EXPECT_EQ(own_rows_met, own_row.size());
  }
}

TEST_P(HierarchyProperties, RootsAddUpToTheTotalsOfTheAging) {
  for (const AgingOptions& options : many_options()) {
    const Aging aging = compute_aging(ledger_, kAsOf, options);
    const AgingHierarchy hierarchy = compute_aging_hierarchy(ledger_, kAsOf, options);
    const Table& rows = hierarchy.table("rows");
    const Table& totals = aging.table("totals");
    EXPECT_EQ(bytes_of(Result({hierarchy.table("totals")})), bytes_of(Result({totals})));
    for (std::int64_t at = 0; at < totals.rows(); ++at) {
      const std::string currency = cell_text(totals, "currency", at);
      for (const std::string& name : figure_names(totals)) {
        std::int64_t roots = 0;
        for (std::int64_t row = 0; row < rows.rows(); row += 1 + number(rows, "descendants", row)) {
          ASSERT_EQ(cell_text(rows, "level", row), "0");
          if (cell_text(rows, "currency", row) == currency) roots += number(rows, name, row);
        }
        EXPECT_EQ(roots, number(totals, name, at)) << name << " " << currency;
      }
      EXPECT_EQ(aging_test::proof_amount(hierarchy, "roots_difference", currency), 0);
      EXPECT_EQ(aging_test::proof_amount(hierarchy, "roots", currency), number(totals, "total", at));
    }
  }
}

TEST_P(HierarchyProperties, NeitherTheOrderOfCustomersNorThreadsChangeAByte) {
  Links shuffled = links_;
  std::mt19937 random(GetParam() + 1);
  for (std::size_t left = shuffled.size(); left > 1; --left)
    std::swap(shuffled[left - 1], shuffled[random() % left]);
  const Ledger other = ledger_of(sample_, shuffled);
  for (AgingOptions options : many_options()) {
    const std::string bytes = bytes_of(compute_aging_hierarchy(ledger_, kAsOf, options));
    EXPECT_TRUE(bytes == bytes_of(compute_aging_hierarchy(other, kAsOf, options)));
    options.threads = 3;
    EXPECT_TRUE(bytes == bytes_of(compute_aging_hierarchy(ledger_, kAsOf, options)));
  }
}

TEST_P(HierarchyProperties, WithoutParentsItIsTheAging) {
  const Ledger flat = ledger_of(sample_, {});
  for (const AgingOptions& options : many_options()) {
    if (options.future_payments != 0 || options.by.size() > 1) continue;  // rows of their own; another order
    const Aging aging = compute_aging(flat, kAsOf, options);
    const AgingHierarchy hierarchy = compute_aging_hierarchy(flat, kAsOf, options);
    std::map<std::string, std::int64_t> totals;
    for (std::int64_t row = 0; row < aging.table("rows").rows(); ++row)
      totals[place_of(aging.table("rows"), options, row)] = number(aging.table("rows"), "total", row);
    const Table& rows = hierarchy.table("rows");
    ASSERT_EQ(rows.rows(), static_cast<std::int64_t>(totals.size()));
    for (std::int64_t row = 0; row < rows.rows(); ++row) {
      ASSERT_EQ(number(rows, "total", row), totals.at(place_of(rows, options, row)));
      ASSERT_EQ(number(rows, "own_total", row), number(rows, "total", row));
      ASSERT_EQ(number(rows, "descendants", row), 0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, HierarchyProperties, testing::Values(1U, 2U, 3U, 4U));

}  // namespace
}  // namespace openitem::hierarchy_property_test
