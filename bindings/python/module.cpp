#include "module.hpp"

#include "openitem/core.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() =
      "The compiled part of openitem: conversion between Python and the C++ facade. Private: use the package "
      "openitem.";
  module.def("version", &openitem::version, "Version of the library that is linked.");
  openitem::python::bind_errors(module);
  openitem::python::bind_columns(module);
  openitem::python::bind_money(module);
  openitem::python::bind_time(module);
  openitem::python::bind_calendar(module);
  openitem::python::bind_day_count(module);
  openitem::python::bind_ledger(module);
  openitem::python::bind_aging(module);
  openitem::python::bind_interest(module);
  openitem::python::bind_provision(module);
  openitem::python::bind_terms(module);
  openitem::python::bind_revaluation(module);
  openitem::python::bind_exposure(module);
  openitem::python::bind_behaviour(module);
  openitem::python::bind_outcome(module);
  openitem::python::bind_collection_curves(module);
  openitem::python::bind_kpis(module);
  openitem::python::bind_kpi(module);
  openitem::python::bind_roll_rates(module);
  openitem::python::bind_bridge(module);
  openitem::python::bind_cashflow(module);
  openitem::python::bind_discount(module);
  openitem::python::bind_plan(module);
  openitem::python::bind_plan_life(module);
  openitem::python::bind_discount_portfolio(module);
  openitem::python::bind_discount_history(module);
  openitem::python::bind_stats(module);
  openitem::python::bind_survival(module);
  openitem::python::bind_credit(module);
  openitem::python::bind_datasets(module);
  openitem::python::bind_binning(module);
  openitem::python::bind_scorecard(module);
  openitem::python::bind_scorecard_fit(module);
  openitem::python::bind_additive(module);
}
