// Bridges in base currency with the cause "currency": docs/methods/bridge.md, 6.

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging_fixture.hpp"
#include "bridge_steps.hpp"
#include "openitem/aging.hpp"
#include "openitem/bridge.hpp"
#include "random_books.hpp"

namespace openitem::bridge_base_test {
namespace {

using aging_test::build;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::cells;
using aging_test::error_of;
using aging_test::RandomBooks;
using aging_test::text_table;
using aging_test::TextColumn;
using bridge_steps::Steps;
using bridge_steps::steps;
using Rows = std::vector<std::vector<std::string>>;

LedgerOptions in_euros() {
  LedgerOptions options;
  options.currency = "USD";
  options.base_currency = "EUR";
  return options;
}

// The example of the page: 100 USD booked at 90 EUR, then 150 USD booked at 120 EUR.
Ledger dollars(const std::string& first, const std::string& second) {
  return build({text_table("documents", {{"customer", {"A", "A"}},
                                         {"id", {"1", "2"}},
                                         {"issue_date", {"2024-05-10", "2024-06-10"}},
                                         {"due_date", {"2024-07-31", "2024-08-31"}},
                                         {"amount", {"100", "150"}},
                                         {"base_amount", {first, second}},
                                         {"paid_date", {"2024-06-15", ""}}})},
               in_euros());
}

BridgeOptions of_a_month(BridgeMethod method) {
  BridgeOptions options;
  options.months = 1;
  options.method = method;
  options.base_amounts = 1;
  return options;
}

Bridge of_june(const Ledger& ledger, const BridgeOptions& options) {
  return compute_bridge(ledger, Date("2024-05-31"), Date("2024-06-30"), options);
}

TEST(BaseBridges, ExampleOfThePage) {
  const Ledger ledger = dollars("90", "120");
  const Bridge fixed = of_june(ledger, of_a_month(BridgeMethod::fixed_order));
  EXPECT_EQ(cells(fixed.table("base_receivables"), {"currency", "step", "amount"}),
            (Rows{{"EUR", "opening", "9000"},
                  {"EUR", "volume", "4500"},
                  {"EUR", "timing", "0"},
                  {"EUR", "terms", "0"},
                  {"EUR", "lateness", "0"},
                  {"EUR", "disputes", "0"},
                  {"EUR", "credits", "0"},
                  {"EUR", "other_debits", "0"},
                  {"EUR", "unapplied_credits", "0"},
                  {"EUR", "currency", "-1500"},
                  {"EUR", "closing", "12000"}}));
  const Bridge shapley = of_june(ledger, of_a_month(BridgeMethod::shapley));
  Steps parts = steps(shapley, "base_receivables", "amount");
  EXPECT_EQ(parts.at("volume"), 4250);
  EXPECT_EQ(parts.at("currency"), -1250);
  // Sales and receivables move alike: 31 days of May, 30 of June.
  Steps days = steps(shapley, "base_dso", "millionths");
  EXPECT_EQ(days.at("opening"), 31'000'000);
  EXPECT_EQ(days.at("days"), -1'000'000);
  EXPECT_EQ(days.at("currency"), 0);
  EXPECT_EQ(cells(shapley.table("base_rates"), {"currency", "base_currency", "date", "sales", "base_sales",
                                                "open_debits", "base_open_debits"}),
            (Rows{{"USD", "EUR", "2024-05-31", "10000", "9000", "10000", "9000"},
                  {"USD", "EUR", "2024-06-30", "15000", "12000", "15000", "12000"}}));
}

// The figures in document currency are the same with and without.
TEST(BaseBridges, DocumentCurrencyStaysAsItIs) {
  const Ledger ledger = dollars("90", "120");
  BridgeOptions options = of_a_month(BridgeMethod::shapley);
  const Bridge with = of_june(ledger, options);
  options.base_amounts = 0;
  const Bridge without = of_june(ledger, options);
  EXPECT_EQ(without.tables().size() + 5, with.tables().size());
  for (const char* const name : {"receivables", "dso", "balances", "months", "proof"})
    EXPECT_EQ(bytes_of(Result({with.table(name)})), bytes_of(Result({without.table(name)})));
}

// 100 USD are open at both dates, and sold; those of June at a lower rate. Old 50 USD keep theirs and are half of the debits.
TEST(BaseBridges, OpenItemsThatStayKeepTheirRate) {
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                      {"id", {"0", "1", "2"}},
                                      {"issue_date", {"2023-01-10", "2024-05-10", "2024-06-10"}},
                                      {"due_date", {"2023-02-10", "2024-07-31", "2024-08-31"}},
                                      {"amount", {"100", "100", "100"}},
                                      {"base_amount", {"90", "90", "80"}},
                                      {"paid_date", {"", "2024-06-15", ""}}})},
            in_euros());
  const Bridge bridge = of_june(ledger, of_a_month(BridgeMethod::shapley));
  EXPECT_EQ(steps(bridge, "base_receivables", "amount").at("currency"), -1000);
  // R / S: 180 x 31 / 90 = 62 days, 170 x 30 / 80 = 63.75 days. At the rates of May 60 days.
  const Steps days = steps(bridge, "base_dso", "millionths");
  EXPECT_EQ(days.at("opening"), 62'000'000);
  EXPECT_EQ(days.at("closing"), 63'750'000);
  // Rates: (2.125 - 2) x (31 + 30) / 2 days.
  EXPECT_EQ(days.at("currency"), 3'812'500);
  EXPECT_EQ(days.at("days"), -2'062'500);
}

