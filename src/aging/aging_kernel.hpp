#pragma once
/// \file
/// The hot loops of aging: amounts scattered into a matrix of groups x cells.

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

#include "aging/buckets.hpp"

namespace openitem {

/// Number of open items (low 32 bits) and of overdue documents (high 32 bits) in one word, so that both cost
/// one
/// addition. A table has fewer than 2^32 rows.
inline constexpr std::uint64_t kOneOpenItem = 1;
inline constexpr std::uint64_t kOneOverdueDocument = std::uint64_t{1} << 32;

/// Groups x cells of 64-bit sums; the last cell of a group counts. Sums wrap: the caller has bounded them.
/// A group begins on a cache line where its cells fit in one.
class CellMatrix {
 public:
  CellMatrix() = default;
  CellMatrix(std::uint32_t groups, std::int32_t money_cells);

  [[nodiscard]] std::uint32_t groups() const noexcept { return groups_; }
  [[nodiscard]] std::int32_t money_cells() const noexcept { return money_cells_; }
  /// Words from one group to the next.
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }
  [[nodiscard]] std::uint64_t* words() noexcept { return words_.data(); }

  [[nodiscard]] std::int64_t amount(std::uint32_t group, std::int32_t cell) const noexcept {
    return static_cast<std::int64_t>(words_[group * stride_ + static_cast<std::size_t>(cell)]);
  }
  [[nodiscard]] std::int64_t open_items(std::uint32_t group) const noexcept {
    return static_cast<std::int64_t>(count(group) & 0xFFFFFFFFU);
  }
  [[nodiscard]] std::int64_t overdue_documents(std::uint32_t group) const noexcept {
    return static_cast<std::int64_t>(count(group) >> 32);
  }
  /// Adds the cells of a matrix of the same shape.
  void add(const CellMatrix& other, std::uint32_t first_group, std::uint32_t last_group) noexcept;

 private:
  template <typename T>
  struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};
    CacheLineAllocator() = default;
    template <typename U>
    CacheLineAllocator(const CacheLineAllocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] T* allocate(std::size_t count) {
      return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* memory, std::size_t) noexcept { ::operator delete(memory, alignment); }
    friend bool operator==(CacheLineAllocator, CacheLineAllocator) noexcept { return true; }
  };

  [[nodiscard]] std::uint64_t count(std::uint32_t group) const noexcept {
    return words_[group * stride_ + static_cast<std::size_t>(money_cells_)];
  }

  std::uint32_t groups_ = 0;
  std::int32_t money_cells_ = 0;
  std::size_t stride_ = 1;
  std::vector<std::uint64_t, CacheLineAllocator<std::uint64_t>> words_;
};

/// What one item adds: `main` to the money cell `cell`, `disputed` to `disputed_cell`, `counts` to the
/// counters.
struct ScatterColumns {
  std::span<const std::uint32_t> groups;
  std::span<const std::uint8_t> cells;
  std::span<const std::int64_t> main;
  std::span<const std::int64_t> disputed;  ///< empty = no such cell
  std::span<const std::uint64_t> counts;
  std::int32_t disputed_cell = -1;
};

/// Sums of every group; `threads` work on parts of the rows whose matrices are added up. O(rows + groups).
[[nodiscard]] CellMatrix scatter(const ScatterColumns& columns, std::uint32_t groups,
                                 std::int32_t money_cells, std::int32_t threads);

/// Item columns as they lie in memory, without nulls; no alignment is expected.
struct RawItems {
  const void* keys = nullptr;      ///< int32 or int64
  const void* due_days = nullptr;  ///< int32
  const void* amounts = nullptr;   ///< int64 minor units
  std::int64_t rows = 0;
  bool wide_keys = false;  ///< int64 keys
};

/// Smallest and largest key and due day of the rows.
struct RawRange {
  std::int64_t key_low, key_high;
  std::int32_t day_low, day_high;
};
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
  std::uint64_t amount =
      0;  ///< sum of the amounts, wrapping; exact as int64 while `absolute` is below its limit
  void add(const RawSums& other) noexcept { absolute.add(other.absolute), amount += other.amount; }
  [[nodiscard]] bool exceeds_limit() const noexcept { return absolute.exceeds_limit(); }
};

/// How the raw kernel places an item. Group of a key = key - first_key.
struct RawPlacing {
  Buckets::Lookup buckets;
  std::int32_t as_of = 0;
  std::int64_t first_key = 0;
  std::int32_t credit_cell = -1;  ///< -1 = credits go into the bucket of their due date
};

/// Adds the items to `cells`: amounts to bucket or credit cell, open items (amount not 0) and overdue debits
/// to the
/// counters. Requires keys within the matrix.
RawSums scatter_raw(const RawItems& items, const RawPlacing& placing, CellMatrix& cells) noexcept;

/// How many partial matrices pay for themselves: at least eight rows a group each.
[[nodiscard]] std::int64_t partial_count(std::int64_t rows, std::uint32_t groups,
                                         std::int32_t threads) noexcept;

/// Adds up partial matrices into the first one.
[[nodiscard]] CellMatrix merge_partials(std::vector<CellMatrix> partials, std::int32_t threads);

}  // namespace openitem
