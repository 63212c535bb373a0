#include "key_figures.hpp"

#include <string>
#include <utility>

namespace openitem::determinism {
namespace {

Kpis kpis_of(const Ledger& ledger, Date opening, Date as_of, std::int32_t threads,
             std::vector<std::string> by) {
  KpiOptions options;
  options.threads = threads;
  options.by = std::move(by);
  return compute_kpis(ledger, calendar_periods(opening, as_of), options);
}

Result curves_of(const Ledger& ledger, Date as_of, std::int32_t threads, std::vector<std::string> by) {
  CollectionCurveOptions options;
  options.threads = threads;
  options.by = std::move(by);
  return compute_collection_curves(ledger, as_of, options);
}

AgingOptions aging_of(std::int32_t threads, std::vector<std::string> by) {
  AgingOptions options;
  options.threads = threads;
  options.by = std::move(by);
  return options;
}

RollRates roll_rates_of(const Ledger& ledger, std::int32_t threads, std::vector<std::string> by) {
  AgingOptions options = aging_of(threads, std::move(by));
  options.disputes = DisputeMode::own_column;
  const std::vector<Date> month_ends = {Date("2024-03-31"), Date("2024-04-30"), Date("2024-05-31"),
                                        Date("2024-06-30")};
  return compute_roll_rates(ledger, month_ends, options);
}

Provision provision_of(const Ledger& ledger, Date as_of, std::int32_t threads) {
  Table rates("rates");
  rates.add(Column::text("bucket", {"not_due", "d1_30", "d31_60", "d61_90", "over_90"}));
  rates.add(Column::text("rate", {"0.003", "0.016", "0.036", "0.066", "0.106"}));
  const TableViews views({&rates, 1});
  return compute_provision(ledger, as_of, views.views(), aging_of(threads, {"customer"}));
}

LossRates loss_rates_of(const Ledger& ledger, Date as_of, std::int32_t threads, std::vector<std::string> by,
                        LossRateShrinkage shrinkage) {
  LossRateOptions options;
  options.horizon = 120;
  options.shrinkage = shrinkage;
  return compute_loss_rates(ledger, Date("2023-01-01"), Date("2023-12-31"), as_of,
                            aging_of(threads, std::move(by)), options);
}

}  // namespace

std::vector<KeyFigures> key_figures_of(const Ledger& ledger, Date opening, Date as_of, std::int32_t threads) {
  const std::vector<std::string> by_customer = {"customer"};
  std::vector<KeyFigures> all;
  all.push_back(
      {kpis_of(ledger, opening, as_of, threads, by_customer), {"figures", "components"}, {"proof"}});
  all.push_back({kpis_of(ledger, opening, as_of, threads, {}), {}, {"components"}});
  all.push_back(
      {curves_of(ledger, as_of, threads, by_customer), {"cells", "cohorts", "days_to_pay"}, {"proof"}});
  all.push_back({roll_rates_of(ledger, threads, by_customer),
                 {"transitions", "rates", "average", "inflows", "net_flow", "loss_rates"},
                 {"proof"}});
  all.push_back({roll_rates_of(ledger, threads, {}), {}, {"transitions", "inflows"}});
  all.push_back({provision_of(ledger, as_of, threads), {"rows"}, {"proof"}});
  all.push_back(
      {loss_rates_of(ledger, as_of, threads, by_customer, LossRateShrinkage::none), {"waterfall"}, {}});
  return all;
}

std::vector<Result> key_figures_of_the_whole(const Ledger& ledger, Date opening, Date as_of,
                                             std::int32_t threads) {
  std::vector<Result> all;
  all.push_back(kpis_of(ledger, opening, as_of, threads, {}));
  all.push_back(curves_of(ledger, as_of, threads, {}));
  all.push_back(roll_rates_of(ledger, threads, {}));
  all.push_back(provision_of(ledger, as_of, threads));
  all.push_back(loss_rates_of(ledger, as_of, threads, {"customer"}, LossRateShrinkage::buehlmann_straub));
  BridgeOptions bridge;
  bridge.threads = threads;
  all.push_back(compute_bridge(ledger, opening, as_of, bridge));
  return all;
}

}  // namespace openitem::determinism
