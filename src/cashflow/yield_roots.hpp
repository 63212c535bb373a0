#pragma once
/// \file
/// All zeros of the present value of one vector of flows, found by excluding every interval that holds none.

#include <cstdint>
#include <span>
#include <vector>

namespace openitem::cashflow {

/// Exponents ln(1 + rate of a unit of time) that were found.
struct ExponentRoots {
  std::vector<double> exponents;  ///< ascending, each a simple zero
  bool undecided = false;  ///< somewhere the value touches zero within rounding, or the search was given up
};

/// Flows in order of time (ascending, the first at 0, no two at one moment), none of amount 0, finite. Exponents from `least` (< 0)
/// to `most` (> 0).
[[nodiscard]] ExponentRoots exponent_roots(std::span<const double> times, std::span<const double> amounts,
                                           double least, double most);

/// Whether the balances compounded at a zero of the present value all have one sign before the last flow: then it is the
/// only one (Soper 1959; Gronchi 1986).
[[nodiscard]] bool is_only_root(std::span<const double> times, std::span<const double> amounts,
                                double exponent);

}  // namespace openitem::cashflow
