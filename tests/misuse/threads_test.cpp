// Sixteen threads call every export at once, on one shared ledger and one shared result: none disturbs another. Under the
// thread sanitizer this is the proof of the thread classes "pure" and "shared".

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "calls.hpp"

namespace openitem::misuse::threads_test {
namespace {

constexpr int thread_count = 16;
constexpr int rounds = 3;

TEST(Threads, EveryExportAtOnceOnSharedHandles) {
  for (const Call& call : calls()) ASSERT_EQ(call.run({}).status, OI_OK) << call.name;
  std::atomic<int> failures{0};
  std::barrier start(thread_count);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < thread_count; ++thread) {
    threads.emplace_back([&, thread] {
      start.arrive_and_wait();
      const std::size_t count = calls().size();
      for (std::size_t i = 0; i < rounds * count; ++i) {
        // Each thread begins elsewhere, so that different exports meet.
        const Outcome outcome = calls()[(i + static_cast<std::size_t>(thread) * 5) % count].run({});
        if (outcome.status != OI_OK) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures.load(), 0);
}

}  // namespace
}  // namespace openitem::misuse::threads_test
