#include "discount/portfolio_relaxation.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace openitem::discount {
namespace {

/// A step up the hull of an item.
struct Increment {
  std::int64_t cost, gain;
  std::uint32_t item;
  std::uint32_t level;  // of the item, from 0: steps of one item come in this order
  std::uint32_t pick;
};

/// Whether a rises less steeply than b: gain / cost by exact products.
bool is_flatter(std::int64_t gain_a, std::int64_t cost_a, std::int64_t gain_b, std::int64_t cost_b) {
  return multiply(gain_a, cost_b) < multiply(gain_b, cost_a);
}

/// Appends the hulls of items, from (0, 0) up.
class HullWriter {
 public:
  explicit HullWriter(const PortfolioProblem& problem) : problem_(problem) {}

  void write(std::uint32_t item, std::vector<Increment>& increments) {
    const std::span<const PortfolioChoice> choices = problem_.of(item);
    order_.resize(choices.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (choices[a].cost != choices[b].cost) return choices[a].cost < choices[b].cost;
      return choices[a].gain != choices[b].gain ? choices[a].gain > choices[b].gain : a < b;
    });
    hull_.clear();
    for (const std::uint32_t at : order_) push(choices[at].cost, choices[at].gain, at);
    std::int64_t cost = 0, gain = 0;
    for (std::uint32_t level = 0; level < hull_.size(); ++level) {
      const Corner& corner = hull_[level];
      increments.push_back({corner.cost - cost, corner.gain - gain, item, level, corner.pick});
      cost = corner.cost;
      gain = corner.gain;
    }
  }

 private:
  struct Corner {
    std::int64_t cost, gain;
    std::uint32_t pick;
  };

  void push(std::int64_t cost, std::int64_t gain, std::uint32_t pick) {
    if (!hull_.empty() && gain <= hull_.back().gain) return;  // costs no less, gains no more
    while (!hull_.empty()) {
      const Corner before = hull_.size() > 1 ? hull_[hull_.size() - 2] : Corner{0, 0, kNoChoice};
      const Corner& last = hull_.back();
      // The last corner stays where the way to it is steeper than the way on.
      if (is_flatter(gain - last.gain, cost - last.cost, last.gain - before.gain, last.cost - before.cost))
        break;
      hull_.pop_back();
    }
    hull_.push_back({cost, gain, pick});
  }

  const PortfolioProblem& problem_;
  std::vector<std::uint32_t> order_;
  std::vector<Corner> hull_;
};

std::vector<Increment> increments_of(const PortfolioProblem& problem) {
  std::vector<Increment> increments;
  HullWriter hulls(problem);
  for (std::uint32_t item = 0; item < problem.items(); ++item) hulls.write(item, increments);
  std::sort(increments.begin(), increments.end(), [](const Increment& a, const Increment& b) {
    if (is_flatter(b.gain, b.cost, a.gain, a.cost)) return true;
    if (is_flatter(a.gain, a.cost, b.gain, b.cost)) return false;
    return a.item != b.item ? a.item < b.item : a.level < b.level;
  });
  return increments;
}

}  // namespace

PortfolioRelaxation relax(const PortfolioProblem& problem) {
  PortfolioRelaxation found;
  found.first.picks.assign(problem.items(), kNoChoice);
  std::vector<std::uint32_t> level(problem.items(), 0);  // the next step of each item
  for (const Increment& step : increments_of(problem)) {
    const bool follows = level[step.item] == step.level;
    const bool fits = !problem.budget || step.cost <= *problem.budget - found.first.cost;
    if (!fits && !found.is_binding) {
      found.is_binding = true;
      found.price = {step.gain, step.cost};
    }
    if (!fits || !follows) continue;
    found.first.cost += step.cost;
    found.first.gain += step.gain;
    found.first.picks[step.item] = step.pick;
    ++level[step.item];
  }
  return found;
}

PortfolioPicks best_at(const PortfolioProblem& problem, const BudgetPrice& price) {
  PortfolioPicks best;
  best.picks.assign(problem.items(), kNoChoice);
  for (std::size_t item = 0; item < problem.items(); ++item) {
    const std::span<const PortfolioChoice> choices = problem.of(item);
    Int128 most = 0;
    std::int64_t cost = 0, gain = 0;
    for (std::uint32_t at = 0; at < choices.size(); ++at) {
      const Int128 worth = price.worth(choices[at].gain, choices[at].cost);
      if (worth < most || (worth == most && choices[at].cost >= cost)) continue;
      most = worth;
      cost = choices[at].cost;
      gain = choices[at].gain;
      best.picks[item] = at;
    }
    best.cost += cost;
    best.gain += gain;
  }
  return best;
}

PortfolioPicks best_without_budget(const PortfolioProblem& problem) {
  PortfolioPicks best;
  best.picks.assign(problem.items(), kNoChoice);
  for (std::size_t item = 0; item < problem.items(); ++item) {
    const std::span<const PortfolioChoice> choices = problem.of(item);
    if (choices.empty()) continue;
    std::uint32_t pick = 0;
    for (std::uint32_t at = 1; at < choices.size(); ++at) {
      const bool gains_more = choices[at].gain > choices[pick].gain;
      const bool costs_less = choices[at].gain == choices[pick].gain && choices[at].cost < choices[pick].cost;
      if (gains_more || costs_less) pick = at;
    }
    best.picks[item] = pick;
    best.cost += choices[pick].cost;
    best.gain += choices[pick].gain;
  }
  return best;
}

}  // namespace openitem::discount
