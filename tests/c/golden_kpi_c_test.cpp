// The golden cases about key figures (tests/golden/01_kpi.json) through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/kpi.h"
#include "openitem/money.h"

namespace openitem::golden::golden_kpi_c_test {
namespace {

using namespace c_abi;

Json value(const oi_figure& figure) { return figure.has_value != 0 ? Json(figure.value) : Json("no value"); }

std::int64_t money(const Inputs& inputs, const std::string& key, const std::string& currency) {
  return minor_of(inputs.text(key), currency);
}

std::vector<std::int64_t> amounts(const Inputs& inputs, const std::string& key, const std::string& currency) {
  return minors_of(inputs.texts(key), currency);
}

std::int32_t days(const Inputs& inputs, const std::string& key = "days") {
  return static_cast<std::int32_t>(inputs.integer(key));
}

const Registration simple("dso_simple", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::int64_t ending = money(inputs, "ending_ar", currency);
  const std::int64_t sales = money(inputs, "credit_sales", currency);
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_dso(&ending, 1, sales, days(inputs), OI_KPI_RECEIVABLES_ENDING, figure, error);
  }));
});

const Registration best_possible("dso_best_possible", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::int64_t current = money(inputs, "current_ar", currency);
  const std::int64_t sales = money(inputs, "credit_sales", currency);
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_best_possible_dso(&current, 1, sales, days(inputs), OI_KPI_RECEIVABLES_ENDING, figure,
                                    error);
  }));
});

oi_figure count_back(const Inputs& inputs, oi_kpi_empty_months empty_months) {
  const std::string currency = inputs.text("currency");
  const std::int64_t ending = money(inputs, "ending_ar", currency);
  const std::vector<std::int64_t> sales = amounts(inputs, "monthly_sales_latest_first", currency);
  std::vector<std::int32_t> month_days;
  for (const std::int64_t day : inputs.integers("days_latest_first"))
    month_days.push_back(static_cast<std::int32_t>(day));
  EXPECT_EQ(sales.size(), month_days.size());
  return answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_countback_dso(ending, sales.data(), month_days.data(),
                                static_cast<std::int32_t>(sales.size()), empty_months, OI_KPI_HISTORY_MISSING,
                                figure, error);
  });
}

const Registration countback("dso_countback", [](const Inputs& inputs) {
  const oi_figure skipped = count_back(inputs, OI_KPI_EMPTY_MONTHS_SKIPPED);
  EXPECT_EQ(skipped.value, count_back(inputs, OI_KPI_EMPTY_MONTHS_COUNTED).value);
  return value(skipped);
});

const Registration exhausted("dso_countback_history_exhausted", [](const Inputs& inputs) {
  const oi_figure figure = count_back(inputs, OI_KPI_EMPTY_MONTHS_SKIPPED);
  EXPECT_EQ(figure.has_value, 0);
  return Json(figure.warning == OI_KPI_HISTORY_EXHAUSTED);
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
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_sales_weighted_dso(open.data(), sales.data(), month_days.data(),
                                     static_cast<std::int32_t>(open.size()), figure, error);
  }));
});

const Registration true_dso("dso_true", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  std::vector<std::int64_t> open;
  std::vector<std::int32_t> outstanding;
  for (const Inputs& invoice : inputs.objects("invoices")) {
    open.push_back(money(invoice, "amount", currency));
    outstanding.push_back(days(invoice, "days_outstanding"));
  }
  const oi_kpi_credits credits =
      inputs.text("credits") == "net" ? OI_KPI_CREDITS_NETTED : OI_KPI_CREDITS_DROPPED;
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_true_dso(open.data(), outstanding.data(), static_cast<std::int64_t>(open.size()), credits,
                           figure, error);
  }));
});

const Registration delinquent("average_days_delinquent", [](const Inputs& inputs) {
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_average_days_delinquent(inputs.number("dso"), inputs.number("bpdso"), figure, error);
  }));
});

const Registration cei("cei", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const bool total = inputs.text("sales_basis") == "total";
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_cei(money(inputs, "beginning_ar", currency), money(inputs, "credit_sales", currency),
                      money(inputs, "ending_total_ar", currency),
                      money(inputs, "ending_current_ar", currency), days(inputs, "n_periods"),
                      total ? OI_KPI_CEI_PERIOD_TOTAL : OI_KPI_CEI_PERIOD_AVERAGE, figure, error);
  }));
});

