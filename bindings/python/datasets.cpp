#include "openitem/datasets.hpp"

#include <memory>

#include "call.hpp"
#include "module.hpp"

namespace openitem::python {

namespace py = pybind11;

void bind_datasets(py::module_& module) {
  module.def(
      "sample_ledger",
      [](std::int64_t documents, std::uint64_t seed, std::int32_t end, std::int32_t customers,
         std::int32_t months, bool flat, std::int32_t faults, std::int32_t threads) {
        SampleOptions options;
        options.threads = threads;
        options.customers = customers;
        options.months = months;
        options.flat = flat ? 1 : 0;
        options.faults = faults;
        return without_lock(
            [&] { return std::make_shared<Result>(sample_ledger(documents, seed, Date(end), options)); });
      },
      py::arg("documents"), py::arg("seed"), py::arg("end"), py::kw_only(), py::arg("customers"),
      py::arg("months"), py::arg("flat"), py::arg("faults"), py::arg("threads"));
}

}  // namespace openitem::python
