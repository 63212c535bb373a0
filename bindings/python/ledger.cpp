#include "ledger.hpp"

#include <pybind11/stl.h>

#include <string>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {

RowPolicy row_policy(std::string_view name) { return choose<RowPolicy>("rows", name, {"strict", "mark"}); }

ApplicationClock application_clock(std::string_view name) {
  return choose<ApplicationClock>("clock", name, {"latest", "payment_posting", "applied_on", "recorded_on"});
}

std::vector<ColumnMapping> column_mappings(
    const std::vector<std::tuple<std::string, std::string, std::string>>& entries) {
  std::vector<ColumnMapping> map;
  map.reserve(entries.size());
  for (const auto& [table, role, column] : entries) map.push_back({table, role, column});
  return map;
}

namespace {

LedgerOptions ledger_options(std::int32_t threads, const std::string& rows, const std::string& money,
                             const std::string& sign, const std::string& unreferenced_credits,
                             std::string currency, std::string base_currency, std::string date_format,
                             const std::vector<std::tuple<std::string, std::string, std::string>>& map) {
  LedgerOptions options;
  options.threads = threads;
  options.row_policy = row_policy(rows);
  options.money = money_form(money);
  options.sign = choose<AmountSign>("sign", sign, {"signed", "by_kind"});
  options.unreferenced_credits =
      choose<UnreferencedCredits>("unreferenced_credits", unreferenced_credits, {"unapplied", "oldest_due"});
  options.currency = std::move(currency);
  options.base_currency = std::move(base_currency);
  options.date_format = std::move(date_format);
  options.map = column_mappings(map);
  return options;
}

std::shared_ptr<Ledger> build(const InputTables& tables, const LedgerOptions& options) {
  const std::vector<TableView> views = tables.views();
  return without_lock([&] { return std::make_shared<Ledger>(build_ledger(views, options)); });
}

}  // namespace

void bind_ledger(py::module_& module) {
  py::class_<LedgerOptions>(module, "LedgerOptions", "Options of build_ledger; texts name the choices.")
      .def(py::init(&ledger_options), py::kw_only(), py::arg("threads"), py::arg("rows"), py::arg("money"),
           py::arg("sign"), py::arg("unreferenced_credits"), py::arg("currency"), py::arg("base_currency"),
           py::arg("date_format"), py::arg("map"));
  py::class_<Ledger, std::shared_ptr<Ledger>>(module, "Ledger", "Handle to an immutable ledger.")
      .def_property_readonly("document_count", &Ledger::document_count)
      .def_property_readonly("application_count", &Ledger::application_count)
      .def_property_readonly("customer_count", &Ledger::customer_count)
      .def_property_readonly("finding_count", &Ledger::finding_count);
  module.def("build_ledger", &build, py::arg("tables"), py::arg("options"));
  module.def(
      "check_ledger",
      [](const Ledger& ledger) {
        return without_lock([&] { return std::make_shared<Result>(check_ledger(ledger)); });
      },
      py::arg("ledger"));
}

}  // namespace openitem::python
