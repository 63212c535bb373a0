#include "cashflow/settled_yield.hpp"

#include <algorithm>
#include <cmath>

#include "cashflow/yield_roots.hpp"
#include "core/exponential.hpp"
#include "core/instruction_set.hpp"

namespace openitem::cashflow {
namespace {

bool is_rate(double rate) noexcept { return rate > -1.0 && std::isfinite(rate); }

double nearest(const std::vector<double>& rates, double guess) {
  return *std::min_element(rates.begin(), rates.end(), [guess](double a, double b) {
    return std::fabs(a - guess) < std::fabs(b - guess);
  });
}

/// The yield when only the search for all roots can tell.
Yield searched(const OrderedFlows& flows, double units, const std::optional<double>& guess,
               std::vector<double>& rates) {
  const ExponentRoots found =
      exponent_roots(flows.times, flows.amounts, kLeastRateExponent / units, kMostRateExponent / units);
  rates.clear();
  for (const double exponent : found.exponents) rates.push_back(exponential_less_one(exponent * units));

  Yield yield;
  yield.sign_changes = flows.sign_changes;
  yield.roots = static_cast<std::int32_t>(rates.size());
  if (found.undecided) {
    yield.status = YieldStatus::not_converged;
  } else if (rates.size() > 1) {
    yield.status = YieldStatus::several_roots;
    if (guess) yield.rate = nearest(rates, *guess);
  } else if (rates.size() == 1) {
    yield.status = YieldStatus::solved;
    yield.rate = rates.front();
    // Roots and sign changes differ by an even number: otherwise another root lies beyond the range of numbers.
    yield.unique = flows.sign_changes % 2;
  } else {
    // An odd number of sign changes has a root somewhere.
    yield.status = flows.sign_changes % 2 == 1 ? YieldStatus::out_of_range : YieldStatus::no_root;
  }
  return yield;
}

}  // namespace

Yield settle(const OrderedFlows& flows, const LaneYield& lane, double units,
             const std::optional<double>& guess, std::vector<double>* roots) {
  if (lane.converged) {
    const double rate = exponential_less_one(lane.exponent * units);
    if (is_rate(rate) &&
        (flows.sign_changes == 1 || is_only_root(flows.times, flows.amounts, lane.exponent))) {
      if (roots != nullptr) roots->assign(1, rate);
      return {.rate = rate,
              .status = YieldStatus::solved,
              .sign_changes = flows.sign_changes,
              .roots = 1,
              .unique = 1,
              .evaluations = lane.evaluations};
    }
  }
  std::vector<double> own;
  Yield yield = searched(flows, units, guess, roots != nullptr ? *roots : own);
  yield.evaluations = lane.evaluations;
  return yield;
}

YieldRoots yield_of(const OrderedFlows& flows, double units, const std::optional<double>& guess) {
  if (flows.sign_changes == 0) return {};
  YieldLanes lanes;
  lanes.add(flows.times, flows.amounts);
  YieldRoots found;
  found.yield = settle(flows, lanes.solve(best_instruction_set())[0], units, guess, &found.roots);
  return found;
}

}  // namespace openitem::cashflow
