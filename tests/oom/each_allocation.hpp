#pragma once
/// \file
/// Runs a piece of work again and again, its k-th allocation failing, k = 1, 2, ... until it succeeds.

#include <gtest/gtest.h>

#include <cstdint>

#include "allocations.h"

namespace openitem::oom {

/// What one run of the work has told.
struct Told {
  bool succeeded = false;
  bool out_of_memory = false;  ///< failed, and said why
  bool tidy = true;            ///< outputs as they were, streams consumed, the right record
};

/// Every k, once and for ever after: a run in which an allocation threw says out_of_memory, leaves no memory behind and
/// its outputs alone; the first run in which none failed succeeds. Returns the number of runs that failed.
template <class Work>
std::int64_t each_allocation_fails(const Work& work) {
  std::int64_t failures = 0;
  for (const failing_allocations how : {FAIL_ONCE, FAIL_FOR_EVER}) {
    for (std::int64_t k = 1;; ++k) {
      const std::int64_t alive = allocations_alive();
      fail_allocations(k, how);
      const Told told = work();
      const std::int64_t failed = stop_failing();
      const std::int64_t left = allocations_alive() - alive;
      if (failed == 0) {
        EXPECT_TRUE(told.succeeded) << "with all the memory it asked for";
        EXPECT_EQ(left, 0) << "allocations left after success";
        break;
      }
      ++failures;
      if (allocations_thrown() == 0 && told.succeeded && left == 0) continue;
      if (told.out_of_memory && told.tidy && left == 0) continue;
      ADD_FAILURE() << "allocation " << k << (how == FAIL_ONCE ? " failing" : " and all later ones failing")
                    << ": " << (told.succeeded ? "succeeded" : "failed")
                    << (told.out_of_memory ? "" : ", not out_of_memory") << (told.tidy ? "" : ", not tidy")
                    << ", " << left << " allocations left";
      return failures;
    }
  }
  return failures;
}

}  // namespace openitem::oom
