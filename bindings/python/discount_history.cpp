#include "openitem/discount_history.hpp"

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

void bind_discount_history(py::module_& module) {
  module.def(
      "compute_discount_history",
      [](const Ledger& ledger, std::int32_t as_of, const std::string& counterfactual, std::int32_t year_days,
         std::int64_t cost_of_capital, std::int32_t minimum_invoices, std::int32_t tolerance_days,
         std::int32_t minimum_offers, const std::string& reading, const std::string& discount_tax,
         const std::string& rounding, const std::string& period, const std::string& segment,
         std::vector<std::string> by, const std::string& clock, const std::optional<std::int32_t>& known_at,
         std::int32_t threads) {
        DiscountHistoryOptions options;
        options.threads = threads;
        options.counterfactual =
            choose<Counterfactual>("counterfactual", counterfactual, {"", "mean", "median"});
        options.year_days = year_days;
        options.cost_of_capital = cost_of_capital;
        options.minimum_invoices = minimum_invoices;
        options.tolerance_days = tolerance_days;
        options.minimum_offers = minimum_offers;
        options.reading =
            choose<TermsReading>("reading", reading, {"", "eom_then_days", "days_then_eom", "eom_dating"});
        options.discount_tax =
            choose<TermsDiscountTax>("discount_tax", discount_tax, {"included", "excluded", "mixed"});
        options.rounding = rounding_named("rounding", rounding);
        options.period = choose<HistoryPeriod>("period", period, {"none", "month", "quarter", "year"});
        options.segment = segment;
        options.by = std::move(by);
        options.clock = application_clock(clock);
        if (known_at) options.known_at = Date(*known_at);
        return without_lock(
            [&] { return std::make_shared<Result>(compute_discount_history(ledger, Date(as_of), options)); });
      },
      py::arg("ledger"), py::arg("as_of"), py::kw_only(), py::arg("counterfactual"), py::arg("year_days"),
      py::arg("cost_of_capital"), py::arg("minimum_invoices"), py::arg("tolerance_days"),
      py::arg("minimum_offers"), py::arg("reading"), py::arg("discount_tax"), py::arg("rounding"),
      py::arg("period"), py::arg("segment"), py::arg("by"), py::arg("clock"), py::arg("known_at"),
      py::arg("threads"));
}

}  // namespace openitem::python
