#include "openitem/money.hpp"

#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "call.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

AllocationSign allocation_sign(std::string_view name) {
  return choose<AllocationSign>("sign", name, {"symmetric", "floor"});
}

std::int64_t parse(const std::string& text, const Currency& currency,
                   const std::optional<std::string>& mode) {
  return mode ? parse_money(text, currency, rounding_named("rounding", *mode)) : parse_money(text, currency);
}

std::vector<std::int64_t> allocate_decimals(std::int64_t minor, const std::vector<std::string>& weights,
                                            const std::string& sign) {
  const std::vector<std::string_view> views(weights.begin(), weights.end());
  return allocate(minor, std::span<const std::string_view>(views), allocation_sign(sign));
}

}  // namespace

void bind_money(py::module_& module) {
  py::class_<Currency>(module, "Currency", "A currency of the ISO 4217 table.")
      .def(py::init<std::string_view>(), py::arg("code"))
      .def_property_readonly("code", &Currency::code)
      .def_property_readonly("numeric", &Currency::numeric)
      .def_property_readonly("minor_units", &Currency::minor_units);
  module.def("parse_money", &parse, py::arg("text"), py::arg("currency"), py::arg("rounding"));
  module.def("format_money", &format_money, py::arg("minor"), py::arg("currency"));
  module.def(
      "round_decimal",
      [](const std::string& text, std::int32_t decimals, const std::string& mode) {
        return round_decimal(text, decimals, rounding_named("rounding", mode));
      },
      py::arg("text"), py::arg("decimals"), py::arg("rounding"));
  module.def(
      "round_to_power_of_ten",
      [](std::int64_t minor, std::int32_t power, const std::string& mode) {
        return round_to_power_of_ten(minor, power, rounding_named("rounding", mode));
      },
      py::arg("minor"), py::arg("power"), py::arg("rounding"));
  module.def(
      "round_cash",
      [](const std::string& value, const std::string& unit, const Currency& currency,
         const std::string& mode) {
        return round_cash(value, unit, currency, rounding_named("rounding", mode));
      },
      py::arg("value"), py::arg("unit"), py::arg("currency"), py::arg("rounding"));
  module.def(
      "multiply_divide",
      [](std::int64_t a, std::int64_t b, std::int64_t c, const std::string& mode) {
        return multiply_divide(a, b, c, rounding_named("rounding", mode));
      },
      py::arg("a"), py::arg("b"), py::arg("c"), py::arg("rounding"));
  module.def(
      "allocate",
      [](std::int64_t minor, const std::vector<std::int64_t>& weights, const std::string& sign) {
        return allocate(minor, std::span<const std::int64_t>(weights), allocation_sign(sign));
      },
      py::arg("minor"), py::arg("weights"), py::arg("sign"));
  module.def("allocate_decimals", &allocate_decimals, py::arg("minor"), py::arg("weights"), py::arg("sign"));
  module.def(
      "allocate_equal",
      [](std::int64_t minor, std::int32_t parts, const std::string& sign) {
        return allocate_equal(minor, parts, allocation_sign(sign));
      },
      py::arg("minor"), py::arg("parts"), py::arg("sign"));
}

}  // namespace openitem::python
