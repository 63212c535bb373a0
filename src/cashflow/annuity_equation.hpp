#pragma once
/// \file
/// pv (1 + r)^n + pmt (1 + r w) ((1 + r)^n - 1) / r + fv = 0, solved for its parts. Inputs are checked by the caller; what
/// leaves the range of numbers comes out infinite or not a number.

#include <cstdint>

#include "cashflow/exponential.hpp"
#include "openitem/cashflow.hpp"

namespace openitem::cashflow {

/// Rate, number of periods, and what a payment at the beginning of its period gains.
struct Growth {
  Growth(double of_period, double count, PaymentTiming when) noexcept
      : Growth(of_period, count * log_of_one_plus(of_period), count, when) {}
  /// The same where the logarithm is what is known.
  Growth(double of_period, double logarithm, double count, PaymentTiming when) noexcept
      : rate(of_period),
        exponent(logarithm),
        periods(count),
        timing(when == PaymentTiming::beginning ? 1.0 + of_period : 1.0) {}

  /// (1 + r)^n.
  [[nodiscard]] double compound() const noexcept { return exponential_of(exponent); }
  /// (1 + r)^-n.
  [[nodiscard]] double discount() const noexcept { return exponential_of(-exponent); }
  /// Future value of payments of 1.
  [[nodiscard]] double future_annuity() const noexcept {
    return timing * (rate == 0.0 ? periods : exponential_less_one(exponent) / rate);
  }
  /// Present value of payments of 1.
  [[nodiscard]] double present_annuity() const noexcept {
    return timing * (rate == 0.0 ? periods : -exponential_less_one(-exponent) / rate);
  }

  double rate, exponent, periods, timing;
};

/// a * b, 0 where a is 0 and b infinite.
[[nodiscard]] inline double times_or_zero(double a, double b) noexcept { return a == 0.0 ? 0.0 : a * b; }

[[nodiscard]] inline double solve_fv(const Growth& growth, double payment, double present) noexcept {
  return 0.0 - (times_or_zero(present, growth.compound()) + times_or_zero(payment, growth.future_annuity()));
}

[[nodiscard]] inline double solve_pv(const Growth& growth, double payment, double future) noexcept {
  return 0.0 - (times_or_zero(future, growth.discount()) + times_or_zero(payment, growth.present_annuity()));
}

/// Not a number where no payment is made (0 periods).
[[nodiscard]] inline double solve_pmt(const Growth& growth, double present, double future) noexcept {
  // By whichever factor stays finite: a negative rate over many periods makes discount() infinite.
  if (growth.exponent >= 0.0)
    return 0.0 - (times_or_zero(future, growth.discount()) + present) / growth.present_annuity();
  return 0.0 - (future + times_or_zero(present, growth.compound())) / growth.future_annuity();
}

/// Not a number where no number of periods solves the equation, infinite where it is never reached.
[[nodiscard]] double solve_nper(double rate, double payment, double present, double future,
                                PaymentTiming timing) noexcept;

/// What is owed right after payment `period`, 0 = at the beginning: interest accrues on it.
[[nodiscard]] inline double balance_after(double rate, double period, double payment, double present,
                                          PaymentTiming timing) noexcept {
  if (period <= 0.0) return present;
  const double at_end = 0.0 - solve_fv(Growth(rate, period, timing), payment, present);
  return timing == PaymentTiming::beginning ? at_end / (1.0 + rate) : at_end;
}

/// The interest part of a payment.
[[nodiscard]] inline double interest_of(double rate, double period, double payment, double present,
                                        PaymentTiming timing) noexcept {
  if (timing == PaymentTiming::beginning && period <= 1.0) return 0.0;
  return 0.0 - rate * balance_after(rate, period - 1.0, payment, present, timing);
}

/// What payments `first` .. `last` change what is owed by.
[[nodiscard]] inline double principal_of(double rate, double first, double last, double payment, double present,
                                         PaymentTiming timing) noexcept {
  return balance_after(rate, last, payment, present, timing) -
         balance_after(rate, first - 1.0, payment, present, timing);
}

/// The rate of whole periods.
[[nodiscard]] YieldRoots solve_rate(std::int64_t periods, double payment, double present, double future,
                                    PaymentTiming timing, const std::optional<double>& guess);

}  // namespace openitem::cashflow
