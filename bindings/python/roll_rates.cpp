#include "openitem/roll_rates.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "ledger.hpp"
#include "module.hpp"

namespace openitem::python {

void bind_roll_rates(py::module_& module) {
  module.def(
      "compute_roll_rates",
      [](const Ledger& ledger, const std::vector<std::int32_t>& days, const AgingOptions& options,
         bool known_at_as_of, std::int32_t step_tolerance, std::string terminal_bucket,
         double terminal_loss) {
        const std::vector<Date> dates(days.begin(), days.end());
        const RollRateOptions roll_rate_options{.known_at_as_of = known_at_as_of ? 1 : 0,
                                                .step_tolerance = step_tolerance,
                                                .terminal_bucket = std::move(terminal_bucket),
                                                .terminal_loss = terminal_loss};
        return without_lock([&] {
          return std::make_shared<Result>(compute_roll_rates(ledger, dates, options, roll_rate_options));
        });
      },
      py::arg("ledger"), py::arg("dates"), py::arg("options"), py::kw_only(), py::arg("known_at_as_of"),
      py::arg("step_tolerance"), py::arg("terminal_bucket"), py::arg("terminal_loss"));
  module.def("roll_rate", &roll_rate, py::arg("opening"), py::arg("rolled"));
  module.def(
      "loss_rate_chain",
      [](const std::vector<double>& roll_rates, double terminal_loss) {
        return loss_rate_chain(roll_rates, terminal_loss);
      },
      py::arg("roll_rates"), py::arg("terminal_loss"));
}

}  // namespace openitem::python
