// Bridges, worked by hand, and what must hold for every ledger: docs/methods/bridge.md.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aging_fixture.hpp"
#include "bridge_steps.hpp"
#include "openitem/bridge.hpp"
#include "random_books.hpp"

namespace openitem::bridge_test {
namespace {

using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::RandomBooks;
using aging_test::text_table;
using bridge_steps::Steps;
using bridge_steps::steps;
using Rows = std::vector<std::vector<std::string>>;

// Sales of 100 in January and of 200 in February; a month is not due at its end, half of each is paid, a tenth of February's is credited.
Ledger two_months() {
  return build(
      {text_table("documents",
                  {{"customer", std::vector<std::string>(5, "A")},
                   {"id", {"1", "2", "p", "q", "c"}},
                   {"kind", {"invoice", "invoice", "payment", "payment", "credit_note"}},
                   {"issue_date", {"2024-01-10", "2024-02-10", "2024-01-20", "2024-02-20", "2024-02-21"}},
                   {"due_date", {"2024-03-10", "2024-03-31", "", "", ""}},
                   {"amount", {"100", "200", "-100", "-90", "-20"}}}),
       text_table("applications",
                  {{"credit_id", {"p", "p", "q", "c"}},
                   {"debit_id", {"1", "1", "2", "2"}},
                   {"amount", {"50", "50", "90", "20"}},
                   {"applied_on", {"2024-01-21", "2024-02-15", "2024-02-25", "2024-02-25"}}})});
}

// At the end of January 50 of 100 are open; p is applied by 50, the other 50 are unapplied. At the end of February 90 of 200.
TEST(Bridge, OneMonthInAFixedOrder) {
  BridgeOptions options;
  options.months = 1;
  options.method = BridgeMethod::fixed_order;
  const Bridge bridge = compute_bridge(two_months(), Date("2024-01-31"), Date("2024-02-29"), options);
  // Volume: 200 x 0.5 - 100 x 0.5. Lateness: of what is not credited (0.9 later, all of it now) 0.5 are open at both.
  EXPECT_EQ(cells(bridge.table("receivables"), {"step", "amount"}), (Rows{{"opening", "0"},
                                                                          {"volume", "5000"},
                                                                          {"timing", "0"},
                                                                          {"terms", "0"},
                                                                          {"lateness", "0"},
                                                                          {"disputes", "0"},
                                                                          {"credits", "-1000"},
                                                                          {"other_debits", "0"},
                                                                          {"unapplied_credits", "5000"},
                                                                          {"closing", "9000"}}));
  EXPECT_EQ(cells(bridge.table("months"), {"date", "sales", "not_due", "credits", "open_not_due"}),
            (Rows{{"2024-01-31", "10000", "10000", "0", "5000"},
                  {"2024-02-29", "20000", "20000", "2000", "9000"}}));
  EXPECT_EQ(
      cells(bridge.table("balances"), {"first_day", "days", "sales", "receivables", "unapplied_credits"}),
      (Rows{{"2024-01-01", "31", "10000", "0", "-5000"}, {"2024-02-01", "29", "20000", "9000", "0"}}));
  // 90 x 29 / 200 = 13.05 days.
  EXPECT_EQ(steps(bridge, "dso", "millionths").at("closing"), 13'050'000);
}

// Volume doubles the 50 open of 100; then a tenth of the open 100 is credited. In the other order: 5 of 50, then doubled.
TEST(Bridge, ShapleyIsTheAverageOfTheOrders) {
  BridgeOptions options;
  options.months = 1;
  const Bridge bridge = compute_bridge(two_months(), Date("2024-01-31"), Date("2024-02-29"), options);
  const Steps found = steps(bridge, "receivables", "amount");
  EXPECT_EQ(found.at("volume"), (5000 + 4500) / 2);
  EXPECT_EQ(found.at("credits"), (-1000 - 500) / 2);
  EXPECT_EQ(found.at("unapplied_credits"), 5000);
  EXPECT_EQ(found.at("lateness"), 0);
}

TEST(Bridge, MonthEndsStayMonthEnds) {
  BridgeOptions options;
  options.months = 3;
  const Bridge bridge = compute_bridge(two_months(), Date("2024-04-15"), Date("2024-04-30"), options);
  EXPECT_EQ(cells(bridge.table("months"), {"month", "first_day", "last_day"}),
            (Rows{{"0", "2024-03-16", "2024-04-15"},
                  {"1", "2024-02-16", "2024-03-15"},
                  {"2", "2024-01-16", "2024-02-15"},
                  {"0", "2024-04-01", "2024-04-30"},
                  {"1", "2024-03-01", "2024-03-31"},
                  {"2", "2024-02-01", "2024-02-29"}}));
}

// In February 200 were sold, nothing in March: the 90 that are still open are now older than the window.
TEST(Bridge, WithoutSalesThereIsNoDso) {
  BridgeOptions options;
  options.months = 1;
  const Bridge bridge = compute_bridge(two_months(), Date("2024-02-29"), Date("2024-03-31"), options);
  const Steps found = steps(bridge, "receivables", "amount");
  EXPECT_EQ(found.at("opening"), 9000);
  EXPECT_EQ(found.at("volume"), -9000);
  EXPECT_EQ(found.at("lateness"), 9000);
  EXPECT_EQ(found.at("timing") + found.at("terms") + found.at("credits"), 0);
  EXPECT_EQ(found.at("closing"), 9000);
  EXPECT_EQ(bridge.table("dso").rows(), 0);
  EXPECT_EQ(cell_text(bridge.table("balances"), "warning", 1), "no_sales");
  EXPECT_TRUE(bridge.table("balances").column("dso").is_null(1));
  EXPECT_EQ(cells(bridge.table("balances"), {"older", "receivables"})[1],
            (std::vector<std::string>{"9000", "9000"}));
}

// A sale of a cent beside an old balance of billions: days beyond what can be counted.
TEST(Bridge, PartsBeyondExactNumbersAreNotMadeUp) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"1", "2", "3"}},
                                      {"issue_date", {"2023-01-10", "2024-01-10", "2024-02-10"}},
                                      {"amount", {"60000000000", "60000000000", "0.01"}}})});
  BridgeOptions options;
  options.months = 1;
  const Bridge bridge = compute_bridge(ledger, Date("2024-01-31"), Date("2024-02-29"), options);
  EXPECT_EQ(bridge.table("dso").rows(), 0);
  EXPECT_EQ(bridge.table("receivables").rows(), 10);
  EXPECT_TRUE(bridge.table("balances").column("dso").is_null(1));
  EXPECT_EQ(cell_text(bridge.table("balances"), "warning", 0), "not_split");
}

