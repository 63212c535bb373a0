#pragma once
/// \file
/// What each file of the binding adds to the module openitem._core.

#include <pybind11/pybind11.h>

namespace openitem::python {

void bind_errors(pybind11::module_& module);
void bind_columns(pybind11::module_& module);
void bind_money(pybind11::module_& module);
void bind_time(pybind11::module_& module);
void bind_calendar(pybind11::module_& module);
void bind_day_count(pybind11::module_& module);
void bind_ledger(pybind11::module_& module);
void bind_aging(pybind11::module_& module);
void bind_interest(pybind11::module_& module);
void bind_provision(pybind11::module_& module);
void bind_terms(pybind11::module_& module);
void bind_revaluation(pybind11::module_& module);
void bind_exposure(pybind11::module_& module);
void bind_behaviour(pybind11::module_& module);
void bind_outcome(pybind11::module_& module);
void bind_collection_curves(pybind11::module_& module);
void bind_kpis(pybind11::module_& module);
void bind_kpi(pybind11::module_& module);
void bind_roll_rates(pybind11::module_& module);
void bind_bridge(pybind11::module_& module);
void bind_cashflow(pybind11::module_& module);
void bind_stats(pybind11::module_& module);
void bind_survival(pybind11::module_& module);
void bind_credit(pybind11::module_& module);
void bind_discount(pybind11::module_& module);
void bind_plan(pybind11::module_& module);
void bind_plan_life(pybind11::module_& module);
void bind_discount_portfolio(pybind11::module_& module);
void bind_discount_history(pybind11::module_& module);
void bind_datasets(pybind11::module_& module);
void bind_binning(pybind11::module_& module);
void bind_scorecard(pybind11::module_& module);
void bind_scorecard_fit(pybind11::module_& module);
void bind_additive(pybind11::module_& module);

}  // namespace openitem::python
