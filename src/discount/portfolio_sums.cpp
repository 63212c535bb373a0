// Tables "totals", "bound" and "proof" of a portfolio of discounts.

#include <string_view>
#include <utility>

#include "core/checked.hpp"
#include "core/quotient.hpp"
#include "discount/portfolio_tables.hpp"

namespace openitem::discount {
namespace {

struct PortfolioSums {
  std::int64_t items = 0, candidates = 0, chosen = 0;
  std::int64_t amount = 0, without = 0;  // of the items with a chosen offer, of the others
  std::int64_t discount = 0, payment = 0, gain_if_taken = 0, gain = 0, cost = 0;
};

void add(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

PortfolioSums sums_of(const PortfolioResult& result, std::uint16_t currency) {
  const PortfolioCandidates& candidates = result.candidates;
  PortfolioSums sums;
  for (std::size_t item = 0; item < result.items.rows(); ++item) {
    if (result.items.currency[item] != currency) continue;
    ++sums.items;
    sums.candidates += static_cast<std::int64_t>(candidates.offsets[item + 1] - candidates.offsets[item]);
    const std::uint32_t row = result.chosen[item];
    add(row == kNoChoice ? sums.without : sums.amount, result.items.amount[item]);
    if (row == kNoChoice) continue;
    ++sums.chosen;
    add(sums.discount, candidates.discount[row]);
    add(sums.payment, candidates.payment[row]);
    add(sums.gain_if_taken, candidates.gain_if_taken[row]);
    add(sums.gain, candidates.gain[row]);
    add(sums.cost, candidates.cost[row]);
  }
  return sums;
}

class SumTables {
 public:
  void add(const CurrencyPlan& currency, const PortfolioSums& sums) {
    const std::string_view code = Currency::from_index(currency.currency).code();
    codes_.push_back(code);
    items_.push_back(sums.items);
    candidates_.push_back(sums.candidates);
    chosen_.push_back(sums.chosen);
    amount_.push_back(sums.amount);
    discount_.push_back(sums.discount);
    payment_.push_back(sums.payment);
    gain_if_taken_.push_back(sums.gain_if_taken);
    gain_.push_back(sums.gain);
    cost_.push_back(sums.cost);
    has_budget_.push_back(currency.budget ? 1 : 0);
    budget_.push_back(currency.budget.value_or(0));
    unused_.push_back(currency.budget ? *currency.budget - sums.cost : 0);
    add_bound(currency.plan);
    add_proof(code, currency, sums);
  }

  [[nodiscard]] std::vector<Table> tables() && {
    return {std::move(*this).totals(), std::move(*this).bounds(), std::move(*this).proof()};
  }

 private:
  void add_bound(const PortfolioPlan& plan) {
    lp_bound_.push_back(plan.bound);
    value_.push_back(plan.value);
    gap_.push_back(plan.bound - plan.value);
    exact_.push_back(plan.is_exact ? 1 : 0);
    is_binding_.push_back(plan.is_binding ? 1 : 0);
    price_.push_back(quotient(plan.price_gain, plan.price_cost));
    states_.push_back(plan.states);
  }

  void add_proof(std::string_view code, const CurrencyPlan& currency, const PortfolioSums& sums) {
    const std::int64_t offered = checked_add(sums.discount, sums.payment);
    line(code, "amount", currency.amount);
    line(code, "discount", -sums.discount);
    line(code, "payment", -sums.payment);
    line(code, "without_offer", -sums.without);
    line(code, "difference", checked_sub(checked_sub(currency.amount, offered), sums.without));
    line(code, "gain", sums.gain);
    line(code, "value", -currency.plan.value);
    line(code, "gain_difference", checked_sub(sums.gain, currency.plan.value));
  }

  void line(std::string_view code, std::string_view name, std::int64_t amount) {
    proof_codes_.push_back(code);
    proof_lines_.push_back(name);
    proof_amounts_.push_back(amount);
  }

  Table totals() && {
    Table table("totals");
    table.add(Column::text("currency", codes_));
    table.add(Column::int64("items", std::move(items_), ColumnRole::count));
    table.add(Column::int64("candidates", std::move(candidates_), ColumnRole::count));
    table.add(Column::int64("chosen", std::move(chosen_), ColumnRole::count));
    table.add(Column::int64("amount", std::move(amount_), ColumnRole::money));
    table.add(Column::int64("discount", std::move(discount_), ColumnRole::money));
    table.add(Column::int64("payment", std::move(payment_), ColumnRole::money));
    table.add(Column::int64("gain_if_taken", std::move(gain_if_taken_), ColumnRole::money));
    table.add(Column::int64("gain", std::move(gain_), ColumnRole::money));
    table.add(Column::int64("cost", std::move(cost_), ColumnRole::money));
    table.add(Column::int64("budget", std::move(budget_), ColumnRole::money).with_validity(has_budget_));
    table.add(Column::int64("unused", std::move(unused_), ColumnRole::money).with_validity(has_budget_));
    return table;
  }

  Table bounds() && {
    Table table("bound");
    table.add(Column::text("currency", codes_));
    table.add(Column::int64("lp_bound", std::move(lp_bound_), ColumnRole::money));
    table.add(Column::int64("value", std::move(value_), ColumnRole::money));
    table.add(Column::int64("gap", std::move(gap_), ColumnRole::money));
    table.add(Column::int32("exact", std::move(exact_)));
    table.add(Column::float64("gain_per_budget", std::move(price_)).with_validity(is_binding_));
    table.add(Column::int64("states", std::move(states_), ColumnRole::count));
    return table;
  }

  Table proof() && {
    Table table("proof");
    table.add(Column::text("currency", proof_codes_));
    table.add(Column::text("line", proof_lines_));
    table.add(Column::int64("amount", std::move(proof_amounts_), ColumnRole::money));
    return table;
  }

  std::vector<std::string_view> codes_, proof_codes_, proof_lines_;
  std::vector<std::int64_t> items_, candidates_, chosen_, amount_, discount_, payment_, gain_if_taken_, gain_,
      cost_, budget_, unused_, lp_bound_, value_, gap_, states_, proof_amounts_;
  std::vector<std::int32_t> exact_;
  std::vector<std::uint8_t> has_budget_, is_binding_;
  std::vector<double> price_;
};

}  // namespace

std::vector<Table> portfolio_sum_tables(const PortfolioResult& result) {
  SumTables tables;
  for (const CurrencyPlan& currency : result.currencies)
    tables.add(currency, sums_of(result, currency.currency));
  return std::move(tables).tables();
}

}  // namespace openitem::discount