// Steps lead from the opening to the closing, which are the open items; everything else is 0.
TEST(BridgeOfEveryLedger, CausesSumToTheChange) {
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (std::int32_t i = 0; i < 8; ++i) {
      BridgeOptions options;
      options.months = 1 + i % 4;
      options.method = static_cast<BridgeMethod>(i % 2);
      options.clock = static_cast<ApplicationClock>(i % 4);
      if (i > 4) options.known_at = Date("2024-03-01");
      const Bridge bridge = compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options);
      for (const auto& [name, amount] :
           std::map<const char*, const char*>{{"receivables", "amount"}, {"dso", "millionths"}}) {
        const Table& rows = bridge.table(name);
        std::int64_t balance = 0;
        std::int64_t count = 0;
        for (std::int64_t row = 0; row < rows.rows(); ++row) {
          const std::int64_t value = rows.int64s(amount)[static_cast<std::size_t>(row)];
          const std::string step = cell_text(rows, "step", row);
          if (step == "opening") {
            balance = value;
            count = 0;
          } else if (step != "closing") {
            balance += value;
            ++count;
          } else if (count > 0) {
            EXPECT_EQ(balance, value) << name << seed;
          }
        }
      }
      const Table& proof = bridge.table("proof");
      for (std::int64_t row = 0; row < proof.rows(); ++row) {
        if (proof.text_at("line", row).ends_with("difference")) {
          EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0) << seed;
        }
      }
      AgingOptions aging_options;
      aging_options.by = {};
      aging_options.clock = options.clock;
      aging_options.known_at = options.known_at;
      const Aging aging = compute_aging(ledger, Date("2024-03-31"), aging_options);
      const Table& balances = bridge.table("balances");
      for (std::int64_t row = 1; row < balances.rows(); row += 2) {
        EXPECT_EQ(balances.int64s("receivables")[static_cast<std::size_t>(row)],
                  aging_test::total_figure(aging, "total", cell_text(balances, "currency", row)));
      }
    }
  }
}

