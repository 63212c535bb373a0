#include "openitem/discount_portfolio.h"

#include <cstdint>
#include <optional>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/discount_portfolio.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_portfolio_options default_portfolio_options = OI_PORTFOLIO_OPTIONS_INIT;
constexpr std::int64_t first_portfolio_size = 112;  // version 0.1
constexpr std::int64_t default_search_limit = 1'000'000;

std::optional<std::int64_t> read_optional_number(const std::int64_t* number) {
  return number == nullptr ? std::nullopt : std::optional<std::int64_t>(*number);
}

discount::PortfolioOptions read_portfolio_options(const oi_portfolio_options* options,
                                                  std::int32_t argument) {
  const oi_portfolio_options given = read_options(
      options, default_portfolio_options,
      {.type = "oi_portfolio_options", .argument = argument, .first_size = first_portfolio_size});
  discount::PortfolioOptions choices;
  choices.threads = given.threads;
  choices.side = read_variant(given.side, discount::PortfolioSide::buyer, "options.side",
                              "OI_PORTFOLIO_SELLER or OI_PORTFOLIO_BUYER", argument);
  choices.budget_basis =
      read_variant(given.budget_basis, discount::BudgetBasis::worst_case, "options.budget_basis",
                   "OI_BUDGET_EXPECTED or OI_BUDGET_WORST_CASE", argument);
  choices.compounding =
      read_variant(given.compounding, discount::Compounding::effective, "options.compounding",
                   "OI_DISCOUNT_SIMPLE or OI_DISCOUNT_EFFECTIVE", argument);
  choices.year_days = given.year_days;
  choices.cost_of_capital = read_optional_number(given.cost_of_capital);
  choices.take_up = read_optional_number(given.take_up);
  choices.minimum_yield = read_optional_number(given.minimum_yield);
  choices.budget = read_optional_number(given.budget);
  choices.search_limit = given.search_limit == 0 ? default_search_limit : given.search_limit;
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

oi_status oi_portfolio_options_init(oi_portfolio_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_portfolio_options;
  });
}

oi_status oi_discount_plan(const oi_table* tables, int32_t table_count, oi_day offered_on,
                           const oi_portfolio_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const Date day = read_day(offered_on, "offered_on", 2);
    const discount::PortfolioOptions choices = read_portfolio_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(discount::plan_discounts(borrowed.views(), day, choices));
  });
}

oi_status oi_discount_plan_ledger(const oi_ledger* ledger, oi_day offered_on, const oi_table* tables,
                                  int32_t table_count, const oi_portfolio_options* options,
                                  oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date day = read_day(offered_on, "offered_on", 1);
    const BorrowedTables borrowed(tables, table_count, 2);
    const discount::PortfolioOptions choices = read_portfolio_options(options, 4);
    require(result, "result", 5);
    *result = make_handle(discount::plan_ledger_discounts(ledger->ledger, day, borrowed.views(), choices));
  });
}
