#include "ledger/order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <numeric>

namespace openitem {
namespace {

constexpr int kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

struct Entry {
  std::uint64_t key;
  std::uint32_t row;
};

// One pass of a least-significant-digit radix sort.
void sort_by_digit(const std::vector<Entry>& from, std::vector<Entry>& to, int shift) {
  std::array<std::uint32_t, kDigits> begin{};
  for (const Entry& entry : from) ++begin[(entry.key >> shift) & (kDigits - 1)];
  std::uint32_t sum = 0;
  for (std::uint32_t& count : begin) {
    const std::uint32_t own = count;
    count = sum;
    sum += own;
  }
  for (const Entry& entry : from) to[begin[(entry.key >> shift) & (kDigits - 1)]++] = entry;
}

}  // namespace

std::vector<std::uint32_t> stable_order(std::vector<std::uint64_t> keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  if (std::is_sorted(keys.begin(), keys.end())) return order;
  const std::uint64_t lowest = *std::min_element(keys.begin(), keys.end());
  std::vector<Entry> entries(keys.size());
  std::uint64_t used = 0;
  for (std::size_t row = 0; row < keys.size(); ++row) {
    entries[row] = {keys[row] - lowest, static_cast<std::uint32_t>(row)};
    used |= entries[row].key;
  }
  keys = {};
  std::vector<Entry> other(entries.size());
  const int used_bits = static_cast<int>(std::bit_width(used));
  for (int shift = 0; shift < used_bits; shift += kDigitBits) {
    if (((used >> shift) & (kDigits - 1)) == 0) continue;
    sort_by_digit(entries, other, shift);
    entries.swap(other);
  }
  std::transform(entries.begin(), entries.end(), order.begin(), [](const Entry& entry) { return entry.row; });
  return order;
}

std::vector<std::uint32_t> group_offsets(const std::vector<std::uint32_t>& group_of_row,
                                         std::int64_t groups) {
  std::vector<std::uint32_t> offsets(static_cast<std::size_t>(groups) + 1, 0);
  for (const std::uint32_t group : group_of_row) ++offsets[group + 1];
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  return offsets;
}

}  // namespace openitem
