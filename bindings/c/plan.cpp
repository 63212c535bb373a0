#include "openitem/plan.h"

#include <cstdint>
#include <span>
#include <string>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/plan.hpp"
#include "plan/checks.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

static_assert(sizeof(oi_annuity_row) == sizeof(plan::AnnuityRow));

constexpr oi_plan_options default_plan_options = OI_PLAN_OPTIONS_INIT;
constexpr oi_plan_alternative_options default_alternative_options = OI_PLAN_ALTERNATIVE_OPTIONS_INIT;
constexpr std::int64_t first_alternative_size = 88;  // version 0.1
constexpr std::int64_t first_plan_size = 216;        // version 0.1

constexpr std::int64_t otherwise(std::int64_t value, std::int64_t absent) {
  return value == 0 ? absent : value;
}

bool read_plan_flag(std::int32_t value, const char* name, std::int32_t argument) {
  blaming(argument, [&] { check_bounds(name, value, 0, 1); });
  return value != 0;
}

/// The choices without a default stand beside the options: form, instalments, unit.
struct PlanArguments {
  oi_plan_form form;
  std::int32_t instalments;
  oi_period_unit unit;
  std::int32_t form_argument;  ///< the two others follow it
};

void read_plan_choices(const PlanArguments& given, plan::PlanTerms& terms) {
  terms.form = read_variant(given.form, plan::PlanForm::given_principal, "form",
                            "OI_PLAN_ANNUITY ... _GIVEN_PRINCIPAL", given.form_argument);
  terms.instalments = given.instalments;
  const bool may_be_none = plan::is_given_form(terms.form);
  blaming(given.form_argument + 1, [&] {
    check_bounds("instalments", given.instalments, may_be_none ? 0 : 1, plan::kMostInstalments);
  });
  terms.unit = read_variant(given.unit, PeriodUnit::years, "unit", "OI_PERIOD_DAYS ... OI_PERIOD_YEARS",
                            given.form_argument + 2);
}

void read_plan_rates(const oi_plan_options& given, std::int32_t argument, plan::PlanTerms& terms) {
  terms.rate = given.rate;
  terms.rate_unit = otherwise(given.rate_unit, plan::kPartsOfOne);
  terms.rate_basis = read_choice(given.rate_basis, plan::PlanRateBasis::day_count, "options.rate_basis",
                                 "OI_PLAN_RATE_*", argument);
  terms.day_count = read_choice(given.day_count, DayCount::excel_days360_european, "options.day_count",
                                "OI_DAY_COUNT_*", argument);
  terms.odd_period = read_choice(given.odd_period, plan::OddPeriod::by_days, "options.odd_period",
                                 "OI_ODD_PERIOD_*", argument);
  terms.earning =
      read_choice(given.earning, plan::ChargeEarning::actuarial, "options.earning", "OI_CHARGE_*", argument);
  if (given.charge != nullptr) terms.charge = *given.charge;
  terms.growth = given.growth;
  terms.growth_every = given.growth_every;
}

void read_plan_dates(const oi_plan_options& given, std::int32_t argument, plan::PlanTerms& terms) {
  terms.every = static_cast<std::int32_t>(otherwise(given.every, 1));
  terms.end_of_month = read_plan_flag(given.end_of_month, "options.end_of_month", argument);
  terms.interest_on_adjusted =
      read_plan_flag(given.interest_on_adjusted, "options.interest_on_adjusted", argument);
  terms.first_due = read_optional_day(given.first_due, "options.first_due", argument);
  terms.convention = read_choice(given.convention, BusinessDayConvention::half_month_modified_following,
                                 "options.convention", "OI_BUSINESS_DAY_*", argument);
  if (given.calendar != nullptr) terms.calendar = given.calendar->calendar;
  terms.grace = given.grace;
  terms.grace_kind = read_choice(given.grace_kind, plan::PlanGrace::capitalised, "options.grace_kind",
                                 "OI_PLAN_GRACE_*", argument);
}

