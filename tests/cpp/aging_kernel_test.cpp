// The kernels of item columns against a loop that anyone can check, on every instruction set of the machine.

#include "aging/plain_items_kernel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "aging/buckets.hpp"

namespace openitem::aging_kernel_test {
namespace {

constexpr std::int32_t kAsOf = 20'000;

struct Columns {
  std::vector<std::int32_t> keys, days;
  std::vector<std::int64_t> wide_keys, amounts;

  [[nodiscard]] RawItems items(bool wide) const {
    const void* const codes = wide ? static_cast<const void*>(wide_keys.data()) : keys.data();
    return {codes, days.data(), amounts.data(), static_cast<std::int64_t>(amounts.size()), wide};
  }
};

// Runs of `run` rows a customer; amounts of both signs, zeros among them, up to `largest`.
Columns columns(std::size_t rows, std::size_t run, std::int32_t customers, std::int64_t largest) {
  std::mt19937_64 random(rows * 31 + run);  // NOLINT(*-msc51-cpp): the same columns every time
  Columns result;
  std::int32_t key = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % run == 0) {
      key = static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(customers)) - customers / 2;
    }
    result.keys.push_back(key);
    result.wide_keys.push_back(key);
    result.days.push_back(kAsOf + 150 - static_cast<std::int32_t>(random() % 400));
    const auto size = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(largest));
    const std::uint64_t kind = random() % 8;
    result.amounts.push_back(kind == 0 ? 0 : kind < 3 ? -size : size);
  }
  return result;
}

CellMatrix expected_cells(const Columns& items, const Buckets& buckets, std::int32_t credit_cell,
                          std::int64_t first_key, const CellMatrix& shape) {
  CellMatrix cells(shape.groups(), shape.money_cells());
  for (std::size_t row = 0; row < items.amounts.size(); ++row) {
    const std::int32_t late = kAsOf - items.days[row];
    const std::int64_t amount = items.amounts[row];
    const std::int32_t cell = amount < 0 && credit_cell >= 0 ? credit_cell : buckets.of(late);
    std::uint64_t* const group =
        cells.words() + static_cast<std::size_t>(items.keys[row] - first_key) * cells.stride();
    group[cell] += static_cast<std::uint64_t>(amount);
    if (amount != 0) group[cells.money_cells()] += kOneOpenItem;
    if (amount > 0 && late > 0) group[cells.money_cells()] += kOneOverdueDocument;
  }
  return cells;
}

bool same_words(CellMatrix& one, CellMatrix& other) {
  const std::size_t words = one.groups() * one.stride();
  return words == other.groups() * other.stride() &&
         std::equal(one.words(), one.words() + words, other.words());
}

std::vector<InstructionSet> instruction_sets() {
  std::vector<InstructionSet> sets{InstructionSet::portable};
  if (best_instruction_set() != InstructionSet::portable) sets.push_back(best_instruction_set());
  return sets;
}

struct Case {
  std::size_t rows, run;
  std::int32_t customers;
};

void expect_all_paths_agree(const Case& shape, const AgingOptions& options, bool own_column) {
  const Columns items = columns(shape.rows, shape.run, shape.customers, 1'000'000'000'000);
  const Buckets buckets(options, Date(kAsOf));
  const std::int32_t credit_cell = own_column ? buckets.count() : -1;
  const std::int64_t first_key = -shape.customers / 2;
  CellMatrix shaped(static_cast<std::uint32_t>(shape.customers) + 1, buckets.count() + (own_column ? 1 : 0));
  CellMatrix expected = expected_cells(items, buckets, credit_cell, first_key, shaped);
  for (const InstructionSet instructions : instruction_sets()) {
    for (const bool wide : {false, true}) {
      CellMatrix cells(shaped.groups(), shaped.money_cells());
      const RawPlacing placing{buckets.uppers(), kAsOf, credit_cell};
      const RawSums sums = scatter_raw(items.items(wide), placing, first_key, cells, instructions);
      EXPECT_TRUE(same_words(cells, expected))
          << "rows " << shape.rows << ", runs of " << shape.run << ", buckets " << buckets.count()
          << ", instruction set " << static_cast<int>(instructions) << (wide ? ", int64 keys" : "");
      std::int64_t total = 0;
      std::uint64_t absolute = 0;
      for (const std::int64_t amount : items.amounts) {
        total += amount;
        absolute += static_cast<std::uint64_t>(amount < 0 ? -amount : amount);
      }
      EXPECT_EQ(static_cast<std::int64_t>(sums.amount), total);
      EXPECT_EQ((sums.absolute.high << 32) + sums.absolute.low, absolute);
    }
  }
}

