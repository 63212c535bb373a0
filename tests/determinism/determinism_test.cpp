// The light part of the matrix that `./dev test --all` runs over compilers and a million rows.

#include <gtest/gtest.h>

#include <cstdint>

#include "determinism/scenario.hpp"

namespace openitem::determinism::determinism_test {
namespace {

constexpr std::int64_t documents = 1'500;
// More than one chunk of 65,536 rows, so that there is work for several threads.
constexpr std::int64_t chunks_of_documents = 70'000;

TEST(Determinism, ThreadsAndChunks) {
  const Way plain = {.documents = documents};
  const std::uint64_t canonical = hash_of(plain);
  const std::uint64_t in_order = hash_in_order(plain);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    for (const std::int64_t chunk_rows : {1, 7, 64, 65'536}) {
      const Way way = {.documents = documents, .threads = threads, .chunk_rows = chunk_rows};
      EXPECT_EQ(hash_in_order(way), in_order) << threads << " threads, chunks of " << chunk_rows;
    }
  }
  EXPECT_EQ(hash_of({.documents = documents, .threads = 3, .chunk_rows = 7}), canonical);
}

TEST(Determinism, ThreadsThatShareOutChunks) {
  const std::uint64_t expected = hash_in_order({.documents = chunks_of_documents});
  EXPECT_EQ(hash_in_order({.documents = chunks_of_documents, .threads = 3, .chunk_rows = 65'536}), expected);
}

TEST(Determinism, OrderOfTheInputRows) {
  const std::uint64_t expected = hash_of({.documents = documents});
  for (std::uint64_t order = 1; order <= 3; ++order) {
    EXPECT_EQ(hash_of({.documents = documents, .threads = 2, .chunk_rows = 64, .order = order}), expected)
        << order;
  }
}

TEST(Determinism, AnyPartitionOfTheCustomersMergesToTheWhole) {
  const std::uint64_t expected = hash_of({.documents = documents});
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    for (const std::int32_t parts : {2, 5}) {
      EXPECT_EQ(hash_of({.documents = documents, .parts = parts, .partition = seed}), expected)
          << parts << " parts, seed " << seed;
    }
  }
}

/// A hash that never differs would prove nothing.
TEST(Determinism, OneDocumentMoreIsAnotherHash) {
  EXPECT_NE(hash_of({.documents = documents}), hash_of({.documents = documents + 1}));
  EXPECT_NE(hash_in_order({.documents = documents}), hash_in_order({.documents = documents + 1}));
}

}  // namespace
}  // namespace openitem::determinism::determinism_test
