#pragma once
/// \file
/// Buckets of days or calendar months: bounds, labels, and the bucket of a day (docs/methods/aging.md, 2).

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "openitem/aging.hpp"

namespace openitem {

/// Every whole day falls in exactly one bucket; bucket 0 holds the fewest days.
class Buckets {
 public:
  /// Reads basis, bounds, forward_bounds, months and forward_months. Months are days seen from `as_of`: their labels
  /// are the same for every date, their days are not. \throws Error out_of_bounds, invalid_argument, naming index and
  /// value.
  Buckets(const AgingOptions& options, Date as_of);

  /// 2 .. 64.
  [[nodiscard]] std::int32_t count() const noexcept { return static_cast<std::int32_t>(labels_.size()); }
  [[nodiscard]] const std::vector<std::string>& labels() const noexcept { return labels_; }
  /// Whether the days of the buckets depend on the as-of date.
  [[nodiscard]] static bool move_with_date(const AgingOptions& options) noexcept {
    return options.months != 0;
  }
  /// The bounds in force: as given, or the default ones; empty with months.
  [[nodiscard]] const std::vector<std::int32_t>& bounds() const noexcept { return bounds_; }
  /// The latest day of every bucket but the last, ascending: the bucket of a day is the number of those before it.
  /// Equal neighbours make an empty bucket.
  [[nodiscard]] const std::vector<std::int32_t>& uppers() const noexcept { return uppers_; }
  /// Bucket of `days` = as-of date - basis date. O(1).
  [[nodiscard]] std::int32_t of(std::int32_t days) const noexcept {
    return table_[static_cast<std::size_t>(std::clamp(days, low_, high_) - low_)];
  }

 private:
  void divide_days(const AgingOptions& options);
  void divide_months(const AgingOptions& options, Date as_of);
  void fill_table();

  std::vector<std::int32_t> bounds_;
  std::vector<std::string> labels_;
  std::vector<std::int32_t> uppers_;
  std::vector<std::uint8_t> table_;
  std::int32_t low_ = 0, high_ = 0;
};

}  // namespace openitem
