// The aging rolled up over parents: docs/methods/hierarchy.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "aging_fixture.hpp"
#include "ledger/rules.hpp"

namespace openitem::aging_hierarchy_test {
namespace {

using aging_test::build;
using aging_test::cells;
using aging_test::error_of;
using aging_test::euros;
using aging_test::proof_amount;
using aging_test::text_table;
using ledger_test::error_of_build;
using testing::HasSubstr;

using Rows = std::vector<std::vector<std::string>>;

const Date kJune("2024-06-30");

Table customers(std::vector<std::string> customer, std::vector<std::string> parent) {
  return text_table("customers", {{"customer", std::move(customer)}, {"parent", std::move(parent)}});
}

Table parents(std::vector<std::string> entity, std::vector<std::string> parent) {
  return text_table("parents", {{"entity", std::move(entity)}, {"parent", std::move(parent)}});
}

// Berlin and Paris under Group, Lyon under Paris; Rome alone. Group buys for itself too.
Table documents() {
  return text_table("documents",
                    {{"customer", {"Lyon", "Rome", "Berlin", "Group", "Paris", "Lyon"}},
                     {"issue_date", std::vector<std::string>(6, "2024-05-01")},
                     {"due_date", {"2024-06-20", "2024-05-20", "2024-07-20", "2024-06-25", "2024-07-20", ""}},
                     {"amount", {"10.00", "20.00", "40.00", "80.00", "160.00", "-3.00"}},
                     {"entity", {"DE", "FR", "", "DE", "IT", "DE"}}});
}

Ledger group_of_four() {
  return build({documents(), customers({"Lyon", "Berlin", "Paris"}, {"Paris", "Group", "Group"})});
}

AgingOptions one_bound() {
  AgingOptions options;
  options.bounds = {0};
  return options;
}

AgingHierarchy entities(const Ledger& ledger, const Table& tree, AgingOptions options = one_bound()) {
  options.by = {};
  const TableViews views(std::span<const Table>(&tree, 1));
  return compute_aging_hierarchy(ledger, kJune, options, {.over = HierarchyOver::entity}, views.views());
}

TEST(AgingHierarchy, EveryNodeHasItsOwnAndAllBelowIt) {
  const AgingHierarchy hierarchy = compute_aging_hierarchy(group_of_four(), kJune, one_bound());
  EXPECT_EQ(cells(hierarchy.table("rows"),
                  {"customer", "parent", "level", "currency", "not_due", "over_0", "unapplied", "total",
                   "open_items", "overdue_documents", "own_total", "descendants"}),
            (Rows{{"Group", "", "0", "EUR", "20000", "9000", "-300", "28700", "5", "2", "8000", "3"},
                  {"Berlin", "Group", "1", "EUR", "4000", "0", "0", "4000", "1", "0", "4000", "0"},
                  {"Paris", "Group", "1", "EUR", "16000", "1000", "-300", "16700", "3", "1", "16000", "1"},
                  {"Lyon", "Paris", "2", "EUR", "0", "1000", "-300", "700", "2", "1", "700", "0"},
                  {"Rome", "", "0", "EUR", "0", "2000", "0", "2000", "1", "1", "2000", "0"}}));
  EXPECT_EQ(cells(hierarchy.table("totals"), {"currency", "total", "open_items", "overdue_documents"}),
            (Rows{{"EUR", "30700", "6", "3"}}));
  EXPECT_EQ(proof_amount(hierarchy, "control_total"), 30700);
  EXPECT_EQ(proof_amount(hierarchy, "buckets"), 30700);
  EXPECT_EQ(proof_amount(hierarchy, "roots"), 30700);
  EXPECT_EQ(proof_amount(hierarchy, "roots_difference"), 0);
  const Rows about = cells(hierarchy.table("about"), {"name", "value"});
  EXPECT_EQ(about[0], (std::vector<std::string>{"formula", "aging.due.hierarchy"}));
  EXPECT_EQ(about[3], (std::vector<std::string>{"over", "customer"}));
}

TEST(AgingHierarchy, WithoutParentsItIsTheAgingByCustomer) {
  const Ledger ledger = build({documents()});
  const AgingHierarchy hierarchy = compute_aging_hierarchy(ledger, kJune);
  const std::vector<const char*> columns = {"customer", "currency", "not_due", "d1_30", "unapplied", "total"};
  EXPECT_EQ(cells(hierarchy.table("rows"), columns),
            cells(compute_aging(ledger, kJune).table("rows"), columns));
  EXPECT_EQ(cells(hierarchy.table("rows"), {"total"}), cells(hierarchy.table("rows"), {"own_total"}));
}

TEST(AgingHierarchy, EntitiesComeFromTheCallersTable) {
  // FR is in no row; Holding has no documents; a document without entity is the null node.
  const AgingHierarchy hierarchy =
      entities(build({documents()}), parents({"IT", "DE", "Spare", "EU"}, {"DE", "EU", "EU", ""}));
  EXPECT_EQ(cells(hierarchy.table("rows"),
                  {"entity", "parent", "level", "total", "open_items", "own_total", "descendants"}),
            (Rows{{"EU", "", "0", "24700", "4", "0", "2"},
                  {"DE", "EU", "1", "24700", "4", "8700", "1"},
                  {"IT", "DE", "2", "16000", "1", "16000", "0"},
                  {"FR", "", "0", "2000", "1", "2000", "0"},
                  {"", "", "0", "4000", "1", "4000", "0"}}));
  EXPECT_EQ(proof_amount(hierarchy, "roots"), 30700);
  EXPECT_EQ(proof_amount(hierarchy, "roots_difference"), 0);
}

TEST(AgingHierarchy, OtherGroupsHaveAHierarchyEach) {
  AgingOptions options = one_bound();
  options.by = {"entity", "customer"};
  const AgingHierarchy hierarchy = compute_aging_hierarchy(group_of_four(), kJune, options);
  EXPECT_EQ(cells(hierarchy.table("rows"), {"entity", "customer", "level", "total", "own_total"}),
            (Rows{{"DE", "Group", "0", "8700", "8000"},
                  {"DE", "Paris", "1", "700", "0"},
                  {"DE", "Lyon", "2", "700", "700"},
                  {"FR", "Rome", "0", "2000", "2000"},
                  {"IT", "Group", "0", "16000", "0"},
                  {"IT", "Paris", "1", "16000", "16000"},
                  {"", "Group", "0", "4000", "0"},
                  {"", "Berlin", "1", "4000", "4000"}}));
}

TEST(AgingHierarchy, NettingStaysWithinTheCustomer) {
  AgingOptions options = one_bound();
  options.credits = CreditMode::netted;
  const AgingHierarchy hierarchy =
      compute_aging_hierarchy(build({text_table("documents", {{"customer", {"Mother", "Child"}},
                                                              {"issue_date", {"2024-05-01", "2024-05-01"}},
                                                              {"amount", {"10.00", "-4.00"}}}),
                                     customers({"Child"}, {"Mother"})}),
                              kJune, options);
  EXPECT_EQ(cells(hierarchy.table("rows"), {"customer", "over_0", "credit_balance", "total", "open_items"}),
            (Rows{{"Mother", "1000", "-400", "600", "2"}, {"Child", "0", "-400", "-400", "1"}}));
}

TEST(AgingHierarchy, FuturePaymentsRollUpFromWhoOwesNothing) {
  AgingOptions options = one_bound();
  options.future_payments = 1;
  const AgingHierarchy hierarchy =
      compute_aging_hierarchy(build({text_table("documents", {{"customer", {"Mother", "Child"}},
                                                              {"kind", {"invoice", "payment"}},
                                                              {"issue_date", {"2024-05-01", "2024-07-01"}},
                                                              {"amount", {"10.00", "-4.00"}}}),
                                     customers({"Child"}, {"Mother"})}),
                              kJune, options);
  EXPECT_EQ(cells(hierarchy.table("rows"), {"customer", "total", "open_items", "future_payments"}),
            (Rows{{"Mother", "1000", "1", "-400"}, {"Child", "0", "0", "-400"}}));
  EXPECT_EQ(cells(hierarchy.table("totals"), {"total", "future_payments"}), (Rows{{"1000", "-400"}}));
}

TEST(AgingHierarchy, AnEmptyLedgerHasNoRows) {
  const AgingHierarchy hierarchy = compute_aging_hierarchy(group_of_four(), Date("2020-01-01"));
  EXPECT_EQ(hierarchy.table("rows").rows(), 0);
  EXPECT_EQ(hierarchy.table("totals").rows(), 0);
  EXPECT_EQ(proof_amount(hierarchy, "roots"), 0);
}

// A chain of 100,000 levels with an item at its end, and one with an item at every node.
TEST(AgingHierarchy, DeepChainsAreWalkedWithoutRecursion) {
  constexpr std::size_t depth = 100'000;
  std::vector<std::string> names;
  std::vector<std::string> above = {""};
  for (std::size_t at = 0; at < depth; ++at) names.push_back(std::to_string(1'000'000 + at));
  above.insert(above.end(), names.begin(), names.end() - 1);
  for (const bool everywhere : {false, true}) {
    const std::vector<std::string> owing = everywhere ? names : std::vector<std::string>{names.back()};
    const AgingHierarchy hierarchy = compute_aging_hierarchy(
        build({text_table("documents", {{"customer", owing},
                                        {"issue_date", std::vector<std::string>(owing.size(), "2024-05-01")},
                                        {"amount", std::vector<std::string>(owing.size(), "1.00")}}),
               customers(names, above)}),
        kJune);
    const Table& rows = hierarchy.table("rows");
    ASSERT_EQ(rows.rows(), static_cast<std::int64_t>(depth));
    EXPECT_EQ(rows.column("level").int32s().back(), static_cast<std::int32_t>(depth - 1));
    EXPECT_EQ(rows.int64s("descendants")[0], static_cast<std::int64_t>(depth - 1));
    EXPECT_EQ(rows.int64s("total")[0], everywhere ? static_cast<std::int64_t>(depth) * 100 : 100);
    EXPECT_EQ(rows.int64s("total").back(), 100);
  }
}

// ---- cycles --------------------------------------------------------------------------------------------------

struct Ring {
  std::vector<std::string> members, parents;
};

// Customers 1000, 1001 ... in a ring, behind two that are in none: one leads into it.
Ring ring_of(std::size_t length) {
  Ring ring{{"aside", "into"}, {"", "1000"}};
  for (std::size_t at = 0; at < length; ++at) {
    ring.members.push_back(std::to_string(1000 + at));
    ring.parents.push_back(std::to_string(1000 + (at + 1) % length));
  }
  return ring;
}

TEST(ParentCycle, IsALocatedErrorUnderStrict) {
  for (const std::size_t length : {1U, 2U, 1000U}) {
    const Ring ring = ring_of(length);
    const auto error = error_of_build({documents(), customers(ring.members, ring.parents)});
    ASSERT_TRUE(error) << length;
    EXPECT_EQ(error->status(), Status::inconsistent_data);
    EXPECT_EQ(error->row(), 2);
    EXPECT_EQ(error->column(), "customers.parent");
    EXPECT_EQ(error->rows_affected(), static_cast<std::int64_t>(length));
    EXPECT_THAT(error->what(), HasSubstr(length == 1   ? "'1000' under '1000';"
                                         : length == 2 ? "'1000' under '1001' under '1000';"
                                                       : "'1003' under 996 more under '1000';"));
  }
}

TEST(ParentCycle, IsNotUsedUnderMark) {
  for (const std::size_t length : {1U, 2U, 1000U}) {
    const Ring ring = ring_of(length);
    const Ledger ledger =
        build({text_table("documents", {{"customer", {"into", "1000", "aside"}},
                                        {"issue_date", std::vector<std::string>(3, "2024-05-01")},
                                        {"amount", {"1.00", "2.00", "4.00"}}}),
               customers(ring.members, ring.parents)},
              euros(RowPolicy::mark));
    std::int64_t found = 0;
    for (const Finding& finding : ledger.data().findings) {
      found += finding.rule == static_cast<std::uint16_t>(Rule::parent_cycle) ? 1 : 0;
    }
    EXPECT_EQ(found, static_cast<std::int64_t>(length));
    EXPECT_EQ(cells(compute_aging_hierarchy(ledger, kJune).table("rows"), {"customer", "parent", "total"}),
              (Rows{{"1000", "", "300"}, {"into", "1000", "100"}, {"aside", "", "400"}}));
  }
}

TEST(ParentCycle, OfEntitiesIsALocatedError) {
  const Ledger ledger = build({documents()});
  for (const std::size_t length : {1U, 2U, 1000U}) {
    const Ring ring = ring_of(length);
    const auto error = error_of([&] { entities(ledger, parents(ring.members, ring.parents)); });
    ASSERT_TRUE(error) << length;
    EXPECT_EQ(error->status(), Status::inconsistent_data);
    EXPECT_EQ(error->row(), 2);
    EXPECT_EQ(error->column(), "parents.parent");
    EXPECT_EQ(error->rows_affected(), static_cast<std::int64_t>(length));
    EXPECT_THAT(error->what(), HasSubstr("closes a cycle: '1000' under"));
  }
}

// ---- what is refused -----------------------------------------------------------------------------------------

TEST(AgingHierarchyRefuses, FiguresThatHaveNoPlaceInIt) {
  const Ledger ledger = build({documents()});
  const auto refused = [&ledger](const AgingOptions& options) {
    const auto error =
        error_of([&] { static_cast<void>(compute_aging_hierarchy(ledger, Date("2024-06-30"), options)); });
    return error ? std::string(error->what()) : std::string("accepted");
  };
  EXPECT_THAT(refused({.base_amounts = 1}), HasSubstr("base_amounts does not apply to hierarchies"));
  EXPECT_THAT(refused({.re_aged_column = "agreed"}),
              HasSubstr("re_aged_column does not apply to hierarchies"));
}

TEST(AgingHierarchyRefuses, TablesOfParentsThatAreNotATree) {
  const Ledger ledger = build({documents()});
  const auto refused = [&](const Table& table) {
    const auto error = error_of([&] { entities(ledger, table); });
    EXPECT_TRUE(error);
    return error ? *error : Error(Status::ok, "");
  };
  const Error twice = refused(parents({"DE", "IT", "DE"}, {"EU", "EU", "EU"}));
  EXPECT_EQ(twice.status(), Status::inconsistent_data);
  EXPECT_EQ(twice.row(), 2);
  EXPECT_EQ(twice.column(), "parents.entity");
  EXPECT_THAT(twice.what(), HasSubstr("'DE', which stands in row 0 already"));
  const Error nameless = refused(parents({"DE", ""}, {"EU", "EU"}));
  EXPECT_EQ(nameless.status(), Status::missing_value);
  EXPECT_EQ(nameless.row(), 1);
  EXPECT_EQ(refused(text_table("parents", {{"entity", {"DE"}}})).status(), Status::missing_column);
  EXPECT_EQ(refused(text_table("tree", {{"entity", {"DE"}}, {"parent", {"EU"}}})).status(),
            Status::unknown_name);
  const Error further =
      refused(text_table("parents", {{"entity", {"DE"}}, {"parent", {"EU"}}, {"share", {"100"}}}));
  EXPECT_EQ(further.status(), Status::unknown_name);
  EXPECT_EQ(further.column(), "parents.share");
  Table numbers("parents");
  numbers.add(Column::int64("entity", {1}));
  numbers.add(Column::int64("parent", {2}));
  EXPECT_EQ(refused(numbers).status(), Status::wrong_type);
}

TEST(AgingHierarchyRefuses, WhatDoesNotGoTogether) {
  const Ledger ledger = group_of_four();
  const Table tree = parents({"DE"}, {"EU"});
  const TableViews views(std::span<const Table>(&tree, 1));
  const auto status_of = [&](const auto& call) {
    const auto error = error_of(call);
    return error ? error->status() : Status::ok;
  };
  EXPECT_EQ(status_of([&] { return compute_aging_hierarchy(ledger, kJune, {}, {}, views.views()); }),
            Status::invalid_argument);
  EXPECT_EQ(
      status_of([&] { return compute_aging_hierarchy(ledger, kJune, {}, {.over = HierarchyOver::entity}); }),
      Status::missing_column);
  EXPECT_EQ(status_of([&] {
              return compute_aging_hierarchy(ledger, kJune, {}, {.over = static_cast<HierarchyOver>(2)});
            }),
            Status::out_of_bounds);
  const Ledger without_entities = build(
      {text_table("documents", {{"customer", {"A"}}, {"issue_date", {"2024-01-01"}}, {"amount", {"1"}}})});
  EXPECT_EQ(status_of([&] {
              return compute_aging_hierarchy(without_entities, kJune, {}, {.over = HierarchyOver::entity},
                                             views.views());
            }),
            Status::unknown_name);
  for (const char* const name : {"parent", "level", "own_total", "descendants"}) {
    AgingOptions options;
    options.by = {name};
    EXPECT_EQ(status_of([&] { return compute_aging_hierarchy(ledger, kJune, options); }),
              Status::invalid_argument);
  }
}

TEST(AgingHierarchyRefuses, ComparisonWithBalancesThatWouldCountItemsTwice) {
  const AgingHierarchy hierarchy = compute_aging_hierarchy(group_of_four(), kJune);
  const Table given = text_table(
      "balances", {{"customer", {"Group"}}, {"parent", {""}}, {"level", {"0"}}, {"balance", {"1.00"}}});
  const TableViews views(std::span<const Table>(&given, 1));
  const auto error = error_of([&] { return compare_balances(hierarchy, views.views()); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::invalid_argument);
  EXPECT_THAT(error->what(), HasSubstr("hierarchy"));
}

}  // namespace
}  // namespace openitem::aging_hierarchy_test
