#include "openitem/outcome.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "ledger.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

OutcomeOptions outcome_options(std::int32_t days_past_due, std::int32_t window,
                               const std::string& window_unit, std::int32_t count_write_offs,
                               std::int64_t materiality_share, std::int32_t exclude_disputed,
                               std::int32_t exclude_already_bad, std::int32_t exclude_no_exposure,
                               const std::optional<std::int32_t>& end_of_data, const std::string& money,
                               const std::string& clock, const std::optional<std::int32_t>& known_at,
                               std::int32_t threads) {
  OutcomeOptions options;
  options.threads = threads;
  options.clock = application_clock(clock);
  if (known_at) options.known_at = Date(*known_at);
  if (end_of_data) options.end_of_data = Date(*end_of_data);
  options.days_past_due = days_past_due;
  options.window = window;
  options.window_unit = choose<OutcomeWindow>("window_unit", window_unit, {"months", "days"});
  options.count_write_offs = count_write_offs;
  options.exclude_disputed = exclude_disputed;
  options.exclude_already_bad = exclude_already_bad;
  options.exclude_no_exposure = exclude_no_exposure;
  options.materiality_share = materiality_share;
  options.money = money_form(money);
  return options;
}

}  // namespace

void bind_outcome(py::module_& module) {
  py::class_<OutcomeOptions>(module, "OutcomeOptions")
      .def(py::init(&outcome_options), py::kw_only(), py::arg("days_past_due"), py::arg("window"),
           py::arg("window_unit"), py::arg("count_write_offs"), py::arg("materiality_share"),
           py::arg("exclude_disputed"), py::arg("exclude_already_bad"), py::arg("exclude_no_exposure"),
           py::arg("end_of_data"), py::arg("money"), py::arg("clock"), py::arg("known_at"),
           py::arg("threads"));
  module.def(
      "compute_outcomes",
      [](const Ledger& ledger, const std::vector<std::int32_t>& as_of, const InputTables& tables,
         const OutcomeOptions& options) {
        std::vector<Date> dates;
        for (const std::int32_t day : as_of) dates.emplace_back(day);
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(compute_outcomes(ledger, dates, options, views)); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("tables"), py::arg("options"));
  module.def(
      "compute_invoice_outcomes",
      [](const Ledger& ledger, const InputTables& tables, const OutcomeOptions& options) {
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(compute_invoice_outcomes(ledger, options, views)); });
      },
      py::arg("ledger"), py::arg("tables"), py::arg("options"));
}

}  // namespace openitem::python
