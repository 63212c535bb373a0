#include "time/coupon_periods.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/message.hpp"
#include "time/civil.hpp"
#include "time/periods.hpp"

namespace openitem {
namespace {

// How far a period may be from its regular length: both of its ends may have moved to business days.
constexpr std::int32_t kMovedDays = 7;

bool divides_year(std::int32_t number) { return number >= 1 && number <= 12 && 12 % number == 0; }

Message reference_text(std::int32_t start, std::int32_t end) {
  return Message()
      .append("Act/Act ICMA: the reference period ")
      .append(Date(start).iso())
      .append(" .. ")
      .append(Date(end).iso());
}

[[noreturn]] void throw_irregular(std::int32_t start, std::int32_t end, std::int32_t frequency) {
  Message text = reference_text(start, end);
  if (frequency == 0) {
    text.append(" is not 1, 2, 3, 4, 6 or 12 months long; give a regular one, or the frequency with it");
  } else {
    text.append(" is not a whole number of periods of ").append(12 / frequency).append(" months");
  }
  throw Error(Status::invalid_argument, text);
}

}  // namespace

CouponPeriods::CouponPeriods(const DayCountTerms& terms, std::int32_t first, std::int32_t last)
    : frequency_(terms.frequency), end_of_month_(terms.end_of_month) {
  if (!terms.reference_start || !terms.reference_end) {
    throw Error(Status::invalid_argument,
                "Act/Act ICMA needs reference_start and reference_end, the coupon period it measures in");
  }
  if (frequency_ != 0 && !divides_year(frequency_)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("frequency = ")
                                           .append(frequency_)
                                           .append("; expected 1, 2, 3, 4, 6 or 12 coupons a year, or 0"));
  }
  take_reference(terms.reference_start->days(), terms.reference_end->days());
  std::vector<std::int32_t> before;
  for (std::int32_t boundary = boundaries_.front(); boundary > first;) {
    boundary = neighbour(boundary, -months_);
    before.push_back(boundary);
  }
  boundaries_.insert(boundaries_.begin(), before.rbegin(), before.rend());
  while (boundaries_.back() <= last || boundaries_.size() < 2) {
    boundaries_.push_back(neighbour(boundaries_.back(), months_));
  }
}

void CouponPeriods::take_reference(std::int32_t start, std::int32_t end) {
  if (end < start || (end == start && frequency_ == 0)) {
    throw Error(Status::invalid_argument, reference_text(start, end).append(" has to end after it starts"));
  }
  const std::int32_t days = end - start;
  const bool inferred = frequency_ == 0;
  if (frequency_ == 0) {
    const std::int32_t months = (days * 48 + kDaysInFourYears / 2) / kDaysInFourYears;
    if (months < 1 || months > 12 || !divides_year(months)) throw_irregular(start, end, 0);
    frequency_ = 12 / months;
  }
  months_ = 12 / frequency_;
  const std::int32_t periods = (days * 4 * frequency_ + kDaysInFourYears / 2) / kDaysInFourYears;
  boundaries_.push_back(start);
  if (days == 0) return;
  if (periods > 1) return divide_reference(start, end, periods);
  if (periods == 0 || std::abs(days - kDaysInFourYears / (4 * frequency_)) > kMovedDays) {
    throw_irregular(start, end, inferred ? 0 : frequency_);
  }
  boundaries_.push_back(end);
}

void CouponPeriods::divide_reference(std::int32_t start, std::int32_t end, std::int32_t periods) {
  const MonthPeriods regular = month_periods(start, end, periods, months_, end_of_month_);
  if (!regular.fill(start, end, periods)) throw_irregular(start, end, frequency_);
  for (std::int32_t period = 1; period <= periods; ++period) boundaries_.push_back(regular.boundary(period));
}

std::int32_t CouponPeriods::neighbour(std::int32_t boundary, std::int32_t months) const noexcept {
  return months_away(boundary, months, end_of_month_ && ends_month(boundary));
}

std::size_t CouponPeriods::period_of(std::int32_t day) const noexcept {
  const auto after = std::upper_bound(boundaries_.begin(), boundaries_.end(), day);
  return static_cast<std::size_t>(after - boundaries_.begin()) - 1;
}

YearFraction CouponPeriods::years(std::int32_t start, std::int32_t end) const noexcept {
  const std::size_t first = period_of(start);
  const std::size_t last = period_of(end);
  const std::int64_t first_length = boundaries_[first + 1] - boundaries_[first];
  if (first == last) return {end - start, first_length * frequency_};
  const std::int64_t before = start - boundaries_[first];
  const std::int64_t after = end - boundaries_[last];
  const auto periods = static_cast<std::int64_t>(last - first);
  // Lengths that nothing is divided by stay out of the ratio.
  const std::int64_t start_length = before == 0 ? 1 : first_length;
  const std::int64_t end_length = after == 0 ? 1 : boundaries_[last + 1] - boundaries_[last];
  return {periods * start_length * end_length + after * start_length - before * end_length,
          start_length * end_length * frequency_};
}

}  // namespace openitem
