// Figures of one item: days, interest, reference rate, compensation.

#include <algorithm>

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/compensation.hpp"
#include "interest/exact_interest.hpp"
#include "interest/options.hpp"
#include "interest/rate_timeline.hpp"
#include "money/rounding.hpp"
#include "openitem/interest.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kMostDays = 4'000'000;
constexpr std::int64_t kLongestYear = 1'000;

}  // namespace

std::int32_t late_days(Date due, Date paid, LateDayCounting counting) {
  check_interest_choice("counting", static_cast<std::int32_t>(counting),
                        static_cast<std::int32_t>(LateDayCounting::after_due_to_before_paid));
  if (paid <= due) return 0;
  return std::max(0, paid - due - (first_day_shift(counting) - 1) - (1 - payment_day_shift(counting)));
}

InterestAmount simple_interest(std::int64_t amount, std::int64_t rate, std::int32_t days,
                               std::int32_t year_days, InterestRounding round_by, Rounding rounding) {
  check_rounding(rounding);
  check_interest_choice("round_by", static_cast<std::int32_t>(round_by),
                        static_cast<std::int32_t>(InterestRounding::day));
  check_bounds("rate", rate, 0, kLargestInterestRate);
  check_bounds("days", days, 0, kMostDays);
  check_bounds("year_days", year_days, 1, kLongestYear);
  check_bounds("amount", amount, 1 - kAmountLimit, kAmountLimit - 1);
  const InterestScale scale(year_days);
  const std::int32_t sign = amount < 0 ? -1 : 1;
  const std::int64_t base = sign * amount;
  const ExactInterest exact = scale.of(base, rate, days, year_days);
  const std::int64_t charged =
      round_by == InterestRounding::day
          ? checked_mul(scale.rounded(scale.of(base, rate, 1, year_days), sign, rounding), days)
          : scale.rounded(exact, sign, rounding);
  return {charged, scale.residue(exact, sign, charged)};
}

std::int64_t reference_rate(const ReferenceRates& table, Date day, ReferenceFixing fixing) {
  check_interest_choice("fixing", static_cast<std::int32_t>(fixing),
                        static_cast<std::int32_t>(ReferenceFixing::before_half_year));
  return RateTimeline(table, fixing).rate_of(day.days());
}

std::int64_t late_payment_compensation(std::int64_t amount, std::span<const std::int64_t> from_amounts,
                                       std::span<const std::int64_t> compensations) {
  check_bounds("amount", amount, 0, kAmountLimit - 1);
  check_bands(from_amounts, compensations);
  return band_of(amount, from_amounts, compensations);
}

}  // namespace openitem
