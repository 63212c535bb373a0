// Key figures of a ledger against agings and roll-forwards of the same days, and by hand: docs/methods/kpis.md.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/aging.hpp"
#include "openitem/datasets.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"
#include "random_books.hpp"

namespace openitem::kpi_ledger_test {
namespace {

using aging_test::about;
using aging_test::bytes_of;
using aging_test::cell_text;
using aging_test::error_of;
using aging_test::euros;
using aging_test::RandomBooks;
using aging_test::text_table;

const std::vector<KpiPeriod> kMonths = calendar_periods(Date("2024-01-01"), Date("2024-04-30"));

KpiOptions every_figure() {
  KpiOptions options;
  options.figures = {"dso_simple_ending",
                     "add_weighted",
                     "severity",
                     "dso_true_dropped",
                     "over_30_share",
                     "over_60_share",
                     "over_90_share",
                     "unapplied_share",
                     "unapplied_age",
                     "dispute_share",
                     "deductions_outstanding_value",
                     "days_to_pay",
                     "days_late",
                     "terms",
                     "recovery_rate",
                     "discounts_to_sales",
                     "cei_period_total"};
  return options;
}

// Rows of a table by the text of their keys.
std::map<std::string, std::int64_t> by_key(const Table& table, const std::vector<std::string>& keys,
                                           const std::string& value, const std::string& where = "",
                                           const std::string& is = "") {
  std::map<std::string, std::int64_t> rows;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (!where.empty() && cell_text(table, where, row) != is) continue;
    std::string key;
    for (const std::string& column : keys) key += cell_text(table, column, row) + "|";
    const std::int64_t amount = table.int64s(value)[static_cast<std::size_t>(row)];
    if (amount != 0) rows[key] += amount;
  }
  return rows;
}

// Made-up documents of the flow of the months, many of them plain.
Ledger plain_ledger() {
  const Result sample = sample_ledger(3'000, 5, Date("2024-05-20"), {.customers = 20, .months = 8});
  LedgerOptions options;
  options.money = MoneyForm::minor;
  options.map = {{"documents", "dimension", "region"}};
  return aging_test::build(std::vector<Table>(sample.tables().begin(), sample.tables().end()), options);
}

std::int64_t component(const Kpis& kpis, const std::string& name, std::int64_t row = 0) {
  return kpis.table("components").int64s(name)[static_cast<std::size_t>(row)];
}

void expect_no_difference(const Kpis& kpis) {
  const Table& proof = kpis.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) == "difference") {
      ASSERT_EQ(proof.int64s("amount")[static_cast<std::size_t>(row)], 0) << row;
    }
  }
}

// Balances of every window's ends are those of the agings of these days.
void expect_agings(const Ledger& ledger, const KpiOptions& options) {
  std::vector<std::string> keys = options.by;
  keys.emplace_back("currency");
  for (const KpiPeriod& period : kMonths) {
    const Kpis kpis = compute_kpis(ledger, std::vector{period}, options);
    for (const bool is_closing : {false, true}) {
      const Date day = is_closing ? period.last : add_days(period.first, -1);
      const std::string prefix = is_closing ? "closing_" : "opening_";
      AgingOptions aging;
      aging.by = options.by;
      aging.clock = options.clock;
      aging.known_at = options.known_at;
      aging.calendar = options.calendar;
      const Aging aged = compute_aging(ledger, day, aging);
      aging.disputes = DisputeMode::own_column;
      const Aging disputed = compute_aging(ledger, day, aging);
      const auto expect = [&](const std::string& name, const std::vector<std::string>& columns,
                              const Aging& of) {
        std::map<std::string, std::int64_t> expected;
        for (const std::string& column : columns)
          for (const auto& [key, amount] : by_key(of.table("rows"), keys, column)) expected[key] += amount;
        for (auto at = expected.begin(); at != expected.end();)
          at = at->second == 0 ? expected.erase(at) : std::next(at);
        ASSERT_EQ(by_key(kpis.table("components"), keys, prefix + name), expected) << name << day.iso();
      };
      expect("receivable", {"total"}, aged);
      expect("unapplied", {"unapplied"}, aged);
      expect("debits", {"not_due", "d1_30", "d31_60", "d61_90", "over_90"}, aged);
      expect("past_due", {"d1_30", "d31_60", "d61_90", "over_90"}, aged);
      expect("over_30", {"d31_60", "d61_90", "over_90"}, aged);
      expect("over_60", {"d61_90", "over_90"}, aged);
      expect("over_90", {"over_90"}, aged);
      expect("disputed", {"disputed"}, disputed);
    }
    expect_no_difference(kpis);
  }
}

