#include "aging/plain_items_kernel.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "openitem/time.hpp"

// The loops are plain C++ that compilers turn into vector instructions; compiled twice, because the two
// instruction sets differ by a factor in 64-bit comparisons and 32-bit products. Everything a function
// compiled for AVX2 calls must be inlined into it, hence OPENITEM_INLINE.

namespace openitem {
namespace {

// Rows whose cells are fetched ahead of their additions; what is known of them stays in the first-level cache.
constexpr std::int64_t kBlockRows = kRawBlockRows;
constexpr std::int64_t kRunsOfGroupedBlock = 8;
// Sums of one run are kept so many times, in turns: an addition need not wait for the one before.
constexpr std::int64_t kLanes = 4;
constexpr std::size_t kMaxMoneyCells = 66;  // 64 buckets, credits, disputes
constexpr std::size_t kFewCells = 8;
constexpr std::uint64_t kLowHalf = 0xFFFF'FFFF;

template <typename T>
OPENITEM_INLINE T load_at(const void* values, std::int64_t index) noexcept {
  T value;
  std::memcpy(&value, static_cast<const char*>(values) + index * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

OPENITEM_INLINE std::uint64_t magnitude(std::uint64_t amount) noexcept {
  const auto sign = static_cast<std::uint64_t>(static_cast<std::int64_t>(amount) >> 63);
  return (amount ^ sign) - sign;
}

template <typename T>
struct Extremes {
  T low = std::numeric_limits<T>::max();
  T high = std::numeric_limits<T>::min();

  OPENITEM_INLINE void meet(T value) noexcept {
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  [[nodiscard]] OPENITEM_INLINE bool are_within(std::int64_t lowest, std::int64_t highest) const noexcept {
    return low >= lowest && high <= highest;
  }
};

// What is known of the rows of a block before they are added.
struct Block {
  std::uint32_t cells[kBlockRows];   // column of the matrix
  std::uint32_t groups[kBlockRows];  // first word of the group
  std::uint64_t counts[kBlockRows];
  std::int64_t begin = 0;
  std::int64_t rows = 0;
  bool grouped = false;
};

// Four upper days of buckets, from `begin` on; those that are not there are passed by no day.
struct FourDays {
  std::int32_t days[4];

  OPENITEM_INLINE FourDays(std::span<const std::int32_t> uppers, std::size_t begin) noexcept {
    for (std::size_t i = 0; i < 4; ++i) {
      days[i] = begin + i < uppers.size() ? uppers[begin + i] : std::numeric_limits<std::int32_t>::max();
    }
  }
  [[nodiscard]] OPENITEM_INLINE std::uint32_t passed_by(std::int32_t day) const noexcept {
    return static_cast<std::uint32_t>(day > days[0]) + static_cast<std::uint32_t>(day > days[1]) +
           static_cast<std::uint32_t>(day > days[2]) + static_cast<std::uint32_t>(day > days[3]);
  }
};

// Whether every due day can be placed; only then the cells mean anything.
OPENITEM_INLINE bool find_cells(const RawItems& items, const RawPlacing& placing, Block& block) noexcept {
  std::int32_t days[kBlockRows];
  const std::int64_t rows = block.rows;
  Extremes<std::int32_t> due_days;
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto due = load_at<std::int32_t>(items.due_days, block.begin + i);
    due_days.meet(due);
    days[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(placing.as_of) -
                                        static_cast<std::uint32_t>(due));
  }
  const FourDays first(placing.uppers, 0);
  for (std::int64_t i = 0; i < rows; ++i) block.cells[i] = first.passed_by(days[i]);
  for (std::size_t b = 4; b < placing.uppers.size(); b += 4) {
    const FourDays next(placing.uppers, b);
    for (std::int64_t i = 0; i < rows; ++i) block.cells[i] += next.passed_by(days[i]);
  }
  const std::uint32_t all = ~std::uint32_t{0};
  const std::uint32_t to_credit_cell = placing.credit_cell >= 0 ? all : 0;
  const auto credit_cell = static_cast<std::uint32_t>(placing.credit_cell);
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto amount = load_at<std::uint64_t>(items.amounts, block.begin + i);
    const std::uint32_t high = static_cast<std::uint32_t>(amount >> 32);
    const std::uint32_t any = high | static_cast<std::uint32_t>(amount);
    const auto credit =
        static_cast<std::uint32_t>(static_cast<std::int32_t>(high) >> 31);  // all bits or none
    const std::uint32_t open = any != 0 ? 1 : 0;
    const std::uint32_t overdue = days[i] > placing.late_above ? open & ~credit : 0;
    block.cells[i] ^= (block.cells[i] ^ credit_cell) & credit & to_credit_cell;
    block.counts[i] = std::uint64_t{open} | std::uint64_t{overdue} << kOverdueShift;
  }
  return due_days.are_within(placing.first_day, placing.last_day);
}

// Whether every key is in the matrix; only then the groups mean anything.
template <typename Key>
OPENITEM_INLINE bool find_groups(const RawItems& items, std::int64_t first_key, const CellMatrix& cells,
                                 Block& block) noexcept {
  const auto first = static_cast<std::uint32_t>(first_key);
  const auto stride = static_cast<std::uint32_t>(cells.stride());
  Extremes<Key> keys;
  for (std::int64_t i = 0; i < block.rows; ++i) {
    const auto key = load_at<Key>(items.keys, block.begin + i);
    keys.meet(key);
    block.groups[i] = (static_cast<std::uint32_t>(key) - first) * stride;
  }
  std::uint32_t changes = 0;
  for (std::int64_t i = 1; i < block.rows; ++i) changes += block.groups[i] != block.groups[i - 1] ? 1 : 0;
  block.grouped = changes < kRunsOfGroupedBlock;
  return keys.are_within(first_key, first_key + (cells.groups() - std::int64_t{1}));
}

OPENITEM_INLINE void add_amounts(const RawItems& items, const Block& block, RawSums& sums) noexcept {
  std::uint64_t absolute = 0;
  std::uint64_t any = 0;
  std::uint64_t amounts = 0;
  for (std::int64_t i = 0; i < block.rows; ++i) {
    const auto amount = load_at<std::uint64_t>(items.amounts, block.begin + i);
    const std::uint64_t size = magnitude(amount);
    absolute += size;
    any |= size;
    amounts += amount;
  }
  sums.amount += amounts;
  if (any < (std::uint64_t{1} << 55)) {  // 2^8 rows of less than 2^55: no overflow
    sums.absolute.add({absolute >> 32, absolute & kLowHalf});
    return;
  }
  for (std::int64_t i = 0; i < block.rows; ++i) {
    const std::uint64_t size = magnitude(load_at<std::uint64_t>(items.amounts, block.begin + i));
    sums.absolute.add({size >> 32, size & kLowHalf});
  }
}

OPENITEM_INLINE void add_row(const RawItems& items, const Block& block, std::int64_t i, std::uint64_t* words,
                             std::size_t counter) noexcept {
  std::uint64_t* const group = words + block.groups[i];
  group[block.cells[i]] += load_at<std::uint64_t>(items.amounts, block.begin + i);
  group[counter] += block.counts[i];
}

OPENITEM_INLINE void add_rows(const RawItems& items, const Block& block, std::int64_t begin, std::int64_t end,
                              std::uint64_t* words, std::size_t counter) noexcept {
  for (std::int64_t i = begin; i < end; ++i) add_row(items, block, i, words, counter);
}

// The sums of one run, made beside the matrix.
class RunSums {
 public:
  OPENITEM_INLINE explicit RunSums(std::size_t cells) noexcept : cells_(cells) {}

  OPENITEM_INLINE void add(const RawItems& items, const Block& block, std::int64_t begin, std::int64_t end,
                           std::uint64_t* words) noexcept {
    clear();
    std::int64_t i = begin;
    for (; i + kLanes <= end; i += kLanes) {
      for (std::int64_t lane = 0; lane < kLanes; ++lane) {
        sums_[lane][block.cells[i + lane]] += load_at<std::uint64_t>(items.amounts, block.begin + i + lane);
      }
    }
    for (; i < end; ++i) sums_[0][block.cells[i]] += load_at<std::uint64_t>(items.amounts, block.begin + i);
    std::uint64_t counts = 0;
    for (std::int64_t row = begin; row < end; ++row) counts += block.counts[row];
    std::uint64_t* const group = words + block.groups[begin];
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      group[cell] += sums_[0][cell] + sums_[1][cell] + sums_[2][cell] + sums_[3][cell];
    }
    group[cells_] += counts;
  }

 private:
  // A fixed size is a few stores; any other is a call.
  OPENITEM_INLINE void clear() noexcept {
    for (auto& lane : sums_) {
      std::memset(lane, 0, kFewCells * sizeof(lane[0]));
      if (cells_ > kFewCells) std::memset(lane, 0, sizeof lane);
    }
  }

  const std::size_t cells_;
  std::uint64_t sums_[kLanes][kMaxMoneyCells];
};

OPENITEM_INLINE std::int64_t end_of_run(const Block& block, std::int64_t begin) noexcept {
  constexpr std::int64_t step = 8;
  const std::uint32_t group = block.groups[begin];
  std::int64_t end = begin + 1;
  for (; end + step <= block.rows; end += step) {
    std::uint32_t difference = 0;
    for (std::int64_t i = 0; i < step; ++i) difference |= block.groups[end + i] ^ group;
    if (difference != 0) break;
  }
  while (end < block.rows && block.groups[end] == group) ++end;
  return end;
}

OPENITEM_INLINE void add_runs(const RawItems& items, const Block& block, std::uint64_t* words,
                              std::size_t counter) noexcept {
  const auto shortest = static_cast<std::int64_t>(std::max<std::size_t>(16, 2 * counter));
  RunSums run(counter);
  for (std::int64_t begin = 0; begin < block.rows;) {
    const std::int64_t end = end_of_run(block, begin);
    if (end - begin >= shortest) {
      run.add(items, block, begin, end, words);
    } else {
      add_rows(items, block, begin, end, words, counter);
    }
    begin = end;
  }
}

// Fetches the columns a few blocks ahead, bit by bit: the machine's own fetching begins anew with every block, because
// the additions between two blocks are in its way.
class ColumnFetch {
 public:
  OPENITEM_INLINE ColumnFetch(const RawItems& items, const Block& next) noexcept
      : items_(items.slice(std::min(next.begin + kFetchRows, items.rows), items.rows)),
        key_width_(items.wide_keys ? 8 : 4) {}

