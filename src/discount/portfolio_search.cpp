#include "discount/portfolio_search.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/int128.hpp"
#include "discount/portfolio_relaxation.hpp"

namespace openitem::discount {
namespace {

/// A plan under search: the best choice at the price for every item, but for those where it deviates.
struct State {
  std::int64_t cost, gain;
  std::uint32_t trace;  // kNoChoice = no deviation yet
};

/// One deviation and those before it.
struct Trace {
  std::uint32_t before;
  std::uint32_t item;
  std::uint32_t pick;  // kNoChoice = nothing is offered
};

/// An item of which more than one choice can be part of a better plan.
struct Contested {
  std::uint32_t item;
  Int128 regret;  // least one of a deviation
};

/// Looks for the best plan by deviations from the best choices at the price of the budget. Every deviation has a regret, times
/// price.cost an exact integer; plans better than the best known have a sum of regrets of at most `slack()`.
class PlanSearch {
 public:
  PlanSearch(const PortfolioProblem& problem, const PortfolioRelaxation& relaxation)
      : problem_(problem),
        budget_(*problem.budget),
        price_(relaxation.price),
        base_(best_at(problem, relaxation.price)),
        best_(relaxation.first) {
    bound_ = multiply(price_.gain, budget_ - base_.cost) + multiply(price_.cost, base_.gain);
    if (base_.gain > best_.gain) best_ = base_;
  }

  void run() {
    if (is_negative(slack())) return;
    const std::vector<Contested> contested = find_contested();
    std::vector<std::int64_t> savings(contested.size() + 1, 0);  // most that later items can cost less
    for (std::size_t at = contested.size(); at-- > 0;)
      savings[at] = savings[at + 1] + cost_of(contested[at].item, base_.picks[contested[at].item]);
    std::vector<State> plans = {{base_.cost, base_.gain, kNoChoice}};
    for (std::size_t at = 0; at < contested.size() && is_exact_; ++at) {
      if (contested[at].regret > slack()) break;  // ascending: no later one is part of a better plan
      deviate(contested[at].item, savings[at + 1], plans);
    }
  }

  /// The best plan found.
  [[nodiscard]] PortfolioPicks best() const {
    if (best_trace_ == kNoChoice) return best_;
    PortfolioPicks plan = base_;
    for (std::uint32_t at = best_trace_; at != kNoChoice; at = traces_[at].before)
      plan.picks[traces_[at].item] = traces_[at].pick;
    plan.cost = best_.cost;
    plan.gain = best_.gain;
    return plan;
  }
  /// Whole part of the optimum of the relaxation.
  [[nodiscard]] std::int64_t bound() const {
    return to_int64(from_bits(
        int128::divide(bits(bound_), UInt128{0, static_cast<std::uint64_t>(price_.cost)}).quotient));
  }
  [[nodiscard]] bool is_exact() const noexcept { return is_exact_; }
  [[nodiscard]] std::int64_t states() const noexcept { return states_; }

 private:
  /// What the regrets of a plan that gains one unit more than the best one may come to.
  [[nodiscard]] Int128 slack() const noexcept { return bound_ - multiply(price_.cost, best_.gain + 1); }

  [[nodiscard]] std::int64_t cost_of(std::uint32_t item, std::uint32_t pick) const noexcept {
    return pick == kNoChoice ? 0 : problem_.of(item)[pick].cost;
  }
  [[nodiscard]] std::int64_t gain_of(std::uint32_t item, std::uint32_t pick) const noexcept {
    return pick == kNoChoice ? 0 : problem_.of(item)[pick].gain;
  }
  [[nodiscard]] Int128 regret_of(std::uint32_t item, std::uint32_t pick) const noexcept {
    const std::uint32_t base = base_.picks[item];
    return price_.worth(gain_of(item, base), cost_of(item, base)) -
           price_.worth(gain_of(item, pick), cost_of(item, pick));
  }

  /// fn(pick) for every other choice of the item, none among them, whose regret leaves room for a better plan.
  template <typename Function>
  void for_each_deviation(std::uint32_t item, Function&& fn) const {
    const Int128 most = slack();
    const std::uint32_t base = base_.picks[item];
    if (base != kNoChoice && regret_of(item, kNoChoice) <= most) fn(kNoChoice);
    for (std::uint32_t pick = 0; pick < problem_.of(item).size(); ++pick) {
      if (pick != base && regret_of(item, pick) <= most) fn(pick);
    }
  }

