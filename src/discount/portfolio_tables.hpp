#pragma once
/// \file
/// A chosen portfolio of discounts as tables.

#include <cstdint>
#include <optional>
#include <vector>

#include "discount/portfolio_candidates.hpp"
#include "discount/portfolio_items.hpp"
#include "discount/portfolio_search.hpp"

namespace openitem::discount {

/// What is to be done for one currency.
struct CurrencyPlan {
  std::uint16_t currency = 0;  ///< by index
  std::optional<std::int64_t> budget;
  std::int64_t amount = 0;  ///< of all its items, as read
  PortfolioPlan plan;
};

struct PortfolioResult {
  const PortfolioItems& items;
  const PortfolioOffers& offers;
  const PortfolioCandidates& candidates;  ///< with their last status
  std::vector<std::uint32_t> chosen;      ///< by item: row of the candidates, kNoChoice
  std::vector<CurrencyPlan> currencies;   ///< ascending by code
};

[[nodiscard]] Table portfolio_items_table(const PortfolioResult& result);
[[nodiscard]] Table portfolio_offers_table(const PortfolioResult& result);
/// "totals", "bound", "proof". \throws Error overflow.
[[nodiscard]] std::vector<Table> portfolio_sum_tables(const PortfolioResult& result);

}  // namespace openitem::discount
