#include "openitem/revaluation.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "ledger.hpp"
#include "module.hpp"

namespace openitem::python {

void bind_revaluation(py::module_& module) {
  module.def(
      "compute_revaluation",
      [](const Ledger& ledger, std::int32_t as_of, const InputTables& rates, std::string base_currency,
         std::vector<std::string> by, const std::optional<std::int32_t>& known_at, std::int32_t threads) {
        RevaluationOptions options;
        options.threads = threads;
        options.base_currency = std::move(base_currency);
        options.by = std::move(by);
        if (known_at) options.known_at = Date(*known_at);
        const std::vector<TableView> views = rates.views();
        return without_lock([&] {
          return std::make_shared<Result>(compute_revaluation(ledger, Date(as_of), views, options));
        });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("rates"), py::kw_only(), py::arg("base_currency"),
      py::arg("by"), py::arg("known_at"), py::arg("threads"));
}

}  // namespace openitem::python
