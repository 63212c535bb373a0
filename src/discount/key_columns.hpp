#pragma once
/// \file
/// Keys of items, customers and offers as output columns.

#include <cstdint>
#include <span>
#include <string>

#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem::discount {

/// Keys of the dictionary's own type; kNoKey = null.
[[nodiscard]] Column offer_key_column(std::string name, const KeyDictionary& dictionary,
                                      std::span<const std::uint32_t> codes);

}  // namespace openitem::discount
