#include "openitem/plan.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"
#include "openitem/cash_plan.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

using OptionalDay = std::optional<std::int32_t>;
using OptionalMinor = std::optional<std::int64_t>;

std::optional<Date> plan_day(const OptionalDay& day) {
  return day ? std::optional<Date>(Date(*day)) : std::nullopt;
}

plan::PlanRateMethod method_named(const std::string& name) {
  return choose<plan::PlanRateMethod>("apr", name, {"", "none", "eu", "regulation_z"});
}

/// Terms of a plan as openitem.plan hands them over; every part by its name.
plan::PlanTerms plan_terms(const std::string& form, std::int32_t instalments, const std::string& unit,
                           std::int32_t every, std::int64_t rate, std::int64_t rate_unit,
                           const std::string& rate_basis, const std::string& day_count) {
  plan::PlanTerms terms;
  terms.form = choose<plan::PlanForm>("form", form,
                                      {"", "annuity", "equal_principal", "add_on", "interest_only",
                                       "graduated", "given_payments", "given_principal"});
  terms.instalments = instalments;
  terms.unit = choose<PeriodUnit>("unit", unit, {"", "days", "weeks", "months", "quarters", "years"});
  terms.every = every;
  terms.rate = rate;
  terms.rate_unit = rate_unit;
  terms.rate_basis =
      choose<plan::PlanRateBasis>("rate_basis", rate_basis, {"", "periodic", "per_period", "day_count"});
  if (!day_count.empty()) terms.day_count = day_count_named(day_count);
  return terms;
}

void set_dates(plan::PlanTerms& terms, bool end_of_month, const OptionalDay& first_due,
               const std::string& odd_period, const std::string& convention,
               const std::optional<Calendar>& calendar, bool interest_on_adjusted) {
  terms.end_of_month = end_of_month;
  terms.first_due = plan_day(first_due);
  terms.odd_period = choose<plan::OddPeriod>("odd_period", odd_period, {"", "whole", "by_days"});
  terms.convention =
      choose<BusinessDayConvention>("convention", convention,
                                    {"none", "following", "modified_following", "preceding",
                                     "modified_preceding", "nearest", "half_month_modified_following"});
  terms.calendar = calendar;
  terms.interest_on_adjusted = interest_on_adjusted;
}

void set_principal(plan::PlanTerms& terms, std::int64_t down_payment, std::int64_t down_payment_rate,
                   std::int64_t balloon, std::int32_t grace, const std::string& grace_kind,
                   const OptionalMinor& charge, const std::string& earning, std::int64_t growth,
                   std::int32_t growth_every, const std::vector<std::int64_t>& given) {
  terms.down_payment = down_payment;
  terms.down_payment_rate = down_payment_rate;
  terms.balloon = balloon;
  terms.grace = grace;
  terms.grace_kind = choose<plan::PlanGrace>("grace_kind", grace_kind, {"", "interest_only", "capitalised"});
  terms.charge = charge;
  terms.earning =
      choose<plan::ChargeEarning>("earning", earning, {"", "rule_of_78", "straight_line", "actuarial"});
  terms.growth = growth;
  terms.growth_every = growth_every;
  terms.given = given;
}

void set_fees(plan::PlanTerms& terms, std::int64_t upfront_fee, bool finance_upfront_fee,
              std::int64_t instalment_fee, std::int64_t single_fee, std::int32_t single_fee_instalment) {
  terms.upfront_fee = upfront_fee;
  terms.finance_upfront_fee = finance_upfront_fee;
  terms.instalment_fee = instalment_fee;
  terms.single_fee = single_fee;
  terms.single_fee_instalment = single_fee_instalment;
}

void set_rounding(plan::PlanTerms& terms, std::int64_t payment_unit, const std::string& rounding,
                  const std::string& interest_rounding, const std::string& residue) {
  terms.payment_unit = payment_unit;
  terms.rounding = rounding_named("rounding", rounding);
  terms.interest_rounding = rounding_named("interest_rounding", interest_rounding);
  terms.residue = choose<plan::PlanResidue>("residue", residue, {"last", "first", "spread"});
}

void bind_terms_of_plans(py::module_& module) {
  py::class_<plan::PlanTerms>(module, "PlanTerms")
      .def(py::init(&plan_terms))
      .def("set_dates", &set_dates)
      .def("set_principal", &set_principal)
      .def("set_fees", &set_fees)
      .def("set_rounding", &set_rounding);
  py::class_<plan::PlanOptions>(module, "PlanOptions")
      .def(py::init([](const std::string& apr, std::int32_t threads, const std::string& money,
                       const std::string& currency, const std::string& date_format) {
        return plan::PlanOptions{method_named(apr), threads, money_form(money), currency, date_format};
      }));
}

