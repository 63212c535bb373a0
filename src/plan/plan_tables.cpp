#include "plan/plan_tables.hpp"

#include <map>
#include <utility>

#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem::plan {
namespace {

std::string_view code_of(const FinishedPlan& plan) { return Currency::from_index(plan.currency).code(); }

Table instalments_table(std::span<const FinishedPlan> plans, const PlanKeys& keys) {
  std::vector<std::int64_t> places, principal, interest, fee, payment, balance;
  std::vector<std::int32_t> instalment, due;
  std::vector<std::string_view> currency;
  for (std::size_t place = 0; place < plans.size(); ++place) {
    for (const PlanRow& row : plans[place].rows) {
      places.push_back(static_cast<std::int64_t>(place));
      instalment.push_back(row.instalment);
      due.push_back(row.due);
      principal.push_back(row.principal);
      interest.push_back(row.interest);
      fee.push_back(row.fee);
      payment.push_back(row.payment);
      balance.push_back(row.balance);
      currency.push_back(code_of(plans[place]));
    }
  }
  Table table("instalments");
  table.add(keys.column("plan", places));
  table.add(Column::int32("instalment", std::move(instalment)));
  table.add(Column::date("due_date", std::move(due)));
  table.add(Column::int64("principal", std::move(principal), ColumnRole::money));
  table.add(Column::int64("interest", std::move(interest), ColumnRole::money));
  table.add(Column::int64("fee", std::move(fee), ColumnRole::money));
  table.add(Column::int64("payment", std::move(payment), ColumnRole::money));
  table.add(Column::int64("balance", std::move(balance), ColumnRole::money));
  table.add(Column::text("currency", currency));
  return table;
}

/// A rate where there is one, and what became of the search for it.
struct RateColumns {
  std::vector<double> rates;
  std::vector<std::uint8_t> found;
  std::vector<std::string_view> statuses;

  void add(const cashflow::Yield& yield, bool asked) {
    const bool is_found = asked && yield.status == cashflow::YieldStatus::solved;
    rates.push_back(is_found ? yield.rate : 0.0);
    found.push_back(is_found ? 1 : 0);
    statuses.push_back(asked ? cashflow::name_of(yield.status) : "none");
  }
  void move_to(Table& table, const std::string& name, const std::string& status_name) && {
    table.add(Column::float64(name, std::move(rates)).with_validity(found));
    table.add(Column::text(status_name, statuses));
  }
};

Table figures_table(std::span<const FinishedPlan> plans, const PlanKeys& keys, PlanRateMethod method) {
  std::vector<std::int64_t> places, principal, payments, interest, fees, cost, largest;
  std::vector<std::int32_t> instalments, final_due;
  std::vector<std::string_view> currency;
  RateColumns apr, effective;
  for (const FinishedPlan& plan : plans) {
    const PlanFigures& figures = plan.figures;
    places.push_back(static_cast<std::int64_t>(places.size()));
    currency.push_back(code_of(plan));
    instalments.push_back(figures.instalments);
    principal.push_back(figures.principal);
    payments.push_back(figures.payments);
    interest.push_back(figures.interest);
    fees.push_back(figures.fees);
    cost.push_back(figures.cost_of_credit);
    largest.push_back(figures.largest_payment);
    final_due.push_back(figures.final_due);
    apr.add(figures.apr, method != PlanRateMethod::none);
    effective.add(figures.effective_rate, true);
  }
  Table table("plans");
  table.add(keys.column("plan", places));
  table.add(Column::text("currency", currency));
  table.add(Column::int32("instalments", std::move(instalments)));
  table.add(Column::int64("principal", std::move(principal), ColumnRole::money));
  table.add(Column::int64("payments", std::move(payments), ColumnRole::money));
  table.add(Column::int64("interest", std::move(interest), ColumnRole::money));
  table.add(Column::int64("fees", std::move(fees), ColumnRole::money));
  table.add(Column::int64("cost_of_credit", std::move(cost), ColumnRole::money));
  table.add(Column::int64("largest_payment", std::move(largest), ColumnRole::money));
  table.add(Column::date("final_due_date", std::move(final_due)));
  std::move(apr).move_to(table, "apr", "apr_status");
  std::move(effective).move_to(table, "effective_rate", "effective_rate_status");
  return table;
}

struct ProofSums {
  std::int64_t principal = 0, interest = 0, fees = 0, payments = 0, after_last = 0;
};

Table plan_proof(std::span<const FinishedPlan> plans) {
  std::map<std::string_view, ProofSums> by_currency;
  for (const FinishedPlan& plan : plans) {
    ProofSums& sums = by_currency[code_of(plan)];
    for (const PlanRow& row : plan.rows) {
      sums.principal = checked_add(sums.principal, row.principal);
      sums.interest = checked_add(sums.interest, row.interest);
      sums.fees = checked_add(sums.fees, row.fee);
      sums.payments = checked_add(sums.payments, row.payment);
    }
    sums.after_last = checked_add(sums.after_last, plan.rows.back().balance);
  }
  std::vector<std::string_view> currencies, lines;
  std::vector<std::int64_t> amounts;
  for (const auto& [currency, sums] : by_currency) {
    const std::int64_t parts = checked_add(checked_add(sums.principal, sums.interest), sums.fees);
    const std::pair<std::string_view, std::int64_t> all[] = {{"principal", sums.principal},
                                                             {"interest", sums.interest},
                                                             {"fees", sums.fees},
                                                             {"payments", -sums.payments},
                                                             {"difference", parts - sums.payments},
                                                             {"balance_after_last", sums.after_last}};
    for (const auto& [line, amount] : all) {
      currencies.push_back(currency);
      lines.push_back(line);
      amounts.push_back(amount);
    }
  }
  Table table("proof");
  table.add(Column::text("currency", currencies));
  table.add(Column::text("line", lines));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  return table;
}

}  // namespace

Column PlanKeys::column(std::string_view name, std::span<const std::int64_t> places) const {
  if (keys_ == nullptr) return Column::int64(std::string(name), {places.begin(), places.end()});
  std::vector<std::uint32_t> codes;
  codes.reserve(places.size());
  for (const std::int64_t place : places) codes.push_back(keys_->codes[static_cast<std::size_t>(place)]);
  return key_column(std::string(name), keys_->dictionary, codes);
}

std::vector<Table> plan_tables(std::span<const FinishedPlan> plans, const PlanKeys& keys,
                               PlanRateMethod method) {
  return {instalments_table(plans, keys), figures_table(plans, keys, method), plan_proof(plans)};
}

}  // namespace openitem::plan
