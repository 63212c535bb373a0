#pragma once
/// \file
/// Every offer that could be made for every item, and what it comes to (docs/methods/discount_portfolio.md, 2).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "discount/portfolio_items.hpp"

namespace openitem::discount {

enum class OfferStatus : std::uint8_t { chosen, other_offer, budget, no_gain, below_yield, after_due };

/// Columns: item after item, each with its offers in their order.
struct PortfolioCandidates {
  std::vector<std::size_t> offsets;  ///< items + 1
  std::vector<std::uint32_t> item, offer;
  std::vector<std::int32_t> days_early;
  std::vector<std::int64_t> discount, payment, take_up, gain_if_taken, gain, cost;
  std::vector<double> yield;        ///< NaN = missing
  std::vector<OfferStatus> status;  ///< before the choice: `budget` where the candidate can be chosen

  [[nodiscard]] std::size_t rows() const noexcept { return offer.size(); }
};

/// \throws Error not_set (a candidate without a take-up), invalid_argument (a discount of the whole amount), each with its row.
[[nodiscard]] PortfolioCandidates price_candidates(const PortfolioItems& items, const PortfolioOffers& offers,
                                                   Date offered_on, const PortfolioOptions& options);

}  // namespace openitem::discount
