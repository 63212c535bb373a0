#pragma once
/// \file
/// Arrow's format strings: which of our column types one means, or what to call a type we do not read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "openitem/column.hpp"

namespace openitem {

struct ArrowFormat {
  ColumnType type = ColumnType::unreadable;
  std::int32_t scale = 0;          ///< as in ColumnView
  std::int32_t decimal_bytes = 0;  ///< of a stored decimal: 4, 8 or 16
  std::string unreadable;          ///< the type's name where we do not read it
};

/// Format of one column without its dictionary.
[[nodiscard]] ArrowFormat parse_arrow_format(std::string_view format);

/// Bytes of one index of a dictionary column; nothing where the format is no integer.
[[nodiscard]] std::optional<std::int32_t> dictionary_index_bytes(std::string_view format) noexcept;

}  // namespace openitem
