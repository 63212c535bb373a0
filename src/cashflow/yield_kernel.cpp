#include "cashflow/yield_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "core/exponential.hpp"

namespace openitem {
namespace {

constexpr std::size_t kLanes = kYieldLanes;
constexpr std::int32_t kMostEvaluations = 12;
// Halley's method cubes the error: a step of s leaves about s^3, with exponents in units of the span of the flows.
constexpr double kStepTolerance = 1e-14;
// Exponents times the span of the flows stay where e^x is far from the ends of numbers.
constexpr double kMostReach = 600.0;

using Lanes = std::array<double, kLanes>;

/// Of each lane: twice the sums of what comes in (p) and what goes out (n), times 1, time and squared time. Only their ratios
/// matter.
struct LaneSums {
  Lanes p0{}, n0{}, p1{}, n1{}, p2{}, n2{};
};

OPENITEM_INLINE void add_flow(double amount, double time, std::size_t lane, LaneSums& sums) noexcept {
  // Exactly twice the amount on its own side and 0 on the other, without a branch.
  const double magnitude = std::fabs(amount);
  const double in = magnitude + amount;
  const double out = magnitude - amount;
  const double in_time = in * time;
  const double out_time = out * time;
  sums.p0[lane] += in;
  sums.n0[lane] += out;
  sums.p1[lane] += in_time;
  sums.n1[lane] += out_time;
  sums.p2[lane] += in_time * time;
  sums.n2[lane] += out_time * time;
}

OPENITEM_INLINE void add_plain(const double* amounts, const double* times, std::size_t flows,
                               LaneSums& sums) noexcept {
  LaneSums local;
  for (std::size_t flow = 0; flow < flows; ++flow) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      add_flow(amounts[flow * kLanes + lane], times[flow * kLanes + lane], lane, local);
  }
  sums = local;
}

OPENITEM_INLINE void add_discounted(const double* amounts, const double* times, std::size_t flows,
                                    const Lanes& exponents, LaneSums& sums) noexcept {
  LaneSums local;
  const Lanes x = exponents;
  for (std::size_t flow = 0; flow < flows; ++flow) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double time = times[flow * kLanes + lane];
      add_flow(amounts[flow * kLanes + lane] * exp_within(-x[lane] * time), time, lane, local);
    }
  }
  sums = local;
}

/// Halley's step, Newton's where the curvature would turn it round.
OPENITEM_INLINE void steps_of(const LaneSums& sums, Lanes& steps) noexcept {
  Lanes step;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const double mean_in = sums.p1[lane] / sums.p0[lane];
    const double mean_out = sums.n1[lane] / sums.n0[lane];
    const double value = log_positive(sums.p0[lane] / sums.n0[lane]);
    const double slope = mean_out - mean_in;
    const double curvature = (sums.p2[lane] / sums.p0[lane] - mean_in * mean_in) -
                             (sums.n2[lane] / sums.n0[lane] - mean_out * mean_out);
    const double square = slope * slope;
    const double halley = 2.0 * square - value * curvature;
    step[lane] = -2.0 * value * slope / (halley > square ? halley : 2.0 * square);
  }
  steps = step;
}

struct LaneTable {
  const double* amounts;
  const double* times;
  std::size_t flows;
};

/// Moves the lanes that are not done and says which are.
void move(const Lanes& steps, const Lanes& spans, std::int32_t evaluations, Lanes& exponents,
          std::array<LaneYield, kLanes>& yields, std::array<bool, kLanes>& done) noexcept {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (done[lane]) continue;
    exponents[lane] += steps[lane];
    const double step = std::fabs(steps[lane]) * spans[lane];
    const double reached = std::fabs(exponents[lane]) * spans[lane];
    const bool converged = step * step * step <= kStepTolerance * reached && step < 0.1;
    const bool lost = !(reached <= kMostReach) || !(step <= 2.0 * kMostReach);
    if (!converged && !lost) continue;
    done[lane] = true;
    yields[lane] = {exponents[lane], evaluations, converged && !lost};
    if (lost) exponents[lane] = 0.0;
  }
}

OPENITEM_INLINE void solve(const LaneTable& table, const Lanes& spans, std::size_t used,
                           std::array<LaneYield, kLanes>& yields) noexcept {
  LaneSums sums;
  Lanes steps, exponents{};
  std::array<bool, kLanes> done{};
  for (std::size_t lane = used; lane < kLanes; ++lane) done[lane] = true;
  add_plain(table.amounts, table.times, table.flows, sums);
  steps_of(sums, steps);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    // An absurd first step (hardly any distance between the mean times) begins at no interest instead.
    exponents[lane] = std::fabs(steps[lane]) * spans[lane] < 50.0 ? steps[lane] : 0.0;
  }
  for (std::int32_t evaluation = 1; evaluation <= kMostEvaluations; ++evaluation) {
    add_discounted(table.amounts, table.times, table.flows, exponents, sums);
    steps_of(sums, steps);
    move(steps, spans, evaluation, exponents, yields, done);
    if (std::all_of(done.begin(), done.end(), [](bool is_done) { return is_done; })) return;
  }
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    if (!done[lane]) yields[lane] = {exponents[lane], kMostEvaluations, false};
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void solve_avx2(const LaneTable& table, const Lanes& spans, std::size_t used,
                                        std::array<LaneYield, kLanes>& yields) noexcept {
  solve(table, spans, used, yields);
}
#endif

void solve_portable(const LaneTable& table, const Lanes& spans, std::size_t used,
                    std::array<LaneYield, kLanes>& yields) noexcept {
  solve(table, spans, used, yields);
}

}  // namespace

void YieldLanes::add(std::span<const double> times, std::span<const double> amounts) {
  times_[used_] = times;
  amounts_[used_] = amounts;
  ++used_;
}

void YieldLanes::transpose() {
  std::size_t flows = 0;
  for (std::size_t lane = 0; lane < used_; ++lane) flows = std::max(flows, times_[lane].size());
  lane_times_.resize(flows * kLanes);
  lane_amounts_.resize(flows * kLanes);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const std::size_t own = lane < used_ ? times_[lane].size() : 0;
    for (std::size_t flow = 0; flow < own; ++flow) {
      lane_times_[flow * kLanes + lane] = times_[lane][flow];
      lane_amounts_[flow * kLanes + lane] = amounts_[lane][flow];
    }
    for (std::size_t flow = own; flow < flows; ++flow)
      lane_times_[flow * kLanes + lane] = lane_amounts_[flow * kLanes + lane] = 0.0;
  }
}

std::array<LaneYield, kYieldLanes> YieldLanes::solve(InstructionSet instructions) {
  transpose();
  Lanes spans{};
  for (std::size_t lane = 0; lane < used_; ++lane) spans[lane] = times_[lane].back() - times_[lane].front();
  const LaneTable table{lane_amounts_.data(), lane_times_.data(), lane_times_.size() / kLanes};
  std::array<LaneYield, kYieldLanes> yields;
#if defined(__x86_64__)
  if (instructions == InstructionSet::avx2) {
    solve_avx2(table, spans, used_, yields);
    return yields;
  }
#endif
  solve_portable(table, spans, used_, yields);
  return yields;
}

}  // namespace openitem