// A currency that is new at the second date moved no rate; what was not booked is counted, not guessed.
TEST(BaseBridges, NewCurrenciesAndDocumentsWithoutBaseAmount) {
  LedgerOptions options;
  options.base_currency = "EUR";
  const Ledger ledger =
      build({text_table("documents", {{"customer", {"A", "B", "B"}},
                                      {"id", {"1", "2", "3"}},
                                      {"issue_date", {"2024-05-10", "2024-06-10", "2024-06-11"}},
                                      {"amount", {"100", "150", "70"}},
                                      {"currency", {"EUR", "GBP", "USD"}},
                                      {"base_amount", {"", "175", ""}}})},
            options);
  const Bridge bridge = of_june(ledger, of_a_month(BridgeMethod::shapley));
  const Steps parts = steps(bridge, "base_receivables", "amount");
  EXPECT_EQ(parts.at("opening"), 10000);
  EXPECT_EQ(parts.at("closing"), 27500);
  EXPECT_EQ(parts.at("currency"), 0);
  const Table& rates = bridge.table("base_rates");
  EXPECT_EQ(
      cells(rates, {"currency", "date", "without_base_items", "without_base_open", "without_base_sales"})[5],
      (std::vector<std::string>{"USD", "2024-06-30", "1", "7000", "7000"}));
}

// Half of 100 USD is settled at a worse rate: what realises is no cause but a line of the proof.
TEST(BaseBridges, ProofTiesToTheControlAccount) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {"A", "A"}},
                                {"id", {"1", "p"}},
                                {"kind", {"invoice", "payment"}},
                                {"issue_date", {"2024-05-10", "2024-06-10"}},
                                {"amount", {"100", "-50"}},
                                {"base_amount", {"90", "-40"}}}),
       text_table(
           "applications",
           {{"credit_id", {"p"}}, {"debit_id", {"1"}}, {"amount", {"50"}}, {"applied_on", {"2024-06-10"}}})},
      in_euros());
  const Bridge bridge = of_june(ledger, of_a_month(BridgeMethod::shapley));
  EXPECT_EQ(cells(bridge.table("base_proof"), {"line", "amount"}), (Rows{{"opening_documents", "9000"},
                                                                         {"opening_settled", "0"},
                                                                         {"opening", "9000"},
                                                                         {"opening_measured", "-9000"},
                                                                         {"opening_difference", "0"},
                                                                         {"closing_documents", "5000"},
                                                                         {"closing_settled", "-500"},
                                                                         {"closing", "4500"},
                                                                         {"closing_measured", "-4500"},
                                                                         {"closing_difference", "0"},
                                                                         {"change", "-4500"},
                                                                         {"causes", "4500"},
                                                                         {"difference", "0"}}));
  EXPECT_EQ(steps(bridge, "base_receivables", "amount").at("currency"), 0);
}

