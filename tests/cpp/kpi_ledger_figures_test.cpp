// Figures of a ledger are those of the plain functions on its components: docs/methods/kpis.md, section 5.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/datasets.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"
#include "random_books.hpp"

namespace openitem::kpi_ledger_figures_test {
namespace {

using aging_test::cell_text;
using aging_test::error_of;
using aging_test::RandomBooks;

constexpr auto kEnding = kpi::Receivables::ending;
constexpr auto kAverage = kpi::Receivables::average;

// One row of components and the windows it stands for.
struct Row {
  const Table& components;
  std::size_t at;
  std::int32_t days;
  std::int32_t months;

  [[nodiscard]] std::int64_t get(const char* name) const { return components.int64s(name)[at]; }
  [[nodiscard]] std::int64_t opening() const { return get("opening_receivable"); }
  [[nodiscard]] std::int64_t closing() const { return get("closing_receivable"); }
  [[nodiscard]] std::int64_t sales() const { return get("sales"); }
  [[nodiscard]] std::int64_t current() const { return closing() - get("closing_past_due"); }
  [[nodiscard]] std::int64_t opening_current() const { return opening() - get("opening_past_due"); }
};

using Plain = std::function<kpi::Figure(const Row&)>;

const std::map<std::string, Plain>& plain_figures() {
  static const std::map<std::string, Plain> figures = {
      {"dso_simple_ending",
       [](const Row& r) { return kpi::dso(std::vector{r.closing()}, r.sales(), r.days, kEnding); }},
      {"dso_simple_average",
       [](const Row& r) {
         return kpi::dso(std::vector{r.opening(), r.closing()}, r.sales(), r.days, kAverage);
       }},
      {"dso_best_possible_ending",
       [](const Row& r) {
         return kpi::best_possible_dso(std::vector{r.current()}, r.sales(), r.days, kEnding);
       }},
      {"dso_best_possible_average",
       [](const Row& r) {
         return kpi::best_possible_dso(std::vector{r.opening_current(), r.current()}, r.sales(), r.days,
                                       kAverage);
       }},
      {"dso_delinquent_ending",
       [](const Row& r) {
         return kpi::delinquent_dso(std::vector{r.get("closing_past_due")}, r.sales(), r.days, kEnding);
       }},
      {"dso_delinquent_average",
       [](const Row& r) {
         return kpi::delinquent_dso(std::vector{r.get("opening_past_due"), r.get("closing_past_due")},
                                    r.sales(), r.days, kAverage);
       }},
      {"cei_period_total",
       [](const Row& r) {
         return kpi::cei(r.opening(), r.sales(), r.closing(), r.current(), 1, kpi::CeiSales::period_total);
       }},
      {"cei_period_average",
       [](const Row& r) {
         return kpi::cei(r.opening(), r.sales(), r.closing(), r.current(), r.months,
                         kpi::CeiSales::period_average);
       }},
      {"turnover_ending",
       [](const Row& r) { return kpi::turnover(r.sales(), std::vector{r.closing()}, kEnding); }},
      {"turnover_average",
       [](const Row& r) {
         return kpi::turnover(r.sales(), std::vector{r.opening(), r.closing()}, kAverage);
       }},
      {"collection_period_average",
       [](const Row& r) {
         return kpi::average_collection_period(r.sales(), std::vector{r.opening(), r.closing()}, r.days,
                                               kAverage);
       }},
      {"past_due_share",
       [](const Row& r) { return kpi::past_due_share(r.get("closing_past_due"), r.closing()); }},
      {"over_90_share",
       [](const Row& r) {
         kpi::Figure share = kpi::past_due_share(r.get("closing_over_90"), r.closing());
         share.figure = "over_90_share";
         return share;
       }},
      {"dispute_share",
       [](const Row& r) { return kpi::dispute_share(r.get("closing_disputed"), r.closing()); }},
      {"write_off_ratio_sales_net",
       [](const Row& r) {
         return kpi::write_off_ratio(-r.get("write_off"), r.get("recovery"), r.sales(), kpi::Recoveries::net,
                                     kpi::WriteOffBase::credit_sales);
       }},
      {"write_off_ratio_receivables_gross",
       [](const Row& r) {
         return kpi::write_off_ratio(-r.get("write_off"), 0, r.closing(), kpi::Recoveries::gross,
                                     kpi::WriteOffBase::receivables);
       }},
      {"recovery_rate",
       [](const Row& r) { return kpi::recovery_rate(r.get("recovery"), -r.get("write_off")); }},
      {"deductions_outstanding_value",
       [](const Row& r) {
         return kpi::deductions_outstanding(r.get("closing_disputed"), r.get("deductions"), r.days,
                                            kpi::Deductions::value);
       }},
      {"deductions_outstanding_count",
       [](const Row& r) {
         return kpi::deductions_outstanding(r.get("closing_disputed_items"), r.get("deduction_items"), r.days,
                                            kpi::Deductions::count);
       }},
  };
  return figures;
}

void expect_plain_figures(const Ledger& ledger, const std::vector<std::string>& by) {
  KpiOptions options;
  options.by = by;
  for (const auto& [id, plain] : plain_figures()) options.figures.push_back(id);
  const std::vector<KpiPeriod> periods =
      calendar_periods(Date("2024-01-01"), Date("2024-06-30"), PeriodLength::quarter);
  const Kpis kpis = compute_kpis(ledger, periods, options);
  const Table& components = kpis.table("components");
  const Table& figures = kpis.table("figures");
  std::size_t row = 0;
  for (std::size_t at = 0; at < static_cast<std::size_t>(components.rows()); ++at) {
    const Date first(components.int32s("first")[at]);
    const Date last(components.int32s("last")[at]);
    const Row inputs{components, at, last - first + 1, 3};
    for (const auto& [id, plain] : plain_figures()) {
      const kpi::Figure expected = plain(inputs);
      const auto line = static_cast<std::int64_t>(row);
      ASSERT_EQ(figures.text_at("figure", line), id);
      ASSERT_EQ(figures.column("value").is_null(line), !expected.value) << id;
      if (expected.value) {
        ASSERT_EQ(figures.column("value").float64s()[row], *expected.value) << id;
      }
      ASSERT_EQ(figures.int64s("numerator")[row], *expected.numerator) << id;
      ASSERT_EQ(figures.int64s("denominator")[row], *expected.denominator) << id;
      ASSERT_EQ(figures.int64s("count")[row], expected.count) << id;
      ASSERT_EQ(figures.text_at("unit", line), kpi::name_of(expected.unit)) << id;
      ASSERT_EQ(figures.text_at("kind", line), kpi::name_of(expected.kind)) << id;
      ASSERT_EQ(cell_text(figures, "warning", line), kpi::name_of(expected.warning)) << id << at;
      ++row;
    }
  }
  ASSERT_GT(row, 0U);
  ASSERT_EQ(row, static_cast<std::size_t>(figures.rows()));
}

TEST(LedgerKpiFigures, AreThePlainFiguresOfTheComponents) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const Ledger ledger = RandomBooks(seed).make();
    expect_plain_figures(ledger, {});
    expect_plain_figures(ledger, {"customer"});
    expect_plain_figures(ledger, {"region", "customer"});
  }
  const Result sample = sample_ledger(3'000, 7, Date("2024-06-30"), {.customers = 25, .months = 12});
  LedgerOptions reading;
  reading.money = MoneyForm::minor;
  expect_plain_figures(
      aging_test::build(std::vector<Table>(sample.tables().begin(), sample.tables().end()), reading),
      {"customer"});
}

TEST(LedgerKpiFigures, EveryFigureHasADefinitionAndComesOut) {
  const Ledger ledger = RandomBooks(3).make();
  KpiOptions options;
  const char* const all[] = {"dso_countback_skipped",
                             "dso_countback_counted",
                             "dso_true_dropped",
                             "add_difference",
                             "add_weighted",
                             "severity",
                             "days_to_pay",
                             "days_late",
                             "terms",
                             "hhi_fraction",
                             "hhi_points",
                             "top_n_share",
                             "gini",
                             "unapplied_age",
                             "billing_lag"};
  options.figures.assign(std::begin(all), std::end(all));
  options.delivery_column = "planned";
  options.by = {"customer"};
  const Kpis kpis = compute_kpis(ledger, calendar_periods(Date("2024-01-01"), Date("2024-04-30")), options);
  EXPECT_EQ(kpis.table("definitions").rows(), 15);
  EXPECT_EQ(kpis.table("figures").rows(), kpis.table("components").rows() * 15);
}

// Count-back takes months of sales from before the first period, whatever the windows asked for.
TEST(LedgerKpiFigures, CountBackLooksBeyondThePeriod) {
  const Ledger ledger = aging_test::build(
      {aging_test::text_table("documents", {{"customer", {"A", "A", "A"}},
                                            {"issue_date", {"2023-12-05", "2024-01-10", "2024-02-10"}},
                                            {"amount", {"310", "310", "290"}}})});
  KpiOptions options;
  options.figures = {"dso_countback_counted"};
  const std::vector<KpiPeriod> february = {{Date("2024-02-01"), Date("2024-02-20")}};
  const Kpis counted = compute_kpis(ledger, february, options);
  // 910 open: 290 of 20 days of February, 310 of 31 days, 310 of 31 days.
  EXPECT_EQ(counted.table("figures").column("value").float64s()[0], 82.0);
  options.month_days = 30;
  EXPECT_EQ(compute_kpis(ledger, february, options).table("figures").column("value").float64s()[0], 90.0);
  options.history_months = 2;
  const Kpis exhausted = compute_kpis(ledger, february, options);
  EXPECT_TRUE(exhausted.table("figures").column("value").is_null(0));
  EXPECT_EQ(exhausted.table("figures").text_at("warning", 0), "history_exhausted");
}

TEST(LedgerKpiFigures, SumsOfDaysThatLeave64BitsAreAnError) {
  const Ledger ledger = aging_test::build(
      {aging_test::text_table("documents", {{"customer", {"A", "A"}},
                                            {"kind", {"invoice", "payment"}},
                                            {"issue_date", {"2024-01-01", "2024-06-01"}},
                                            {"due_date", {"1990-01-01", ""}},
                                            {"amount", {"30000000000000000.00", "-1.00"}}})});
  KpiOptions options;
  options.figures = {"severity"};
  const auto error = error_of([&] {
    static_cast<void>(
        compute_kpis(ledger, std::vector<KpiPeriod>{{Date("2024-01-01"), Date("2024-06-30")}}, options));
  });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->status(), Status::overflow);
  options.figures = {"past_due_share"};
  EXPECT_EQ(compute_kpis(ledger, std::vector<KpiPeriod>{{Date("2024-01-01"), Date("2024-06-30")}}, options)
                .table("figures")
                .int64s("numerator")[0],
            3'000'000'000'000'000'000);
}

}  // namespace
}  // namespace openitem::kpi_ledger_figures_test