void read_plan_amounts(const oi_plan_options& given, std::int32_t argument, plan::PlanTerms& terms) {
  terms.down_payment = given.down_payment;
  terms.down_payment_rate = given.down_payment_rate;
  terms.balloon = given.balloon;
  terms.upfront_fee = given.upfront_fee;
  terms.finance_upfront_fee =
      read_plan_flag(given.finance_upfront_fee, "options.finance_upfront_fee", argument);
  terms.instalment_fee = given.instalment_fee;
  terms.single_fee = given.single_fee;
  terms.single_fee_instalment = given.single_fee_instalment;
  terms.payment_unit = otherwise(given.payment_unit, 1);
  terms.rounding = read_rounding(given.rounding, argument);
  terms.interest_rounding = read_rounding(given.interest_rounding, argument);
  terms.residue =
      read_choice(given.residue, plan::PlanResidue::spread, "options.residue", "OI_PLAN_RESIDUE_*", argument);
  require_array(given.given, given.given_count, "options.given", argument);
  terms.given.assign(given.given, given.given + given.given_count);
}

struct PlanChoices {
  plan::PlanTerms terms;
  plan::PlanOptions options;
};

PlanChoices read_plan(const PlanArguments& arguments, oi_plan_rate_method apr, std::int32_t apr_argument,
                      const oi_plan_options* options) {
  PlanChoices choices;
  read_plan_choices(arguments, choices.terms);
  choices.options.apr =
      read_variant(apr, plan::PlanRateMethod::regulation_z, "apr",
                   "OI_PLAN_APR_NONE, OI_PLAN_APR_EU or OI_PLAN_APR_REGULATION_Z", apr_argument);
  const std::int32_t argument = apr_argument + 1;
  const oi_plan_options given =
      read_options(options, default_plan_options,
                   {.type = "oi_plan_options", .argument = argument, .first_size = first_plan_size});
  read_plan_rates(given, argument, choices.terms);
  read_plan_dates(given, argument, choices.terms);
  read_plan_amounts(given, argument, choices.terms);
  choices.options.threads = given.threads;
  choices.options.money = read_money_form(given.money, argument);
  choices.options.currency = read_optional_text(given.currency);
  choices.options.date_format = read_optional_text(given.date_format);
  blaming(argument, [&] {
    plan::check_plan_options(choices.options);
    plan::check_plan_terms(choices.terms);
  });
  return choices;
}

}  // namespace

oi_status oi_plan_options_init(oi_plan_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_plan_options;
  });
}

oi_status oi_plan_compute(int64_t principal, const char* currency, oi_day start, oi_plan_form form,
                          int32_t instalments, oi_period_unit unit, oi_plan_rate_method apr,
                          const oi_plan_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { plan::check_principal(principal); });
    const Currency money = read_currency(currency, "currency", 1);
    const Date first = read_day(start, "start", 2);
    const PlanChoices given = read_plan({form, instalments, unit, 3}, apr, 6, options);
    require(result, "result", 8);
    *result = make_handle(
        blaming(7, [&] { return plan::compute_plan(principal, money, first, given.terms, given.options); }));
  });
}

oi_status oi_plan_compute_many(const oi_table* tables, int32_t table_count, oi_plan_form form,
                               int32_t instalments, oi_period_unit unit, oi_plan_rate_method apr,
                               const oi_plan_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const PlanChoices given = read_plan({form, instalments, unit, 2}, apr, 5, options);
    require(result, "result", 7);
    *result = make_handle(plan::compute_plans(borrowed.views(), given.terms, given.options));
  });
}

oi_status oi_plan_find_shortest(int64_t principal, const char* currency, oi_day start, oi_plan_form form,
                                int32_t instalments, oi_period_unit unit, int64_t most,
                                oi_plan_rate_method apr, const oi_plan_options* options, oi_result** result,
                                oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { plan::check_principal(principal); });
    const Currency money = read_currency(currency, "currency", 1);
    const Date first = read_day(start, "start", 2);
    blaming(6, [&] { check_bounds("most", most, 1, kAmountLimit - 1); });
    const PlanChoices given = read_plan({form, instalments, unit, 3}, apr, 7, options);
    require(result, "result", 9);
    *result = make_handle(blaming(8, [&] {
      return plan::find_shortest_plan(principal, money, first, given.terms, most, given.options);
    }));
  });
}