// Two customers sell what one did: each has a bridge, the totals are their sums, and the mix moves nothing in sum.
TEST(Bridge, GroupsAddUpToTheTotals) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "B", "A", "B"}},
                                {"id", {"1", "2", "3", "4"}},
                                {"issue_date", {"2024-01-10", "2024-01-10", "2024-02-10", "2024-02-10"}},
                                {"due_date", {"2024-03-31", "2024-01-20", "2024-04-30", "2024-02-20"}},
                                {"amount", {"100", "300", "300", "100"}},
                                {"paid_date", {"", "2024-01-25", "", "2024-02-25"}}})});
  BridgeOptions options;
  options.months = 1;
  options.by = {"customer"};
  const Bridge bridge = compute_bridge(ledger, Date("2024-01-31"), Date("2024-02-29"), options);
  const Table& rows = bridge.table("receivables");
  EXPECT_EQ(rows.rows(), 20);
  // A: 100 become 300, all of it volume. B: everything is paid, at both dates.
  EXPECT_EQ(cells(rows, {"customer", "step", "amount"})[1],
            (std::vector<std::string>{"A", "volume", "20000"}));
  EXPECT_EQ(cells(rows, {"customer", "step", "amount"})[11], (std::vector<std::string>{"B", "volume", "0"}));
  const Table& totals = bridge.table("totals");
  // As one, 400 are sold in both months: a quarter is not due and open at first, three quarters later: terms.
  EXPECT_EQ(cells(totals, {"step", "amount", "ungrouped", "mix"})[1],
            (std::vector<std::string>{"volume", "20000", "0", "20000"}));
  EXPECT_EQ(cells(totals, {"step", "amount", "ungrouped", "mix"})[3],
            (std::vector<std::string>{"terms", "0", "20000", "-20000"}));
}

TEST(BridgeOfEveryLedger, GroupsSumToTotalsAndToTheirOwnChange) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    BridgeOptions options;
    options.months = 1 + static_cast<std::int32_t>(seed) % 4;
    options.method = static_cast<BridgeMethod>(seed % 2);
    const Bridge whole = compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options);
    options.by = {"customer"};
    const Bridge bridge = compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options);
    std::map<std::string, std::int64_t> sums;
    std::int64_t balance = 0;
    const Table& rows = bridge.table("receivables");
    for (std::int64_t row = 0; row < rows.rows(); ++row) {
      const std::int64_t amount = rows.int64s("amount")[static_cast<std::size_t>(row)];
      const std::string step = cell_text(rows, "step", row);
      sums[cell_text(rows, "currency", row) + step] += amount;
      if (step == "closing") {
        EXPECT_EQ(balance, amount) << seed;
      }
      balance = step == "opening" ? amount : balance + amount;
    }
    const Table& totals = bridge.table("totals");
    const Table& ungrouped = whole.table("receivables");
    ASSERT_EQ(totals.rows(), ungrouped.rows()) << seed;
    std::int64_t mix = 0;
    for (std::int64_t row = 0; row < totals.rows(); ++row) {
      const auto at = static_cast<std::size_t>(row);
      EXPECT_EQ(totals.int64s("amount")[at],
                sums[cell_text(totals, "currency", row) + cell_text(totals, "step", row)]);
      EXPECT_EQ(totals.int64s("ungrouped")[at], ungrouped.int64s("amount")[at]);
      mix += totals.int64s("mix")[at];
    }
    EXPECT_EQ(mix, 0) << seed;
  }
}

TEST(BridgeOfEveryLedger, AnyNumberOfThreadsGivesTheSameBytes) {
  const Ledger ledger = RandomBooks(5).make();
  BridgeOptions options;
  const std::string alone = bytes_of(compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options));
  options.threads = 5;
  EXPECT_EQ(alone, bytes_of(compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options)));
}

TEST(Bridge, WhatIsRefused) {
  const Ledger ledger = two_months();
  const auto status = [&](const char* from, const char* to, const BridgeOptions& options) {
    return error_of([&] { return compute_bridge(ledger, Date(from), Date(to), options); }).value().status();
  };
  EXPECT_EQ(status("2024-02-01", "2024-02-01", {}), Status::invalid_argument);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.months = 0}), Status::out_of_bounds);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.months = 121}), Status::out_of_bounds);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.threads = 300}), Status::out_of_bounds);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.method = static_cast<BridgeMethod>(2)}),
            Status::out_of_bounds);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.by = {"region"}}), Status::unknown_name);
  EXPECT_EQ(status("2024-02-01", "2024-03-01", {.by = {"customer", "customer"}}), Status::invalid_argument);
  EXPECT_EQ(status("1900-02-01", "2024-03-01", {}), Status::date_out_of_range);
}

}  // namespace
}  // namespace openitem::bridge_test
