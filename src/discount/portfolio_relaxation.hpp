#pragma once
/// \file
/// The linear relaxation of a portfolio: upper hulls of the items, their increments by gain per cost, and a first plan.

#include <cstdint>
#include <span>
#include <vector>

#include "core/int128.hpp"
#include "discount/portfolio_search.hpp"

namespace openitem::discount {

/// Gain per unit of cost as an exact fraction; cost above 0.
struct BudgetPrice {
  std::int64_t gain = 0;
  std::int64_t cost = 1;

  /// gain of a choice less its cost at this price, times `cost` of the price: exact.
  [[nodiscard]] Int128 worth(std::int64_t choice_gain, std::int64_t choice_cost) const noexcept {
    return multiply(cost, choice_gain) - multiply(gain, choice_cost);
  }
};

/// The choice of each item as an index in its choices; kNoChoice = none.
struct PortfolioPicks {
  std::vector<std::uint32_t> picks;
  std::int64_t cost = 0, gain = 0;
};

struct PortfolioRelaxation {
  bool is_binding = false;
  BudgetPrice price;     ///< of the increment that does not fit; where binding
  PortfolioPicks first;  ///< the plan of the increments that fit; all of them where the budget does not bind
};

[[nodiscard]] PortfolioRelaxation relax(const PortfolioProblem& problem);
/// Of each item the choice of the greatest worth at the price, of several the one of the least cost, none before any.
[[nodiscard]] PortfolioPicks best_at(const PortfolioProblem& problem, const BudgetPrice& price);
/// Of each item the choice of the greatest gain, of several the one of the least cost, then the first.
[[nodiscard]] PortfolioPicks best_without_budget(const PortfolioProblem& problem);

}  // namespace openitem::discount