TEST(AgingKernel, EveryPathGivesTheSumsOfThePlainLoop) {
  AgingOptions many;
  for (std::int32_t bound = 0; bound < 63; ++bound) many.bounds.push_back(bound * 3);
  AgingOptions two;
  two.bounds = {0};
  AgingOptions by_month;
  by_month.months = 5;
  by_month.forward_months = 2;
  for (const Case& shape :
       {Case{1, 1, 1}, Case{255, 1, 40}, Case{256, 300, 2}, Case{257, 7, 9}, Case{5'000, 1, 700},
        Case{5'000, 37, 100}, Case{5'000, 20, 3}, Case{3'001, 400, 5}}) {
    for (const bool own_column : {false, true}) {
      for (const AgingOptions& options : {AgingOptions{}, two, many, by_month}) {
        expect_all_paths_agree(shape, options, own_column);
      }
    }
  }
}

TEST(AgingKernel, TheAbsoluteSumIsExactAtItsLimit) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t half = std::int64_t{1} << 61;
  const Buckets buckets({}, Date(kAsOf));
  struct Limit {
    std::vector<std::int64_t> amounts;
    bool exceeds;
  };
  for (const Limit& limit :
       {Limit{{half, -half}, true}, Limit{{half, 1 - half}, false}, Limit{{lowest}, true},
        Limit{{lowest, lowest}, true}, Limit{std::vector<std::int64_t>(300, half), true}}) {
    Columns items;
    items.amounts = limit.amounts;
    items.keys.assign(limit.amounts.size(), 0);
    items.days.assign(limit.amounts.size(), kAsOf);
    for (const InstructionSet instructions : instruction_sets()) {
      CellMatrix cells(1, buckets.count());
      const RawSums sums =
          scatter_raw(items.items(false), {buckets.uppers(), kAsOf, -1}, 0, cells, instructions);
      EXPECT_EQ(sums.exceeds_limit(), limit.exceeds) << limit.amounts.front();
    }
  }
}

TEST(AgingKernel, RangesAreThoseOfTheRowsAlone) {
  for (const std::size_t rows : {std::size_t{1}, std::size_t{9}, std::size_t{1'000}}) {
    const Columns items = columns(rows, 1, 5'000, 10);
    const auto [low, high] = std::minmax_element(items.keys.begin(), items.keys.end());
    const auto [first, last] = std::minmax_element(items.days.begin(), items.days.end());
    for (const bool wide : {false, true}) {
      const RawRange range = range_of(items.items(wide));
      EXPECT_EQ(range.key_low, *low);
      EXPECT_EQ(range.key_high, *high);
      EXPECT_EQ(range.day_low, *first);
      EXPECT_EQ(range.day_high, *last);
    }
  }
}

// The rows before the stop are in the sums and in the cells, and nothing else is.
void expect_stop(const Columns& all, std::size_t stop, bool wide, InstructionSet instructions) {
  const Buckets buckets({}, Date(kAsOf));
  const RawPlacing placing{buckets.uppers(), kAsOf, buckets.count()};
  constexpr std::int64_t first_key = -20;
  CellMatrix cells(41, buckets.count() + 1);
  const RawSums sums = scatter_raw(all.items(wide), placing, first_key, cells, instructions);
  ASSERT_EQ(sums.rows, static_cast<std::int64_t>(stop));
  CellMatrix expected(41, buckets.count() + 1);
  const RawSums before =
      scatter_raw(all.items(wide).slice(0, sums.rows), placing, first_key, expected, instructions);
  EXPECT_EQ(before.rows, sums.rows);
  EXPECT_EQ(before.amount, sums.amount);
  EXPECT_TRUE(same_words(cells, expected));
}

TEST(AgingKernel, StopsBeforeTheBlockOfAKeyOrDayOutOfBounds) {
  constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();
  for (const std::size_t row :
       {std::size_t{0}, std::size_t{127}, std::size_t{128}, std::size_t{700}, std::size_t{999}}) {
    const std::size_t stop = row / kRawBlockRows * kRawBlockRows;
    for (const InstructionSet instructions : instruction_sets()) {
      for (const bool wide : {false, true}) {
        for (const std::int32_t key : {-21, 21, lowest, highest}) {
          Columns items = columns(1'000, 1, 40, 1'000);
          items.keys[row] = key;
          items.wide_keys[row] = key;
          expect_stop(items, stop, wide, instructions);
        }
        for (const std::int32_t day : {Date::min_days - 1, Date::max_days + 1, lowest, highest}) {
          Columns items = columns(1'000, 1, 40, 1'000);
          items.days[row] = day;
          expect_stop(items, stop, wide, instructions);
        }
      }
      Columns items = columns(1'000, 1, 40, 1'000);
      items.wide_keys[row] = std::int64_t{1} << 32;  // 0 in its low half
      expect_stop(items, stop, true, instructions);
    }
  }
}

}  // namespace
}  // namespace openitem::aging_kernel_test