// Amounts x days of every item, from the drill-down.
void expect_item_days(const Ledger& ledger, const KpiOptions& options) {
  const KpiPeriod& period = kMonths[2];
  const Kpis kpis = compute_kpis(ledger, std::vector{period}, options);
  AgingOptions aging;
  aging.by = options.by;
  aging.clock = options.clock;
  aging.known_at = options.known_at;
  aging.calendar = options.calendar;
  const auto days_since = [&](const std::string& date) {
    if (!options.calendar) return std::int64_t{period.last - Date(date)};
    return std::int64_t{options.calendar->business_days_between(Date(date), period.last, false, true)};
  };
  const Result items = list_aging_items(ledger, period.last, aging);
  const Table& rows = items.table("items");
  std::map<std::string, std::int64_t> past_due, open, unapplied, counts;
  for (std::int64_t row = 0; row < rows.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const std::string key = cell_text(rows, "customer", row) + "|" + cell_text(rows, "currency", row) + "|";
    const std::int64_t amount = rows.int64s("open")[at];
    const std::int64_t days = rows.int32s("days")[at];
    if (amount < 0) {
      unapplied[key] += amount * days_since(cell_text(rows, "posting_date", row));
      continue;
    }
    counts[key] += 1;
    open[key] += amount * days_since(cell_text(rows, "issue_date", row));
    if (days > 0) past_due[key] += amount * days;
  }
  for (auto* sums : {&past_due, &open, &unapplied})
    for (auto at = sums->begin(); at != sums->end();) at = at->second == 0 ? sums->erase(at) : std::next(at);
  const Table& components = kpis.table("components");
  const std::vector<std::string> keys = {"customer", "currency"};
  ASSERT_EQ(by_key(components, keys, "closing_past_due_days"), past_due);
  ASSERT_EQ(by_key(components, keys, "closing_open_days"), open);
  ASSERT_EQ(by_key(components, keys, "closing_unapplied_days"), unapplied);
  ASSERT_EQ(by_key(components, keys, "closing_open_items"), counts);
}

TEST(LedgerKpis, BalancesAreThoseOfAgings) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    for (const ApplicationClock clock : {ApplicationClock::latest, ApplicationClock::payment_posting,
                                         ApplicationClock::applied_on, ApplicationClock::recorded_on}) {
      KpiOptions options = every_figure();
      options.clock = clock;
      options.by = {"customer"};
      expect_agings(ledger, options);
      expect_item_days(ledger, options);
      options.by =
          seed % 2 == 0 ? std::vector<std::string>{"region", "customer"} : std::vector<std::string>{};
      options.known_at = Date("2024-03-01");
      expect_agings(ledger, options);
    }
  }
}

TEST(LedgerKpis, PlainDocumentsGiveTheSameAsItems) {
  const Ledger ledger = plain_ledger();
  for (const std::vector<std::string>& by : {std::vector<std::string>{"customer"}, std::vector<std::string>{},
                                             std::vector<std::string>{"region"}}) {
    KpiOptions options = every_figure();
    options.by = by;
    expect_agings(ledger, options);
    if (by.size() == 1 && by.front() == "customer") expect_item_days(ledger, options);
  }
}

