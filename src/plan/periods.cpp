#include "plan/periods.hpp"

#include <numeric>
#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "plan/checks.hpp"
#include "time/schedule_step.hpp"

namespace openitem::plan {
namespace {

PeriodRate reduced(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t divisor = std::gcd(numerator, denominator);
  return {numerator / divisor, denominator / divisor};
}

/// The product of two ratios, cancelled crosswise so that it stays as small as it can. \throws Error overflow.
PeriodRate product(PeriodRate one, PeriodRate other) {
  const PeriodRate left = reduced(one.numerator, other.denominator);
  const PeriodRate right = reduced(other.numerator, one.denominator);
  return {checked_mul(left.numerator, right.numerator), checked_mul(right.denominator, left.denominator)};
}

/// Units of a nominal year: 365 days, 52 weeks, 12 months, 4 quarters.
std::int64_t units_a_year(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::days: return 365;
    case PeriodUnit::weeks: return 52;
    case PeriodUnit::months: return 12;
    case PeriodUnit::quarters: return 4;
    default: return 1;
  }
}

struct DueDays {
  std::vector<std::int32_t> unadjusted, adjusted;  // of the instalments
  bool has_odd_period = false;
};

ScheduleTerms step_terms(const PlanTerms& terms) {
  ScheduleTerms step;
  step.every = terms.every;
  step.unit = terms.unit;
  step.end_of_month = terms.end_of_month;
  return step;
}

std::int32_t adjusted_day(std::int32_t day, const PlanTerms& terms) {
  if (terms.convention == BusinessDayConvention::none) return day;
  return terms.calendar->adjust(Date(day), terms.convention).days();
}

DueDays due_days(Date start, const PlanTerms& terms) {
  const ScheduleStep step(step_terms(terms));
  const std::int32_t count = instalments_of(terms);
  const std::int32_t regular = step.away(start.days(), 1);
  const std::int32_t first = terms.first_due ? terms.first_due->days() : regular;
  if (first <= start.days()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("the first due date, ")
                                              .append(Date(first).iso())
                                              .append(", is not after the start, ")
                                              .append(start.iso())
                                              .append("; expected a later one"));
  }
  DueDays days;
  days.has_odd_period = first != regular;
  for (std::int32_t at = 0; at < count; ++at) {
    // From the start where the first period is whole: 31 January, 28 February, 31 March.
    const std::int32_t day = days.has_odd_period ? step.away(first, at) : step.away(start.days(), at + 1);
    days.unadjusted.push_back(day);
    days.adjusted.push_back(adjusted_day(day, terms));
  }
  if (days.adjusted.front() < start.days()) {
    throw Error(Status::invalid_argument,
                "the first due date moves before the start; expected a later one, or another convention");
  }
  return days;
}

class RateOfPeriods {
 public:
  RateOfPeriods(const PlanTerms& terms, std::int32_t last_day)
      : terms_(terms), annual_(reduced(terms.rate, terms.rate_unit)) {
    count_terms_.calendar = terms.calendar ? &*terms.calendar : nullptr;
    count_terms_.termination = Date(last_day);
  }

  [[nodiscard]] PeriodRate by_days(std::int32_t from, std::int32_t until) const {
    if (terms_.rate == 0) return {};
    if (terms_.day_count == DayCount::not_set) {
      throw Error(Status::not_set, "day_count is not set, but interest runs by days; choose a convention");
    }
    const YearFraction years = year_fraction(Date(from), Date(until), terms_.day_count, count_terms_);
    if (years.numerator < 0) {
      throw Error(Status::invalid_argument,
                  "a due date lies before the one before it; expected ascending dates");
    }
    return product(annual_, {years.numerator, years.denominator});
  }

  [[nodiscard]] PeriodRate whole() const {
    if (terms_.rate_basis != PlanRateBasis::periodic) return annual_;
    return product(annual_, reduced(terms_.every, units_a_year(terms_.unit)));
  }

  [[nodiscard]] PeriodRate odd(std::int32_t from, std::int32_t until) const {
    if (terms_.rate == 0) return {};
    if (terms_.odd_period == OddPeriod::not_set) {
      throw Error(Status::not_set,
                  "the first period is not as long as the others; choose odd_period: whole or by_days");
    }
    if (terms_.odd_period == OddPeriod::whole) return whole();
    if (terms_.rate_basis == PlanRateBasis::per_period) {
      throw Error(Status::invalid_argument,
                  "a rate per period says nothing about days; take odd_period whole or a rate a year");
    }
    return by_days(from, until);
  }

 private:
  const PlanTerms& terms_;
  PeriodRate annual_;
  DayCountTerms count_terms_;
};

}  // namespace

std::vector<PlanPeriod> plan_periods(Date start, const PlanTerms& terms) {
  const DueDays days = due_days(start, terms);
  const bool counts_days = terms.rate_basis == PlanRateBasis::day_count;
  if (counts_days && terms.odd_period == OddPeriod::whole) {
    throw Error(Status::invalid_argument,
                "odd_period whole contradicts rate_basis day_count, which counts the days of every period");
  }
  const std::vector<std::int32_t>& ends = terms.interest_on_adjusted ? days.adjusted : days.unadjusted;
  const RateOfPeriods rates(terms, ends.back());
  std::vector<PlanPeriod> periods;
  for (std::size_t at = 0; at < ends.size(); ++at) {
    const std::int32_t from = at == 0 ? start.days() : ends[at - 1];
    const PeriodRate rate = counts_days                      ? rates.by_days(from, ends[at])
                            : at == 0 && days.has_odd_period ? rates.odd(from, ends[at])
                                                             : rates.whole();
    periods.push_back({days.adjusted[at], rate});
  }
  return periods;
}

std::vector<PeriodRate> rates_between(Date start, std::span<const std::int32_t> days,
                                      const PlanTerms& terms) {
  std::vector<PeriodRate> rates;
  if (days.empty()) return rates;
  const RateOfPeriods by(terms, days.back());
  std::int32_t from = start.days();
  for (const std::int32_t day : days) rates.push_back(by.by_days(std::exchange(from, day), day));
  return rates;
}

std::int64_t period_interest(std::int64_t balance, const PeriodRate& rate, Rounding rounding) {
  const Int128 interest = round_divide(multiply(balance, rate.numerator), Int128(rate.denominator), rounding);
  if (!fits_int64(interest) || !is_amount(to_int64(interest))) {
    throw Error(Status::overflow, "the interest of a period leaves the range of amounts, 2^62 minor units");
  }
  return to_int64(interest);
}

PeriodRate add_rates(const PeriodRate& one, const PeriodRate& other) {
  const std::int64_t shared = std::gcd(one.denominator, other.denominator);
  const std::int64_t left = other.denominator / shared;
  const std::int64_t sum =
      checked_add(checked_mul(one.numerator, left), checked_mul(other.numerator, one.denominator / shared));
  return reduced(sum, checked_mul(one.denominator, left));
}

}  // namespace openitem::plan
