#pragma once
/// \file
/// A zero of a continuous function between two points where its signs differ (Brent 1973: inverse quadratic interpolation
/// that falls back on halving).

#include <cmath>
#include <cstdint>

namespace openitem::cashflow {

/// `low` and `high` with function values of different signs (or 0). To about two units of the last place of the zero.
template <typename Function>
[[nodiscard]] double zero_between(const Function& function, double low, double high, double at_low,
                                  double at_high) {
  double best = high, other = low, before = low;
  double f_best = at_high, f_other = at_low, f_before = at_low;
  double step = best - other, last_step = step;
  for (std::int32_t round = 0; round < 200; ++round) {
    if ((f_best > 0.0) == (f_other > 0.0)) {
      other = before, f_other = f_before;
      step = last_step = best - before;
    }
    if (std::fabs(f_other) < std::fabs(f_best)) {
      before = best, best = other, other = before;
      f_before = f_best, f_best = f_other, f_other = f_before;
    }
    const double tolerance = 2.3e-16 * std::fabs(best) + 1e-300;
    const double half = 0.5 * (other - best);
    if (f_best == 0.0 || std::fabs(half) <= tolerance) break;
    if (std::fabs(last_step) >= tolerance && std::fabs(f_before) > std::fabs(f_best)) {
      const double s = f_best / f_before;
      double p = 0.0, q = 0.0;
      if (before == other) {
        p = 2.0 * half * s;
        q = 1.0 - s;
      } else {
        const double u = f_before / f_other;
        const double v = f_best / f_other;
        p = s * (2.0 * half * u * (u - v) - (best - before) * (v - 1.0));
        q = (u - 1.0) * (v - 1.0) * (s - 1.0);
      }
      if (p > 0.0) q = -q;
      p = std::fabs(p);
      const double within = std::fmin(3.0 * half * q - std::fabs(tolerance * q), std::fabs(last_step * q));
      if (2.0 * p < within) {
        last_step = step;
        step = p / q;
      } else {
        step = last_step = half;
      }
    } else {
      step = last_step = half;
    }
    before = best, f_before = f_best;
    best += std::fabs(step) > tolerance ? step : (half > 0.0 ? tolerance : -tolerance);
    f_best = function(best);
  }
  return best;
}

}  // namespace openitem::cashflow
