#pragma once
/// \file
/// What the headers of statistics share on the way between C and the facade.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "openitem/stats.h"
#include "openitem/stats.hpp"
#include "stats/checks.hpp"

namespace openitem::c_abi {

[[nodiscard]] inline oi_estimate estimate_as_c(const stats::Estimate& estimate) noexcept {
  return {estimate.value, estimate.standard_error, estimate.low, estimate.high};
}

/// A required column. \throws Error null_argument.
template <class Value>
[[nodiscard]] std::span<const Value> required_column(const Value* values, std::int64_t rows, const char* name,
                                                     std::int32_t argument) {
  if (rows > 0) require(values, name, argument);
  return {values, values == nullptr ? 0 : static_cast<std::size_t>(rows)};
}

/// A column that may be left out: none is empty.
template <class Value>
[[nodiscard]] std::span<const Value> optional_column(const Value* values, std::int64_t rows) noexcept {
  return {values, values == nullptr ? 0 : static_cast<std::size_t>(rows)};
}

/// Into the caller's buffer, where there is one.
inline void write_figures(const std::vector<double>& values, double* buffer) {
  if (buffer != nullptr) std::copy(values.begin(), values.end(), buffer);
}

inline void read_confidence(double confidence, std::int32_t argument) {
  blaming(argument, [&] { stats::check_confidence(confidence); });
}

}  // namespace openitem::c_abi