// Every group sums to its change, the groups to the totals, and these to the base totals of the aging.
TEST(BaseBridgesOfEveryLedger, CausesSumToTheChange) {
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    const Ledger ledger = RandomBooks(seed).make_booked();
    for (std::int32_t i = 0; i < 8; ++i) {
      BridgeOptions options = of_a_month(static_cast<BridgeMethod>(i % 2));
      options.months = 1 + i % 4;
      options.clock = static_cast<ApplicationClock>(i % 4);
      if (i > 4) options.known_at = Date("2024-03-01");
      if (i % 3 != 0) options.by = {"customer"};
      const Bridge bridge = compute_bridge(ledger, Date("2024-02-10"), Date("2024-03-31"), options);
      for (const auto& [name, amount] :
           std::map<const char*, const char*>{{"base_receivables", "amount"}, {"base_dso", "millionths"}}) {
        const Table& rows = bridge.table(name);
        std::int64_t balance = 0;
        std::int64_t count = 0;
        for (std::int64_t row = 0; row < rows.rows(); ++row) {
          const std::int64_t value = rows.int64s(amount)[static_cast<std::size_t>(row)];
          const std::string step = cell_text(rows, "step", row);
          if (step == "opening") count = 0;
          if (step == "closing" && count > 0) {
            EXPECT_EQ(balance, value) << name << seed;
          }
          balance = step == "opening" ? value : balance + value;
          ++count;
        }
      }
      const Table& proof = bridge.table("base_proof");
      for (std::int64_t row = 0; row < proof.rows(); ++row) {
        if (proof.text_at("line", row).ends_with("difference")) {
          EXPECT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0) << seed;
        }
      }
      AgingOptions aging_options;
      aging_options.by = options.by;
      aging_options.clock = options.clock;
      aging_options.known_at = options.known_at;
      aging_options.base_amounts = 1;
      const Aging aging = compute_aging(ledger, Date("2024-03-31"), aging_options);
      std::map<std::string, std::int64_t> aged;
      const Table& base_rows = aging.table(options.by.empty() ? "base_totals" : "base_rows");
      const char* const key = options.by.empty() ? "currency" : "customer";
      for (std::int64_t row = 0; row < base_rows.rows(); ++row)
        aged[cell_text(base_rows, key, row)] = base_rows.int64s("total")[static_cast<std::size_t>(row)];
      const Table& balances = bridge.table("base_balances");
      for (std::int64_t row = 1; row < balances.rows(); row += 2)
        EXPECT_EQ(balances.int64s("receivables")[static_cast<std::size_t>(row)],
                  aged[cell_text(balances, key, row)])
            << seed;
      if (options.by.empty()) continue;
      const Table& totals = bridge.table("base_totals");
      Steps sums = steps(bridge, "base_receivables", "amount");
      std::int64_t mix = 0;
      for (std::int64_t row = 0; row < totals.rows(); ++row) {
        const std::string step = cell_text(totals, "step", row);
        if (step != "not_split") {
          EXPECT_EQ(totals.int64s("amount")[static_cast<std::size_t>(row)], sums[step]) << seed << step;
        }
        mix += totals.int64s("mix")[static_cast<std::size_t>(row)];
      }
      EXPECT_EQ(mix, 0) << seed;
    }
  }
}

// Random sales and settlements; `base` makes what a document of the month was booked at, in whole units.
template <typename BaseOf>
Ledger random_sales(std::uint32_t seed, const std::string& currency, BaseOf&& base_of) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t end) { return static_cast<int>(random() % end); };
  TextColumn customer{"customer", {}}, id{"id", {}}, issue{"issue_date", {}}, due{"due_date", {}},
      amount{"amount", {}}, base{"base_amount", {}}, paid{"paid_date", {}}, part{"paid_amount", {}};
  for (int row = 0; row < 40; ++row) {
    const int day = below(90);
    const int units = 10 * (1 + below(500));
    const Date issued = add_days(Date("2024-04-01"), day);
    customer.cells.push_back(std::string(1, static_cast<char>('A' + below(3))));
    id.cells.push_back(std::to_string(row));
    issue.cells.push_back(issued.iso());
    due.cells.push_back(add_days(issued, below(60)).iso());
    amount.cells.push_back(std::to_string(units));
    base.cells.push_back(base_of(units, day));
    paid.cells.push_back(below(3) == 0 ? "" : add_days(issued, below(50)).iso());
    part.cells.push_back(paid.cells.back().empty() ? "" : std::to_string(units / (1 + below(2))));
  }
  LedgerOptions options;
  options.currency = currency;
  options.base_currency = "EUR";
  return build({text_table("documents", {customer, id, issue, due, amount, base, paid, part})}, options);
}

