#pragma once
/// \file
/// Groups of rows: a tuple of key codes becomes one dense number, in the order of the tuples.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "core/parallel.hpp"

namespace openitem {

/// Built level by level; each level refines the groups by one more key. A missing key is a group of its own,
/// last.
/// Numbers ascend with the tuples; where the space of tuples is small, some numbers may hold no row.
class Groups {
 public:
  Groups(std::int64_t rows, std::int32_t threads)
      : threads_(threads), ids_(static_cast<std::size_t>(rows), 0) {}

  /// `code_of(row)` in [0, keys) or kNoKey. O(rows); O(rows log rows) for very sparse tuples.
  template <typename CodeOf>
  void add_level(std::uint32_t keys, CodeOf&& code_of) {
    const std::uint64_t radix = std::uint64_t{keys} + 1;
    const auto key_of = [&](std::int64_t row) {
      const std::uint32_t code = code_of(row);
      return ids_[static_cast<std::size_t>(row)] * radix + (code == kNoKey ? keys : code);
    };
    levels_.push_back({radix, {}});
    if (size_ * radix <= direct_limit()) {
      for_each_chunk(rows(), threads_, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
          ids_[static_cast<std::size_t>(row)] = static_cast<std::uint32_t>(key_of(row));
        }
      });
      size_ *= radix;
      return;
    }
    std::vector<std::uint64_t> keys_of_rows(ids_.size());
    for_each_chunk(rows(), threads_, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      for (std::int64_t row = begin; row < end; ++row)
        keys_of_rows[static_cast<std::size_t>(row)] = key_of(row);
    });
    rank(keys_of_rows, size_ * radix);
  }

  [[nodiscard]] std::int64_t rows() const noexcept { return static_cast<std::int64_t>(ids_.size()); }
  /// Numbers are 0 .. size - 1; at most max(64, rows).
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(size_); }
  /// Group of each row.
  [[nodiscard]] std::span<const std::uint32_t> ids() const noexcept { return ids_; }
  /// Code of the group's key at `level`; kNoKey = missing. O(levels).
  [[nodiscard]] std::uint32_t code(std::uint32_t group, std::size_t level) const noexcept;
  /// Group of a tuple, one code a level; nothing where no row could have it. O(levels log groups).
  [[nodiscard]] std::optional<std::uint32_t> find(std::span<const std::uint32_t> codes) const noexcept;

 private:
  struct Level {
    std::uint64_t radix;  // keys + 1: the last value means missing
    std::vector<std::uint64_t>
        ranked;  // ascending keys (group before * radix + code); empty = the key is the number
  };

  // A quarter of the rows: tables over all groups stay small beside the rows themselves.
  [[nodiscard]] std::uint64_t direct_limit() const noexcept {
    return ids_.size() / 4 < 64 ? 64 : static_cast<std::uint64_t>(ids_.size() / 4);
  }
  void rank(const std::vector<std::uint64_t>& keys, std::uint64_t space);

  std::int32_t threads_;
  std::uint64_t size_ = 1;
  std::vector<std::uint32_t> ids_;
  std::vector<Level> levels_;
};

}  // namespace openitem
