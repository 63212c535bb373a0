#include <algorithm>
#include <limits>

#include "core/message.hpp"
#include "openitem/calendar.hpp"
#include "time/day_spans.hpp"
#include "time/periods.hpp"
#include "time/schedule_step.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMaxPeriods = 100'000;

[[noreturn]] void throw_terms(std::string_view what) { throw Error(Status::invalid_argument, what); }

/// The dates of one schedule, before adjustment.
class Roll {
 public:
  Roll(const ScheduleTerms& terms, std::vector<std::int32_t>& dates)
      : terms_(terms), step_(terms), dates_(dates) {}

  void fill(std::int32_t start, std::int32_t end) {
    if (end <= start) throw_terms("a schedule has to end after it starts");
    if (terms_.first || terms_.penultimate) return between_stubs(start, end);
    switch (terms_.stub) {
      case Stub::none: return regular(start, end);
      case Stub::short_first:
      case Stub::long_first: return backwards(start, end);
      case Stub::short_last:
      case Stub::long_last: return forwards(start, end);
    }
  }

 private:
  /// Appends `start` and the ends of the periods that lead to `end`, which they have to meet.
  void regular(std::int32_t start, std::int32_t end) {
    const std::int32_t periods = step_.periods_between(start, end);
    if (!step_.lead(start, end, periods)) {
      throw Error(Status::invalid_argument,
                  Message()
                      .append("the periods from ")
                      .append(Date(start).iso())
                      .append(" do not meet ")
                      .append(Date(end).iso())
                      .append("; say which period is odd: stub, first or penultimate"));
    }
    step_.append(start, end, periods, dates_);
  }

  void between_stubs(std::int32_t start, std::int32_t end) {
    if (terms_.stub != Stub::none)
      throw_terms("a stub is said by stub or by first and penultimate, not by both");
    const std::int32_t first = terms_.first ? terms_.first->days() : start;
    const std::int32_t last = terms_.penultimate ? terms_.penultimate->days() : end;
    if (first > last || (terms_.first && first <= start) || (terms_.penultimate && last >= end)) {
      throw_terms("the dates of a schedule have to be in order: start < first <= penultimate < end");
    }
    if (terms_.first) dates_.push_back(start);
    if (first == last) {
      dates_.push_back(first);
    } else {
      regular(first, last);
    }
    if (terms_.penultimate) dates_.push_back(end);
  }

  void forwards(std::int32_t start, std::int32_t end) {
    const std::size_t begin = dates_.size();
    std::int64_t next = start;
    for (std::int32_t period = 1; next < end; ++period) {
      dates_.push_back(static_cast<std::int32_t>(next));
      next = step_.reach(start, period);
    }
    const bool odd = next != end;
    if (odd && terms_.stub == Stub::long_last && dates_.size() - begin > 1) dates_.pop_back();
    dates_.push_back(end);
  }

  void backwards(std::int32_t start, std::int32_t end) {
    const std::size_t begin = dates_.size();
    std::int64_t next = end;
    for (std::int32_t period = 1; next > start; ++period) {
      dates_.push_back(static_cast<std::int32_t>(next));
      next = step_.reach(end, -period);
    }
    const bool odd = next != start;
    if (odd && terms_.stub == Stub::long_first && dates_.size() - begin > 1) dates_.pop_back();
    dates_.push_back(start);
    std::reverse(dates_.begin() + static_cast<std::ptrdiff_t>(begin), dates_.end());
  }

  const ScheduleTerms& terms_;
  ScheduleStep step_;
  std::vector<std::int32_t>& dates_;
};

void check_terms(const ScheduleTerms& terms) {
  const auto convention = static_cast<std::int32_t>(terms.convention);
  if (convention < 0 || name_of(terms.convention).empty()) {
    throw Error(
        Status::out_of_bounds,
        Message().append("business-day convention ").append(convention).append(" is none; expected 0 to 6"));
  }
  const auto stub = static_cast<std::int32_t>(terms.stub);
  if (stub < 0 || stub > 4) {
    throw Error(Status::out_of_bounds,
                Message().append("stub ").append(stub).append(" is none; expected 0 to 4"));
  }
  if (terms.convention != BusinessDayConvention::none && terms.calendar == nullptr) {
    throw_terms("dates are moved to business days by a calendar, and there is none");
  }
}

void check_periods(std::int32_t periods, const ScheduleTerms& terms) {
  check_terms(terms);
  if (periods < 0 || periods > kMaxPeriods) {
    throw Error(Status::out_of_bounds,
                Message().append("periods = ").append(periods).append("; expected 0 to 100,000"));
  }
  if (terms.stub != Stub::none || terms.first || terms.penultimate) {
    throw_terms(
        "a schedule of a number of periods has no odd ones: stub, first and penultimate do not apply");
  }
}

