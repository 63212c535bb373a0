#include "openitem/collection_curves.hpp"

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

void bind_collection_curves(py::module_& module) {
  module.def(
      "compute_collection_curves",
      [](const Ledger& ledger, std::int32_t as_of, std::vector<std::int32_t> ages,
         std::vector<std::int32_t> percents, std::vector<std::string> by, const std::string& clock,
         const std::optional<std::int32_t>& known_at, std::int32_t threads) {
        CollectionCurveOptions options;
        options.threads = threads;
        options.clock = application_clock(clock);
        if (known_at) options.known_at = Date(*known_at);
        options.ages = std::move(ages);
        options.percents = std::move(percents);
        options.by = std::move(by);
        return without_lock([&] {
          return std::make_shared<Result>(compute_collection_curves(ledger, Date(as_of), options));
        });
      },
      py::arg("ledger"), py::arg("as_of"), py::kw_only(), py::arg("ages"), py::arg("percents"), py::arg("by"),
      py::arg("clock"), py::arg("known_at"), py::arg("threads"));
}

}  // namespace openitem::python
