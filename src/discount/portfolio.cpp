// compute_discount_portfolio: options, candidates, the choice for each currency, tables (docs/methods/discount_portfolio.md).

#include "openitem/discount_portfolio.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "column/about_lines.hpp"
#include "column/rate_cells.hpp"
#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"
#include "discount/portfolio_candidates.hpp"
#include "discount/portfolio_items.hpp"
#include "discount/portfolio_search.hpp"
#include "discount/portfolio_tables.hpp"
#include "money/currency_table.hpp"
#include "money/rounding.hpp"

namespace openitem::discount {
namespace {

constexpr std::int64_t kMostSearch = 100'000'000;
constexpr std::int64_t kHighestYearlyRate = 100'000'000'000;

void check_portfolio_variant(std::string_view name, std::int32_t value, std::string_view choices) {
  if (value == 1 || value == 2) return;
  throw Error(value == 0 ? Status::not_set : Status::invalid_argument,
              Message().append(name).append(" must be chosen: ").append(choices));
}

void check_rate_option(std::string_view name, const std::optional<std::int64_t>& rate, std::int64_t highest) {
  if (rate) check_bounds(name, *rate, 0, highest);
}

void check_portfolio_options(const PortfolioOptions& options) {
  check_threads(options.threads);
  check_portfolio_variant("side", static_cast<std::int32_t>(options.side), "seller or buyer");
  check_portfolio_variant("budget_basis", static_cast<std::int32_t>(options.budget_basis),
                          "expected or worst_case");
  check_compounding(options.compounding);
  check_year_days(options.year_days);
  check_rounding(options.rounding);
  check_rate_option("cost_of_capital", options.cost_of_capital, kHighestYearlyRate);
  check_rate_option("take_up", options.take_up, kPartsPerUnit);
  check_rate_option("minimum_yield", options.minimum_yield, kHighestYearlyRate);
  check_bounds("search_limit", options.search_limit, 1, kMostSearch);
  if (options.minimum_yield && options.side == PortfolioSide::seller) {
    throw Error(Status::invalid_argument,
                "minimum_yield is what a buyer wants of his cash; the seller's limit is cost_of_capital");
  }
}

/// The items of each currency that occurs, ascending by code, which is the order of the table.
std::vector<CurrencyPlan> currencies_of(const PortfolioItems& items,
                                        const std::vector<std::optional<std::int64_t>>& budgets) {
  std::vector<CurrencyPlan> by_index(currency_table().size());
  std::vector<std::uint8_t> occurs(by_index.size(), 0);
  for (std::size_t row = 0; row < items.rows(); ++row) {
    CurrencyPlan& plan = by_index[items.currency[row]];
    occurs[items.currency[row]] = 1;
    plan.amount = checked_add(plan.amount, items.amount[row]);
    if (!is_amount(plan.amount)) {
      throw Error(Status::overflow, "the amounts of one currency come to 2^62 minor units or more")
          .at(static_cast<std::int64_t>(row), "items.amount");
    }
  }
  std::vector<CurrencyPlan> plans;
  for (std::size_t index = 0; index < by_index.size(); ++index) {
    if (occurs[index] == 0) continue;
    plans.push_back(std::move(by_index[index]));
    plans.back().currency = static_cast<std::uint16_t>(index);
    plans.back().budget = budgets[index];
  }
  return plans;
}

/// Chooses for one currency and says so in `chosen` and in the statuses.
void choose(CurrencyPlan& currency, const PortfolioItems& items, std::int64_t search_limit,
            PortfolioCandidates& candidates, std::vector<std::uint32_t>& chosen) {
  PortfolioProblem problem;
  problem.budget = currency.budget;
  problem.search_limit = search_limit;
  problem.offsets.push_back(0);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t item = 0; item < items.rows(); ++item) {
    if (items.currency[item] != currency.currency) continue;
    for (std::size_t at = candidates.offsets[item]; at < candidates.offsets[item + 1]; ++at) {
      if (candidates.status[at] != OfferStatus::budget) continue;
      problem.choices.push_back({candidates.cost[at], candidates.gain[at], static_cast<std::uint32_t>(at)});
    }
    rows.push_back(item);
    problem.offsets.push_back(problem.choices.size());
  }
  currency.plan = choose_offers(problem);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::uint32_t pick = currency.plan.chosen[row];
    chosen[rows[row]] = pick;
    if (pick == kNoChoice) continue;
    for (const PortfolioChoice& choice : problem.of(row))
      candidates.status[choice.number] =
          choice.number == pick ? OfferStatus::chosen : OfferStatus::other_offer;
  }
}

