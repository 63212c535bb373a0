#pragma once
/// \file
/// From what the lanes found to a rate with its status.

#include <optional>
#include <vector>

#include "cashflow/flow_vectors.hpp"
#include "cashflow/yield_kernel.hpp"
#include "openitem/cashflow.hpp"

namespace openitem::cashflow {

// ln(1 + r) of the least and the greatest rate that a floating-point number tells from -1 and from infinity.
inline constexpr double kLeastRateExponent = -36.7;
inline constexpr double kMostRateExponent = 709.0;

/// `units` of time make the period of the rate. `roots`, if not null, receives every rate that fits.
[[nodiscard]] Yield settle(const OrderedFlows& flows, const LaneYield& lane, double units,
                           const std::optional<double>& guess, std::vector<double>* roots);

/// The yield of one vector.
[[nodiscard]] YieldRoots yield_of(const OrderedFlows& flows, double units,
                                  const std::optional<double>& guess);

}  // namespace openitem::cashflow
