#include "kpi/ledger_periods.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::size_t kMaxPeriods = 4'096;

[[noreturn]] void refuse_count(std::size_t count) {
  throw Error(Status::out_of_bounds,
              Message().append("there are ").append(count).append(" periods; 1 to 4096 can be asked for"));
}

void check_periods(std::span<const KpiPeriod> periods) {
  if (periods.empty() || periods.size() > kMaxPeriods) refuse_count(periods.size());
  for (std::size_t at = 0; at < periods.size(); ++at) {
    const KpiPeriod& period = periods[at];
    if (period.first > period.last) {
      throw Error(Status::invalid_argument, Message()
                                                .append("period ")
                                                .append(at)
                                                .append(" begins on ")
                                                .append(period.first.iso())
                                                .append(" and ends before it, on ")
                                                .append(period.last.iso()));
    }
    if (at > 0 && !(periods[at - 1] < period)) {
      throw Error(Status::invalid_argument, Message()
                                                .append("period ")
                                                .append(at)
                                                .append(" is not after period ")
                                                .append(at - 1)
                                                .append("; sort them by first and last day, each once"));
    }
  }
}

[[noreturn]] void refuse_closed(const KpiPeriod& period) {
  throw Error(Status::invalid_argument,
              Message()
                  .append("the calendar has no business day in the sales window that ends with ")
                  .append(period.first.iso())
                  .append(" .. ")
                  .append(period.last.iso())
                  .append("; ask for a longer period"));
}

/// The day before the first of the `months` months that end with `last`.
Date before_months(Date last, std::int32_t months) {
  const Date begin = add_months(last, -months);
  return is_month_end(last) ? month_end(begin) : begin;
}

/// Days before the first of each month of the history, latest month first: the month of `last` up to it, then whole ones.
std::vector<Date> history_begins(Date last, std::int32_t months) {
  std::vector<Date> begins;
  Date begin = add_days(last, -last.day());
  for (std::int32_t month = 0; month < months; ++month) {
    begins.push_back(begin);
    if (month + 1 < months) begin = add_days(begin, -begin.day());
  }
  return begins;
}

std::int32_t whole_months(const KpiPeriod& period) {
  if (period.first.day() != 1 || !is_month_end(period.last)) return 0;
  return (period.last.year() - period.first.year()) * 12 + period.last.month() - period.first.month() + 1;
}

Date end_of(Date day, PeriodLength length) {
  const std::int32_t months = length == PeriodLength::month     ? 0
                              : length == PeriodLength::quarter ? 2 - (day.month() - 1) % 3
                                                                : 12 - day.month();
  return month_end(add_months(day, months));
}

}  // namespace

std::vector<KpiPeriod> calendar_periods(Date from, Date to, PeriodLength length) {
  if (length < PeriodLength::month || length > PeriodLength::year) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("length is ")
                                           .append(static_cast<std::int32_t>(length))
                                           .append("; it must be 0 (month), 1 (quarter) or 2 (year)"));
  }
  if (from > to) {
    throw Error(Status::invalid_argument,
                Message().append("from ").append(from.iso()).append(" is after to ").append(to.iso()));
  }
  std::vector<KpiPeriod> periods;
  for (Date first = from;;) {
    const Date last = std::min(end_of(first, length), to);
    periods.push_back({first, last});
    if (periods.size() > kMaxPeriods) refuse_count(periods.size());
    if (last == to) return periods;
    first = add_days(last, 1);
  }
}

void PeriodAxis::check_days() const {
  for (const std::int32_t day : days_) scale_.require_known(day, -1, "");
}

PeriodAxis::PeriodAxis(std::span<const KpiPeriod> periods, const KpiOptions& options, bool with_history)
    : scale_(options.calendar) {
  check_periods(periods);
  for (const KpiPeriod& period : periods) {
    days_.push_back(add_days(period.first, -1).days());
    days_.push_back(period.last.days());
    if (options.sales_months > 0) days_.push_back(before_months(period.last, options.sales_months).days());
    if (!with_history) continue;
    for (const Date begin : history_begins(period.last, options.history_months))
      days_.push_back(begin.days());
  }
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  check_days();
  table_.resize(static_cast<std::size_t>(days_.back() - days_.front()) + 1);
  std::uint32_t position = 0;
  for (std::size_t day = 0; day < table_.size(); ++day) {
    if (days_.front() + static_cast<std::int32_t>(day) > days_[position]) ++position;
    table_[day] = position;
  }
  table_.push_back(positions());
  for (const KpiPeriod& period : periods) {
    PeriodWindows windows;
    const std::uint32_t end = first_on(period.last.days());
    windows.period = {first_on(period.first.days() - 1), end};
    windows.sales = windows.period;
    std::int32_t sales_begin = period.first.days() - 1;
    if (options.sales_months > 0) {
      sales_begin = before_months(period.last, options.sales_months).days();
      windows.sales.begin = first_on(sales_begin);
    }
    const std::int32_t sales_days = days_between(sales_begin, period.last.days());
    if (sales_days == 0) refuse_closed(period);
    windows.sales_days = options.days > 0 ? options.days : sales_days;
    windows.months = whole_months(period);
    const std::int32_t sales_months = options.sales_months > 0 ? options.sales_months : windows.months;
    windows.sales_month_days = options.month_days > 0 ? sales_months * options.month_days : sales_days;
    if (with_history) {
      std::uint32_t month_end_at = end;
      for (const Date begin : history_begins(period.last, options.history_months)) {
        const std::uint32_t begin_at = first_on(begin.days());
        const std::int32_t length = days_between(begin.days(), days_[month_end_at]);
        windows.history.push_back(
            {{begin_at, month_end_at}, options.month_days > 0 ? options.month_days : length});
        month_end_at = begin_at;
      }
    }
    windows_.push_back(std::move(windows));
  }
}

}  // namespace openitem
