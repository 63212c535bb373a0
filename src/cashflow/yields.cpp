#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cashflow/checks.hpp"
#include "cashflow/flow_vectors.hpp"
#include "cashflow/settled_yield.hpp"
#include "cashflow/yield_kernel.hpp"
#include "core/exponential.hpp"
#include "core/instruction_set.hpp"
#include "core/parallel.hpp"

namespace openitem::cashflow {
namespace {

void check_guess(const std::optional<double>& guess) {
  if (guess) check_rate("guess", *guess);
}

/// Vectors on their way through the lanes.
class YieldQueue {
 public:
  YieldQueue(const FlowVectors& flows, const std::optional<double>& guess, std::span<Yield> found)
      : flows_(flows), guess_(guess), found_(found), instructions_(best_instruction_set()) {}

  void push(std::int64_t vector) {
    const std::size_t lane = lanes_.used();
    OrderedFlows& own = ordered_[lane];
    flows_.read(vector, own);
    if (own.sign_changes == 0) {
      found_[static_cast<std::size_t>(vector)] = Yield{};
      return;
    }
    vectors_[lane] = vector;
    lanes_.add(own.times, own.amounts);
    if (lanes_.full()) solve();
  }

  void solve() {
    if (lanes_.used() == 0) return;
    const std::array<LaneYield, kYieldLanes> yields = lanes_.solve(instructions_);
    for (std::size_t lane = 0; lane < lanes_.used(); ++lane) {
      found_[static_cast<std::size_t>(vectors_[lane])] =
          settle(ordered_[lane], yields[lane], flows_.units(), guess_, nullptr);
    }
    lanes_.clear();
  }

 private:
  const FlowVectors& flows_;
  const std::optional<double>& guess_;
  std::span<Yield> found_;
  InstructionSet instructions_;
  YieldLanes lanes_;
  std::array<OrderedFlows, kYieldLanes> ordered_;
  std::array<std::int64_t, kYieldLanes> vectors_{};
};

YieldRoots one_yield(const FlowColumns& columns, const YieldOptions& options) {
  check_guess(options.guess);
  const FlowVectors flows(columns, options);
  OrderedFlows ordered;
  flows.read(0, ordered);
  return yield_of(ordered, flows.units(), options.guess);
}

}  // namespace

std::string_view name_of(YieldStatus status) noexcept {
  constexpr std::array<std::string_view, 7> names = {"",         "solved",        "several_roots", "no_root",
                                                     "one_sign", "not_converged", "out_of_range"};
  const auto number = static_cast<std::size_t>(status);
  return number < names.size() ? names[number] : std::string_view();
}

YieldRoots irr(std::span<const double> amounts, const YieldOptions& options) {
  const std::array<std::int64_t, 2> offsets = {0, static_cast<std::int64_t>(amounts.size())};
  return one_yield({.amounts = amounts, .offsets = offsets}, options);
}

YieldRoots xirr(std::span<const std::int32_t> days, std::span<const double> amounts,
                const YieldOptions& options) {
  check_same_length("days", days.size(), "amounts", amounts.size());
  const std::array<std::int64_t, 2> offsets = {0, static_cast<std::int64_t>(amounts.size())};
  return one_yield({.days = days, .amounts = amounts, .offsets = offsets}, options);
}

void yields(const FlowColumns& columns, const YieldOptions& options, std::span<Yield> found) {
  check_guess(options.guess);
  check_threads(options.threads);
  const FlowVectors flows(columns, options);
  check_same_length("found", found.size(), "the vectors of flows", static_cast<std::size_t>(flows.size()));
  const std::int64_t parts = (flows.size() + kPartVectors - 1) / kPartVectors;
  for_each_part(parts, options.threads, [&](std::int64_t part) {
    YieldQueue queue(flows, options.guess, found);
    const std::int64_t last = std::min(flows.size(), (part + 1) * kPartVectors);
    for (std::int64_t vector = part * kPartVectors; vector < last; ++vector) queue.push(vector);
    queue.solve();
  });
}

}  // namespace openitem::cashflow