void adjust_all(std::span<std::int32_t> dates, const ScheduleTerms& terms) {
  if (terms.convention == BusinessDayConvention::none) return;
  for (std::int32_t& date : dates) date = terms.calendar->adjust(Date(date), terms.convention).days();
}

std::vector<Date> dates_of(const std::vector<std::int32_t>& days) {
  std::vector<Date> dates;
  dates.reserve(days.size());
  for (const std::int32_t day : days) dates.emplace_back(day);
  return dates;
}

/// Calls `row(i)` for each row; what it throws is located.
template <typename Row>
void located(std::size_t rows, Row row) {
  std::size_t i = 0;
  try {
    for (; i < rows; ++i) row(i);
  } catch (Error& error) {
    throw error.at(static_cast<std::int64_t>(i), "starts");
  }
}

/// Days already adjusted, for as many dates as make it worth while.
class AdjustedDays {
 public:
  AdjustedDays(const ScheduleTerms& terms, std::int32_t first, std::int32_t last, std::size_t dates)
      : first_(first) {
    const auto horizon = static_cast<std::size_t>(last - first) + 1;
    if (dates < horizon / 2) return;
    const CalendarRange known = terms.calendar->known();
    if (Date(first) < known.first || known.last < Date(last)) return;
    days_.resize(horizon);
    for (std::size_t i = 0; i < horizon; ++i) days_[i] = first + static_cast<std::int32_t>(i);
    try {
      terms.calendar->adjust(days_, terms.convention, days_);
    } catch (const Error&) {
      days_.clear();  // a day nobody may ask for; row by row the answer is located
    }
  }
  [[nodiscard]] bool ready() const noexcept { return !days_.empty(); }
  [[nodiscard]] std::int32_t operator[](std::int32_t day) const noexcept {
    return days_[static_cast<std::size_t>(day - first_)];
  }

 private:
  std::int32_t first_;
  std::vector<std::int32_t> days_;
};

}  // namespace

std::vector<Date> schedule(Date start, Date end, const ScheduleTerms& terms) {
  check_terms(terms);
  std::vector<std::int32_t> dates;
  Roll(terms, dates).fill(start.days(), end.days());
  adjust_all(dates, terms);
  return dates_of(dates);
}

std::vector<Date> schedule(Date start, std::int32_t periods, const ScheduleTerms& terms) {
  check_periods(periods, terms);
  const ScheduleStep step(terms);
  std::vector<std::int32_t> dates;
  for (std::int32_t period = 0; period <= periods; ++period) dates.push_back(step.away(start.days(), period));
  adjust_all(dates, terms);
  return dates_of(dates);
}

Schedules schedules(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                    const ScheduleTerms& terms) {
  check_terms(terms);
  check_cells(starts.size(), ends.size());
  check_dates(starts, "starts");
  check_dates(ends, "ends");
  Schedules result;
  result.offsets.reserve(starts.size() + 1);
  result.offsets.push_back(0);
  Roll roll(terms, result.dates);
  located(starts.size(), [&](std::size_t i) {
    roll.fill(starts[i], ends[i]);
    const auto begin = static_cast<std::size_t>(result.offsets.back());
    adjust_all(std::span(result.dates).subspan(begin), terms);
    result.offsets.push_back(static_cast<std::int64_t>(result.dates.size()));
  });
  return result;
}

void schedules(std::span<const std::int32_t> starts, std::int32_t periods, const ScheduleTerms& terms,
               std::span<std::int32_t> out) {
  check_periods(periods, terms);
  check_dates(starts, "starts");
  const std::size_t width = static_cast<std::size_t>(periods) + 1;
  check_cells(starts.size() * width, out.size());
  if (starts.empty()) return;
  const ScheduleStep step(terms);
  const auto [first, last] = std::minmax_element(starts.begin(), starts.end());
  located(starts.size(), [&](std::size_t i) { (void)step.away(starts[i], periods); });
  step.fill_rows(starts, width, *first, *last, out);
  if (terms.convention == BusinessDayConvention::none) return;
  const AdjustedDays adjusted(terms, *first, step.away(*last, periods), out.size());
  if (adjusted.ready()) {
    for (std::int32_t& date : out) date = adjusted[date];
  } else {
    located(starts.size(), [&](std::size_t i) { adjust_all(out.subspan(i * width, width), terms); });
  }
}

}  // namespace openitem
