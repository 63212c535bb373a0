// Every export that returns a status, its k-th allocation failing: a row per export, taken from the calls of the misuse
// matrix; an export without one is a failure.

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "each_allocation.hpp"
#include "misuse/calls.hpp"
#include "misuse/manifest.hpp"

namespace openitem::oom::exports_test {
namespace {

using misuse::Call;
using misuse::Function;
using misuse::Outcome;

const Function& declared(const Call& call) {
  const auto& functions = misuse::manifest().functions;
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [&](const Function& f) { return f.name == call.name; });
  if (found == functions.end()) throw std::runtime_error(call.name + " is not in the manifest");
  return *found;
}

std::vector<Call> reporting_calls() {
  std::vector<Call> reporting;
  for (const Call& call : misuse::calls()) {
    if (declared(call).reports()) reporting.push_back(call);
  }
  return reporting;
}

class AllocationFailure : public testing::TestWithParam<Call> {};

INSTANTIATE_TEST_SUITE_P(Exports, AllocationFailure, testing::ValuesIn(reporting_calls()),
                         [](const auto& row) { return row.param.name; });

TEST(AllocationFailureMatrix, EveryExportWithAStatusHasARow) {
  std::set<std::string> exported;
  std::set<std::string> rows;
  for (const Function& function : misuse::manifest().functions) {
    if (function.reports()) exported.insert(function.name);
  }
  for (const Call& call : reporting_calls()) rows.insert(call.name);
  EXPECT_EQ(rows, exported);
  EXPECT_FALSE(rows.empty());
}

TEST_P(AllocationFailure, IsReportedAndLeavesNothingBehind) {
  const Call& call = GetParam();
  ASSERT_EQ(call.run({}).status, OI_OK);  // also makes what all calls share
  const auto work = [&] {
    const Outcome outcome = call.run({});
    const bool refused = outcome.status != OI_OK;
    return Told{.succeeded = !refused,
                .out_of_memory = outcome.status == OI_OUT_OF_MEMORY,
                .tidy = outcome.streams_consumed &&
                        (!refused || (outcome.outputs_untouched && outcome.error.status == outcome.status))};
  };
  const std::int64_t failures = each_allocation_fails(work);
  if (!declared(call).allocates) {
    EXPECT_EQ(failures, 0) << "its comment says: no allocation";
  }
  EXPECT_EQ(call.run({}).status, OI_OK) << "the handles are as good as before";
}

/// The functions that cannot fail must not try: they have no way to say that memory ran out.
TEST(AllocationFailureMatrix, FunctionsWithoutAStatusTakeNoMemory) {
  for (const Call& call : misuse::calls()) {
    if (declared(call).reports() || call.name.ends_with("_release")) continue;
    (void)call.run({});
    const std::int64_t before = allocations_made();
    (void)call.run({});
    EXPECT_EQ(allocations_made(), before) << call.name;
  }
}

/// The instrument itself: a test that cannot see a failure would be worth nothing.
TEST(AllocationFailureMatrix, TheInstrumentFailsAndCounts) {
  const std::int64_t alive = allocations_alive();
  fail_allocations(2, FAIL_ONCE);
  void* const first = ::operator new(1);
  EXPECT_EQ(::operator new(1, std::nothrow), nullptr);
  void* const third = ::operator new(1);
  EXPECT_EQ(stop_failing(), 1);
  EXPECT_EQ(allocations_thrown(), 0);
  EXPECT_EQ(allocations_alive(), alive + 2);
  fail_allocations(1, FAIL_FOR_EVER);
  int thrown = 0;
  for (int i = 0; i < 2; ++i) {
    try {
      ::operator delete(::operator new(1));
    } catch (const std::bad_alloc&) {
      ++thrown;
    }
  }
  EXPECT_EQ(stop_failing(), 2);
  EXPECT_EQ(allocations_thrown(), 2);
  EXPECT_EQ(thrown, 2);
  ::operator delete(first);
  ::operator delete(third);
  EXPECT_EQ(allocations_alive(), alive);
}

}  // namespace
}  // namespace openitem::oom::exports_test
