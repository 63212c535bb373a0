// The Rule of 78, and one row of an annuity.

#include <numeric>

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "money/rounding.hpp"
#include "openitem/cashflow.hpp"
#include "openitem/plan.hpp"

namespace openitem::plan {
namespace {

constexpr std::int64_t kMostPeriods = 1'000'000;

}  // namespace

EarnedFraction rule78_earned_fraction(std::int32_t term, std::int32_t elapsed) {
  check_bounds("term", term, 1, kMostPeriods);
  check_bounds("elapsed", elapsed, 0, term);
  const std::int64_t periods = term, past = elapsed;
  const std::int64_t part = past * (2 * periods - past + 1), whole = periods * (periods + 1);
  const std::int64_t shared = std::gcd(part, whole);
  return {part / shared, whole / shared};
}

std::int64_t rule78_rebate(std::int64_t finance_charge, std::int32_t term, std::int32_t remaining,
                           Rounding rounding) {
  check_bounds("finance_charge", finance_charge, 0, kAmountLimit - 1);
  check_bounds("term", term, 1, kMostPeriods);
  check_bounds("remaining", remaining, 0, term);
  check_rounding(rounding);
  const std::int64_t periods = term, left = remaining;
  return multiply_divide(finance_charge, left * (left + 1), periods * (periods + 1), rounding);
}

AnnuityRow schedule_row(double principal, double annual_rate, std::int32_t periods_per_year,
                        std::int32_t periods, std::int32_t row) {
  check_bounds("periods_per_year", periods_per_year, 1, kMostPeriods);
  check_bounds("periods", periods, 1, kMostPeriods);
  check_bounds("row", row, 1, periods);
  const double rate = annual_rate / periods_per_year;
  const double payment = cashflow::pmt(rate, periods, principal);
  // What is owed is minus the future value of what was received and paid.
  const double owed = row == periods ? 0.0 : -cashflow::fv(rate, row, payment, principal);
  return {cashflow::ppmt(rate, row, periods, principal), cashflow::ipmt(rate, row, periods, principal), owed};
}

}  // namespace openitem::plan
