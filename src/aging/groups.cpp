#include "aging/groups.hpp"

#include <algorithm>
#include <bit>

namespace openitem {
namespace {

// Set of keys in [0, space) as bits, with the rank of each in O(1).
class KeySet {
 public:
  KeySet(const std::vector<std::uint64_t>& keys, std::uint64_t space) : words_((space + 63) / 64) {
    for (const std::uint64_t key : keys) words_[key / 64] |= std::uint64_t{1} << (key % 64);
    before_.reserve(words_.size());
    std::uint32_t count = 0;
    for (const std::uint64_t word : words_) {
      before_.push_back(count);
      count += static_cast<std::uint32_t>(std::popcount(word));
    }
    count_ = count;
  }
  [[nodiscard]] std::uint32_t rank(std::uint64_t key) const noexcept {
    const std::uint64_t below = words_[key / 64] & ((std::uint64_t{1} << (key % 64)) - 1);
    return before_[key / 64] + static_cast<std::uint32_t>(std::popcount(below));
  }
  [[nodiscard]] std::vector<std::uint64_t> members() const {
    std::vector<std::uint64_t> members;
    members.reserve(count_);
    for (std::size_t at = 0; at < words_.size(); ++at) {
      for (std::uint64_t word = words_[at]; word != 0; word &= word - 1) {
        members.push_back(at * 64 + static_cast<std::uint64_t>(std::countr_zero(word)));
      }
    }
    return members;
  }

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> before_;
  std::uint32_t count_ = 0;
};

}  // namespace

void Groups::rank(const std::vector<std::uint64_t>& keys, std::uint64_t space) {
  std::vector<std::uint64_t>& ranked = levels_.back().ranked;
  const auto store = [&](auto&& rank_of) {
    for_each_chunk(rows(), threads_, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row) {
        ids_[row] = rank_of(keys[row]);
      }
    });
  };
  // One bit a tuple costs less than sorting as long as it takes no more memory than the keys.
  if (space / 64 <= keys.size() + 1024) {
    const KeySet set(keys, space);
    ranked = set.members();
    store([&set](std::uint64_t key) { return set.rank(key); });
  } else {
    ranked = keys;
    std::sort(ranked.begin(), ranked.end());
    ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
    store([&ranked](std::uint64_t key) {
      return static_cast<std::uint32_t>(std::lower_bound(ranked.begin(), ranked.end(), key) - ranked.begin());
    });
  }
  size_ = ranked.size();
}

std::uint32_t Groups::code(std::uint32_t group, std::size_t level) const noexcept {
  std::uint64_t at = group;
  for (std::size_t l = levels_.size(); l-- > 0;) {
    const std::uint64_t key = levels_[l].ranked.empty() ? at : levels_[l].ranked[at];
    if (l == level) {
      const std::uint64_t code = key % levels_[l].radix;
      return code + 1 == levels_[l].radix ? kNoKey : static_cast<std::uint32_t>(code);
    }
    at = key / levels_[l].radix;
  }
  return kNoKey;
}

std::optional<std::uint32_t> Groups::find(std::span<const std::uint32_t> codes) const noexcept {
  std::uint64_t group = 0;
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    const std::uint64_t key = group * level.radix + (codes[l] == kNoKey ? level.radix - 1 : codes[l]);
    if (level.ranked.empty()) {
      group = key;
      continue;
    }
    const auto at = std::lower_bound(level.ranked.begin(), level.ranked.end(), key);
    if (at == level.ranked.end() || *at != key) return std::nullopt;
    group = static_cast<std::uint64_t>(at - level.ranked.begin());
  }
  if (group >= size_) return std::nullopt;
  return static_cast<std::uint32_t>(group);
}

}  // namespace openitem
