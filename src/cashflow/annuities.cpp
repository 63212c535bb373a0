#include <cmath>

#include "cashflow/annuity_equation.hpp"
#include "cashflow/checks.hpp"
#include "core/bounds.hpp"

namespace openitem::cashflow {
namespace {

constexpr std::int64_t kMostPeriods = 1'000'000;

void check_parts(double rate, double first, std::string_view first_name, double second,
                 std::string_view second_name, PaymentTiming timing) {
  check_rate("rate", rate);
  check_number(first_name, first);
  check_number(second_name, second);
  check_timing(timing);
}

/// The loan of ipmt, ppmt and their sums; `first` .. `until` lie within the periods.
Loan checked_loan(double rate, std::int64_t periods, double present, double future, std::int64_t first,
                  std::int64_t until, PaymentTiming timing) {
  check_parts(rate, present, "present_value", future, "future_value", timing);
  check_bounds("periods", periods, 1, kMostPeriods);
  check_bounds("period", first, 1, periods);
  check_bounds("last period", until, first, periods);
  const auto count = static_cast<double>(periods);
  return {rate, count, pmt(rate, count, present, future, timing), present, future, timing};
}

}  // namespace

double solve_nper(double rate, double payment, double present, double future, PaymentTiming timing) noexcept {
  if (rate == 0.0) return 0.0 - (present + future) / payment;
  const double worth = payment * (timing == PaymentTiming::beginning ? 1.0 + rate : 1.0) / rate;
  // ln((worth - future) / (worth + present)), as ln(1 + x): the two are close where few periods are asked for.
  const double ratio_less_one = 0.0 - (future + present) / (worth + present);
  return ratio_less_one > -1.0 ? log_of_one_plus(ratio_less_one) / log_of_one_plus(rate)
                               : std::numeric_limits<double>::quiet_NaN();
}

double pv(double rate, double periods, double payment, double future_value, PaymentTiming timing) {
  check_parts(rate, payment, "payment", future_value, "future_value", timing);
  check_number("periods", periods);
  return checked_result("pv", solve_pv(Growth(rate, periods, timing), payment, future_value));
}

double fv(double rate, double periods, double payment, double present_value, PaymentTiming timing) {
  check_parts(rate, payment, "payment", present_value, "present_value", timing);
  check_number("periods", periods);
  return checked_result("fv", solve_fv(Growth(rate, periods, timing), payment, present_value));
}

double pmt(double rate, double periods, double present_value, double future_value, PaymentTiming timing) {
  check_parts(rate, present_value, "present_value", future_value, "future_value", timing);
  check_number("periods", periods);
  if (periods == 0.0) {
    throw Error(Status::invalid_argument, "periods is 0; a payment needs at least one period to be made in");
  }
  return checked_result("pmt", solve_pmt(Growth(rate, periods, timing), present_value, future_value));
}

double nper(double rate, double payment, double present_value, double future_value, PaymentTiming timing) {
  check_parts(rate, present_value, "present_value", future_value, "future_value", timing);
  check_number("payment", payment);
  const double periods = solve_nper(rate, payment, present_value, future_value, timing);
  if (std::isfinite(periods)) return periods;
  throw Error(
      Status::invalid_argument,
      "no number of periods solves the equation: with these signs and this rate the payments never bring the "
      "present value to the future value; check the signs (received positive, paid negative)");
}

YieldRoots rate(std::int64_t periods, double payment, double present_value, double future_value,
                PaymentTiming timing, const YieldOptions& options) {
  check_bounds("periods", periods, 1, kMostPeriods);
  check_number("payment", payment);
  check_number("present_value", present_value);
  check_number("future_value", future_value);
  check_timing(timing);
  if (options.guess) check_rate("guess", *options.guess);
  return solve_rate(periods, payment, present_value, future_value, timing, options.guess);
}

double ipmt(double rate, std::int64_t period, std::int64_t periods, double present_value, double future_value,
            PaymentTiming timing) {
  const Loan loan = checked_loan(rate, periods, present_value, future_value, period, period, timing);
  return checked_result("ipmt", loan.interest(static_cast<double>(period)));
}

double ppmt(double rate, std::int64_t period, std::int64_t periods, double present_value, double future_value,
            PaymentTiming timing) {
  const Loan loan = checked_loan(rate, periods, present_value, future_value, period, period, timing);
  return checked_result("ppmt", loan.payment - loan.interest(static_cast<double>(period)));
}

double cumprinc(double rate, std::int64_t periods, double present_value, std::int64_t first,
                std::int64_t last, PaymentTiming timing) {
  const Loan loan = checked_loan(rate, periods, present_value, 0.0, first, last, timing);
  return checked_result("cumprinc", loan.principal(static_cast<double>(first), static_cast<double>(last)));
}

double cumipmt(double rate, std::int64_t periods, double present_value, std::int64_t first, std::int64_t last,
               PaymentTiming timing) {
  const Loan loan = checked_loan(rate, periods, present_value, 0.0, first, last, timing);
  const double principal = loan.principal(static_cast<double>(first), static_cast<double>(last));
  return checked_result("cumipmt", loan.payment * static_cast<double>(last - first + 1) - principal);
}

}  // namespace openitem::cashflow
