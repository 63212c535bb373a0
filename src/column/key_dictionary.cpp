#include "column/key_dictionary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <numeric>
#include <utility>

#include "core/message.hpp"

namespace openitem {
namespace {

/// Groups this small are sorted by comparing whole keys.
constexpr std::size_t small_group = 32;

/// Eight bytes of a key as a number that sorts as they do, and whose key it is.
struct PrefixItem {
  std::uint64_t prefix = 0;
  std::uint32_t number = 0;
};

/// Byte by byte from the lowest, leaving out bytes that are equal in all items. Stable.
void radix_sort(std::span<PrefixItem> items, std::vector<PrefixItem>& scratch) {
  std::uint64_t differing = 0;
  for (const PrefixItem& item : items) differing |= item.prefix ^ items.front().prefix;
  scratch.resize(std::max(scratch.size(), items.size()));
  PrefixItem* from = items.data();
  PrefixItem* to = scratch.data();
  for (unsigned shift = 0; shift < 64; shift += 8) {
    if ((differing >> shift & 0xFFU) == 0) continue;
    std::array<std::size_t, 257> begins{};
    for (std::size_t i = 0; i < items.size(); ++i) ++begins[(from[i].prefix >> shift & 0xFFU) + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    for (std::size_t i = 0; i < items.size(); ++i) to[begins[from[i].prefix >> shift & 0xFFU]++] = from[i];
    std::swap(from, to);
  }
  if (from != items.data()) std::copy_n(from, items.size(), items.data());
}

void sort_by_prefix(std::span<PrefixItem> items, std::vector<PrefixItem>& scratch) {
  if (items.size() > 512) {
    radix_sort(items, scratch);
  } else {
    std::sort(items.begin(), items.end(),
              [](const PrefixItem& a, const PrefixItem& b) { return a.prefix < b.prefix; });
  }
}

std::uint64_t prefix_at(std::string_view text, std::size_t depth) noexcept {
  const std::size_t length = std::min<std::size_t>(8, text.size() - depth);
  std::array<unsigned char, 8> bytes{};
  std::memcpy(bytes.data(), text.data() + depth, length);
  std::uint64_t prefix = 0;
  for (const unsigned char byte : bytes) prefix = prefix << 8 | byte;
  return prefix;
}

std::size_t shared_prefix(std::span<const std::string_view> keys) noexcept {
  std::size_t shared = keys.front().size();
  for (const std::string_view key : keys) {
    const std::size_t limit = std::min(shared, key.size());
    const auto differ =
        std::mismatch(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(limit), keys.front().begin());
    shared = static_cast<std::size_t>(differ.first - key.begin());
    if (shared == 0) break;
  }
  return shared;
}

/// Sorts texts eight bytes at a time; only texts equal so far go on to the next eight.
class TextSorter {
 public:
  explicit TextSorter(std::span<const std::string_view> keys) : keys_(keys), items_(keys.size()) {
    for (std::size_t i = 0; i < keys.size(); ++i) items_[i].number = static_cast<std::uint32_t>(i);
  }

  std::vector<std::uint32_t> run() && {
    groups_.push_back({0, items_.size(), shared_prefix(keys_)});
    while (!groups_.empty()) {
      const Group group = groups_.back();
      groups_.pop_back();
      sort_group(group);
    }
    std::vector<std::uint32_t> order(items_.size());
    std::transform(items_.begin(), items_.end(), order.begin(),
                   [](const PrefixItem& item) { return item.number; });
    return order;
  }

 private:
  /// Items [begin, end) agree in their first `depth` bytes (as far as they have them, else zeros).
  struct Group {
    std::size_t begin;
    std::size_t end;
    std::size_t depth;
  };

  void sort_group(const Group& group) {
    const std::span<PrefixItem> items(items_.data() + group.begin, group.end - group.begin);
    if (items.size() <= small_group) {
      std::sort(items.begin(), items.end(), [this](const PrefixItem& a, const PrefixItem& b) {
        return keys_[a.number] < keys_[b.number];
      });
      return;
    }
    // A text that ends here is a prefix of those that go on: it comes first, the shorter before the longer.
    const auto going_on = std::partition(items.begin(), items.end(), [&](const PrefixItem& item) {
      return keys_[item.number].size() <= group.depth;
    });
    std::sort(items.begin(), going_on, [this](const PrefixItem& a, const PrefixItem& b) {
      return keys_[a.number].size() < keys_[b.number].size();
    });
    const std::span<PrefixItem> rest(going_on, items.end());
    for (PrefixItem& item : rest) item.prefix = prefix_at(keys_[item.number], group.depth);
    sort_by_prefix(rest, scratch_);
    push_ties(rest, group.depth + 8);
  }

  void push_ties(std::span<const PrefixItem> sorted, std::size_t depth) {
    const std::size_t base = static_cast<std::size_t>(sorted.data() - items_.data());
    for (std::size_t begin = 0; begin < sorted.size();) {
      std::size_t end = begin + 1;
      while (end < sorted.size() && sorted[end].prefix == sorted[begin].prefix) ++end;
      if (end - begin > 1) groups_.push_back({base + begin, base + end, depth});
      begin = end;
    }
  }

  std::span<const std::string_view> keys_;
  std::vector<PrefixItem> items_;
  std::vector<PrefixItem> scratch_;
  std::vector<Group> groups_;
};

template <typename Key>
bool is_ascending(std::span<const Key> keys) noexcept {
  return std::is_sorted(keys.begin(), keys.end());
}

std::vector<std::uint32_t> as_they_are(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

}  // namespace

std::vector<std::uint32_t> sorted_order(std::span<const std::string_view> keys) {
  if (is_ascending(keys)) return as_they_are(keys.size());
  return TextSorter(keys).run();
}

std::vector<std::uint32_t> sorted_order(std::span<const std::int64_t> keys) {
  if (is_ascending(keys)) return as_they_are(keys.size());
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  std::vector<PrefixItem> items(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    items[i] = {static_cast<std::uint64_t>(keys[i]) ^ sign, static_cast<std::uint32_t>(i)};
  }
  std::vector<PrefixItem> scratch;
  sort_by_prefix(items, scratch);
  std::vector<std::uint32_t> order(keys.size());
  std::transform(items.begin(), items.end(), order.begin(),
                 [](const PrefixItem& item) { return item.number; });
  return order;
}

void check_key_count(std::size_t count) {
  if (count <= static_cast<std::size_t>(kMaxTableRows)) return;
  throw Error(Status::out_of_bounds,
              Message().append("more than ").append(kMaxTableRows).append(" distinct keys"));
}

KeyDictionary KeyDictionaryParts::of_integers(std::vector<std::int64_t> keys) {
  KeyDictionary dictionary;
  dictionary.is_integer_ = true;
  dictionary.integers_ = std::move(keys);
  return dictionary;
}

KeyDictionary KeyDictionaryParts::of_texts(std::span<const std::string_view> keys,
                                           std::span<const std::uint32_t> order) {
  KeyDictionary dictionary;
  dictionary.offsets_.resize(order.size() + 1);
  for (std::size_t i = 0; i < order.size(); ++i) {
    dictionary.offsets_[i + 1] = dictionary.offsets_[i] + static_cast<std::int64_t>(keys[order[i]].size());
  }
  dictionary.bytes_.resize(static_cast<std::size_t>(dictionary.offsets_.back()));
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string_view key = keys[order[i]];
    std::copy(key.begin(), key.end(), dictionary.bytes_.begin() + dictionary.offsets_[i]);
  }
  return dictionary;
}

std::string KeyDictionary::text_of(std::uint32_t code) const {
  if (!is_integer_) return std::string(view_of(code));
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), integers_[code]);
  return {digits.data(), end.ptr};
}

std::optional<std::uint32_t> KeyDictionary::find(std::int64_t key) const noexcept {
  if (!is_integer_) return std::nullopt;
  const auto found = std::lower_bound(integers_.begin(), integers_.end(), key);
  if (found == integers_.end() || *found != key) return std::nullopt;
  return static_cast<std::uint32_t>(found - integers_.begin());
}

std::optional<std::uint32_t> KeyDictionary::find(std::string_view key) const noexcept {
  if (is_integer_) return std::nullopt;
  std::uint32_t low = 0;
  std::uint32_t high = size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (view_of(middle) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == size() || view_of(low) != key) return std::nullopt;
  return low;
}

}  // namespace openitem
