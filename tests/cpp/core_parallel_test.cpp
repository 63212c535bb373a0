// Chunks: complete, disjoint, the same for any number of threads, and so are failures.

#include "core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

#include "openitem/core.hpp"

namespace openitem::core_parallel_test {
namespace {

const std::vector<std::int32_t> kThreadCounts = {-1, 0, 1, 2, 3, 8, 300};

TEST(ForEachChunk, CoversEveryRowOnce) {
  for (const std::int64_t rows :
       {std::int64_t{0}, std::int64_t{1}, kChunkRows - 1, kChunkRows, kChunkRows + 1, 3 * kChunkRows + 5}) {
    for (const std::int32_t threads : kThreadCounts) {
      std::vector<int> visits(static_cast<std::size_t>(rows));
      std::atomic<std::int64_t> chunks{0};
      for_each_chunk(rows, threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
        EXPECT_EQ(begin, chunk * kChunkRows);
        EXPECT_LE(end - begin, kChunkRows);
        for (std::int64_t row = begin; row < end; ++row) ++visits[static_cast<std::size_t>(row)];
        ++chunks;
      });
      EXPECT_EQ(chunks.load(), chunk_count(rows));
      EXPECT_EQ(std::accumulate(visits.begin(), visits.end(), std::int64_t{0}), rows);
      for (const int visit : visits) ASSERT_EQ(visit, 1);
    }
  }
}

TEST(ForEachPart, ReportsTheLowestFailureForAnyNumberOfThreads) {
  for (const std::int32_t threads : kThreadCounts) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      try {
        for_each_part(64, threads, [](std::int64_t part) {
          if (part == 5) std::this_thread::yield();  // let a later failure come first
          if (part >= 5 && part % 2 == 1) throw Error(Status::invalid_data, "bad").at(part, "c");
        });
        FAIL() << "nothing was thrown";
      } catch (const Error& error) {
        ASSERT_EQ(error.row(), 5) << threads;
      }
    }
  }
}

TEST(ForEachPart, PassesOtherExceptionsOn) {
  EXPECT_THROW(for_each_part(9, 3,
                             [](std::int64_t part) {
                               if (part == 8) throw std::bad_alloc();
                             }),
               std::bad_alloc);
}

TEST(ForEachPart, StaysOnTheCallersThreadWhenAskedTo) {
  const std::thread::id caller = std::this_thread::get_id();
  for (const std::int32_t threads : {-5, 0, 1}) {
    for_each_part(10, threads, [caller](std::int64_t) { EXPECT_EQ(std::this_thread::get_id(), caller); });
  }
}

TEST(CheckThreads, AcceptsItsStatedBounds) {
  EXPECT_NO_THROW(check_threads(0));
  EXPECT_NO_THROW(check_threads(256));
  for (const std::int32_t threads : {-1, 257}) {
    try {
      check_threads(threads);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.status(), Status::out_of_bounds);
    }
  }
}

}  // namespace
}  // namespace openitem::core_parallel_test
