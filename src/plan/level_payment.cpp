#include "plan/level_payment.hpp"

#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "plan/big_natural.hpp"
#include "plan/checks.hpp"

namespace openitem::plan {
namespace {

constexpr std::int64_t kRateSteps = 1'000'000'000'000;

std::uint64_t word(std::int64_t value) { return static_cast<std::uint64_t>(value); }

Remainder classify(const WordQuotient& cut, const BigNatural& divisor) {
  if (cut.remainder.compare(BigNatural(0)) == 0) return Remainder::zero;
  BigNatural twice = cut.remainder;
  const int order = twice.multiply(2).compare(divisor);
  if (order == 0) return Remainder::half;
  return order < 0 ? Remainder::below_half : Remainder::above_half;
}

/// Whether the payments repay the balance at this rate, interest unrounded: they are then worth it or more.
bool repays(std::int64_t balance, std::span<const std::int64_t> payments, std::int64_t rate) {
  BigNatural open(word(balance));
  BigNatural scale(1);
  for (const std::int64_t payment : payments) {
    open.multiply(word(kRateSteps + rate));
    scale.multiply(word(kRateSteps));
    BigNatural paid = scale;
    paid.multiply(word(payment));
    if (open.compare(paid) <= 0) return true;
    open.subtract(paid);
  }
  return false;
}

}  // namespace

std::int64_t level_payment(std::int64_t balance, std::int64_t balloon, std::span<const PlanPeriod> periods,
                           const PaymentGrowth& growth, std::int64_t unit, Rounding rounding) {
  // All four over one denominator, which cancels: what the balance, the balloon and the payments grow to.
  BigNatural grown(word(balance)), end(word(balloon)), sum(0), level(1);
  std::int32_t paid = 0;
  for (const PlanPeriod& period : periods) {
    const std::uint64_t up = word(checked_add(period.rate.numerator, period.rate.denominator));
    grown.multiply(up);
    sum.multiply(up);
    end.multiply(word(period.rate.denominator));
    level.multiply(word(period.rate.denominator));
    if (growth.every != 0 && paid != 0 && paid % growth.every == 0) {
      for (BigNatural* const part : {&grown, &sum, &end}) part->multiply(word(kPartsOfOne));
      level.multiply(word(kPartsOfOne + growth.growth));
    }
    sum.add(level);
    ++paid;
  }
  sum.multiply(word(unit));
  if (grown.compare(end) <= 0) return 0;
  grown.subtract(end);
  const WordQuotient cut = divide_to_word(grown, sum);
  if (cut.overflows)
    throw Error(Status::overflow, "the payment leaves the range of amounts, 2^62 minor units");
  const bool up = rounds_away(rounding, false, (cut.quotient & 1U) != 0, classify(cut, sum));
  return checked_mul(static_cast<std::int64_t>(cut.quotient) + (up ? 1 : 0), unit);
}

PeriodRate actuarial_rate(std::int64_t balance, std::span<const std::int64_t> payments) {
  std::int64_t low = 0, high = 1'000 * kRateSteps;  // 100,000 % a period
  if (!repays(balance, payments, low)) return {};
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (repays(balance, payments, middle) ? low : high) = middle;
  }
  return {low, kRateSteps};
}

}  // namespace openitem::plan
