#pragma once
/// \file
/// The days on which windows begin and end, as positions on one axis: what happens between two neighbours need not be told
/// apart.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "aging/day_scale.hpp"
#include "openitem/kpis.hpp"

namespace openitem {

/// Movements of positions (begin, end]: what happened after the day of `begin` up to the day of `end`.
struct Window {
  std::uint32_t begin = 0, end = 0;
};

struct HistoryMonth {
  Window window;
  std::int32_t days = 0;
};

/// What one period asks for.
struct PeriodWindows {
  Window period;
  Window sales;                 ///< what ratios to sales take
  std::int32_t sales_days = 0;  ///< and the days they count for it
  /// Days of its months, where the sales window is made of whole ones: months x days of a month, or those of the calendar.
  std::int32_t sales_month_days = 0;
  std::int32_t months = 0;            ///< of the period, where it is made of whole calendar months; else 0
  std::vector<HistoryMonth> history;  ///< latest first; empty unless asked for
};

class PeriodAxis {
 public:
  /// \throws Error invalid_argument (order of the periods; one without a business day), out_of_bounds (their number),
  /// date_out_of_range.
  PeriodAxis(std::span<const KpiPeriod> periods, const KpiOptions& options, bool with_history);

  /// What days are, between any two dates.
  [[nodiscard]] const DayScale& scale() const noexcept { return scale_; }
  [[nodiscard]] std::span<const std::int32_t> days() const noexcept { return days_; }
  [[nodiscard]] std::uint32_t positions() const noexcept { return static_cast<std::uint32_t>(days_.size()); }
  [[nodiscard]] std::span<const PeriodWindows> periods() const noexcept { return windows_; }
  /// Position of the first day of the axis on or after `day`; positions() where all are before it. O(1).
  [[nodiscard]] std::uint32_t first_on(std::int32_t day) const noexcept {
    const std::int64_t since = std::int64_t{day} - days_.front();
    return table_[static_cast<std::size_t>(std::clamp<std::int64_t>(since, 0, std::ssize(table_) - 1))];
  }

  /// Position of the first day on which something due on `due` is more than `days` days past due.
  [[nodiscard]] std::uint32_t first_late(std::int32_t due, std::int32_t days) const {
    if (!scale_.counts_business_days()) return first_on(due + days + 1);
    return first_on(scale_.first_at(std::int64_t{scale_.ordinal(due)} + days + 1));
  }

 private:
  [[nodiscard]] std::int32_t days_between(std::int32_t from, std::int32_t to) const {
    return scale_.ordinal(to) - scale_.ordinal(from);
  }
  void check_days() const;

  DayScale scale_;
  std::vector<std::int32_t> days_;    // ascending
  std::vector<std::uint32_t> table_;  // by day since the first, to the day after the last
  std::vector<PeriodWindows> windows_;
};

}  // namespace openitem