// Everything in base currency: no rate, and every other part that of the document currency, to the unit.
TEST(BaseBridgesOfEveryLedger, OneCurrencyHasNoRates) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Ledger ledger = random_sales(seed, "EUR", [](int, int) { return std::string(); });
    BridgeOptions options = of_a_month(static_cast<BridgeMethod>(seed % 2));
    options.months = 1 + static_cast<std::int32_t>(seed % 3);
    if (seed % 4 > 1) options.by = {"customer"};
    const Bridge bridge = of_june(ledger, options);
    for (const auto& [name, amount] :
         std::map<std::string, const char*>{{"receivables", "amount"}, {"dso", "millionths"}}) {
      Rows document = cells(bridge.table(name), {"step", amount});
      Rows base;
      for (const std::vector<std::string>& row : cells(bridge.table("base_" + name), {"step", amount})) {
        if (row[0] != "currency") {
          base.push_back(row);
        } else {
          EXPECT_EQ(row[1], "0") << seed;
        }
      }
      EXPECT_EQ(document, base) << seed;
    }
  }
}

// Ten units of base currency for one: the same causes times ten, and no currency; DSO as it was.
TEST(BaseBridgesOfEveryLedger, AConstantRateScalesTheCauses) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Ledger ledger =
        random_sales(seed, "USD", [](int units, int) { return std::to_string(10 * units); });
    const Bridge bridge = of_june(ledger, of_a_month(static_cast<BridgeMethod>(seed % 2)));
    Steps document = steps(bridge, "receivables", "amount");
    document["currency"] = 0;
    for (const auto& [step, amount] : steps(bridge, "base_receivables", "amount"))
      EXPECT_NEAR(static_cast<double>(amount), static_cast<double>(10 * document.at(step)), 10.0) << step;
    EXPECT_EQ(steps(bridge, "base_receivables", "amount").at("currency"), 0);
    Steps days = steps(bridge, "dso", "millionths");
    days["currency"] = 0;
    for (const auto& [step, millionths] : steps(bridge, "base_dso", "millionths"))
      EXPECT_NEAR(static_cast<double>(millionths), static_cast<double>(days.at(step)), 1.0) << step;
  }
}

// In a fixed order the document causes are measured at the rates of the first date: twice the rates, twice the causes, as
// long as both dates have them.
TEST(BaseBridgesOfEveryLedger, ScaledRatesScaleAllCauses) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto rate = [](int day) { return 8 + day % 5; };
    const Ledger once =
        random_sales(seed, "USD", [&](int units, int day) { return std::to_string(units / 10 * rate(day)); });
    const Ledger twice = random_sales(
        seed, "USD", [&](int units, int day) { return std::to_string(2 * (units / 10) * rate(day)); });
    const BridgeOptions options = of_a_month(static_cast<BridgeMethod>(seed % 2));
    const Steps all = steps(of_june(once, options), "base_receivables", "amount");
    EXPECT_NE(all.at("currency"), 0) << seed;
    for (const auto& [step, amount] : steps(of_june(twice, options), "base_receivables", "amount"))
      EXPECT_NEAR(static_cast<double>(amount), static_cast<double>(2 * all.at(step)), 3.0) << step;
  }
}

TEST(BaseBridgesOfEveryLedger, AnyNumberOfThreadsGivesTheSameBytes) {
  const Ledger ledger = RandomBooks(5).make_booked();
  BridgeOptions options = of_a_month(BridgeMethod::shapley);
  options.by = {"customer"};
  const std::string alone = bytes_of(of_june(ledger, options));
  options.threads = 5;
  EXPECT_EQ(alone, bytes_of(of_june(ledger, options)));
}

TEST(BaseBridges, WhatIsRefused) {
  const Ledger without = build(
      {text_table("documents", {{"customer", {"A"}}, {"issue_date", {"2024-05-10"}}, {"amount", {"1"}}})});
  const auto status = [&](const BridgeOptions& options) {
    return error_of([&] { return of_june(without, options); }).value().status();
  };
  EXPECT_EQ(status({.base_amounts = 1}), Status::not_set);
  EXPECT_EQ(status({.base_amounts = 2}), Status::out_of_bounds);
  EXPECT_EQ(status({.base_amounts = -1}), Status::out_of_bounds);
}

}  // namespace
}  // namespace openitem::bridge_base_test
