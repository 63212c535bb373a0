#pragma once
/// \file
/// What a portfolio of discounts is chosen from: items, offers and budgets, read.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/named_tables.hpp"
#include "column/read.hpp"
#include "openitem/discount_portfolio.hpp"

namespace openitem::discount {

inline constexpr std::int64_t kNoRate = -1;

struct PortfolioItems {
  KeyCells item, customer, segment;     ///< no codes = no such column
  std::vector<std::uint16_t> currency;  ///< by index
  std::vector<std::int64_t> amount;     ///< minor units, 0 or more
  std::vector<std::int32_t> due, likely;
  std::vector<std::int64_t> take_up,
      capital;  ///< parts per billion; never missing once `fill_defaults` has run

  [[nodiscard]] std::size_t rows() const noexcept { return amount.size(); }
};

/// What customers say of all their items.
struct CustomerDefaults {
  std::vector<std::int32_t> days_late;
  std::vector<std::int64_t> take_up, capital;  ///< kNoRate = nothing
};

struct PortfolioOffers {
  KeyCells name;                             ///< no codes = rows
  std::vector<std::uint32_t> item, segment;  ///< codes in those of the items; kNoKey = not stated
  std::vector<std::int64_t> rate, apr;       ///< one of the two; kNoRate = the other one
  std::vector<std::int32_t> pay_by;
  std::vector<std::int64_t> take_up;  ///< kNoRate = that of the item

  [[nodiscard]] std::size_t rows() const noexcept { return pay_by.size(); }
};

/// \throws Error located at table, column and row, as all of these.
[[nodiscard]] PortfolioItems read_portfolio_items(const NamedTables& tables, Date offered_on,
                                                  const PortfolioOptions& options);
/// The open debit items of a ledger.
[[nodiscard]] PortfolioItems find_portfolio_items(const Ledger& ledger, const NamedTables& tables,
                                                  Date offered_on, const PortfolioOptions& options);
/// By code of the items' customers; the segments of customers go into `items`, where it has none.
[[nodiscard]] CustomerDefaults read_customer_defaults(const NamedTables& tables, PortfolioItems& items);
/// Take-up and cost of capital where an item says nothing: of its customer, else of the options. \throws Error not_set.
void fill_defaults(PortfolioItems& items, const CustomerDefaults& customers, const PortfolioOptions& options);
/// Nothing is paid before the day of the offers.
void settle_likely_days(PortfolioItems& items, Date offered_on);
[[nodiscard]] PortfolioOffers read_portfolio_offers(const NamedTables& tables, const PortfolioItems& items,
                                                    Date offered_on, const PortfolioOptions& options);
/// By currency index; none = no limit for this currency.
[[nodiscard]] std::vector<std::optional<std::int64_t>> read_budgets(const NamedTables& tables,
                                                                    const PortfolioItems& items,
                                                                    const PortfolioOptions& options);

}  // namespace openitem::discount
