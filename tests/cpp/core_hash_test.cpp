// The hash spreads what keys look like: running numbers, short texts, texts of a common prefix.

#include "core/hash.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace openitem::core_hash_test {
namespace {

/// Largest count in 4,096 buckets of 65,536 hashes; 16 are expected and 48 is far beyond chance.
std::uint32_t fullest_bucket(const std::vector<std::uint64_t>& hashes, int shift) {
  std::vector<std::uint32_t> counts(4096);
  std::uint32_t most = 0;
  for (const std::uint64_t hash : hashes) most = std::max(most, ++counts[(hash >> shift) & 4095U]);
  return most;
}

TEST(Hash, SpreadsRunningNumbersAndTexts) {
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint64_t> thousands;
  std::vector<std::uint64_t> names;
  for (std::int64_t i = 0; i < 65'536; ++i) {
    numbers.push_back(hash_int(i));
    thousands.push_back(hash_int(i * 100'000));
    names.push_back(hash_bytes("INV-2024-" + std::to_string(i)));
  }
  for (const auto& hashes : {numbers, thousands, names}) {
    EXPECT_EQ(std::unordered_set<std::uint64_t>(hashes.begin(), hashes.end()).size(), hashes.size());
    EXPECT_LT(fullest_bucket(hashes, 0), 48U);
    EXPECT_LT(fullest_bucket(hashes, 52), 48U);
  }
}

TEST(Hash, EveryByteOfATextCounts) {
  for (std::size_t size = 1; size <= 70; ++size) {
    const std::string text(size, 'a');
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'b';
      EXPECT_NE(hash_bytes(text), hash_bytes(other)) << size << " " << at;
    }
    EXPECT_NE(hash_bytes(text), hash_bytes(text + 'a'));
    EXPECT_NE(hash_bytes(std::string(size, '\0')), hash_bytes(std::string(size + 1, '\0')));
  }
}

TEST(Hash, OneBitChangesAboutHalfOfTheBits) {
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit) {
    changed += std::popcount(hash_int(123'456'789) ^
                             hash_int(123'456'789 ^ static_cast<std::int64_t>(std::uint64_t{1} << bit)));
  }
  EXPECT_NEAR(changed / 64.0, 32.0, 4.0);
}

TEST(Hash, OrderOfPartsCounts) {
  EXPECT_NE(hash_combine(hash_int(1), hash_int(2)), hash_combine(hash_int(2), hash_int(1)));
}

}  // namespace
}  // namespace openitem::core_hash_test
