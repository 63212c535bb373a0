#pragma once
/// \file
/// What survival analysis follows: columns checked, rows in the order of time, the distinct times with what happens at each.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/survival.hpp"

namespace openitem::stats {

/// One distinct time (of one stratum).
struct TimeStep {
  double time = 0.0;
  double at_risk = 0.0, events = 0.0, censored = 0.0;
  std::size_t first = 0, last = 0;  ///< rows [first, last) of `Followed::rows`
};

struct Followed {
  std::vector<std::uint32_t> rows = {};  ///< of a weight above 0, by time
  double weight = 0.0, weight_of_events = 0.0;
};

[[nodiscard]] inline double weight_of(const SurvivalColumns& columns, std::size_t row) noexcept {
  return columns.weights.empty() ? 1.0 : columns.weights[row];
}

/// Checked and in order. \throws Error as kaplan_meier.
[[nodiscard]] Followed follow(const SurvivalColumns& columns);

/// The distinct times of `rows`, which are in the order of time; those at risk are summed from the last time, so that no sum is less than what
/// it is made of.
[[nodiscard]] std::vector<TimeStep> steps_of(const SurvivalColumns& columns,
                                             std::span<const std::uint32_t> rows);

}  // namespace openitem::stats
