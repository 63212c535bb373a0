#pragma once
/// \file
/// pv (1 + r)^n + pmt (1 + r w) ((1 + r)^n - 1) / r + fv = 0, solved for its parts. Inputs are checked by the caller; what
/// leaves the range of numbers comes out infinite or not a number.

#include <cstdint>

#include "core/exponential.hpp"
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

/// A loan of whole periods and its payment.
struct Loan {
  double rate, periods, payment, present, future;
  PaymentTiming timing;

  /// What is owed right after payment `period`, 0 = at the beginning: interest accrues on it. From the payments still to come
  /// where interest is positive, from those made where it is negative: errors are discounted, never compounded.
  [[nodiscard]] double balance_after(double period) const noexcept {
    if (period <= 0.0) return present;
    const bool at_beginning = timing == PaymentTiming::beginning;
    if (rate >= 0.0) {
      const Growth left(rate, periods - period, PaymentTiming::end);
      return solve_pv(left, payment, future / (at_beginning ? 1.0 + rate : 1.0));
    }
    const double at_end = 0.0 - solve_fv(Growth(rate, period, timing), payment, present);
    return at_beginning ? at_end / (1.0 + rate) : at_end;
  }
  /// The interest part of a payment.
  [[nodiscard]] double interest(double period) const noexcept {
    if (timing == PaymentTiming::beginning && period <= 1.0) return 0.0;
    return 0.0 - rate * balance_after(period - 1.0);
  }
  /// What payments `first` .. `last` change what is owed by.
  [[nodiscard]] double principal(double first, double last) const noexcept {
    return balance_after(last) - balance_after(first - 1.0);
  }
};

/// The rate of whole periods.
[[nodiscard]] YieldRoots solve_rate(std::int64_t periods, double payment, double present, double future,
                                    PaymentTiming timing, const std::optional<double>& guess);

}  // namespace openitem::cashflow
