#pragma once
/// \file
/// The hot loops of aging: amounts scattered into a matrix of groups x cells.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "aging/buckets.hpp"
#include "core/large_pages.hpp"

namespace openitem {

/// Number of open items (low 32 bits) and of overdue documents (high 32 bits) in one word, so that both cost
/// one addition. A table has fewer than 2^32 rows.
inline constexpr std::uint64_t kOneOpenItem = 1;
inline constexpr int kOverdueShift = 32;
inline constexpr std::uint64_t kOneOverdueDocument = std::uint64_t{1} << kOverdueShift;

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
    return static_cast<std::int64_t>(count(group) >> kOverdueShift);
  }
  void set(std::uint32_t group, std::span<const std::int64_t> amounts, std::int64_t open_items,
           std::int64_t overdue_documents) noexcept;
  /// Takes the groups of a smaller matrix of as many cells, its group 0 as `first_group`.
  void place(const CellMatrix& other, std::uint32_t first_group) noexcept;
  /// Adds the cells of a matrix of the same shape.
  void add(const CellMatrix& other, std::uint32_t first_group, std::uint32_t last_group) noexcept;

 private:
  [[nodiscard]] std::uint64_t count(std::uint32_t group) const noexcept {
    return words_[group * stride_ + static_cast<std::size_t>(money_cells_)];
  }

  std::uint32_t groups_ = 0;
  std::int32_t money_cells_ = 0;
  std::size_t stride_ = 1;
  LargeVector<std::uint64_t> words_;
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

/// How many partial matrices pay for themselves: at least eight rows a group each.
[[nodiscard]] std::int64_t partial_count(std::int64_t rows, std::uint32_t groups,
                                         std::int32_t threads) noexcept;

/// Adds up partial matrices into the first one.
[[nodiscard]] CellMatrix merge_partials(std::vector<CellMatrix> partials, std::int32_t threads);

}  // namespace openitem
