#include <algorithm>

#include "core/message.hpp"
#include "kpi/balances.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {
namespace {

Figure cost_ratio(std::string_view figure, std::int64_t cost, std::int64_t base, Warning when_zero,
                  Warning when_negative) {
  const Figure ratio = ratio_figure(figure, cost, base, 1, when_zero);
  return base < 0 ? warned(ratio, when_negative) : ratio;
}

struct Promises {
  std::span<const std::int64_t> amounts;
  std::span<const std::int64_t> paid;
  std::span<const std::int32_t> days_late;
  std::int32_t grace_days;
  bool partial;

  /// What was paid in time, at most what was promised; with partial payments broken, all or nothing.
  [[nodiscard]] std::int64_t kept(std::size_t row) const noexcept {
    if (paid[row] == 0 || days_late[row] > grace_days) return 0;
    if (paid[row] < amounts[row] && !partial) return 0;
    return std::min(paid[row], amounts[row]);
  }
};

void require_promises(const Promises& promises) {
  require_same_length(promises.amounts.size(), promises.paid.size(), "amounts", "paid");
  require_same_length(promises.amounts.size(), promises.days_late.size(), "amounts", "days_late");
  require_not_negative(promises.paid, "paid");
  for (std::size_t row = 0; row < promises.amounts.size(); ++row) {
    if (promises.amounts[row] > 0) continue;
    throw Error(
        Status::out_of_bounds,
        Message().append("amounts is ").append(promises.amounts[row]).append(", a promise is above 0"))
        .at(static_cast<std::int64_t>(row), "amounts");
  }
}

}  // namespace

Figure cei(std::int64_t beginning_balance, std::int64_t credit_sales, std::int64_t ending_balance,
           std::int64_t ending_current_balance, std::int32_t periods, CeiSales sales) {
  require_variant(sales, CeiSales::period_average, "sales");
  const bool total = sales == CeiSales::period_total;
  if (periods < 1 || periods > 1000 || (total && periods != 1)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("periods is ")
                                           .append(periods)
                                           .append(total ? ", expected 1: the sales of the whole period count"
                                                         : ", expected 1 to 1000"));
  }
  const Int128 collectable = multiply(beginning_balance, periods) + Int128{credit_sales};
  const Int128 collected = collectable - multiply(ending_balance, periods);
  const Int128 base = collectable - multiply(ending_current_balance, periods);
  const Figure index =
      ratio_figure(total ? "cei_period_total" : "cei_period_average", collected, base, periods);
  return is_negative(base) ? warned(index, Warning::negative_balance) : index;
}

Figure turnover(std::int64_t credit_sales, std::span<const std::int64_t> balances, Receivables receivables) {
  const BalanceMean mean = mean_of(balances, receivables, "balances");
  const bool ending = receivables == Receivables::ending;
  Figure ratio = ratio_figure(ending ? "turnover_ending" : "turnover_average",
                              multiply(credit_sales, mean.entries), mean.sum, mean.entries);
  if (credit_sales < 0) ratio = warned(ratio, Warning::negative_sales);
  return mean.sum < 0 ? warned(ratio, Warning::negative_balance) : ratio;
}

Figure average_collection_period(std::int64_t credit_sales, std::span<const std::int64_t> balances,
                                 std::int32_t days, Receivables receivables) {
  Figure period = dso(balances, credit_sales, days, receivables);
  const bool ending = receivables == Receivables::ending;
  period.figure = definition_of(ending ? "collection_period_ending" : "collection_period_average").figure;
  return period;
}

Figure promise_kept_rate(std::span<const std::int64_t> amounts, std::span<const std::int64_t> paid,
                         std::span<const std::int32_t> days_late, PromiseBasis basis, std::int32_t grace_days,
                         PartialPayments partial_payments) {
  require_variant(basis, PromiseBasis::amount, "basis");
  require_variant(partial_payments, PartialPayments::counted, "partial_payments");
  if (grace_days < 0 || grace_days > 366) {
    throw Error(Status::out_of_bounds,
                Message().append("grace_days is ").append(grace_days).append(", expected 0 to 366"));
  }
  const bool partial = partial_payments == PartialPayments::counted;
  const Promises promises{amounts, paid, days_late, grace_days, partial};
  require_promises(promises);
  const bool by_count = basis == PromiseBasis::count;
  Int128 kept;
  Int128 promised;
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    const std::int64_t amount = promises.kept(row);
    kept = kept + Int128{by_count ? static_cast<std::int64_t>(amount > 0) : amount};
    promised = promised + Int128{by_count ? 1 : amounts[row]};
  }
  const std::string_view by_count_figure = partial ? "promise_kept_count_partial" : "promise_kept_count";
  const std::string_view by_amount_figure = partial ? "promise_kept_amount_partial" : "promise_kept_amount";
  return ratio_figure(by_count ? by_count_figure : by_amount_figure, kept, promised,
                      static_cast<std::int64_t>(amounts.size()), Warning::no_items);
}

Figure operating_cost_to_sales(std::int64_t cost, std::int64_t credit_sales) {
  return cost_ratio("operating_cost_to_sales", cost, credit_sales, Warning::no_sales,
                    Warning::negative_sales);
}

Figure cost_to_collect(std::int64_t cost, std::int64_t collected) {
  return cost_ratio("cost_to_collect", cost, collected, Warning::zero_denominator, Warning::negative_balance);
}

}  // namespace openitem::kpi
