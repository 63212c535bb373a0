#include "openitem/behaviour.hpp"

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
namespace {

BehaviourOptions behaviour_options(std::vector<std::int32_t> last, std::vector<std::int32_t> days,
                                   std::vector<std::string> features, std::string segment,
                                   std::int32_t shrink, std::int32_t shrink_weight,
                                   std::int32_t exclude_disputed, std::int32_t promise_grace_days,
                                   const std::string& clock, const std::optional<std::int32_t>& known_at,
                                   std::int32_t known_at_as_of, std::int32_t threads) {
  BehaviourOptions options;
  options.threads = threads;
  options.clock = application_clock(clock);
  if (known_at) options.known_at = Date(*known_at);
  options.known_at_as_of = known_at_as_of;
  options.exclude_disputed = exclude_disputed;
  options.promise_grace_days = promise_grace_days;
  options.shrink = shrink;
  options.shrink_weight = shrink_weight;
  options.last = std::move(last);
  options.days = std::move(days);
  options.features = std::move(features);
  options.segment = std::move(segment);
  return options;
}

}  // namespace

void bind_behaviour(py::module_& module) {
  py::class_<BehaviourOptions>(module, "BehaviourOptions")
      .def(py::init(&behaviour_options), py::kw_only(), py::arg("last"), py::arg("days"), py::arg("features"),
           py::arg("segment"), py::arg("shrink"), py::arg("shrink_weight"), py::arg("exclude_disputed"),
           py::arg("promise_grace_days"), py::arg("clock"), py::arg("known_at"), py::arg("known_at_as_of"),
           py::arg("threads"));
  module.def(
      "compute_behaviour",
      [](const Ledger& ledger, const std::vector<std::int32_t>& as_of, const BehaviourOptions& options) {
        std::vector<Date> dates;
        for (const std::int32_t day : as_of) dates.emplace_back(day);
        return without_lock(
            [&] { return std::make_shared<Result>(compute_behaviour(ledger, dates, options)); });
      },
      py::arg("ledger"), py::arg("as_of"), py::arg("options"));
  module.def(
      "compute_invoice_behaviour",
      [](const Ledger& ledger, const BehaviourOptions& options) {
        return without_lock(
            [&] { return std::make_shared<Result>(compute_invoice_behaviour(ledger, options)); });
      },
      py::arg("ledger"), py::arg("options"));
}

}  // namespace openitem::python
