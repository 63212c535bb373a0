#pragma once
/// \file
/// Columns and figures of statistics between Python and the facade. Columns are contiguous: openitem.stats has made them so.

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "openitem/stats.hpp"

namespace openitem::python {

using DoubleColumn = pybind11::array_t<double, pybind11::array::c_style | pybind11::array::forcecast>;
using FlagColumn = pybind11::array_t<std::uint8_t, pybind11::array::c_style | pybind11::array::forcecast>;
using CodeColumn = pybind11::array_t<std::int32_t, pybind11::array::c_style | pybind11::array::forcecast>;

template <class Array>
auto column_of(const Array& array) {
  return std::span(array.data(), static_cast<std::size_t>(array.size()));
}

/// Empty where it is None.
template <class Array>
auto column_of(const std::optional<Array>& array) {
  return array ? column_of(*array) : decltype(column_of(*array))();
}

inline std::vector<std::span<const double>> columns_of(const std::vector<DoubleColumn>& arrays) {
  std::vector<std::span<const double>> columns;
  for (const DoubleColumn& array : arrays) columns.push_back(column_of(array));
  return columns;
}

inline pybind11::array_t<double> array_from(const std::vector<double>& values) {
  return pybind11::array_t<double>(static_cast<pybind11::ssize_t>(values.size()), values.data());
}

inline pybind11::tuple tuple_from(const stats::Estimate& estimate) {
  return pybind11::make_tuple(estimate.value, estimate.standard_error, estimate.low, estimate.high);
}

}  // namespace openitem::python