  // Called for the rows of a block in turns.
  OPENITEM_INLINE void fetch(std::int64_t row) const noexcept {
    if (row % kWordsOfLine != 0 || row >= items_.rows) return;
    fetch(items_.amounts, row * 8);
    const bool is_odd = row % (2 * kWordsOfLine) != 0;  // a line of dates, a line of keys
    fetch(is_odd ? items_.keys : items_.due_days, row * (is_odd ? key_width_ : 4));
  }

 private:
  static constexpr std::int64_t kFetchRows = 2 * kBlockRows;
  static constexpr std::int64_t kWordsOfLine = 8;

  OPENITEM_INLINE static void fetch(const void* values, std::int64_t offset) noexcept {
    __builtin_prefetch(static_cast<const char*>(values) + offset);
  }

  const RawItems items_;
  const std::int64_t key_width_;
};

// Adds a block and fetches the cells of the next one, a row in turns: fetches wait for each other where they come
// all at once.
OPENITEM_INLINE void add_block(const RawItems& items, const Block& block, const Block& next,
                               std::uint64_t* words, std::size_t counter) noexcept {
  if (block.grouped) {
    add_runs(items, block, words, counter);
    return;
  }
  const std::int64_t both = next.grouped ? 0 : std::min(block.rows, next.rows);
  const ColumnFetch columns(items, next);
  for (std::int64_t i = 0; i < both; ++i) {
    __builtin_prefetch(words + next.groups[i] + next.cells[i], 1);
    columns.fetch(i);
    add_row(items, block, i, words, counter);
  }
  add_rows(items, block, both, block.rows, words, counter);
}

template <typename Key>
OPENITEM_INLINE RawSums scatter_keys(const RawItems& items, const RawPlacing& placing, std::int64_t first_key,
                                     CellMatrix& cells) noexcept {
  std::uint64_t* const words = cells.words();
  const auto counter = static_cast<std::size_t>(cells.money_cells());
  RawSums sums;
  Block blocks[2];  // the one whose cells are being fetched, and the one before
  int side = 0;
  while (sums.rows < items.rows) {
    Block& block = blocks[side];
    block.begin = sums.rows;
    block.rows = std::min(kBlockRows, items.rows - sums.rows);
    if (!find_cells(items, placing, block) || !find_groups<Key>(items, first_key, cells, block)) break;
    add_amounts(items, block, sums);
    sums.rows += block.rows;
    side = 1 - side;
    add_block(items, blocks[side], block, words, counter);
  }
  add_block(items, blocks[1 - side], Block{}, words, counter);
  return sums;
}

OPENITEM_INLINE RawSums scatter_all(const RawItems& items, const RawPlacing& placing, std::int64_t first_key,
                                    CellMatrix& cells) noexcept {
  if (items.wide_keys) return scatter_keys<std::int64_t>(items, placing, first_key, cells);
  return scatter_keys<std::int32_t>(items, placing, first_key, cells);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] RawSums scatter_avx2(const RawItems& items, const RawPlacing& placing,
                                             std::int64_t first_key, CellMatrix& cells) noexcept {
  return scatter_all(items, placing, first_key, cells);
}
#endif

}  // namespace

RawItems RawItems::slice(std::int64_t begin, std::int64_t end) const noexcept {
  const auto shifted = [begin](const void* values, std::int64_t width) -> const void* {
    return static_cast<const char*>(values) + begin * width;
  };
  return {shifted(keys, wide_keys ? 8 : 4), shifted(due_days, 4), shifted(amounts, 8), end - begin,
          wide_keys};
}

RawRange range_of(const RawItems& items) noexcept {
  Extremes<std::int64_t> keys;
  Extremes<std::int32_t> days;
  for (std::int64_t i = 0; i < items.rows; ++i) {
    keys.meet(items.wide_keys ? load_at<std::int64_t>(items.keys, i) : load_at<std::int32_t>(items.keys, i));
    days.meet(load_at<std::int32_t>(items.due_days, i));
  }
  return {keys.low, keys.high, days.low, days.high};
}

RawSums scatter_raw(const RawItems& items, const RawPlacing& placing, std::int64_t first_key,
                    CellMatrix& cells, InstructionSet instructions) noexcept {
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) return scatter_avx2(items, placing, first_key, cells);
#endif
  static_cast<void>(instructions);
  return scatter_all(items, placing, first_key, cells);
}

}  // namespace openitem
