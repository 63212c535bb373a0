#pragma once
/// \file
/// Columns of days between C and the facade. What a call computes goes to the caller at once, after it has succeeded.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"

namespace openitem::c_abi {

/// `rows` cells. The number of rows is checked before. \throws Error null_argument.
template <class Value>
[[nodiscard]] std::span<const Value> read_rows(const Value* values, std::int64_t rows, const char* name,
                                               std::int32_t argument) {
  if (rows > 0) require(values, name, argument);
  return {values, static_cast<std::size_t>(rows)};
}

/// Room for what is computed. \throws std::bad_alloc.
template <class Value>
[[nodiscard]] std::vector<Value> room_for(std::int64_t rows) {
  return std::vector<Value>(static_cast<std::size_t>(rows));
}

template <class Value>
void hand_over(const std::vector<Value>& computed, Value* out) {
  std::copy(computed.begin(), computed.end(), out);
}

}  // namespace openitem::c_abi
