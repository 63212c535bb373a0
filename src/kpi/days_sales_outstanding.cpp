#include <cmath>

#include "core/message.hpp"
#include "core/quotient.hpp"
#include "kpi/balances.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {
namespace {

/// Balance x days / sales with the warnings of every DSO. `short_window` where a balance above the sales is worth a word.
Figure balance_to_sales(std::string_view figure, const BalanceMean& mean, std::int64_t credit_sales,
                        std::int32_t days) {
  require_days(days, "days");
  const Int128 sales = multiply(credit_sales, mean.entries);
  Figure ratio = ratio_figure(figure, multiply(mean.sum, days), sales, mean.entries, Warning::no_sales);
  if (credit_sales < 0) ratio = warned(ratio, Warning::negative_sales);
  if (mean.sum < 0) ratio = warned(ratio, Warning::negative_balance);
  if (Int128{mean.sum} > sales) ratio = warned(ratio, Warning::short_window);
  return ratio;
}

struct Countback {
  Int128 rest;              // of the balance, not yet covered by sales
  std::int64_t days = 0;    // of the months used up
  std::int64_t months = 0;  // used up or passed over
  bool negative_month = false;
};

/// One month off the balance. \returns whether the balance ends inside it.
bool ends_in_month(Countback& state, std::int64_t sales, std::int32_t days, EmptyMonths empty_months) {
  if (sales > 0 && state.rest <= Int128{sales}) return true;
  ++state.months;
  state.rest = state.rest - Int128{sales};
  state.negative_month = state.negative_month || sales < 0;
  if (sales > 0 || empty_months == EmptyMonths::counted) state.days += days;
  return false;
}

Figure full_months_and_rest(std::string_view figure, const Countback& state, std::int64_t sales,
                            std::int32_t days, std::int64_t months) {
  const std::int64_t rest = narrowed(state.rest, "the balance counted back");
  return ratio_figure(figure, multiply(state.days, sales) + multiply(rest, days), Int128{sales}, months);
}

/// The last month that can carry a daily rate; -1 = none.
std::ptrdiff_t oldest_month_with_sales(std::span<const std::int64_t> monthly_sales) {
  auto month = static_cast<std::ptrdiff_t>(monthly_sales.size()) - 1;
  while (month >= 0 && monthly_sales[static_cast<std::size_t>(month)] <= 0) --month;
  return month;
}

Figure beyond_history(std::string_view figure, const Countback& state,
                      std::span<const std::int64_t> monthly_sales, std::span<const std::int32_t> month_days,
                      ExhaustedHistory exhausted) {
  const std::ptrdiff_t oldest = oldest_month_with_sales(monthly_sales);
  Figure result = missing_figure(figure, Warning::history_exhausted, state.months);
  if (exhausted == ExhaustedHistory::length) result = ratio_figure(figure, state.days, 1, state.months);
  if (exhausted == ExhaustedHistory::extrapolate && oldest >= 0) {
    const auto month = static_cast<std::size_t>(oldest);
    result = full_months_and_rest(figure, state, monthly_sales[month], month_days[month], state.months);
  }
  result.warning = Warning::history_exhausted;
  return result;
}

void require_months(std::span<const std::int64_t> monthly_sales, std::span<const std::int32_t> month_days) {
  require_same_length(monthly_sales.size(), month_days.size(), "monthly_sales", "month_days");
  if (monthly_sales.empty())
    throw Error(Status::invalid_argument, "monthly_sales has no month, expected one or more");
  for (const std::int32_t days : month_days) {
    // A month that is cut may have no business day.
    if (days != 0) require_days(days, "month_days");
  }
}

}  // namespace

Figure dso(std::span<const std::int64_t> balances, std::int64_t credit_sales, std::int32_t days,
           Receivables receivables) {
  const BalanceMean mean = mean_of(balances, receivables, "balances");
  const bool ending = receivables == Receivables::ending;
  return balance_to_sales(ending ? "dso_simple_ending" : "dso_simple_average", mean, credit_sales, days);
}

Figure best_possible_dso(std::span<const std::int64_t> current_balances, std::int64_t credit_sales,
                         std::int32_t days, Receivables receivables) {
  const BalanceMean mean = mean_of(current_balances, receivables, "current_balances");
  const bool ending = receivables == Receivables::ending;
  return balance_to_sales(ending ? "dso_best_possible_ending" : "dso_best_possible_average", mean,
                          credit_sales, days);
}

Figure delinquent_dso(std::span<const std::int64_t> past_due_balances, std::int64_t credit_sales,
                      std::int32_t days, Receivables receivables) {
  const BalanceMean mean = mean_of(past_due_balances, receivables, "past_due_balances");
  const bool ending = receivables == Receivables::ending;
  return balance_to_sales(ending ? "dso_delinquent_ending" : "dso_delinquent_average", mean, credit_sales,
                          days);
}

Figure countback_dso(std::int64_t ending_balance, std::span<const std::int64_t> monthly_sales,
                     std::span<const std::int32_t> month_days, EmptyMonths empty_months,
                     ExhaustedHistory exhausted) {
  require_variant(empty_months, EmptyMonths::counted, "empty_months");
  require_variant(exhausted, ExhaustedHistory::extrapolate, "exhausted");
  require_months(monthly_sales, month_days);
  const bool skipped = empty_months == EmptyMonths::skipped;
  const std::string_view figure = skipped ? "dso_countback_skipped" : "dso_countback_counted";
  if (ending_balance < 0) return missing_figure(figure, Warning::negative_balance, 0);
  if (ending_balance == 0) return ratio_figure(figure, 0, 1, 0);
  Countback state{.rest = ending_balance};
  for (std::size_t month = 0; month < monthly_sales.size(); ++month) {
    if (!ends_in_month(state, monthly_sales[month], month_days[month], empty_months)) continue;
    const Figure found =
        full_months_and_rest(figure, state, monthly_sales[month], month_days[month], state.months + 1);
    return state.negative_month ? warned(found, Warning::negative_sales) : found;
  }
  return beyond_history(figure, state, monthly_sales, month_days, exhausted);
}

Figure sales_weighted_dso(std::span<const std::int64_t> open_balances,
                          std::span<const std::int64_t> monthly_sales,
                          std::span<const std::int32_t> month_days) {
  constexpr std::string_view figure = "dso_sales_weighted";
  require_same_length(open_balances.size(), monthly_sales.size(), "open_balances", "monthly_sales");
  require_months(monthly_sales, month_days);
  const auto months = static_cast<std::int64_t>(open_balances.size());
  double days = 0;
  Warning warning = Warning::none;
  for (std::size_t month = 0; month < open_balances.size(); ++month) {
    if (open_balances[month] == 0) continue;
    if (monthly_sales[month] == 0) return missing_figure(figure, Warning::no_sales, months);
    if (monthly_sales[month] < 0) warning = Warning::negative_sales;
    days += quotient(multiply(open_balances[month], month_days[month]), monthly_sales[month]);
  }
  return warned(value_figure(figure, days, months), warning);
}

Figure average_days_delinquent(double dso, double best_possible_dso) {
  const double difference = dso - best_possible_dso;
  if (!std::isfinite(difference)) {
    throw Error(Status::invalid_argument, "dso and best_possible_dso must be finite days");
  }
  return value_figure("add_difference", difference, 1);
}

}  // namespace openitem::kpi