void bind_plans(py::module_& module) {
  module.def("compute_plan", [](std::int64_t principal, const std::string& currency, std::int32_t start,
                                const plan::PlanTerms& terms, const plan::PlanOptions& options) {
    return std::make_shared<Result>(
        plan::compute_plan(principal, Currency(currency), Date(start), terms, options));
  });
  module.def("compute_plans", [](const InputTables& tables, const plan::PlanTerms& terms,
                                 const plan::PlanOptions& options) {
    const std::vector<TableView> views = tables.views();
    return without_lock([&] { return std::make_shared<Result>(plan::compute_plans(views, terms, options)); });
  });
  module.def("find_shortest_plan",
             [](std::int64_t principal, const std::string& currency, std::int32_t start,
                const plan::PlanTerms& terms, std::int64_t most, const plan::PlanOptions& options) {
               return without_lock([&] {
                 return std::make_shared<Result>(plan::find_shortest_plan(principal, Currency(currency),
                                                                          Date(start), terms, most, options));
               });
             });
}

void bind_items_and_alternatives(py::module_& module) {
  module.def(
      "compute_item_plans", [](const InputTables& tables, std::int32_t start, const plan::PlanTerms& terms,
                               const std::string& split, const plan::PlanOptions& options) {
        const plan::ItemPlanOptions choices = {
            .split = choose<plan::ItemSplit>("split", split, {"", "oldest_first", "proportional"}),
            .plan = options};
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(plan::compute_item_plans(views, Date(start), terms, choices));
        });
      });
  module.def(
      "compare_plan_alternatives",
      [](const InputTables& tables, std::int32_t as_of, std::int64_t cost_of_capital,
         std::int64_t default_hazard, std::int64_t default_share, const OptionalDay& wait_until,
         std::int64_t wait_probability, const OptionalMinor& recoverable_tax, const OptionalDay& agency_pays,
         std::int64_t agency_recovery, std::int64_t agency_fee, const std::string& money,
         const std::string& date_format) {
        const plan::AlternativeOptions options = {.cost_of_capital = cost_of_capital,
                                                  .default_hazard = default_hazard,
                                                  .default_share = default_share,
                                                  .wait_until = plan_day(wait_until),
                                                  .wait_probability = wait_probability,
                                                  .recoverable_tax = recoverable_tax,
                                                  .agency_pays = plan_day(agency_pays),
                                                  .agency_recovery = agency_recovery,
                                                  .agency_fee = agency_fee,
                                                  .money = money_form(money),
                                                  .date_format = date_format};
        const std::vector<TableView> views = tables.views();
        return without_lock([&] {
          return std::make_shared<Result>(plan::compare_plan_alternatives(views, Date(as_of), options));
        });
      });
}

void bind_cash_plans(py::module_& module) {
  module.def("compute_cash_plans", [](const InputTables& tables, const std::string& use,
                                      std::int64_t most_share, std::int64_t rate, std::int64_t rate_unit,
                                      const std::string& day_count, const std::optional<Calendar>& calendar,
                                      std::int64_t payment_unit, const std::string& interest_rounding,
                                      const plan::PlanOptions& plans) {
    plan::CashPlanOptions options = {
        .use = choose<plan::CashUse>("use", use, {"", "soonest", "smallest_share"}),
        .most_share = most_share,
        .rate = rate,
        .rate_unit = rate_unit,
        .calendar = calendar,
        .payment_unit = payment_unit,
        .interest_rounding = rounding_named("interest_rounding", interest_rounding),
        .plan = plans};
    if (!day_count.empty()) options.day_count = day_count_named(day_count);
    const std::vector<TableView> views = tables.views();
    return without_lock([&] { return std::make_shared<Result>(plan::compute_cash_plans(views, options)); });
  });
}

void bind_plan_figures(py::module_& module) {
  module.def("rule78_earned_fraction", [](std::int32_t term, std::int32_t elapsed) {
    const plan::EarnedFraction earned = plan::rule78_earned_fraction(term, elapsed);
    return py::make_tuple(earned.numerator, earned.denominator);
  });
  module.def("rule78_rebate", [](std::int64_t finance_charge, std::int32_t term, std::int32_t remaining,
                                 const std::string& rounding) {
    return plan::rule78_rebate(finance_charge, term, remaining, rounding_named("rounding", rounding));
  });
  module.def("schedule_row", [](double principal, double annual_rate, std::int32_t periods_per_year,
                                std::int32_t periods, std::int32_t row) {
    const plan::AnnuityRow found = plan::schedule_row(principal, annual_rate, periods_per_year, periods, row);
    return py::make_tuple(found.principal, found.interest, found.balance);
  });
}

}  // namespace

void bind_plan(py::module_& module) {
  bind_terms_of_plans(module);
  bind_plans(module);
  bind_items_and_alternatives(module);
  bind_cash_plans(module);
  bind_plan_figures(module);
}

}  // namespace openitem::python
