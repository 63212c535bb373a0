#include "openitem/kpi.h"

#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "figures.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/kpi.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr std::int32_t most_days = 36'600;

template <class Value>
std::span<const Value> read_list(const Value *values, std::int64_t count, const char *name,
                                 std::int32_t argument) {
  if (count > 0) require(values, name, argument);
  return {values, static_cast<std::size_t>(count)};
}

}  // namespace

oi_status oi_kpi_definitions(oi_result **result, oi_error *error) {
  return guard(error, [&] {
    require(result, "result", 0);
    *result = make_handle(kpi::definition_tables());
  });
}

oi_status oi_kpi_dso(const int64_t *balances, int32_t balance_count, int64_t credit_sales, int32_t days,
                     oi_kpi_receivables receivables, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(balance_count, 0, largest_count, "balance_count", 1);
    const std::span<const std::int64_t> balances_list = read_list(balances, balance_count, "balances", 0);
    require_count(days, 1, most_days, "days", 3);
    const kpi::Receivables receivables_choice =
        read_variant(receivables, kpi::Receivables::average, "receivables", "OI_KPI_RECEIVABLES_*", 4);
    require(figure, "figure", 5);
    *figure =
        as_c(blaming(0, [&] { return kpi::dso(balances_list, credit_sales, days, receivables_choice); }));
  });
}

oi_status oi_kpi_best_possible_dso(const int64_t *current_balances, int32_t balance_count,
                                   int64_t credit_sales, int32_t days, oi_kpi_receivables receivables,
                                   oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(balance_count, 0, largest_count, "balance_count", 1);
    const std::span<const std::int64_t> current_balances_list =
        read_list(current_balances, balance_count, "current_balances", 0);
    require_count(days, 1, most_days, "days", 3);
    const kpi::Receivables receivables_choice =
        read_variant(receivables, kpi::Receivables::average, "receivables", "OI_KPI_RECEIVABLES_*", 4);
    require(figure, "figure", 5);
    *figure = as_c(blaming(0, [&] {
      return kpi::best_possible_dso(current_balances_list, credit_sales, days, receivables_choice);
    }));
  });
}

oi_status oi_kpi_delinquent_dso(const int64_t *past_due_balances, int32_t balance_count, int64_t credit_sales,
                                int32_t days, oi_kpi_receivables receivables, oi_figure *figure,
                                oi_error *error) {
  return guard(error, [&] {
    require_count(balance_count, 0, largest_count, "balance_count", 1);
    const std::span<const std::int64_t> past_due_balances_list =
        read_list(past_due_balances, balance_count, "past_due_balances", 0);
    require_count(days, 1, most_days, "days", 3);
    const kpi::Receivables receivables_choice =
        read_variant(receivables, kpi::Receivables::average, "receivables", "OI_KPI_RECEIVABLES_*", 4);
    require(figure, "figure", 5);
    *figure = as_c(blaming(0, [&] {
      return kpi::delinquent_dso(past_due_balances_list, credit_sales, days, receivables_choice);
    }));
  });
}

oi_status oi_kpi_countback_dso(int64_t ending_balance, const int64_t *monthly_sales,
                               const int32_t *month_days, int32_t month_count,
                               oi_kpi_empty_months empty_months, oi_kpi_exhausted_history exhausted,
                               oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(month_count, 0, largest_count, "month_count", 3);
    const std::span<const std::int64_t> monthly_sales_list =
        read_list(monthly_sales, month_count, "monthly_sales", 1);
    const std::span<const std::int32_t> month_days_list = read_list(month_days, month_count, "month_days", 2);
    const kpi::EmptyMonths empty_months_choice =
        read_variant(empty_months, kpi::EmptyMonths::counted, "empty_months", "OI_KPI_EMPTY_MONTHS_*", 4);
    const kpi::ExhaustedHistory exhausted_choice =
        read_variant(exhausted, kpi::ExhaustedHistory::extrapolate, "exhausted", "OI_KPI_HISTORY_*", 5);
    require(figure, "figure", 6);
    *figure = as_c(blaming(0, [&] {
      return kpi::countback_dso(ending_balance, monthly_sales_list, month_days_list, empty_months_choice,
                                exhausted_choice);
    }));
  });
}

