#pragma once
/// \file
/// The days of an item at an as-of date (docs/methods/aging.md, 1).

#include <cstdint>
#include <optional>

#include "aging/day_scale.hpp"

namespace openitem {

class AgeDays {
 public:
  /// Without a calendar: calendar days. \throws Error date_out_of_range (an as-of date that the calendar does not know).
  AgeDays(const std::optional<Calendar>& calendar, Date as_of) : scale_(calendar), as_of_(as_of.days()) {
    scale_.require_known(as_of_, -1, "");
  }

  [[nodiscard]] const DayScale& scale() const noexcept { return scale_; }
  /// Days from a known date to the as-of date; below 0 where it is later. O(1).
  [[nodiscard]] std::int32_t since(std::int32_t date) const {
    return scale_.ordinal(as_of_) - scale_.ordinal(date);
  }
  /// The most calendar days before the as-of date that a known date with at most `days` days can lie. Never falls as
  /// `days` grows. O(1).
  [[nodiscard]] std::int32_t calendar_days(std::int32_t days) const {
    if (!scale_.counts_business_days()) return days;
    return as_of_ - scale_.first_at(std::int64_t{scale_.ordinal(as_of_)} - days);
  }

 private:
  DayScale scale_;
  std::int32_t as_of_;
};

}  // namespace openitem
