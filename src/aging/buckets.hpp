#pragma once
/// \file
/// Buckets of days: bounds, labels, and the bucket of a day (docs/methods/aging.md, 2).

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "openitem/aging.hpp"

namespace openitem {

/// Every whole day falls in exactly one bucket; bucket 0 holds the fewest days.
class Buckets {
 public:
  /// Reads basis, bounds and forward_bounds. \throws Error out_of_bounds, invalid_argument, naming index and
  /// value.
  explicit Buckets(const AgingOptions& options);

  /// 2 .. 64.
  [[nodiscard]] std::int32_t count() const noexcept { return static_cast<std::int32_t>(labels_.size()); }
  [[nodiscard]] const std::vector<std::string>& labels() const noexcept { return labels_; }
  /// The bounds in force: as given, or the default ones.
  [[nodiscard]] const std::vector<std::int32_t>& bounds() const noexcept { return bounds_; }
  /// The latest day of every bucket but the last, ascending: the bucket of a day is the number of those before it.
  [[nodiscard]] const std::vector<std::int32_t>& uppers() const noexcept { return uppers_; }
  /// Bucket of `days` = as-of date - basis date. O(1).
  [[nodiscard]] std::int32_t of(std::int32_t days) const noexcept {
    return table_[static_cast<std::size_t>(std::clamp(days, low_, high_) - low_)];
  }

 private:
  std::vector<std::int32_t> bounds_;
  std::vector<std::string> labels_;
  std::vector<std::int32_t> uppers_;
  std::vector<std::uint8_t> table_;
  std::int32_t low_ = 0, high_ = 0;
};

}  // namespace openitem