oi_status oi_kpi_sales_weighted_dso(const int64_t *open_balances, const int64_t *monthly_sales,
                                    const int32_t *month_days, int32_t month_count, oi_figure *figure,
                                    oi_error *error) {
  return guard(error, [&] {
    require_count(month_count, 0, largest_count, "month_count", 3);
    const std::span<const std::int64_t> open_balances_list =
        read_list(open_balances, month_count, "open_balances", 0);
    const std::span<const std::int64_t> monthly_sales_list =
        read_list(monthly_sales, month_count, "monthly_sales", 1);
    const std::span<const std::int32_t> month_days_list = read_list(month_days, month_count, "month_days", 2);
    require(figure, "figure", 4);
    *figure = as_c(blaming(
        0, [&] { return kpi::sales_weighted_dso(open_balances_list, monthly_sales_list, month_days_list); }));
  });
}

oi_status oi_kpi_true_dso(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                          oi_kpi_credits credits, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const std::int64_t> amounts_list = read_list(amounts, rows, "amounts", 0);
    const std::span<const std::int32_t> item_days_list = read_list(item_days, rows, "item_days", 1);
    const kpi::Credits credits_choice =
        read_variant(credits, kpi::Credits::dropped, "credits", "OI_KPI_CREDITS_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(blaming(0, [&] { return kpi::true_dso(amounts_list, item_days_list, credits_choice); }));
  });
}

oi_status oi_kpi_average_days_delinquent(double dso, double best_possible_dso, oi_figure *figure,
                                         oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::average_days_delinquent(dso, best_possible_dso); }));
  });
}

oi_status oi_kpi_weighted_average_days(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                                       oi_kpi_average_days_of measure, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const std::int64_t> amounts_list = read_list(amounts, rows, "amounts", 0);
    const std::span<const std::int32_t> item_days_list = read_list(item_days, rows, "item_days", 1);
    const kpi::AverageDays measure_choice =
        read_variant(measure, kpi::AverageDays::billing_lag, "measure", "OI_KPI_DAYS_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(
        blaming(0, [&] { return kpi::weighted_average_days(amounts_list, item_days_list, measure_choice); }));
  });
}

oi_status oi_kpi_weighted_days_past_due(const int64_t *amounts, const int32_t *item_days, int64_t rows,
                                        oi_kpi_past_due_weights weights, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const std::int64_t> amounts_list = read_list(amounts, rows, "amounts", 0);
    const std::span<const std::int32_t> item_days_list = read_list(item_days, rows, "item_days", 1);
    const kpi::PastDueWeights weights_choice =
        read_variant(weights, kpi::PastDueWeights::past_due, "weights", "OI_KPI_WEIGHTS_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(blaming(
        0, [&] { return kpi::weighted_days_past_due(amounts_list, item_days_list, weights_choice); }));
  });
}

oi_status oi_kpi_cei(int64_t beginning_balance, int64_t credit_sales, int64_t ending_balance,
                     int64_t ending_current_balance, int32_t periods, oi_kpi_cei_sales sales,
                     oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(periods, 1, 1000, "periods", 4);
    const kpi::CeiSales sales_choice =
        read_variant(sales, kpi::CeiSales::period_average, "sales", "OI_KPI_CEI_*", 5);
    require(figure, "figure", 6);
    *figure = as_c(blaming(0, [&] {
      return kpi::cei(beginning_balance, credit_sales, ending_balance, ending_current_balance, periods,
                      sales_choice);
    }));
  });
}

oi_status oi_kpi_turnover(int64_t credit_sales, const int64_t *balances, int32_t balance_count,
                          oi_kpi_receivables receivables, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(balance_count, 0, largest_count, "balance_count", 2);
    const std::span<const std::int64_t> balances_list = read_list(balances, balance_count, "balances", 1);
    const kpi::Receivables receivables_choice =
        read_variant(receivables, kpi::Receivables::average, "receivables", "OI_KPI_RECEIVABLES_*", 3);
    require(figure, "figure", 4);
    *figure =
        as_c(blaming(0, [&] { return kpi::turnover(credit_sales, balances_list, receivables_choice); }));
  });
}