// By items, by events, and where receivables, past due and sales are all that is asked for.
TEST(LedgerKpis, BusinessDaysAreThoseOfAgings) {
  KpiOptions options = every_figure();
  options.calendar = Calendar::named("TARGET");
  options.by = {"customer"};
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    expect_agings(ledger, options);
    expect_item_days(ledger, options);
  }
  const Ledger plain = plain_ledger();
  expect_agings(plain, options);
  expect_item_days(plain, options);
  for (const KpiLayout layout : {KpiLayout::long_form, KpiLayout::value_form}) {
    KpiOptions few;
    few.by = {"customer"};
    few.calendar = options.calendar;
    few.figures = {"past_due_share"};
    few.layout = layout;
    few.components = 0;
    KpiOptions many = few;
    many.figures = {"past_due_share", "over_30_share"};
    const Kpis few_figures = compute_kpis(plain, kMonths, few);
    const Kpis many_figures = compute_kpis(plain, kMonths, many);
    if (layout == KpiLayout::value_form) {
      const auto values = few_figures.table("figures").column("past_due_share").float64s();
      const auto expected = many_figures.table("figures").column("past_due_share").float64s();
      EXPECT_TRUE(std::equal(values.begin(), values.end(), expected.begin(), expected.end()));
    }
    expect_no_difference(few_figures);
  }
}

TEST(LedgerKpis, SameBytesForAnyNumberOfThreads) {
  const Ledger ledger = plain_ledger();
  for (const std::vector<std::string>& by : {std::vector<std::string>{"customer"}, std::vector<std::string>{},
                                             std::vector<std::string>{"region"}}) {
    KpiOptions options;
    options.by = by;
    const Kpis one = compute_kpis(ledger, kMonths, options);
    options.threads = 4;
    EXPECT_EQ(bytes_of(compute_kpis(ledger, kMonths, options)), bytes_of(one));
  }
}

TEST(LedgerKpis, ComponentsAddOverCustomers) {
  const Ledger ledger = plain_ledger();
  KpiOptions options = every_figure();
  const Kpis whole = compute_kpis(ledger, kMonths, options);
  options.by = {"customer"};
  const Kpis parts = compute_kpis(ledger, kMonths, options);
  for (const Column& column : whole.table("components").columns()) {
    if (column.type() != ColumnType::int64) continue;
    const std::vector<std::string> keys = {"first", "currency"};
    EXPECT_EQ(by_key(parts.table("components"), keys, column.name()),
              by_key(whole.table("components"), keys, column.name()))
        << column.name();
  }
}

// Two instalments of 60 and 40, due on 20 January and 20 February; a payment of 80 on 30 January, then 20 on 10 February.
TEST(LedgerKpis, PaymentsSettleInstalmentsInTheirOrder) {
  const Ledger ledger =
      aging_test::build({text_table("documents", {{"customer", {"A", "A", "A"}},
                                                  {"id", {"1", "2", "3"}},
                                                  {"kind", {"invoice", "payment", "payment"}},
                                                  {"issue_date", {"2024-01-01", "2024-01-30", "2024-02-10"}},
                                                  {"due_date", {"2024-02-20", "", ""}},
                                                  {"amount", {"100", "-80", "-20"}}}),
                         text_table("instalments", {{"document_id", {"1", "1"}},
                                                    {"number", {"1", "2"}},
                                                    {"due_date", {"2024-01-20", "2024-02-20"}},
                                                    {"amount", {"60", "40"}}}),
                         text_table("applications", {{"credit_id", {"2", "3"}},
                                                     {"debit_id", {"1", "1"}},
                                                     {"amount", {"80", "20"}},
                                                     {"applied_on", {"2024-01-30", "2024-02-10"}}})});
  KpiOptions options;
  options.figures = {"days_to_pay", "days_late", "terms"};
  const Kpis kpis = compute_kpis(ledger, calendar_periods(Date("2024-01-01"), Date("2024-02-29")), options);
  EXPECT_EQ(component(kpis, "paid", 0), 8000);
  EXPECT_EQ(component(kpis, "days_to_pay", 0), 8000 * 29);
  EXPECT_EQ(component(kpis, "days_late", 0), 6000 * 10 - 2000 * 21);
  EXPECT_EQ(component(kpis, "terms", 0), 6000 * 19 + 2000 * 50);
  EXPECT_EQ(component(kpis, "paid", 1), 2000);
  EXPECT_EQ(component(kpis, "days_late", 1), -2000 * 10);
  EXPECT_EQ(component(kpis, "terms", 1), 2000 * 50);
}

}  // namespace
}  // namespace openitem::kpi_ledger_test
