#include "openitem/plan_life.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

std::string plan_text(const py::dict& given, const char* name) { return given[name].cast<std::string>(); }

template <typename Value>
void plan_value(const py::dict& given, const char* name, Value& member) {
  member = given[name].cast<Value>();
}

void read_choices(const py::dict& given, PlanLifeOptions& options) {
  options.order = choose<ReceiptOrder>(
      "order", plan_text(given, "order"),
      {"", "costs_interest_principal", "costs_principal_interest", "principal_interest_costs"});
  options.fill = choose<ReceiptFill>("fill", plan_text(given, "fill"), {"instalment", "part"});
  options.instalment_order = choose<InstalmentOrder>("instalment_order", plan_text(given, "instalment_order"),
                                                     {"oldest", "current", "newest"});
  options.overpayment =
      choose<Overpayment>("overpayment", plan_text(given, "overpayment"), {"held", "next", "from_end"});
  options.cure = choose<BreakCure>("cure", plan_text(given, "cure"), {"never", "arrears_paid"});
  options.acceleration =
      choose<Acceleration>("acceleration", plan_text(given, "acceleration"), {"none", "principal", "all"});
  options.settlement =
      choose<SettlementMethod>("settlement", plan_text(given, "settlement"),
                               {"none", "period_share", "accrued", "rule_of_78", "without_rebate"});
  options.item_order = choose<PlanItemOrder>("item_order", plan_text(given, "item_order"),
                                             {"oldest_due", "priority", "proportional"});
  options.day_count = day_count_named(plan_text(given, "day_count"));
  options.rounding = rounding_named("rounding", plan_text(given, "rounding"));
  options.money = money_form(plan_text(given, "money"));
}

// Every option stands in the mapping, checked for its type in Python.
PlanLifeOptions plan_life_options(const py::dict& given) {
  PlanLifeOptions options;
  read_choices(given, options);
  plan_value(given, "threads", options.threads);
  plan_value(given, "grace_days", options.grace_days);
  plan_value(given, "calendar", options.calendar);
  plan_value(given, "tolerance", options.tolerance);
  plan_value(given, "break_after_missed", options.break_after_missed);
  plan_value(given, "break_after_days", options.break_after_days);
  plan_value(given, "settlement_fee_rate", options.settlement_fee_rate);
  plan_value(given, "currency", options.currency);
  plan_value(given, "date_format", options.date_format);
  return options;
}

}  // namespace

void bind_plan_life(py::module_& module) {
  module.def(
      "compute_plan_life",
      [](const InputTables& tables, const std::vector<std::int32_t>& as_of, const py::dict& given) {
        const std::vector<Date> days(as_of.begin(), as_of.end());
        const PlanLifeOptions options = plan_life_options(given);
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(compute_plan_life(views, days, options)); });
      },
      py::arg("tables"), py::arg("as_of"), py::arg("options"));
}

}  // namespace openitem::python
