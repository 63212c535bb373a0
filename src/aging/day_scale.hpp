#pragma once
/// \file
/// Dates as numbers whose differences are days: calendar days, or business days of a calendar (docs/methods/aging.md, 1).

#include <cstdint>
#include <optional>

#include "openitem/calendar.hpp"
#include "openitem/time.hpp"

namespace openitem {

class DayScale {
 public:
  /// Without a calendar: calendar days.
  explicit DayScale(const std::optional<Calendar>& calendar);

  [[nodiscard]] bool counts_business_days() const noexcept { return calendar_.has_value(); }
  /// The dates that days can be counted from and to, as days since 1970-01-01, both included.
  [[nodiscard]] std::int32_t first_known() const noexcept { return first_known_; }
  [[nodiscard]] std::int32_t last_known() const noexcept { return last_known_; }
  [[nodiscard]] bool knows(std::int32_t date) const noexcept {
    return date >= first_known_ && date <= last_known_;
  }
  /// `row` of `table`, or -1 = none. \throws Error date_out_of_range.
  void require_known(std::int32_t date, std::int64_t row, const char* table) const;

  /// Of a known date: with a calendar the business days known up to and including it. Never falls from date to date. O(1).
  [[nodiscard]] std::int32_t ordinal(std::int32_t date) const {
    return calendar_ ? business_days_until(date) : date;
  }
  /// The first known date of at least that ordinal; last_known() + 1 where there is none. O(1).
  [[nodiscard]] std::int32_t first_at(std::int64_t ordinal) const;

 private:
  [[nodiscard]] std::int32_t business_days_until(std::int32_t date) const;

  std::optional<Calendar> calendar_;
  std::int32_t first_known_;
  std::int32_t last_known_;
};

}  // namespace openitem
