#include "openitem/discount_portfolio.h"

#include <cstdint>
#include <optional>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "core/bounds.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/discount_portfolio.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_discount_portfolio_options default_portfolio_options = OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT;
constexpr std::int64_t first_portfolio_size = 96;  // version 0.1
constexpr std::int64_t default_search_limit = 1'000'000, most_search = 100'000'000;

std::optional<std::int64_t> read_optional_number(const std::int64_t* number) {
  return number == nullptr ? std::nullopt : std::optional<std::int64_t>(*number);
}

struct PortfolioChoices {
  std::int32_t side, budget_basis, compounding, year_days;
};

/// The required choices, the first of which is argument `first`; the options follow them.
discount::PortfolioOptions read_portfolio_options(const PortfolioChoices& required,
                                                  const oi_discount_portfolio_options* options,
                                                  std::int32_t first) {
  const std::int32_t argument = first + 4;
  const oi_discount_portfolio_options given = read_options(
      options, default_portfolio_options,
      {.type = "oi_discount_portfolio_options", .argument = argument, .first_size = first_portfolio_size});
  discount::PortfolioOptions choices;
  choices.side = read_variant(required.side, discount::PortfolioSide::buyer, "side",
                              "OI_PORTFOLIO_SELLER or OI_PORTFOLIO_BUYER", first);
  choices.budget_basis =
      read_variant(required.budget_basis, discount::BudgetBasis::worst_case, "budget_basis",
                   "OI_BUDGET_EXPECTED or OI_BUDGET_WORST_CASE", first + 1);
  choices.compounding = read_variant(required.compounding, discount::Compounding::effective, "compounding",
                                     "OI_DISCOUNT_SIMPLE or OI_DISCOUNT_EFFECTIVE", first + 2);
  blaming(first + 3, [&] { discount::check_year_days(required.year_days); });
  choices.year_days = required.year_days;
  choices.search_limit = given.search_limit == 0 ? default_search_limit : given.search_limit;
  blaming(argument, [&] {
    check_threads(given.threads);
    check_bounds("options.search_limit", choices.search_limit, 1, most_search);
  });
  choices.threads = given.threads;
  choices.cost_of_capital = read_optional_number(given.cost_of_capital);
  choices.take_up = read_optional_number(given.take_up);
  choices.minimum_yield = read_optional_number(given.minimum_yield);
  choices.budget = read_optional_number(given.budget);
  choices.rounding = read_rounding(given.rounding, argument);
  choices.money = read_money_form(given.money, argument);
  choices.currency = read_optional_text(given.currency);
  choices.date_format = read_optional_text(given.date_format);
  choices.segment = read_optional_text(given.segment);
  choices.clock = read_choice(given.clock, ApplicationClock::recorded_on, "clock", "OI_CLOCK_*", argument);
  choices.known_at = read_optional_day(given.known_at, "options.known_at", argument);
  return choices;
}

}  // namespace

oi_status oi_discount_portfolio_options_init(oi_discount_portfolio_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_portfolio_options;
  });
}

oi_status oi_discount_portfolio_compute(const oi_table* tables, int32_t table_count, oi_day offered_on,
                                        oi_portfolio_side side, oi_budget_basis budget_basis,
                                        oi_discount_compounding compounding, int32_t year_days,
                                        const oi_discount_portfolio_options* options, oi_result** result,
                                        oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const Date day = read_day(offered_on, "offered_on", 2);
    const discount::PortfolioOptions choices =
        read_portfolio_options({side, budget_basis, compounding, year_days}, options, 3);
    require(result, "result", 8);
    *result = make_handle(discount::compute_discount_portfolio(borrowed.views(), day, choices));
  });
}

oi_status oi_discount_portfolio_compute_ledger(const oi_ledger* ledger, oi_day offered_on,
                                               const oi_table* tables, int32_t table_count,
                                               oi_portfolio_side side, oi_budget_basis budget_basis,
                                               oi_discount_compounding compounding, int32_t year_days,
                                               const oi_discount_portfolio_options* options,
                                               oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date day = read_day(offered_on, "offered_on", 1);
    const BorrowedTables borrowed(tables, table_count, 2);
    const discount::PortfolioOptions choices =
        read_portfolio_options({side, budget_basis, compounding, year_days}, options, 4);
    require(result, "result", 9);
    *result = make_handle(
        discount::compute_ledger_discount_portfolio(ledger->ledger, day, borrowed.views(), choices));
  });
}