oi_status oi_kpi_average_collection_period(int64_t credit_sales, const int64_t *balances,
                                           int32_t balance_count, int32_t days,
                                           oi_kpi_receivables receivables, oi_figure *figure,
                                           oi_error *error) {
  return guard(error, [&] {
    require_count(balance_count, 0, largest_count, "balance_count", 2);
    const std::span<const std::int64_t> balances_list = read_list(balances, balance_count, "balances", 1);
    require_count(days, 1, most_days, "days", 3);
    const kpi::Receivables receivables_choice =
        read_variant(receivables, kpi::Receivables::average, "receivables", "OI_KPI_RECEIVABLES_*", 4);
    require(figure, "figure", 5);
    *figure = as_c(blaming(0, [&] {
      return kpi::average_collection_period(credit_sales, balances_list, days, receivables_choice);
    }));
  });
}

oi_status oi_kpi_promise_kept_rate(const int64_t *amounts, const int64_t *paid, const int32_t *days_late,
                                   int64_t rows, oi_kpi_promise_basis basis, int32_t grace_days,
                                   oi_kpi_partial_payments partial_payments, oi_figure *figure,
                                   oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 3);
    const std::span<const std::int64_t> amounts_list = read_list(amounts, rows, "amounts", 0);
    const std::span<const std::int64_t> paid_list = read_list(paid, rows, "paid", 1);
    const std::span<const std::int32_t> days_late_list = read_list(days_late, rows, "days_late", 2);
    const kpi::PromiseBasis basis_choice =
        read_variant(basis, kpi::PromiseBasis::amount, "basis", "OI_KPI_PROMISES_BY_*", 4);
    require_count(grace_days, 0, 366, "grace_days", 5);
    const kpi::PartialPayments partial_payments_choice = read_variant(
        partial_payments, kpi::PartialPayments::counted, "partial_payments", "OI_KPI_PARTIAL_*", 6);
    require(figure, "figure", 7);
    *figure = as_c(blaming(0, [&] {
      return kpi::promise_kept_rate(amounts_list, paid_list, days_late_list, basis_choice, grace_days,
                                    partial_payments_choice);
    }));
  });
}

oi_status oi_kpi_operating_cost_to_sales(int64_t cost, int64_t credit_sales, oi_figure *figure,
                                         oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::operating_cost_to_sales(cost, credit_sales); }));
  });
}

oi_status oi_kpi_cost_to_collect(int64_t cost, int64_t collected, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::cost_to_collect(cost, collected); }));
  });
}

oi_status oi_kpi_bad_debt_ratio(int64_t bad_debt, int64_t recovered, int64_t credit_sales,
                                oi_kpi_recoveries recoveries, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    const kpi::Recoveries recoveries_choice =
        read_variant(recoveries, kpi::Recoveries::net, "recoveries", "OI_KPI_RECOVERIES_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(blaming(
        0, [&] { return kpi::bad_debt_ratio(bad_debt, recovered, credit_sales, recoveries_choice); }));
  });
}

oi_status oi_kpi_write_off_ratio(int64_t written_off, int64_t recovered, int64_t base,
                                 oi_kpi_recoveries recoveries, oi_kpi_write_off_base measured_against,
                                 oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    const kpi::Recoveries recoveries_choice =
        read_variant(recoveries, kpi::Recoveries::net, "recoveries", "OI_KPI_RECOVERIES_*", 3);
    const kpi::WriteOffBase measured_against_choice = read_variant(
        measured_against, kpi::WriteOffBase::receivables, "measured_against", "OI_KPI_WRITE_OFFS_TO_*", 4);
    require(figure, "figure", 5);
    *figure = as_c(blaming(0, [&] {
      return kpi::write_off_ratio(written_off, recovered, base, recoveries_choice, measured_against_choice);
    }));
  });
}

oi_status oi_kpi_recovery_rate(int64_t recovered, int64_t written_off, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::recovery_rate(recovered, written_off); }));
  });
}

