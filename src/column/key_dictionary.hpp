#pragma once
/// \file
/// How key dictionaries come about: distinct keys get a number in the order of first appearance, are then sorted,
/// and the number becomes the code.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "core/hash.hpp"

namespace openitem {

/// Makes dictionaries, and shows where their texts lie.
struct KeyDictionaryParts {
  /// `keys` ascending and distinct.
  [[nodiscard]] static KeyDictionary of_integers(std::vector<std::int64_t> keys);
  /// `keys[order[0]], keys[order[1]] ...` ascending and distinct.
  [[nodiscard]] static KeyDictionary of_texts(std::span<const std::string_view> keys,
                                              std::span<const std::uint32_t> order);
  static void prefetch_offsets(const KeyDictionary& dictionary, std::uint32_t code) noexcept {
    __builtin_prefetch(dictionary.offsets_.data() + code);
  }
  static void prefetch_bytes(const KeyDictionary& dictionary, std::uint32_t code) noexcept {
    __builtin_prefetch(dictionary.bytes_.data() + dictionary.offsets_[code]);
  }
};

/// Indices of `keys` in ascending order: bytewise, or numerical. O(n) for keys that are sorted already.
[[nodiscard]] std::vector<std::uint32_t> sorted_order(std::span<const std::string_view> keys);
[[nodiscard]] std::vector<std::uint32_t> sorted_order(std::span<const std::int64_t> keys);

/// Slots of an open-addressing hash table with linear probing: upper half of the hash, and a number. An empty slot
/// holds kNoKey.
class HashSlots {
 public:
  static constexpr std::uint64_t empty_slot = ~std::uint64_t{0};

  /// Room for `count` keys at a load of at most 3/4.
  explicit HashSlots(std::size_t count = 0) : slots_(slots_for(count), empty_slot) {}

  [[nodiscard]] bool is_full(std::size_t count) const noexcept { return (count + 1) * 4 > slots_.size() * 3; }
  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(slots_.data() + home(hash)); }

  /// Number of the key of this hash for which equal(number) holds; kNoKey where there is none.
  template <typename Equal>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, Equal&& equal) const noexcept {
    for (std::size_t at = home(hash);; at = (at + 1) & (slots_.size() - 1)) {
      const std::uint64_t slot = slots_[at];
      if (slot == empty_slot) return kNoKey;
      if (slot >> 32 == hash >> 32 && equal(static_cast<std::uint32_t>(slot))) {
        return static_cast<std::uint32_t>(slot);
      }
    }
  }
  /// The first number whose tag fits, without looking at the key; kNoKey where there is none.
  [[nodiscard]] std::uint32_t candidate(std::uint64_t hash) const noexcept {
    return find(hash, [](std::uint32_t) { return true; });
  }
  /// Requires that the key is not there and that the table is not full.
  void add(std::uint64_t hash, std::uint32_t number) noexcept {
    std::size_t at = home(hash);
    while (slots_[at] != empty_slot) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = (hash >> 32 << 32) | number;
  }
  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }

 private:
  [[nodiscard]] static std::size_t slots_for(std::size_t count) noexcept {
    std::size_t slots = 64;
    while ((count + 1) * 4 > slots * 3) slots *= 2;
    return slots;
  }
  [[nodiscard]] std::size_t home(std::uint64_t hash) const noexcept {
    return static_cast<std::size_t>(hash) & (slots_.size() - 1);
  }

  std::vector<std::uint64_t> slots_;
};

[[nodiscard]] inline std::uint64_t hash_key(std::string_view key) noexcept { return hash_bytes(key); }
[[nodiscard]] inline std::uint64_t hash_key(std::int64_t key) noexcept { return hash_int(key); }

/// Throws the Error of more distinct keys than codes can number.
void check_key_count(std::size_t count);

/// Numbers distinct keys in the order in which they appear.
template <typename Key>
class KeyInterner {
 public:
  void prefetch(std::uint64_t hash) const noexcept { slots_.prefetch(hash); }

  std::uint32_t number_of(Key key, std::uint64_t hash) {
    const std::uint32_t known = slots_.find(hash, [&](std::uint32_t number) { return keys_[number] == key; });
    return known != kNoKey ? known : add(key, hash);
  }
  [[nodiscard]] std::span<const Key> keys() const noexcept { return keys_; }

 private:
  std::uint32_t add(Key key, std::uint64_t hash) {
    check_key_count(keys_.size() + 1);
    if (slots_.is_full(keys_.size())) grow();
    const auto number = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    hashes_.push_back(hash);
    slots_.add(hash, number);
    return number;
  }
  void grow() {
    HashSlots larger(slots_.size());
    for (std::size_t i = 0; i < hashes_.size(); ++i) {
      if (i + 16 < hashes_.size()) larger.prefetch(hashes_[i + 16]);
      larger.add(hashes_[i], static_cast<std::uint32_t>(i));
    }
    slots_ = std::move(larger);
  }

  HashSlots slots_;
  std::vector<Key> keys_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace openitem
