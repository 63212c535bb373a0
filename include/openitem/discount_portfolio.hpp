#pragma once
/// \file
/// Which early-payment discounts to offer: many items, candidate offers for each, a cost of capital, a budget.
/// docs/methods/discount_portfolio.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/discount.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem::discount {

/// Who makes the plan.
enum class PortfolioSide : std::int32_t {
  not_set = 0,
  seller = 1,  ///< gives the discount and has the money sooner; a budget is of discounts
  buyer = 2,   ///< pays sooner and keeps the discount; a budget is of payments
};

/// What of an offer a budget counts.
enum class BudgetBasis : std::int32_t {
  not_set = 0,
  expected = 1,    ///< times the probability that it is taken
  worst_case = 2,  ///< all of it: every offer is taken
};

struct PortfolioOptions {
  std::int32_t threads = 1;                           ///< at most 256; never changes a byte of the result
  PortfolioSide side = PortfolioSide::not_set;        ///< required
  BudgetBasis budget_basis = BudgetBasis::not_set;    ///< required
  Compounding compounding = Compounding::not_set;     ///< required
  std::int32_t year_days = 0;                         ///< required: 1 .. 366
  std::optional<std::int64_t> cost_of_capital = {};   ///< parts per billion a year, 0 .. 10^11
  std::optional<std::int64_t> take_up = {};           ///< probability, parts per billion, 0 .. 10^9
  std::optional<std::int64_t> minimum_yield = {};     ///< of the buyer: parts per billion a year, 0 .. 10^11
  std::optional<std::int64_t> budget = {};            ///< minor units; items of one currency
  std::int64_t search_limit = 1'000'000;              ///< plans looked at in each currency, 1 .. 10^8
  Rounding rounding = Rounding::half_up;              ///< of discounts, present values, expectations
  MoneyForm money = MoneyForm::exact;                 ///< of the tables
  std::string currency = {};                          ///< of items where the table has no column currency
  std::string date_format = {};                       ///< of text dates; empty = ISO
  std::string segment = {};                           ///< of a ledger: the dimension that is the segment
  ApplicationClock clock = ApplicationClock::latest;  ///< of a ledger
  std::optional<Date> known_at = {};                  ///< of a ledger
};

/// Tables "items", "offers", "totals", "bound", "proof", "about".
using DiscountPortfolio = Result;

/// The offers to make on `offered_on`: of each item at most one, of the greatest expected gain within the budget of each currency.
/// Tables: "items", "offers"; and "customers", "budgets" where there are any. O(candidates log candidates) and the search.
/// Thread-safe.
/// \throws Error not_set, missing_column, missing_value, invalid_data, unknown_name, unknown_reference, inconsistent_data,
/// out_of_bounds, invalid_argument, overflow, with column and row where there is one.
[[nodiscard]] DiscountPortfolio compute_discount_portfolio(std::span<const TableView> tables, Date offered_on,
                                                           const PortfolioOptions& options);
/// The same for the open debit items of a ledger. Tables: "offers"; and "customers", "budgets" where there are any.
[[nodiscard]] DiscountPortfolio compute_ledger_discount_portfolio(const Ledger& ledger, Date offered_on,
                                                                  std::span<const TableView> tables,
                                                                  const PortfolioOptions& options);

}  // namespace openitem::discount
