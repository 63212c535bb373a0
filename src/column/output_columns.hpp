#pragma once
/// \file
/// Codes as output columns: keys of a dictionary, currencies.

#include <cstdint>
#include <span>
#include <string>

#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// Keys as a column of the dictionary's own type; kNoKey = null.
[[nodiscard]] Column key_column(std::string name, const KeyDictionary& dictionary,
                                std::span<const std::uint32_t> codes);

/// Places in the table of currencies as a column of their ISO 4217 codes.
[[nodiscard]] Column currency_column(std::string name, std::span<const std::uint16_t> currencies);

}  // namespace openitem
