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
std::uint64_t key_of(const Entry& entry) noexcept { return entry.key; }
// A key above the bits of its row: half as much to move.
std::uint64_t key_of(std::uint64_t packed) noexcept { return packed; }

// One pass of a least-significant-digit radix sort.
template <typename T>
void sort_by_digit(const std::vector<T>& from, std::vector<T>& to, int shift) {
  std::array<std::uint32_t, kDigits> begin{};
  for (const T& entry : from) ++begin[(key_of(entry) >> shift) & (kDigits - 1)];
  std::uint32_t sum = 0;
  for (std::uint32_t& count : begin) {
    const std::uint32_t own = count;
    count = sum;
    sum += own;
  }
  for (const T& entry : from) to[begin[(key_of(entry) >> shift) & (kDigits - 1)]++] = entry;
}

// Sorts by the bits [first_bit, last_bit) of the keys; `used` has a 1 wherever some key has one.
template <typename T>
void sort_by_bits(std::vector<T>& entries, int first_bit, int last_bit, std::uint64_t used) {
  std::vector<T> other(entries.size());
  for (int shift = first_bit; shift < last_bit; shift += kDigitBits) {
    if (((used >> shift) & (kDigits - 1)) == 0) continue;
    sort_by_digit(entries, other, shift);
    entries.swap(other);
  }
}

}  // namespace

std::vector<std::uint32_t> stable_order(std::vector<std::uint64_t> keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  if (std::is_sorted(keys.begin(), keys.end())) return order;
  const std::uint64_t lowest = *std::min_element(keys.begin(), keys.end());
  std::uint64_t used = 0;
  for (std::uint64_t& key : keys) {
    key -= lowest;
    used |= key;
  }
  const int used_bits = static_cast<int>(std::bit_width(used));
  const int row_bits = static_cast<int>(std::bit_width(keys.size() - 1));
  if (used_bits + row_bits <= 64) {
    for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = keys[row] << row_bits | row;
    sort_by_bits(keys, row_bits, row_bits + used_bits, used << row_bits);
    const std::uint64_t row_mask = (std::uint64_t{1} << row_bits) - 1;
    std::transform(keys.begin(), keys.end(), order.begin(), [row_mask](std::uint64_t packed) {
      return static_cast<std::uint32_t>(packed & row_mask);
    });
    return order;
  }
  std::vector<Entry> entries(keys.size());
  for (std::size_t row = 0; row < keys.size(); ++row)
    entries[row] = {keys[row], static_cast<std::uint32_t>(row)};
  keys = {};
  sort_by_bits(entries, 0, used_bits, used);
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
