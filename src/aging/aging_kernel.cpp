#include "aging/aging_kernel.hpp"

#include <algorithm>
#include <utility>

#include "core/parallel.hpp"

namespace openitem {
namespace {

constexpr std::size_t kWordsOfCacheLine = 8;
constexpr std::uint32_t kMergeGroups = 4096;

std::size_t stride_for(std::size_t words) {
  if (words > kWordsOfCacheLine) return words;
  std::size_t stride = 1;
  while (stride < words) stride *= 2;
  return stride;
}

void scatter_rows(const ScatterColumns& columns, std::size_t begin, std::size_t end,
                  CellMatrix& cells) noexcept {
  std::uint64_t* const words = cells.words();
  const std::size_t stride = cells.stride();
  const auto counter = static_cast<std::size_t>(cells.money_cells());
  const bool has_disputed = !columns.disputed.empty();
  constexpr std::size_t ahead = 32;
  for (std::size_t i = begin; i < end; ++i) {
    if (i + ahead < end) __builtin_prefetch(words + columns.groups[i + ahead] * stride, 1);
    std::uint64_t* const row = words + columns.groups[i] * stride;
    row[columns.cells[i]] += static_cast<std::uint64_t>(columns.main[i]);
    if (has_disputed) row[columns.disputed_cell] += static_cast<std::uint64_t>(columns.disputed[i]);
    row[counter] += columns.counts[i];
  }
}

}  // namespace

CellMatrix::CellMatrix(std::uint32_t groups, std::int32_t money_cells)
    : groups_(groups),
      money_cells_(money_cells),
      stride_(stride_for(static_cast<std::size_t>(money_cells) + 1)),
      words_(groups * stride_, 0) {}

void CellMatrix::set(std::uint32_t group, std::span<const std::int64_t> amounts, std::int64_t open_items,
                     std::int64_t overdue_documents) noexcept {
  std::uint64_t* const words_of_group = words() + group * stride_;
  std::copy(amounts.begin(), amounts.end(), words_of_group);
  words_of_group[money_cells_] =
      static_cast<std::uint64_t>(open_items) | static_cast<std::uint64_t>(overdue_documents) << kOverdueShift;
}

void CellMatrix::place(const CellMatrix& other, std::uint32_t first_group) noexcept {
  std::copy(other.words_.begin(), other.words_.end(),
            words_.begin() + static_cast<std::ptrdiff_t>(first_group * stride_));
}

void CellMatrix::add(const CellMatrix& other, std::uint32_t first_group, std::uint32_t last_group) noexcept {
  for (std::size_t at = first_group * stride_; at < last_group * stride_; ++at)
    words_[at] += other.words_[at];
}

std::int64_t partial_count(std::int64_t rows, std::uint32_t groups, std::int32_t threads) noexcept {
  const std::int64_t worth = std::min(chunk_count(rows), rows / (8 * std::max<std::int64_t>(groups, 1)));
  return std::max<std::int64_t>(1, std::min<std::int64_t>(threads, worth));
}

CellMatrix merge_partials(std::vector<CellMatrix> partials, std::int32_t threads) {
  CellMatrix& total = partials.front();
  const std::int64_t ranges = (total.groups() + std::int64_t{kMergeGroups} - 1) / kMergeGroups;
  for_each_part(partials.size() > 1 ? ranges : 0, threads, [&](std::int64_t range) {
    const auto first = static_cast<std::uint32_t>(range) * kMergeGroups;
    const std::uint32_t last = std::min(total.groups(), first + kMergeGroups);
    for (std::size_t p = 1; p < partials.size(); ++p) total.add(partials[p], first, last);
  });
  return std::move(total);
}

CellMatrix scatter(const ScatterColumns& columns, std::uint32_t groups, std::int32_t money_cells,
                   std::int32_t threads) {
  const auto rows = static_cast<std::int64_t>(columns.main.size());
  const std::int64_t parts = partial_count(rows, groups, threads);
  std::vector<CellMatrix> partials(static_cast<std::size_t>(parts));
  for_each_part(parts, threads, [&](std::int64_t part) {
    CellMatrix cells(groups, money_cells);
    scatter_rows(columns, static_cast<std::size_t>(rows * part / parts),
                 static_cast<std::size_t>(rows * (part + 1) / parts), cells);
    partials[static_cast<std::size_t>(part)] = std::move(cells);
  });
  return merge_partials(std::move(partials), threads);
}

}  // namespace openitem
