// A hook that throws inside the guard of every export: nothing crosses the C ABI, and the status is the right one. The
// C ABI is compiled once more for this program, with the hook; no library has it.

#include "c/guard.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "misuse/calls.hpp"
#include "misuse/manifest.hpp"
#include "openitem/core.hpp"

namespace openitem::c_abi {
namespace {

/// What the hook does; set by the test, on one thread.
struct Hook {
  int entered = 0;
  std::function<void()> act = {};
};

Hook& hook() {
  static Hook set;
  return set;
}

}  // namespace

void guard_hook() {
  ++hook().entered;
  if (hook().act) hook().act();
}

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

struct Thrown {
  const char* name;
  oi_status status;
  std::function<void()> act;
};

std::vector<Thrown> everything_thrown() {
  return {
      {"our error", OI_OVERFLOW, [] { throw Error(Status::overflow, "planted"); }},
      {"our error without a status", OI_INTERNAL, [] { throw Error(Status::ok, "planted"); }},
      {"bad_alloc", OI_OUT_OF_MEMORY, [] { throw std::bad_alloc(); }},
      {"bad_array_new_length", OI_OUT_OF_MEMORY, [] { throw std::bad_array_new_length(); }},
      {"length_error", OI_OUT_OF_MEMORY, [] { throw std::length_error("planted"); }},
      {"logic_error", OI_INTERNAL, [] { throw std::logic_error("planted"); }},
      {"runtime_error", OI_INTERNAL, [] { throw std::runtime_error("planted"); }},
      {"a number", OI_INTERNAL, [] { throw 42; }},
      {"a text", OI_INTERNAL, [] { throw "planted"; }},
  };
}

class Guards : public testing::TestWithParam<Call> {
 protected:
  void TearDown() override { hook().act = {}; }
  const Call& call_ = GetParam();
};

INSTANTIATE_TEST_SUITE_P(Exports, Guards, testing::ValuesIn(misuse::calls()),
                         [](const auto& row) { return row.param.name; });

/// Rows that run after preparing calls of their own: those go through guards too.
bool prepares(const std::string& name) { return name.ends_with("_release"); }

TEST_P(Guards, OneForEachStatus) {
  (void)call_.run({});  // makes what all calls share
  hook().entered = 0;
  (void)call_.run({});
  if (prepares(call_.name)) return;
  EXPECT_EQ(hook().entered, declared(call_).reports() ? 1 : 0);
}

TEST_P(Guards, NothingCrosses) {
  (void)call_.run({});
  if (!declared(call_).reports()) return;
  for (const Thrown& thrown : everything_thrown()) {
    SCOPED_TRACE(thrown.name);
    hook().act = thrown.act;
    const Outcome outcome = call_.run({});
    hook().act = {};
    EXPECT_EQ(outcome.status, thrown.status);
    EXPECT_EQ(outcome.error.status, thrown.status);
    EXPECT_NE(outcome.error.message[0], '\0');
    EXPECT_TRUE(outcome.outputs_untouched);
  }
  EXPECT_EQ(call_.run({}).status, OI_OK);
}

TEST(GuardMatrix, EveryExportHasARow) {
  std::set<std::string> exported;
  std::set<std::string> rows;
  for (const Function& function : misuse::manifest().functions) exported.insert(function.name);
  for (const Call& call : misuse::calls()) rows.insert(call.name);
  EXPECT_EQ(rows, exported);
}

}  // namespace
}  // namespace openitem::c_abi
