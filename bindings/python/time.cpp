#include "openitem/time.hpp"

#include <string>

#include "module.hpp"

namespace openitem::python {

namespace py = pybind11;

// Days since 1970-01-01 on both sides: the package turns them into datetime.date.
void bind_time(py::module_& module) {
  module.def(
      "parse_date",
      [](const std::string& text, const std::string& format) { return parse_date(text, format).days(); },
      py::arg("text"), py::arg("format"));
  module.def(
      "format_date",
      [](std::int32_t days, const std::string& format) { return format_date(Date(days), format); },
      py::arg("days"), py::arg("format"));
  module.def(
      "add_days", [](std::int32_t days, std::int32_t count) { return add_days(Date(days), count).days(); },
      py::arg("days"), py::arg("count"));
  module.def(
      "add_months",
      [](std::int32_t days, std::int32_t months) { return add_months(Date(days), months).days(); },
      py::arg("days"), py::arg("months"));
  module.def(
      "month_end", [](std::int32_t days) { return month_end(Date(days)).days(); }, py::arg("days"));
  module.def(
      "is_month_end", [](std::int32_t days) { return is_month_end(Date(days)); }, py::arg("days"));
}

}  // namespace openitem::python
