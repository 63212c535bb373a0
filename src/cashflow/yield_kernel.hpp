#pragma once
/// \file
/// Discount exponents of many vectors of flows at once: a vector to a lane.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/instruction_set.hpp"

namespace openitem {

/// Vectors that are solved side by side.
inline constexpr std::size_t kYieldLanes = 8;

/// What became of a lane.
struct LaneYield {
  double exponent = 0.0;  ///< ln(1 + rate of a unit of time)
  std::int32_t evaluations = 0;
  bool converged = false;
};

/// Up to eight vectors of flows, each with amounts of both signs. What a lane comes to does not depend on the others.
class YieldLanes {
 public:
  [[nodiscard]] bool full() const noexcept { return used_ == kYieldLanes; }
  [[nodiscard]] std::size_t used() const noexcept { return used_; }
  void clear() noexcept { used_ = 0; }
  /// Takes the next lane. Times >= 0 in ascending order, no NaN, no infinity.
  void add(std::span<const double> times, std::span<const double> amounts);
  [[nodiscard]] std::span<const double> times(std::size_t lane) const noexcept { return times_[lane]; }
  [[nodiscard]] std::span<const double> amounts(std::size_t lane) const noexcept { return amounts_[lane]; }

  /// Halley's method on ln(present value of what comes in / present value of what goes out), a nearly straight line in the
  /// exponent, from the step that the undiscounted flows suggest: total return over the distance of the mean times.
  [[nodiscard]] std::array<LaneYield, kYieldLanes> solve(InstructionSet instructions);

 private:
  void transpose();

  std::size_t used_ = 0;
  std::array<std::span<const double>, kYieldLanes> times_{}, amounts_{};
  std::vector<double> lane_times_, lane_amounts_;  // [flow][lane]; behind the end of a vector: amount 0
};

}  // namespace openitem
