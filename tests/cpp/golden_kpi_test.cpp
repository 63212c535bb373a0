// Adapters of the golden cases about key figures (tests/golden/01_kpi.json).

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golden_runner.hpp"
#include "openitem/kpi.hpp"
#include "openitem/money.hpp"

namespace openitem::golden_kpi_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;
using kpi::Figure;

std::int64_t money(const Inputs& inputs, const std::string& key, const std::string& currency) {
  return parse_money(inputs.text(key), Currency(currency));
}

std::vector<std::int64_t> amounts(const Inputs& inputs, const std::string& key, const std::string& currency) {
  std::vector<std::int64_t> minor;
  for (const std::string& text : inputs.texts(key)) minor.push_back(parse_money(text, Currency(currency)));
  return minor;
}

std::vector<std::int32_t> days_of(const Inputs& inputs, const std::string& key) {
  std::vector<std::int32_t> days;
  for (const std::int64_t day : inputs.integers(key)) days.push_back(static_cast<std::int32_t>(day));
  return days;
}

std::int32_t days(const Inputs& inputs, const std::string& key = "days") {
  return static_cast<std::int32_t>(inputs.integer(key));
}

Json value(const Figure& figure) { return figure.value ? Json(*figure.value) : Json("no value"); }

const Registration simple("dso_simple", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::vector<std::int64_t> ending = {money(inputs, "ending_ar", currency)};
  return value(
      kpi::dso(ending, money(inputs, "credit_sales", currency), days(inputs), kpi::Receivables::ending));
});

const Registration best_possible("dso_best_possible", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::vector<std::int64_t> current = {money(inputs, "current_ar", currency)};
  return value(kpi::best_possible_dso(current, money(inputs, "credit_sales", currency), days(inputs),
                                      kpi::Receivables::ending));
});

Figure count_back(const Inputs& inputs, kpi::EmptyMonths empty_months) {
  const std::string currency = inputs.text("currency");
  return kpi::countback_dso(
      money(inputs, "ending_ar", currency), amounts(inputs, "monthly_sales_latest_first", currency),
      days_of(inputs, "days_latest_first"), empty_months, kpi::ExhaustedHistory::missing);
}

// The cases have sales in every month: both ways with empty months must agree.
const Registration countback("dso_countback", [](const Inputs& inputs) {
  const Figure skipped = count_back(inputs, kpi::EmptyMonths::skipped);
  EXPECT_EQ(skipped.value, count_back(inputs, kpi::EmptyMonths::counted).value);
  return value(skipped);
});

const Registration exhausted("dso_countback_history_exhausted", [](const Inputs& inputs) {
  const Figure figure = count_back(inputs, kpi::EmptyMonths::skipped);
  EXPECT_FALSE(figure.value.has_value());
  return Json(figure.warning == kpi::Warning::history_exhausted);
});

const Registration sales_weighted("dso_sales_weighted", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<std::int64_t> open, sales;
  std::vector<std::int32_t> month_days;
  for (const Inputs& bucket : inputs.objects("buckets")) {
    open.push_back(money(bucket, "bucket_ar", currency));
    sales.push_back(money(bucket, "sales_of_month", currency));
    month_days.push_back(days(bucket));
  }
  return value(kpi::sales_weighted_dso(open, sales, month_days));
});

const Registration true_dso("dso_true", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<std::int64_t> open;
  std::vector<std::int32_t> outstanding;
  for (const Inputs& invoice : inputs.objects("invoices")) {
    open.push_back(money(invoice, "amount", currency));
    outstanding.push_back(days(invoice, "days_outstanding"));
  }
  EXPECT_EQ(inputs.text("credits"), "net");
  return value(kpi::true_dso(open, outstanding, kpi::Credits::netted));
});

const Registration delinquent("average_days_delinquent", [](const Inputs& inputs) {
  return value(kpi::average_days_delinquent(inputs.number("dso"), inputs.number("bpdso")));
});

