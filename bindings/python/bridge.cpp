#include "openitem/bridge.hpp"

#include <pybind11/stl.h>

#include <cstdint>
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

void bind_bridge(py::module_& module) {
  module.def(
      "compute_bridge",
      [](const Ledger& ledger, std::int32_t from, std::int32_t to, std::int32_t threads, std::int32_t months,
         const std::string& method, const std::string& clock, const std::optional<std::int32_t>& known_at,
         std::vector<std::string> by, bool base_amounts) {
        BridgeOptions options;
        options.threads = threads;
        options.months = months;
        options.method = choose<BridgeMethod>("method", method, {"shapley", "fixed_order"});
        options.clock = application_clock(clock);
        if (known_at) options.known_at = Date(*known_at);
        options.by = std::move(by);
        options.base_amounts = base_amounts ? 1 : 0;
        return without_lock(
            [&] { return std::make_shared<Result>(compute_bridge(ledger, Date(from), Date(to), options)); });
      },
      py::arg("ledger"), py::arg("from_"), py::arg("to"), py::kw_only(), py::arg("threads"),
      py::arg("months"), py::arg("method"), py::arg("clock"), py::arg("known_at"), py::arg("by"),
      py::arg("base_amounts"));
}

}  // namespace openitem::python
