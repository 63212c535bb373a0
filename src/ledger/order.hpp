#pragma once
// Stable orders of rows by integer keys: the one sort of the ledger.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/parallel.hpp"

namespace openitem {

// How many rows before its use a row somewhere else in memory is fetched.
inline constexpr std::size_t kFetchAhead = 24;

// Fetches a row that is used soon; nothing where there is no such row.
template <typename Value>
void fetch(const std::vector<Value>& values, std::size_t at) noexcept {
  if (at < values.size()) __builtin_prefetch(values.data() + at);
}

// Positions 0 .. keys.size() - 1 in ascending order of their keys, equal keys in their given order.
// O(rows * bits of the largest key / 11). Requires fewer than 2^32 keys.
[[nodiscard]] std::vector<std::uint32_t> stable_order(std::vector<std::uint64_t> keys);

// Offsets of groups: group g holds positions [offsets[g], offsets[g + 1]) of an order by group.
[[nodiscard]] std::vector<std::uint32_t> group_offsets(const std::vector<std::uint32_t>& group_of_row,
                                                       std::int64_t groups);

// values[order[0]], values[order[1]] ...; an empty column stays empty.
template <typename Value>
[[nodiscard]] std::vector<Value> reordered(const std::vector<Value>& values,
                                           const std::vector<std::uint32_t>& order, std::int32_t threads) {
  if (values.empty()) return {};
  // Columns that were not given hold one value: no need to look it up row by row.
  if (std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) == values.end()) {
    return std::vector<Value>(order.size(), values.front());
  }
  std::vector<Value> result(order.size());
  for_each_chunk(static_cast<std::int64_t>(order.size()), threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   for (auto at = static_cast<std::size_t>(begin); at < static_cast<std::size_t>(end); ++at) {
                     if (at + kFetchAhead < order.size()) fetch(values, order[at + kFetchAhead]);
                     result[at] = values[order[at]];
                   }
                 });
  return result;
}

}  // namespace openitem