  [[nodiscard]] std::vector<Contested> find_contested() const {
    std::vector<Contested> contested;
    for (std::uint32_t item = 0; item < problem_.items(); ++item) {
      bool is_contested = false;
      Int128 least = 0;
      for_each_deviation(item, [&](std::uint32_t pick) {
        const Int128 regret = regret_of(item, pick);
        least = is_contested ? std::min(least, regret) : regret;
        is_contested = true;
      });
      if (is_contested) contested.push_back({item, least});
    }
    std::stable_sort(contested.begin(), contested.end(),
                     [](const Contested& a, const Contested& b) { return a.regret < b.regret; });
    return contested;
  }

  /// Every plan, and every plan with each deviation of the item.
  void deviate(std::uint32_t item, std::int64_t later_savings, std::vector<State>& plans) {
    const std::size_t before = plans.size();
    const std::int64_t base_cost = cost_of(item, base_.picks[item]);
    const std::int64_t base_gain = gain_of(item, base_.picks[item]);
    std::vector<std::uint32_t> picks;
    for_each_deviation(item, [&](std::uint32_t pick) { picks.push_back(pick); });
    for (const std::uint32_t pick : picks) {
      for (std::size_t at = 0; at < before && is_exact_; ++at) {
        const std::int64_t cost = plans[at].cost - base_cost + cost_of(item, pick);
        const std::int64_t gain = plans[at].gain - base_gain + gain_of(item, pick);
        if (is_hopeless(cost, gain, later_savings)) continue;
        traces_.push_back({plans[at].trace, item, pick});
        plans.push_back({cost, gain, static_cast<std::uint32_t>(traces_.size() - 1)});
        note(plans.back());
      }
    }
    keep_undominated(later_savings, plans);
  }

  /// Regrets and costs so far leave no better plan: gain = bound - regrets - price x (budget - cost).
  [[nodiscard]] bool is_hopeless(std::int64_t cost, std::int64_t gain,
                                 std::int64_t later_savings) const noexcept {
    if (cost - budget_ > later_savings) return true;
    const Int128 regrets = bound_ - multiply(price_.cost, gain) - multiply(price_.gain, budget_ - cost);
    return regrets > slack();
  }

  void note(const State& plan) {
    is_exact_ = ++states_ < problem_.search_limit;
    if (plan.cost > budget_ || plan.gain <= best_.gain) return;
    best_.cost = plan.cost;
    best_.gain = plan.gain;
    best_trace_ = plan.trace;
  }

  void keep_undominated(std::int64_t later_savings, std::vector<State>& plans) const {
    std::stable_sort(plans.begin(), plans.end(), [](const State& a, const State& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.gain > b.gain;
    });
    std::size_t kept = 0;
    for (const State& plan : plans) {
      if (kept > 0 && plan.gain <= plans[kept - 1].gain) continue;
      if (is_hopeless(plan.cost, plan.gain, later_savings)) continue;
      plans[kept++] = plan;
    }
    plans.resize(kept);
  }

  const PortfolioProblem& problem_;
  const std::int64_t budget_;
  const BudgetPrice price_;
  const PortfolioPicks base_;
  Int128 bound_;  // optimum of the relaxation times price.cost
  PortfolioPicks best_;
  std::uint32_t best_trace_ = kNoChoice;
  std::vector<Trace> traces_;
  std::int64_t states_ = 0;
  bool is_exact_ = true;
};

PortfolioPlan plan_of(const PortfolioProblem& problem, const PortfolioPicks& picks) {
  PortfolioPlan plan;
  plan.cost = picks.cost;
  plan.value = plan.bound = picks.gain;
  plan.is_exact = true;
  plan.chosen.reserve(problem.items());
  for (std::size_t item = 0; item < problem.items(); ++item) {
    const std::uint32_t pick = picks.picks[item];
    plan.chosen.push_back(pick == kNoChoice ? kNoChoice : problem.of(item)[pick].number);
  }
  return plan;
}

}  // namespace

PortfolioPlan choose_offers(const PortfolioProblem& problem) {
  const PortfolioPicks best = best_without_budget(problem);
  if (!problem.budget || best.cost <= *problem.budget) return plan_of(problem, best);
  const PortfolioRelaxation relaxation = relax(problem);
  // The cheapest choices of the greatest gains do not fit, so neither do all steps of the hulls: there is a price.
  PlanSearch search(problem, relaxation);
  search.run();
  PortfolioPlan plan = plan_of(problem, search.best());
  plan.bound = search.bound();
  plan.is_exact = search.is_exact() || plan.value == plan.bound;
  plan.is_binding = true;
  plan.price_gain = relaxation.price.gain;
  plan.price_cost = relaxation.price.cost;
  plan.states = search.states();
  return plan;
}

}  // namespace openitem::discount
