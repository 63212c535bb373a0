#include "aging/aging_kernel.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "core/parallel.hpp"

namespace openitem {
namespace {

constexpr std::size_t kWordsOfCacheLine = 8;
// Rows whose cells are fetched ahead of their additions; their offsets stay in the first-level cache.
constexpr std::int64_t kBlockRows = 256;
constexpr std::uint32_t kMergeGroups = 4096;

std::size_t stride_for(std::size_t words) {
  if (words > kWordsOfCacheLine) return words;
  std::size_t stride = 1;
  while (stride < words) stride *= 2;
  return stride;
}

template <typename T>
inline T load_at(const void* values, std::int64_t index) noexcept {
  T value;
  std::memcpy(&value, static_cast<const char*>(values) + index * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

// Where the items of a block go: offsets of words in the matrix.
struct Block {
  std::uint64_t* money[kBlockRows];
  std::uint64_t* counters[kBlockRows];
  std::uint64_t amounts[kBlockRows];
  std::uint64_t counts[kBlockRows];
};

template <typename Key>
class RawScatter {
 public:
  RawScatter(const RawItems& items, const RawPlacing& placing, CellMatrix& cells) noexcept
      : items_(items),
        placing_(placing),
        words_(cells.words()),
        stride_(cells.stride()),
        counter_(static_cast<std::size_t>(cells.money_cells())) {}

  RawSums run() noexcept {
    Block blocks[2];
    std::int64_t pending = 0;  // rows of the block before
    int side = 0;
    for (std::int64_t begin = 0; begin < items_.rows; begin += kBlockRows) {
      const std::int64_t count = std::min(kBlockRows, items_.rows - begin);
      place(begin, count, blocks[side]);
      add(blocks[1 - side], pending);
      pending = count;
      side = 1 - side;
    }
    add(blocks[1 - side], pending);
    return sums_;
  }

 private:
  void place(std::int64_t begin, std::int64_t count, Block& block) noexcept {
    std::int32_t days[kBlockRows];
    std::int64_t amounts[kBlockRows];
    std::memcpy(amounts, static_cast<const char*>(items_.amounts) + begin * 8,
                static_cast<std::size_t>(count) * 8);
    for (std::int64_t i = 0; i < count; ++i) {
      days[i] = placing_.as_of - load_at<std::int32_t>(items_.due_days, begin + i);
    }
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::uint64_t signed_sum = 0;
    for (std::int64_t i = 0; i < count; ++i) {
      const std::uint64_t amount = static_cast<std::uint64_t>(amounts[i]);
      const std::uint64_t magnitude = amounts[i] < 0 ? 0 - amount : amount;
      high += magnitude >> 32;
      low += magnitude & 0xFFFFFFFFU;
      signed_sum += amount;
      block.amounts[i] = amount;
      block.counts[i] =
          (amounts[i] != 0 ? kOneOpenItem : 0) + (amounts[i] > 0 && days[i] > 0 ? kOneOverdueDocument : 0);
    }
    sums_.absolute.add({high, low});
    sums_.amount += signed_sum;
    const Buckets::Lookup buckets = placing_.buckets;
    const std::int32_t credit_cell = placing_.credit_cell;
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int32_t bucket = buckets.table[std::clamp(days[i], buckets.low, buckets.high) - buckets.low];
      const std::int32_t cell = amounts[i] < 0 && credit_cell >= 0 ? credit_cell : bucket;
      const auto group = static_cast<std::size_t>(
          static_cast<std::int64_t>(load_at<Key>(items_.keys, begin + i)) - placing_.first_key);
      std::uint64_t* const row = words_ + group * stride_;
      block.money[i] = row + cell;
      block.counters[i] = row + counter_;
      __builtin_prefetch(row + cell, 1);
    }
  }

  static void add(const Block& block, std::int64_t count) noexcept {
    for (std::int64_t i = 0; i < count; ++i) {
      *block.money[i] += block.amounts[i];
      *block.counters[i] += block.counts[i];
    }
  }

  const RawItems& items_;
  const RawPlacing& placing_;
  std::uint64_t* words_;
  std::size_t stride_;
  std::size_t counter_;
  RawSums sums_;
};

template <typename Key>
void key_range(const RawItems& items, std::int64_t& low, std::int64_t& high) noexcept {
  Key lowest = std::numeric_limits<Key>::max();
  Key highest = std::numeric_limits<Key>::min();
  for (std::int64_t i = 0; i < items.rows; ++i) {
    const Key key = load_at<Key>(items.keys, i);
    lowest = key < lowest ? key : lowest;
    highest = key > highest ? key : highest;
  }
  low = lowest;
  high = highest;
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

RawRange range_of(const RawItems& items) noexcept {
  RawRange range{0, 0, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()};
  if (items.wide_keys) {
    key_range<std::int64_t>(items, range.key_low, range.key_high);
  } else {
    key_range<std::int32_t>(items, range.key_low, range.key_high);
  }
  std::int32_t low = range.day_low;
  std::int32_t high = range.day_high;
  for (std::int64_t i = 0; i < items.rows; ++i) {
    const auto day = load_at<std::int32_t>(items.due_days, i);
    low = day < low ? day : low;
    high = day > high ? day : high;
  }
  range.day_low = low;
  range.day_high = high;
  return range;
}

RawSums scatter_raw(const RawItems& items, const RawPlacing& placing, CellMatrix& cells) noexcept {
  if (items.wide_keys) return RawScatter<std::int64_t>(items, placing, cells).run();
  return RawScatter<std::int32_t>(items, placing, cells).run();
}

}  // namespace openitem
