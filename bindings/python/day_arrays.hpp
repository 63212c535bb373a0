#pragma once
/// \file
/// Arrays of days between NumPy and the facade: one dimension, contiguous, days since 1970-01-01.

#include <pybind11/numpy.h>

#include <cstdint>
#include <span>

namespace openitem::python {

template <typename Value>
using Array = pybind11::array_t<Value, pybind11::array::c_style | pybind11::array::forcecast>;
using DayArray = Array<std::int32_t>;

template <typename Value>
[[nodiscard]] std::span<const Value> cells(const Array<Value>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// The memory of an array that nobody else has seen yet.
template <typename Value>
[[nodiscard]] std::span<Value> room(Array<Value>& array) {
  return {array.mutable_data(), static_cast<std::size_t>(array.size())};
}

}  // namespace openitem::python
