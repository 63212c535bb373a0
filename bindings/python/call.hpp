#pragma once
/// \file
/// How kernels are called from Python, and how a choice written as text becomes an enumerator.

#include <pybind11/pybind11.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "openitem/core.hpp"
#include "openitem/money.hpp"

namespace openitem::python {

/// Runs a kernel without the interpreter's lock. Signals that came in meanwhile (Ctrl-C) are acted on as soon as the
/// kernel has returned; it is not interrupted.
template <typename Kernel>
auto without_lock(Kernel&& kernel) {
  if constexpr (std::is_void_v<std::invoke_result_t<Kernel>>) {
    return without_lock([&] {
      std::forward<Kernel>(kernel)();
      return true;
    });
  } else {
    auto result = [&] {
      const pybind11::gil_scoped_release unlocked;
      return std::forward<Kernel>(kernel)();
    }();
    if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
    return result;
  }
}

/// The enumerator whose number is the position of `given` in `names`.
/// \throws Error invalid_argument, listing the names.
template <typename Enum>
Enum choose(std::string_view argument, std::string_view given,
            std::initializer_list<std::string_view> names) {
  std::int32_t number = 0;
  for (const std::string_view name : names) {
    if (name == given) return static_cast<Enum>(number);
    ++number;
  }
  std::string message(argument);
  message.append(" = '").append(given).append("' is not a choice; choose one of ");
  const char* separator = "";
  for (const std::string_view name : names) {
    if (name.empty()) continue;  // not set: a position, no choice
    message.append(separator).append("'").append(name).append("'");
    separator = ", ";
  }
  throw Error(Status::invalid_argument, message);
}

/// \throws Error invalid_argument, listing the ten modes.
inline Rounding rounding_named(std::string_view argument, std::string_view given) {
  return choose<Rounding>(argument, given,
                          {"half_up", "half_even", "half_down", "half_odd", "half_ceiling", "half_floor",
                           "up", "down", "ceiling", "floor"});
}

}  // namespace openitem::python
