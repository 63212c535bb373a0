#include "openitem/discount_history.h"

#include <cstdint>

#include "arguments.hpp"
#include "core/bounds.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/discount_history.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_discount_history_options default_history_options = OI_DISCOUNT_HISTORY_OPTIONS_INIT;
constexpr std::int64_t first_history_size = 72;  // version 0.1
constexpr std::int32_t default_minimum_count = 3, default_minimum_offers = 10;
constexpr std::int64_t most_counted = 1'000'000, most_tolerance = 366;

void read_history_numbers(const oi_discount_history_options& given, std::int32_t argument,
                          DiscountHistoryOptions& choices) {
  choices.threads = given.threads;
  choices.minimum_invoices = given.minimum_invoices == 0 ? default_minimum_count : given.minimum_invoices;
  choices.minimum_offers = given.minimum_offers == 0 ? default_minimum_offers : given.minimum_offers;
  choices.tolerance_days = given.tolerance_days;
  blaming(argument, [&] {
    check_threads(choices.threads);
    check_bounds("options.minimum_invoices", choices.minimum_invoices, 1, most_counted);
    check_bounds("options.minimum_offers", choices.minimum_offers, 1, most_counted);
    check_bounds("options.tolerance_days", choices.tolerance_days, 0, most_tolerance);
  });
}

DiscountHistoryOptions read_history_options(const oi_discount_history_options* options,
                                            std::int32_t argument) {
  const oi_discount_history_options given = read_options(
      options, default_history_options,
      {.type = "oi_discount_history_options", .argument = argument, .first_size = first_history_size});
  DiscountHistoryOptions choices;
  read_history_numbers(given, argument, choices);
  choices.clock = read_choice(given.clock, ApplicationClock::recorded_on, "clock", "OI_CLOCK_*", argument);
  choices.by = read_by_names(given.by, given.by_count, argument);
  choices.known_at = read_optional_day(given.known_at, "options.known_at", argument);
  choices.segment = read_optional_text(given.segment);
  choices.period =
      read_choice(given.period, HistoryPeriod::year, "options.period", "OI_HISTORY_PERIOD_*", argument);
  choices.reading =
      read_choice(given.reading, TermsReading::eom_dating, "options.reading", "OI_TERMS_*", argument);
  choices.discount_tax = read_choice(given.discount_tax, TermsDiscountTax::mixed, "options.discount_tax",
                                     "OI_TERMS_TAX_*", argument);
  choices.rounding = read_rounding(given.rounding, argument);
  return choices;
}

}  // namespace

oi_status oi_discount_history_options_init(oi_discount_history_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_history_options;
  });
}

oi_status oi_discount_history_compute(const oi_ledger* ledger, oi_day as_of, oi_counterfactual counterfactual,
                                      int64_t cost_of_capital, int32_t year_days,
                                      const oi_discount_history_options* options, oi_result** result,
                                      oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date day = read_day(as_of, "as_of", 1);
    DiscountHistoryOptions choices = read_history_options(options, 5);
    choices.counterfactual = read_variant(counterfactual, Counterfactual::median, "counterfactual",
                                          "OI_COUNTERFACTUAL_MEAN or OI_COUNTERFACTUAL_MEDIAN", 2);
    blaming(3, [&] { check_bounds("cost_of_capital", cost_of_capital, 0, discount::kLargestApr); });
    blaming(4, [&] { discount::check_year_days(year_days); });
    choices.cost_of_capital = cost_of_capital;
    choices.year_days = year_days;
    require(result, "result", 6);
    *result = make_handle(compute_discount_history(ledger->ledger, day, choices));
  });
}
