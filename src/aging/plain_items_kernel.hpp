#pragma once
/// \file
/// The hot loops of aging over item columns as they lie in memory.

#include <cstddef>
#include <cstdint>
#include <span>

#include "aging/aging_kernel.hpp"
#include "core/instruction_set.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Item columns without nulls; no alignment is expected.
struct RawItems {
  const void* keys = nullptr;      ///< int32 or int64
  const void* due_days = nullptr;  ///< int32
  const void* amounts = nullptr;   ///< int64 minor units
  std::int64_t rows = 0;
  bool wide_keys = false;  ///< int64 keys

  [[nodiscard]] RawItems slice(std::int64_t begin, std::int64_t end) const noexcept;
};

/// Smallest and largest key and due day of some rows.
struct RawRange {
  std::int64_t key_low, key_high;
  std::int32_t day_low, day_high;
};
/// Requires a row.
[[nodiscard]] RawRange range_of(const RawItems& items) noexcept;

/// Sum of |amount|, exact for up to 2^32 rows: `high` * 2^32 + `low`.
struct AbsoluteSum {
  std::uint64_t high = 0, low = 0;
  void add(const AbsoluteSum& other) noexcept { high += other.high, low += other.low; }
  /// Whether the sum reaches 2^62.
  [[nodiscard]] bool exceeds_limit() const noexcept { return high + (low >> 32) >= (std::uint64_t{1} << 30); }
};

/// What a kernel adds up beside the cells.
struct RawSums {
  AbsoluteSum absolute;
  std::uint64_t amount = 0;  ///< wrapping; exact as int64 while `absolute` is below its limit
  std::int64_t rows = 0;
  void add(const RawSums& other) noexcept {
    absolute.add(other.absolute), amount += other.amount, rows += other.rows;
  }
  [[nodiscard]] bool exceeds_limit() const noexcept { return absolute.exceeds_limit(); }
};

/// How an item is placed. Group of a key = key - first_key.
struct RawPlacing {
  std::span<const std::int32_t> uppers;  ///< see Buckets::uppers
  std::int32_t as_of = 0;
  std::int32_t credit_cell = -1;            ///< -1 = credits go into the bucket of their due date
  std::int32_t late_above = 0;              ///< see Buckets::late_above
  std::int32_t first_day = Date::min_days;  ///< of the due days that can be placed, both included
  std::int32_t last_day = Date::max_days;
};

/// A matrix of fewer words than this can be addressed by the kernel.
inline constexpr std::uint64_t kMatrixWordLimit = std::uint64_t{1} << 32;

/// A day or a key that is out of bounds is within so many rows of where the kernel stopped.
inline constexpr std::int64_t kRawBlockRows = 128;

/// Adds the items to `cells`, whose group 0 is `first_key`: amounts to bucket or credit cell, open items (amount not
/// 0) and overdue debits to the counters. Ends before the first block of rows that holds a key outside the
/// matrix or a due day that cannot be placed: `rows` of the sums have been added.
RawSums scatter_raw(const RawItems& items, const RawPlacing& placing, std::int64_t first_key,
                    CellMatrix& cells, InstructionSet instructions) noexcept;

}  // namespace openitem
