#pragma once
/// \file
/// Customers, segments, ids and currencies of rows as output columns.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem::behaviour {

/// Keys as a column of the dictionary's own type; kNoKey = null.
[[nodiscard]] Column keys_as_column(const std::string& name, const KeyDictionary& dictionary,
                                    std::span<const std::uint32_t> codes);
[[nodiscard]] Column currencies_as_column(std::span<const std::uint16_t> currencies);

}  // namespace openitem::behaviour