std::string optional_rate_text(const std::optional<std::int64_t>& rate) {
  return rate ? rate_text(*rate) : std::string();
}

Table about_portfolio(Date offered_on, const PortfolioOptions& options) {
  AboutLines about;
  about.add("report", "discount_portfolio");
  about.add("formula", "docs/methods/discount_portfolio.md");
  about.add("offered_on", offered_on.iso());
  about.add("side", options.side == PortfolioSide::seller ? "seller" : "buyer");
  about.add("budget_basis", options.budget_basis == BudgetBasis::expected ? "expected" : "worst_case");
  about.add("compounding", options.compounding == Compounding::simple ? "simple" : "effective");
  about.add("year_days", std::to_string(options.year_days));
  about.add("cost_of_capital", optional_rate_text(options.cost_of_capital));
  about.add("take_up", optional_rate_text(options.take_up));
  about.add("minimum_yield", optional_rate_text(options.minimum_yield));
  about.add("rounding", std::string(name_of(options.rounding)));
  about.add("search_limit", std::to_string(options.search_limit));
  about.add("segment", options.segment);
  about.add("known_at", day_text(options.known_at));
  return about.table();
}

DiscountPortfolio plan_items(const PortfolioItems& items, const NamedTables& tables, Date offered_on,
                             const PortfolioOptions& options) {
  const PortfolioOffers offers = read_portfolio_offers(tables, items, offered_on, options);
  std::vector<CurrencyPlan> currencies = currencies_of(items, read_budgets(tables, items, options));
  PortfolioCandidates candidates = price_candidates(items, offers, offered_on, options);
  std::vector<std::uint32_t> chosen(items.rows(), kNoChoice);
  for (CurrencyPlan& currency : currencies) choose(currency, items, options.search_limit, candidates, chosen);
  const PortfolioResult result{items, offers, candidates, std::move(chosen), std::move(currencies)};
  std::vector<Table> found;
  found.push_back(portfolio_items_table(result));
  found.push_back(portfolio_offers_table(result));
  for (Table& table : portfolio_sum_tables(result)) found.push_back(std::move(table));
  found.push_back(about_portfolio(offered_on, options));
  return Result(std::move(found));
}

}  // namespace

DiscountPortfolio compute_discount_portfolio(std::span<const TableView> tables, Date offered_on,
                                             const PortfolioOptions& options) {
  check_portfolio_options(options);
  if (!options.segment.empty() || options.known_at || options.clock != ApplicationClock::latest) {
    throw Error(Status::invalid_argument,
                "segment, clock and known_at are those of a ledger; items have columns of their own");
  }
  constexpr std::array<std::string_view, 4> names = {"items", "offers", "customers", "budgets"};
  const NamedTables given(tables, names);
  return plan_items(read_portfolio_items(given, offered_on, options), given, offered_on, options);
}

DiscountPortfolio compute_ledger_discount_portfolio(const Ledger& ledger, Date offered_on,
                                                    std::span<const TableView> tables,
                                                    const PortfolioOptions& options) {
  check_portfolio_options(options);
  const auto clock = static_cast<std::int32_t>(options.clock);
  check_bounds("clock", clock, 0, static_cast<std::int32_t>(ApplicationClock::recorded_on));
  if (!options.currency.empty()) {
    throw Error(Status::invalid_argument, "the documents of a ledger have their currencies; state none");
  }
  constexpr std::array<std::string_view, 3> names = {"offers", "customers", "budgets"};
  const NamedTables given(tables, names);
  return plan_items(find_portfolio_items(ledger, given, offered_on, options), given, offered_on, options);
}

}  // namespace openitem::discount
