#include <array>

#include "core/message.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {
namespace {

struct WeightedSum {
  Int128 amount_days;
  Int128 amount;
  std::int64_t items = 0;
  void add(std::int64_t item, std::int32_t days) noexcept {
    amount_days = amount_days + multiply(item, days);
    amount = amount + Int128{item};
    ++items;
  }
};

Figure mean_days(std::string_view figure, const WeightedSum& sum) {
  const Warning when_zero = sum.items == 0 ? Warning::no_items : Warning::zero_denominator;
  const Figure mean = ratio_figure(figure, sum.amount_days, sum.amount, sum.items, when_zero);
  return is_negative(sum.amount) ? warned(mean, Warning::negative_balance) : mean;
}

}  // namespace

Figure true_dso(std::span<const std::int64_t> amounts, std::span<const std::int32_t> days, Credits credits) {
  require_variant(credits, Credits::dropped, "credits");
  require_same_length(amounts.size(), days.size(), "amounts", "days");
  const bool netted = credits == Credits::netted;
  WeightedSum sum;
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (netted || amounts[row] >= 0) sum.add(amounts[row], days[row]);
  }
  return mean_days(netted ? "dso_true_netted" : "dso_true_dropped", sum);
}

Figure weighted_average_days(std::span<const std::int64_t> amounts, std::span<const std::int32_t> days,
                             AverageDays measure) {
  constexpr std::array<std::string_view, 5> figures = {"", "days_to_pay", "days_late", "terms",
                                                       "billing_lag"};
  require_variant(measure, AverageDays::billing_lag, "measure");
  require_same_length(amounts.size(), days.size(), "amounts", "days");
  require_not_negative(amounts, "amounts");
  WeightedSum sum;
  for (std::size_t row = 0; row < amounts.size(); ++row) sum.add(amounts[row], days[row]);
  return mean_days(figures[static_cast<std::size_t>(measure)], sum);
}

Figure weighted_days_past_due(std::span<const std::int64_t> amounts,
                              std::span<const std::int32_t> days_past_due, PastDueWeights weights) {
  require_variant(weights, PastDueWeights::past_due, "weights");
  require_same_length(amounts.size(), days_past_due.size(), "amounts", "days_past_due");
  require_not_negative(amounts, "amounts");
  const bool all = weights == PastDueWeights::all_items;
  WeightedSum sum;
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    const bool late = days_past_due[row] > 0;
    if (late || all) sum.add(amounts[row], late ? days_past_due[row] : 0);
  }
  return mean_days(all ? "add_weighted" : "severity", sum);
}

}  // namespace openitem::kpi
