#include "time/schedule_step.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "time/civil.hpp"
#include "time/periods.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMostUnits = 10'000;

[[noreturn]] void throw_away(std::int32_t day, std::int32_t periods) {
  throw Error(Status::date_out_of_range, Message()
                                             .append("the schedule leaves 1900-01-01 .. 9999-12-31, ")
                                             .append(periods)
                                             .append(" periods from ")
                                             .append(Date(day).iso()));
}

/// First days of months from one month on, so that a date of a schedule is a look-up.
class MonthStarts {
 public:
  MonthStarts(std::int32_t first_month, std::int32_t last_month) : first_month_(first_month) {
    days_.reserve(static_cast<std::size_t>(last_month - first_month) + 2);
    for (std::int32_t month = first_month; month <= last_month + 1; ++month) {
      days_.push_back(days_from_civil({month / 12, month % 12 + 1, 1}));
    }
  }
  [[nodiscard]] const std::int32_t* from(std::int32_t month) const noexcept {
    return days_.data() + (month - first_month_);
  }

 private:
  std::int32_t first_month_;
  std::vector<std::int32_t> days_;
};

std::int32_t month_count(CivilDay civil) { return civil.year * 12 + civil.month - 1; }

}  // namespace

ScheduleStep::ScheduleStep(const ScheduleTerms& terms) : end_of_month_(terms.end_of_month) {
  if (terms.every < 1 || terms.every > kMostUnits) {
    throw Error(Status::out_of_bounds,
                Message().append("every = ").append(terms.every).append("; expected 1 to 10,000 units"));
  }
  switch (terms.unit) {
    case PeriodUnit::days: days_ = terms.every; return;
    case PeriodUnit::weeks: days_ = 7 * terms.every; return;
    case PeriodUnit::months: months_ = terms.every; return;
    case PeriodUnit::quarters: months_ = 3 * terms.every; return;
    case PeriodUnit::years: months_ = 12 * terms.every; return;
    case PeriodUnit::not_set: break;
  }
  if (terms.unit == PeriodUnit::not_set) {
    throw Error(Status::not_set,
                "the unit of the periods is not set; choose days, weeks, months, quarters or years");
  }
  throw Error(Status::out_of_bounds, Message()
                                         .append("period unit ")
                                         .append(static_cast<std::int32_t>(terms.unit))
                                         .append(" is none; expected 1 (days) to 5 (years)"));
}

std::int64_t ScheduleStep::reach(std::int32_t day, std::int32_t periods) const noexcept {
  if (months_ == 0) return day + std::int64_t{days_} * periods;
  const std::int64_t months = std::int64_t{months_} * periods;
  const std::int64_t reached = month_count(civil_from_days(day)) + months;
  if (reached < (kMinYear - 1) * 12) return Date::min_days - 366;
  if (reached >= (kMaxYear + 2) * 12) return Date::max_days + 366;
  return months_away(day, static_cast<std::int32_t>(months), end_of_month_ && ends_month(day));
}

std::int32_t ScheduleStep::away(std::int32_t day, std::int32_t periods) const {
  const std::int64_t moved = reach(day, periods);
  if (!is_date(moved)) throw_away(day, periods);
  return static_cast<std::int32_t>(moved);
}

std::int32_t ScheduleStep::periods_between(std::int32_t start, std::int32_t end) const noexcept {
  const std::int64_t days = std::int64_t{end} - start;
  if (months_ == 0) return static_cast<std::int32_t>((days + days_ / 2) / days_);
  const std::int64_t period = std::int64_t{kDaysInFourYears} * months_;  // in 48ths of a day
  return static_cast<std::int32_t>((days * 48 + period / 2) / period);
}

bool ScheduleStep::lead(std::int32_t start, std::int32_t end, std::int32_t periods) const noexcept {
  if (periods < 1) return false;
  if (months_ == 0) return start + std::int64_t{days_} * periods == end;
  const std::int32_t months = month_count(civil_from_days(end)) - month_count(civil_from_days(start));
  if (std::int64_t{months_} * periods != months) return false;
  return month_periods(start, end, periods, months_, end_of_month_).fill(start, end, periods);
}

void ScheduleStep::append(std::int32_t start, std::int32_t end, std::int32_t periods,
                          std::vector<std::int32_t>& dates) const {
  const MonthPeriods by_month = month_periods(start, end, periods, months_, end_of_month_);
  for (std::int32_t period = 0; period <= periods; ++period) {
    dates.push_back(months_ == 0 ? start + days_ * period : by_month.boundary(period));
  }
}

void ScheduleStep::fill_rows(std::span<const std::int32_t> starts, std::size_t width, std::int32_t first,
                             std::int32_t last, std::span<std::int32_t> out) const {
  std::int32_t* cell = out.data();
  if (months_ == 0) {
    for (const std::int32_t start : starts) {
      for (std::size_t period = 0; period < width; ++period)
        *cell++ = start + days_ * static_cast<std::int32_t>(period);
    }
    return;
  }
  const auto reach = static_cast<std::int32_t>(width - 1) * months_;
  const MonthStarts months(month_count(civil_from_days(first)), month_count(civil_from_days(last)) + reach);
  for (const std::int32_t start : starts) {
    const CivilDay civil = civil_from_days(start);
    const bool month_end = end_of_month_ && civil.day == days_in_month(civil.year, civil.month);
    const std::int32_t day = month_end ? 31 : civil.day;
    const std::int32_t* month = months.from(month_count(civil));
    for (std::size_t period = 0; period < width; ++period, month += months_) {
      *cell++ = month[0] + std::min(day, month[1] - month[0]) - 1;
    }
  }
}

}  // namespace openitem
