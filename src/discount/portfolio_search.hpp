#pragma once
/// \file
/// At most one choice an item, the greatest gain within a budget: the multiple-choice knapsack problem, in integers
/// (docs/methods/discount_portfolio.md, 3; Kellerer, Pferschy and Pisinger, Knapsack Problems, 2004, chapter 11).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace openitem::discount {

inline constexpr std::uint32_t kNoChoice = 0xFFFF'FFFFU;

/// A candidate that is worth its while. Sums of costs and of gains of all of them stay below 2^62.
struct PortfolioChoice {
  std::int64_t cost;     ///< 0 or more
  std::int64_t gain;     ///< above 0
  std::uint32_t number;  ///< the caller's; ascending within an item
};

struct PortfolioProblem {
  std::vector<PortfolioChoice> choices;  ///< item after item
  std::vector<std::size_t> offsets;      ///< items + 1
  std::optional<std::int64_t> budget;    ///< 0 .. 2^62 - 1; none = no limit
  std::int64_t search_limit = 0;

  [[nodiscard]] std::size_t items() const noexcept { return offsets.size() - 1; }
  [[nodiscard]] std::span<const PortfolioChoice> of(std::size_t item) const noexcept {
    return std::span(choices).subspan(offsets[item], offsets[item + 1] - offsets[item]);
  }
};

struct PortfolioPlan {
  std::vector<std::uint32_t> chosen;  ///< by item: the number of the choice, or kNoChoice
  std::int64_t cost = 0, value = 0;
  std::int64_t bound = 0;  ///< whole part of the optimum of the linear relaxation
  bool is_exact = false;
  bool is_binding = false;  ///< the budget is not enough for the best choice of every item
  std::int64_t price_gain = 0,
               price_cost = 1;  ///< what a further unit of budget brings: gain / cost; where binding
  std::int64_t states = 0;      ///< plans looked at
};

/// \throws Error overflow.
[[nodiscard]] PortfolioPlan choose_offers(const PortfolioProblem& problem);

}  // namespace openitem::discount
