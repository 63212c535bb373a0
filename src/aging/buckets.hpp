#pragma once
/// \file
/// Buckets of days or calendar months: bounds, labels, and the bucket of a day (docs/methods/aging.md, 2).

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "aging/age_days.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// Every whole day falls in exactly one bucket; bucket 0 holds the fewest days.
class Buckets {
 public:
  /// Reads basis, bounds, forward_bounds, months, forward_months and calendar. Months and business days are calendar days
  /// seen from `as_of`: their labels are the same for every date, their days are not. \throws Error out_of_bounds,
  /// invalid_argument, naming index and value; date_out_of_range (an as-of date that the calendar does not know).
  Buckets(const AgingOptions& options, Date as_of);

  /// 2 .. 64.
  [[nodiscard]] std::int32_t count() const noexcept { return static_cast<std::int32_t>(labels_.size()); }
  [[nodiscard]] const std::vector<std::string>& labels() const noexcept { return labels_; }
  /// Whether the days of the buckets depend on the as-of date.
  [[nodiscard]] static bool move_with_date(const AgingOptions& options) noexcept {
    return options.months != 0 || options.calendar;
  }
  /// What the days of an item are; buckets are of calendar days whatever these are.
  [[nodiscard]] const AgeDays& days() const noexcept { return days_; }
  /// An item of more calendar days than these is late.
  [[nodiscard]] std::int32_t late_above() const noexcept { return late_above_; }
  /// The bounds in force: as given, or the default ones; empty with months.
  [[nodiscard]] const std::vector<std::int32_t>& bounds() const noexcept { return bounds_; }
  /// The latest day, in calendar days, of every bucket but the last, ascending: the bucket of a day is the number of those before it.
  /// Equal neighbours make an empty bucket.
  [[nodiscard]] const std::vector<std::int32_t>& uppers() const noexcept { return uppers_; }
  /// Bucket of `days` = as-of date - basis date, in calendar days. O(1).
  [[nodiscard]] std::int32_t of(std::int32_t days) const noexcept {
    return table_[static_cast<std::size_t>(std::clamp(days, low_, high_) - low_)];
  }

 private:
  void divide_days(const AgingOptions& options);
  void divide_months(const AgingOptions& options, Date as_of);
  void cut_at_business_days();
  void fill_table();

  AgeDays days_;
  std::int32_t late_above_ = 0;
  std::vector<std::int32_t> bounds_;
  std::vector<std::string> labels_;
  std::vector<std::int32_t> uppers_;
  std::vector<std::uint8_t> table_;
  std::int32_t low_ = 0, high_ = 0;
};

}  // namespace openitem
