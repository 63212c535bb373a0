#pragma once
/// \file
/// Columns made of memory that they share: whoever writes values in place gives them away without a copy.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "openitem/column.hpp"

namespace openitem {

struct ColumnParts {
  std::shared_ptr<const void> values, offsets, validity;  ///< as in Column

  /// \throws Error invalid_argument, invalid_text (name).
  [[nodiscard]] Column column(std::string name, ColumnType type, std::int64_t rows,
                              ColumnRole role = ColumnRole::plain) &&;
};

/// The first element of a container, and a share in it.
template <typename Container>
[[nodiscard]] std::shared_ptr<const void> shared_memory(Container&& container) {
  using Owned = std::remove_cvref_t<Container>;
  const auto owner = std::make_shared<const Owned>(std::forward<Container>(container));
  return {owner, owner->data()};
}

/// Flags as bits, lowest first; nothing where all are set.
[[nodiscard]] std::shared_ptr<const void> packed_bits(const std::uint8_t* flags, std::size_t count);

/// The same text in every row. Requires UTF-8.
[[nodiscard]] Column repeated_text(std::string name, std::string_view text, std::size_t rows);

}  // namespace openitem
