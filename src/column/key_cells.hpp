#pragma once
/// \file
/// Cells of key columns: what building a dictionary and looking up in one have in common.

#include <cstdint>
#include <vector>

#include "column/cells.hpp"
#include "column/read.hpp"

namespace openitem {

/// Marks a dictionary entry that is not UTF-8; never leaves this module.
inline constexpr std::uint32_t kBadKey = kUnknownKey - 1;
static_assert(kMaxTableRows < std::int64_t{kBadKey});

enum class KeyKind : std::uint8_t { none, integer, text };
/// none: every row is null. \throws Error wrong_type.
[[nodiscard]] KeyKind key_kind(const ChunkedColumn& column);

/// highest - lowest; requires lowest <= highest, or wraps to a huge number where it does not hold.
[[nodiscard]] inline std::uint64_t key_range(std::int64_t lowest, std::int64_t highest) noexcept {
  return static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest);
}
/// Whether a table over the whole range is no larger than a hash table of `count` keys.
[[nodiscard]] inline bool is_dense(std::uint64_t range, std::int64_t count) noexcept {
  return range < static_cast<std::uint64_t>(4 * count + 65'536);
}

/// fn(row, pointer to the key or nullptr for none) for each row of a run of an integer key column; keys beyond
/// int64 become problems.
template <typename Function>
void for_each_integer_key(const ChunkedColumn& column, const Run& run, std::vector<CellProblem>& problems,
                          Function&& fn) {
  const ColumnView& view = *run.view;
  const auto give = [&](std::int64_t index, bool fits, std::int64_t key) {
    if (!fits) problems.push_back({run.row_of(index), CellFault::overflow, show_value(column, run, index)});
    fn(run.row_of(index), fits ? &key : nullptr);
  };
  const auto for_each = [&](auto&& read) {
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (has_value(view, index)) {
        read(index);
      } else {
        fn(run.row_of(index), nullptr);
      }
    }
  };
  if (view.type == ColumnType::decimal128) {
    for_each([&](std::int64_t index) {
      const Int128 value = load_decimal(view.values, index);
      give(index, fits_int64(value), fits_int64(value) ? to_int64(value) : 0);
    });
  } else if (view.type == ColumnType::dictionary) {
    with_integer_type(view.dictionary->type, [&](auto type) {
      for_each([&](std::int64_t index) {
        const std::int64_t entry = dictionary_index(column, run, index);
        if (!has_value(*view.dictionary, entry)) return fn(run.row_of(index), nullptr);
        std::int64_t key = 0;
        const bool fits = widen(load<decltype(type)>(view.dictionary->values, entry), key);
        give(index, fits, key);
      });
    });
  } else {
    with_integer_type(view.type, [&](auto type) {
      for_each([&](std::int64_t index) {
        std::int64_t key = 0;
        const bool fits = widen(load<decltype(type)>(view.values, index), key);
        give(index, fits, key);
      });
    });
  }
}

}  // namespace openitem