const Registration turnover("ar_turnover", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::int64_t sales = money(inputs, "net_credit_sales", currency);
  const std::int64_t balances[] = {money(inputs, "beginning_ar", currency),
                                   money(inputs, "ending_ar", currency)};
  const oi_figure times = answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_turnover(sales, balances, 2, OI_KPI_RECEIVABLES_AVERAGE, figure, error);
  });
  const oi_figure period = answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_average_collection_period(sales, balances, 2, days(inputs), OI_KPI_RECEIVABLES_AVERAGE,
                                            figure, error);
  });
  return Json{{"turnover", value(times)}, {"days", value(period)}};
});

const Registration percentages("aging_percentages", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::vector<std::int64_t> balances = amounts(inputs, "balances", currency);
  EXPECT_EQ(inputs.texts("labels").size(), balances.size());
  std::vector<oi_figure> shares(balances.size());
  oi_error error;
  ask(oi_kpi_aging_percentages(balances.data(), static_cast<std::int64_t>(balances.size()), shares.data(),
                               &error),
      error);
  char total[32];
  ask(oi_money_format(shares.front().denominator, currency.c_str(), total, sizeof total, &error), error);
  return Json{
      {"total", total}, {"share_current", value(shares.front())}, {"share_over_90", value(shares.back())}};
});

const Registration bad_debt("bad_debt_to_sales", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_bad_debt_ratio(money(inputs, "net_bad_debt", currency), 0,
                                 money(inputs, "credit_sales", currency), OI_KPI_RECOVERIES_NET, figure,
                                 error);
  }));
});

const Registration cost("operating_cost_to_sales", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_operating_cost_to_sales(money(inputs, "credit_dept_cost", currency),
                                          money(inputs, "credit_sales", currency), figure, error);
  }));
});

Json deductions(std::int64_t open, std::int64_t raised, std::int32_t day_count,
                oi_kpi_deductions_basis basis) {
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_deductions_outstanding(open, raised, day_count, basis, figure, error);
  }));
}

const Registration by_count("ddo_by_count", [](const Inputs& inputs) {
  return deductions(inputs.integer("open_deduction_count"), inputs.integer("deductions_in_period"),
                    days(inputs), OI_KPI_DEDUCTIONS_COUNT);
});

const Registration by_value("ddo_by_value", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return deductions(money(inputs, "open_deductions", currency),
                    money(inputs, "average_daily_deductions", currency), 1, OI_KPI_DEDUCTIONS_VALUE);
});

const Registration by_period("ddo_period_average", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  return deductions(money(inputs, "open_deductions", currency),
                    money(inputs, "average_deductions_per_month", currency), days(inputs, "days_in_month"),
                    OI_KPI_DEDUCTIONS_PERIOD_AVERAGE);
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
  const bool by_number = inputs.text("basis") == "count";
  const bool counted = inputs.flag("partial_counts");
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_promise_kept_rate(
        promised.data(), paid.data(), late.data(), static_cast<std::int64_t>(promised.size()),
        by_number ? OI_KPI_PROMISES_BY_COUNT : OI_KPI_PROMISES_BY_AMOUNT, days(inputs, "grace_days"),
        counted ? OI_KPI_PARTIAL_COUNTED : OI_KPI_PARTIAL_BROKEN, figure, error);
  }));
});

const Registration shares("hhi_from_shares", [](const Inputs& inputs) {
  std::vector<std::int64_t> ppb;
  for (const std::string& share : inputs.decimals("shares")) {
    char text[64];
    oi_error error;
    ask(oi_decimal_round(share.c_str(), 9, OI_ROUND_HALF_UP, text, sizeof text, &error), error);
    ppb.push_back(std::stoll(std::string(text).erase(1, 1)));
  }
  EXPECT_EQ(inputs.text("scale"), "0-10000");
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_hhi_from_shares(ppb.data(), static_cast<std::int64_t>(ppb.size()), OI_KPI_HHI_POINTS,
                                  figure, error);
  }));
});

const Registration top("top_n_share", [](const Inputs& inputs) {
  const std::vector<std::int64_t> balances = amounts(inputs, "balances", inputs.text("currency"));
  return value(answer<oi_figure>([&](oi_figure* figure, oi_error* error) {
    return oi_kpi_top_n_share(balances.data(), static_cast<std::int64_t>(balances.size()),
                              inputs.integer("n"), OI_KPI_NEGATIVE_REFUSED, figure, error);
  }));
});

}  // namespace
}  // namespace openitem::golden::golden_kpi_c_test