oi_status oi_plan_compute_items(const oi_table* tables, int32_t table_count, oi_day start, oi_plan_form form,
                                int32_t instalments, oi_period_unit unit, oi_plan_split split,
                                oi_plan_rate_method apr, const oi_plan_options* options, oi_result** result,
                                oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const Date first = read_day(start, "start", 2);
    const auto choice = read_variant(split, plan::ItemSplit::proportional, "split",
                                     "OI_PLAN_SPLIT_OLDEST_FIRST or OI_PLAN_SPLIT_PROPORTIONAL", 6);
    const PlanChoices given = read_plan({form, instalments, unit, 3}, apr, 7, options);
    require(result, "result", 9);
    *result = make_handle(plan::compute_item_plans(borrowed.views(), first, given.terms,
                                                   {.split = choice, .plan = given.options}));
  });
}

oi_status oi_plan_alternative_options_init(oi_plan_alternative_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_alternative_options;
  });
}

oi_status oi_plan_compare_alternatives(const oi_table* tables, int32_t table_count, oi_day as_of,
                                       int64_t cost_of_capital, const oi_plan_alternative_options* options,
                                       oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const Date day = read_day(as_of, "as_of", 2);
    plan::AlternativeOptions choices;
    choices.cost_of_capital = cost_of_capital;
    blaming(3, [&] { check_bounds("cost_of_capital", cost_of_capital, 0, plan::kMostCost); });
    const oi_plan_alternative_options given = read_options(
        options, default_alternative_options,
        {.type = "oi_plan_alternative_options", .argument = 4, .first_size = first_alternative_size});
    require_zero(given.reserved, "options.reserved", 4);
    choices.default_hazard = given.default_hazard;
    choices.default_share = given.default_share;
    choices.wait_until = read_optional_day(given.wait_until, "options.wait_until", 4);
    choices.wait_probability = given.wait_probability;
    if (given.recoverable_tax != nullptr) choices.recoverable_tax = *given.recoverable_tax;
    choices.agency_pays = read_optional_day(given.agency_pays, "options.agency_pays", 4);
    choices.agency_recovery = given.agency_recovery;
    choices.agency_fee = given.agency_fee;
    choices.money = read_money_form(given.money, 4);
    choices.date_format = read_optional_text(given.date_format);
    blaming(4, [&] { plan::check_alternatives(day, choices); });
    require(result, "result", 5);
    *result = make_handle(plan::compare_plan_alternatives(borrowed.views(), day, choices));
  });
}

oi_status oi_plan_rule78_earned_fraction(int32_t term, int32_t elapsed, int64_t* numerator,
                                         int64_t* denominator, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { (void)plan::rule78_earned_fraction(term, 0); });
    require(numerator, "numerator", 2);
    require(denominator, "denominator", 3);
    const plan::EarnedFraction earned =
        blaming(1, [&] { return plan::rule78_earned_fraction(term, elapsed); });
    *numerator = earned.numerator;
    *denominator = earned.denominator;
  });
}

oi_status oi_plan_rule78_rebate(int64_t finance_charge, int32_t term, int32_t remaining, oi_rounding rounding,
                                int64_t* rebate, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { (void)plan::rule78_rebate(finance_charge, 1, 0); });
    blaming(1, [&] { (void)plan::rule78_rebate(0, term, 0); });
    const Rounding mode = read_rounding(rounding, 3);
    require(rebate, "rebate", 4);
    *rebate = blaming(2, [&] { return plan::rule78_rebate(finance_charge, term, remaining, mode); });
  });
}

oi_status oi_plan_schedule_row(double principal, double annual_rate, int32_t periods_per_year,
                               int32_t periods, int32_t row, oi_annuity_row* values, oi_error* error) {
  return guard(error, [&] {
    blaming(0, [&] { (void)plan::schedule_row(principal, 0, 1, 1, 1); });
    blaming(2, [&] { (void)plan::schedule_row(0, 0, periods_per_year, 1, 1); });
    blaming(3, [&] { (void)plan::schedule_row(0, 0, 1, periods, 1); });
    blaming(4, [&] { (void)plan::schedule_row(0, 0, 1, periods, row); });
    require(values, "values", 5);
    const plan::AnnuityRow found = blaming(
        1, [&] { return plan::schedule_row(principal, annual_rate, periods_per_year, periods, row); });
    *values = {found.principal, found.interest, found.balance};
  });
}
