#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "cashflow/annuity_equation.hpp"
#include "cashflow/root_search.hpp"
#include "cashflow/settled_yield.hpp"

namespace openitem::cashflow {
namespace {

/// The equation at an exponent ln(1 + rate), in values of today or of the end, whichever are smaller.
struct RateEquation {
  double periods, payment, present, future;
  PaymentTiming timing;

  [[nodiscard]] double operator()(double exponent) const noexcept {
    const Growth growth(exponential_less_one(exponent), exponent * periods, periods, timing);
    return 0.0 - (exponent >= 0.0 ? solve_pv(growth, payment, future) - present
                                  : solve_fv(growth, payment, present) - future);
  }
};

/// The amounts in order of time: the first, those between (all equal), the last.
std::array<double, 3> corner_flows(std::int64_t periods, const RateEquation& equation) {
  const bool at_beginning = equation.timing == PaymentTiming::beginning;
  return {equation.present + (at_beginning ? equation.payment : 0.0), periods > 1 ? equation.payment : 0.0,
          equation.future + (at_beginning ? 0.0 : equation.payment)};
}

OrderedFlows all_flows(std::int64_t periods, const std::array<double, 3>& corners) {
  OrderedFlows flows;
  double origin = 0.0;
  for (std::int64_t period = 0; period <= periods; ++period) {
    const double amount = period == 0 ? corners[0] : period == periods ? corners[2] : corners[1];
    if (amount == 0.0) continue;
    if (flows.times.empty()) origin = static_cast<double>(period);
    if (!flows.amounts.empty() && (amount > 0.0) != (flows.amounts.back() > 0.0)) ++flows.sign_changes;
    flows.times.push_back(static_cast<double>(period) - origin);
    flows.amounts.push_back(amount);
  }
  return flows;
}

std::int32_t sign_changes_of(const std::array<double, 3>& amounts) {
  std::int32_t changes = 0;
  double before = 0.0;
  for (const double amount : amounts) {
    if (amount == 0.0) continue;
    changes += before != 0.0 && (amount > 0.0) != (before > 0.0) ? 1 : 0;
    before = amount;
  }
  return changes;
}

/// One change of sign: one zero. It is bracketed from no interest outwards.
YieldRoots single_rate(const RateEquation& equation, double first) {
  YieldRoots found;
  found.yield.sign_changes = 1;
  double inner = 0.0, at_inner = equation(0.0);
  // Far to the right the first amount decides, far to the left the last one.
  const double direction = (at_inner > 0.0) == (first > 0.0) ? -1.0 : 1.0;
  const double limit = direction > 0.0 ? kMostRateExponent : kLeastRateExponent;
  double outer = direction * 0.5 / equation.periods, at_outer = equation(outer);
  while ((at_outer > 0.0) == (at_inner > 0.0) && at_outer != 0.0 && outer != limit) {
    inner = outer, at_inner = at_outer;
    outer = std::fabs(2.0 * outer) < std::fabs(limit) ? 2.0 * outer : limit;
    at_outer = equation(outer);
  }
  found.yield.status = YieldStatus::out_of_range;
  if ((at_outer > 0.0) == (at_inner > 0.0) && at_outer != 0.0) return found;
  const double rate = exponential_less_one(
      at_inner == 0.0 ? inner : zero_between(equation, inner, outer, at_inner, at_outer));
  if (!(rate > -1.0) || !std::isfinite(rate)) return found;
  found.yield = {.rate = rate, .status = YieldStatus::solved, .sign_changes = 1, .roots = 1, .unique = 1};
  found.roots.assign(1, rate);
  return found;
}

}  // namespace

YieldRoots solve_rate(std::int64_t periods, double payment, double present, double future,
                      PaymentTiming timing, const std::optional<double>& guess) {
  const RateEquation equation{static_cast<double>(periods), payment, present, future, timing};
  const std::array<double, 3> corners = corner_flows(periods, equation);
  const std::int32_t changes = sign_changes_of(corners);
  if (changes == 0) return {};
  if (changes > 1) return yield_of(all_flows(periods, corners), 1.0, guess);
  return single_rate(equation, corners[0] != 0.0 ? corners[0] : corners[1]);
}

}  // namespace openitem::cashflow
