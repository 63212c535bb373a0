#pragma once
/// \file
/// A fast 64-bit hash for dictionaries: the same on every machine and in every run. Not for secrets, and no
/// defence against keys made to collide.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/int128.hpp"

namespace openitem {

static_assert(std::endian::native == std::endian::little, "hash_bytes reads words in little-endian order");

/// Odd constants with well mixed bits: fractional parts of the square roots of 2 (made odd), 3, 5 and 7.
inline constexpr std::uint64_t kHashSeeds[4] = {0x6A09E667F3BCC909U, 0xBB67AE8584CAA73BU, 0x3C6EF372FE94F82BU,
                                                0xA54FF53A5F1D36F1U};

/// The two halves of the 128-bit product folded together: every input bit reaches every output bit.
[[nodiscard]] constexpr std::uint64_t hash_fold(std::uint64_t a, std::uint64_t b) noexcept {
  const UInt128 product = int128::multiply(a, b);
  return product.high ^ product.low;
}

[[nodiscard]] constexpr std::uint64_t hash_int(std::int64_t value) noexcept {
  return hash_fold(static_cast<std::uint64_t>(value) ^ kHashSeeds[0], kHashSeeds[1]);
}

/// Joins the hash of a further part (a second key column) to `hash`; the order of the parts counts.
[[nodiscard]] constexpr std::uint64_t hash_combine(std::uint64_t hash, std::uint64_t next) noexcept {
  return hash_fold(hash ^ kHashSeeds[2], next ^ kHashSeeds[3]);
}

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes) noexcept {
  const auto word = [&bytes](std::size_t at, std::size_t length) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + at, length);
    return value;
  };
  const std::size_t size = bytes.size();
  std::uint64_t hash = kHashSeeds[0] ^ size;
  std::size_t at = 0;
  for (; size - at > 16; at += 16) {
    hash = hash_fold(word(at, 8) ^ kHashSeeds[1], word(at + 8, 8) ^ hash);
  }
  // The last 1..16 bytes as two words, overlapping when fewer than 16 are left.
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const std::size_t left = size - at;
  if (left >= 8) {
    first = word(at, 8);
    last = word(size - 8, 8);
  } else if (left >= 4) {
    first = word(at, 4);
    last = word(size - 4, 4);
  } else if (left > 0) {
    first = static_cast<unsigned char>(bytes[at]);
    last = word(size - (left + 1) / 2, (left + 1) / 2);
  }
  return hash_fold(first ^ kHashSeeds[2] ^ hash, last ^ kHashSeeds[3] ^ size);
}

}  // namespace openitem