oi_status oi_kpi_deductions_outstanding(int64_t open_deductions, int64_t deductions, int32_t days,
                                        oi_kpi_deductions_basis basis, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(days, 1, most_days, "days", 2);
    const kpi::Deductions basis_choice =
        read_variant(basis, kpi::Deductions::period_average, "basis", "OI_KPI_DEDUCTIONS_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(blaming(
        0, [&] { return kpi::deductions_outstanding(open_deductions, deductions, days, basis_choice); }));
  });
}

oi_status oi_kpi_dispute_share(int64_t disputed, int64_t total_receivables, oi_figure *figure,
                               oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::dispute_share(disputed, total_receivables); }));
  });
}

oi_status oi_kpi_past_due_share(int64_t past_due, int64_t total_receivables, oi_figure *figure,
                                oi_error *error) {
  return guard(error, [&] {
    require(figure, "figure", 2);
    *figure = as_c(blaming(0, [&] { return kpi::past_due_share(past_due, total_receivables); }));
  });
}

oi_status oi_kpi_aging_percentages(const int64_t *balances, int64_t rows, oi_figure *figures,
                                   oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const std::int64_t> balances_list = read_list(balances, rows, "balances", 0);
    if (rows > 0) require(figures, "figures", 2);
    const std::vector<kpi::Figure> shares = blaming(0, [&] { return kpi::aging_percentages(balances_list); });
    for (std::size_t row = 0; row < shares.size(); ++row) figures[row] = as_c(shares[row]);
  });
}

oi_status oi_kpi_hhi(const int64_t *balances, int64_t rows, oi_kpi_negative_balances negative_balances,
                     oi_kpi_hhi_scale scale, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const std::int64_t> balances_list = read_list(balances, rows, "balances", 0);
    const kpi::NegativeBalances negative_balances_choice = read_variant(
        negative_balances, kpi::NegativeBalances::refused, "negative_balances", "OI_KPI_NEGATIVE_*", 2);
    const kpi::HhiScale scale_choice = read_variant(scale, kpi::HhiScale::points, "scale", "OI_KPI_HHI_*", 3);
    require(figure, "figure", 4);
    *figure =
        as_c(blaming(0, [&] { return kpi::hhi(balances_list, negative_balances_choice, scale_choice); }));
  });
}

oi_status oi_kpi_hhi_from_shares(const int64_t *shares_ppb, int64_t rows, oi_kpi_hhi_scale scale,
                                 oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const std::int64_t> shares_ppb_list = read_list(shares_ppb, rows, "shares_ppb", 0);
    const kpi::HhiScale scale_choice = read_variant(scale, kpi::HhiScale::points, "scale", "OI_KPI_HHI_*", 2);
    require(figure, "figure", 3);
    *figure = as_c(blaming(0, [&] { return kpi::hhi_from_shares(shares_ppb_list, scale_choice); }));
  });
}

oi_status oi_kpi_top_n_share(const int64_t *balances, int64_t rows, int64_t n,
                             oi_kpi_negative_balances negative_balances, oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const std::int64_t> balances_list = read_list(balances, rows, "balances", 0);
    require_count(n, 1, INT64_MAX, "n", 2);
    const kpi::NegativeBalances negative_balances_choice = read_variant(
        negative_balances, kpi::NegativeBalances::refused, "negative_balances", "OI_KPI_NEGATIVE_*", 3);
    require(figure, "figure", 4);
    *figure = as_c(blaming(0, [&] { return kpi::top_n_share(balances_list, n, negative_balances_choice); }));
  });
}

oi_status oi_kpi_gini(const int64_t *balances, int64_t rows, oi_kpi_negative_balances negative_balances,
                      oi_figure *figure, oi_error *error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 1);
    const std::span<const std::int64_t> balances_list = read_list(balances, rows, "balances", 0);
    const kpi::NegativeBalances negative_balances_choice = read_variant(
        negative_balances, kpi::NegativeBalances::refused, "negative_balances", "OI_KPI_NEGATIVE_*", 2);
    require(figure, "figure", 3);
    *figure = as_c(blaming(0, [&] { return kpi::gini(balances_list, negative_balances_choice); }));
  });
}
