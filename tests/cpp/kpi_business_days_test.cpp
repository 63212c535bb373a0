// Key figures in business days, by hand: docs/methods/kpis.md, section 2. TARGET is closed on 1 May; June 2024 has 20 business
// days, May 22, April (but for Easter Monday) 21.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"

namespace openitem::kpi_business_days_test {
namespace {

using aging_test::about;
using aging_test::build;
using aging_test::cell_text;
using aging_test::error_of;
using aging_test::text_table;
using testing::HasSubstr;

const std::vector<KpiPeriod> kJune = {{Date("2024-06-01"), Date("2024-06-30")}};

KpiOptions in_business_days(std::vector<std::string> figures) {
  KpiOptions options;
  options.figures = std::move(figures);
  options.calendar = Calendar::named("TARGET");
  return options;
}

// 1: issued on Wednesday, 1 May, due on Friday, 31 May, paid on Monday, 3 June: terms 22 days (2 to 31 May), paid 1 day late, after 23.
// 2: issued on 3 June, due on Saturday, 29 June: on Sunday, 30 June, no business day has passed since.
// 3: issued on 3 June, due on Thursday, 27 June: one day late on the Sunday.
Ledger ledger() {
  return build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"id", {"1", "2", "3", "p"}},
                                {"kind", {"invoice", "invoice", "invoice", "payment"}},
                                {"issue_date", {"2024-05-01", "2024-06-03", "2024-06-03", "2024-06-03"}},
                                {"due_date", {"2024-05-31", "2024-06-29", "2024-06-27", ""}},
                                {"amount", {"100", "200", "50", "-100"}}}),
       text_table("applications", {{"credit_id", {"p"}},
                                   {"debit_id", {"1"}},
                                   {"amount", {"100"}},
                                   {"applied_on", {"2024-06-03"}}})});
}

double value_of(const Kpis& kpis, const std::string& figure) {
  const Table& table = kpis.table("figures");
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (table.text_at("figure", row) != figure) continue;
    EXPECT_EQ(table.text_at("unit", row), figure.ends_with("share") ? "fraction" : "business_days") << figure;
    return table.column("value").float64s()[static_cast<std::size_t>(row)];
  }
  ADD_FAILURE() << figure;
  return 0;
}

TEST(BusinessDayKpis, ByHand) {
  const Kpis kpis = compute_kpis(
      ledger(), kJune,
      in_business_days({"dso_simple_ending", "dso_countback_counted", "dso_true_dropped", "add_weighted",
                        "severity", "days_to_pay", "days_late", "terms", "past_due_share"}));
  EXPECT_EQ(value_of(kpis, "dso_simple_ending"), 20);      // 250 x 20 / 250
  EXPECT_EQ(value_of(kpis, "dso_countback_counted"), 20);  // all of June's sales
  EXPECT_EQ(value_of(kpis, "dso_true_dropped"), 19);       // 4 to 28 June
  EXPECT_EQ(value_of(kpis, "add_weighted"), 0.2);          // 50 x 1 / 250
  EXPECT_EQ(value_of(kpis, "severity"), 1);
  EXPECT_EQ(value_of(kpis, "past_due_share"), 0.2);
  EXPECT_EQ(value_of(kpis, "days_to_pay"), 23);
  EXPECT_EQ(value_of(kpis, "days_late"), 1);
  EXPECT_EQ(value_of(kpis, "terms"), 22);
  EXPECT_EQ(about(kpis, "day_unit"), "business_days");
  EXPECT_EQ(about(kpis, "calendar"), "TARGET");
  EXPECT_EQ(about(kpis, "month_days"), "business");
}

// 100 is open: the sales of June (60, 20 days) and May (30, 22 days), and 10 of April's 20 (half of 21 days).
TEST(BusinessDayKpis, CountsMonthsBackByTheirBusinessDays) {
  const Ledger three_months = build(
      {text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                                {"id", {"1", "2", "3", "p"}},
                                {"kind", {"invoice", "invoice", "invoice", "payment"}},
                                {"issue_date", {"2024-04-10", "2024-05-10", "2024-06-10", "2024-06-15"}},
                                {"due_date", {"2024-05-10", "2024-06-10", "2024-07-10", ""}},
                                {"amount", {"20", "30", "60", "-10"}}})});
  const KpiOptions options = in_business_days({"dso_countback_counted"});
  const auto length = [&](const char* before, const char* end) {
    return options.calendar->business_days_between(Date(before), Date(end), false, true);
  };
  EXPECT_EQ(length("2024-05-31", "2024-06-30"), 20);
  EXPECT_EQ(length("2024-04-30", "2024-05-31"), 22);
  EXPECT_EQ(length("2024-03-31", "2024-04-30"), 21);
  EXPECT_EQ(value_of(compute_kpis(three_months, kJune, options), "dso_countback_counted"), 20 + 22 + 10.5);
  // The same from plain figures, whose months may have no business day.
  const std::vector<std::int64_t> sales = {0, 60, 30, 20};
  const std::vector<std::int32_t> days = {0, 20, 22, 21};
  const kpi::Figure plain =
      kpi::countback_dso(100, sales, days, kpi::EmptyMonths::counted, kpi::ExhaustedHistory::missing);
  EXPECT_EQ(*plain.value, 52.5);
}

TEST(BusinessDayKpis, AreRefusedBesideOtherNumbersOfDays) {
  const auto refused = [](const KpiOptions& options, const std::vector<KpiPeriod>& periods) {
    const auto error = error_of([&] { return compute_kpis(ledger(), periods, options); });
    return error ? std::string(error->what()) + "|" + std::to_string(error->row()) : "";
  };
  KpiOptions options = in_business_days({});
  options.days = 30;
  EXPECT_THAT(refused(options, kJune), HasSubstr("option days is 30 beside calendar"));
  options.days = 0;
  options.month_days = 21;
  EXPECT_THAT(refused(options, kJune), HasSubstr("option month_days is 21 beside calendar"));
  options.month_days = 0;
  EXPECT_THAT(refused(options, {{Date("2024-06-01"), Date("2024-06-02")}}), HasSubstr("no business day"));
  options.history_months = 1;
  options.calendar =
      Calendar::of_holidays({}, saturday_sunday, CalendarRange{Date("2024-05-02"), Date("2024-12-31")});
  EXPECT_THAT(refused(options, kJune), HasSubstr("2024-05-01"));
  EXPECT_THAT(refused(options, kJune), HasSubstr("|0"));
  options.calendar =
      Calendar::of_holidays({}, saturday_sunday, CalendarRange{Date("2024-05-01"), Date("2024-06-15")});
  EXPECT_THAT(refused(options, kJune), HasSubstr("2024-06-30"));
}

}  // namespace
}  // namespace openitem::kpi_business_days_test
