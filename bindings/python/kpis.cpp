#include "openitem/kpis.hpp"

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
namespace {

using Days = std::vector<std::pair<std::int32_t, std::int32_t>>;

std::optional<Date> optional_date(const std::optional<std::int32_t>& days) {
  if (!days) return std::nullopt;
  return Date(*days);
}

}  // namespace

void bind_kpis(py::module_& module) {
  module.def(
      "calendar_periods",
      [](std::int32_t from, std::int32_t to, const std::string& length) {
        Days days;
        const PeriodLength choice = choose<PeriodLength>("periods", length, {"month", "quarter", "year"});
        for (const KpiPeriod& period : calendar_periods(Date(from), Date(to), choice))
          days.emplace_back(period.first.days(), period.last.days());
        return days;
      },
      py::arg("from_"), py::arg("to"), py::arg("length"));
  module.def(
      "compute_kpis",
      [](const Ledger& ledger, const Days& days, const InputTables& tables, std::int32_t threads,
         const std::string& clock, const std::optional<std::int32_t>& known_at, std::vector<std::string> by,
         std::vector<std::string> figures, const std::string& receivable, const std::string& layout,
         std::int32_t days_option, std::int32_t sales_months, std::int32_t history_months,
         std::int32_t month_days, std::int32_t top_n, std::string delivery, bool components,
         std::int32_t promise_grace_days, const std::string& money, const Calendar* calendar) {
        std::vector<KpiPeriod> periods;
        for (const auto& [first, last] : days) periods.push_back({Date(first), Date(last)});
        KpiOptions options;
        options.threads = threads;
        options.clock = application_clock(clock);
        options.known_at = optional_date(known_at);
        options.by = std::move(by);
        options.figures = std::move(figures);
        options.receivable = choose<KpiReceivable>("receivable", receivable, {"net", "debits"});
        options.layout = choose<KpiLayout>("layout", layout, {"long", "wide", "values"});
        options.days = days_option;
        options.sales_months = sales_months;
        options.history_months = history_months;
        options.month_days = month_days;
        options.top_n = top_n;
        options.delivery_column = std::move(delivery);
        options.components = components ? 1 : 0;
        options.promise_grace_days = promise_grace_days;
        options.money = money_form(money);
        if (calendar != nullptr) options.calendar = *calendar;
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(compute_kpis(ledger, periods, views, options)); });
      },
      py::arg("ledger"), py::arg("periods"), py::arg("tables"), py::kw_only(), py::arg("threads"),
      py::arg("clock"), py::arg("known_at"), py::arg("by"), py::arg("figures"), py::arg("receivable"),
      py::arg("layout"), py::arg("days"), py::arg("sales_months"), py::arg("history_months"),
      py::arg("month_days"), py::arg("top_n"), py::arg("delivery"), py::arg("components"),
      py::arg("promise_grace_days"), py::arg("money"), py::arg("calendar").none(true));
}

}  // namespace openitem::python