const Registration cei("cei", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const bool total = inputs.text("sales_basis") == "total";
  return value(kpi::cei(money(inputs, "beginning_ar", currency), money(inputs, "credit_sales", currency),
                        money(inputs, "ending_total_ar", currency),
                        money(inputs, "ending_current_ar", currency), days(inputs, "n_periods"),
                        total ? kpi::CeiSales::period_total : kpi::CeiSales::period_average));
});

const Registration turnover("ar_turnover", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::int64_t sales = money(inputs, "net_credit_sales", currency);
  const std::vector<std::int64_t> balances = {money(inputs, "beginning_ar", currency),
                                              money(inputs, "ending_ar", currency)};
  return Json{{"turnover", value(kpi::turnover(sales, balances, kpi::Receivables::average))},
              {"days", value(kpi::average_collection_period(sales, balances, days(inputs),
                                                            kpi::Receivables::average))}};
});

const Registration percentages("aging_percentages", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::vector<std::string> labels = inputs.texts("labels");
  const std::vector<Figure> shares = kpi::aging_percentages(amounts(inputs, "balances", currency));
  EXPECT_EQ(labels.front(), "current");
  EXPECT_EQ(labels.back(), ">90");
  return Json{{"total", format_money(shares.front().denominator.value(), Currency(currency))},
              {"share_current", value(shares.front())},
              {"share_over_90", value(shares.back())}};
});

const Registration bad_debt("bad_debt_to_sales", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(kpi::bad_debt_ratio(money(inputs, "net_bad_debt", currency), 0,
                                   money(inputs, "credit_sales", currency), kpi::Recoveries::net));
});

const Registration cost("operating_cost_to_sales", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(kpi::operating_cost_to_sales(money(inputs, "credit_dept_cost", currency),
                                            money(inputs, "credit_sales", currency)));
});

const Registration by_count("ddo_by_count", [](const Inputs& inputs) {
  return value(kpi::deductions_outstanding(inputs.integer("open_deduction_count"),
                                           inputs.integer("deductions_in_period"), days(inputs),
                                           kpi::Deductions::count));
});

const Registration by_value("ddo_by_value", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(kpi::deductions_outstanding(money(inputs, "open_deductions", currency),
                                           money(inputs, "average_daily_deductions", currency), 1,
                                           kpi::Deductions::value));
});

const Registration by_period("ddo_period_average", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(kpi::deductions_outstanding(money(inputs, "open_deductions", currency),
                                           money(inputs, "average_deductions_per_month", currency),
                                           days(inputs, "days_in_month"), kpi::Deductions::period_average));
});

const Registration promises("ptp_kept_rate", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<std::int64_t> promised, paid;
  std::vector<std::int32_t> late;
  for (const Inputs& promise : inputs.objects("promises")) {
    promised.push_back(money(promise, "amount", currency));
    paid.push_back(money(promise, "paid", currency));
    late.push_back(promise.is_null("days_late") ? 0 : days(promise, "days_late"));
  }
  const bool counted = inputs.flag("partial_counts");
  return value(kpi::promise_kept_rate(
      promised, paid, late,
      inputs.text("basis") == "count" ? kpi::PromiseBasis::count : kpi::PromiseBasis::amount,
      days(inputs, "grace_days"), counted ? kpi::PartialPayments::counted : kpi::PartialPayments::broken));
});

const Registration shares("hhi_from_shares", [](const Inputs& inputs) {
  std::vector<std::int64_t> ppb;
  for (const std::string& share : inputs.decimals("shares")) {
    ppb.push_back(std::stoll(round_decimal(share, 9, Rounding::half_up).erase(1, 1)));
  }
  EXPECT_EQ(inputs.text("scale"), "0-10000");
  return value(kpi::hhi_from_shares(ppb, kpi::HhiScale::points));
});

const Registration top("top_n_share", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(kpi::top_n_share(amounts(inputs, "balances", currency), inputs.integer("n"),
                                kpi::NegativeBalances::refused));
});

}  // namespace
}  // namespace openitem::golden_kpi_test
