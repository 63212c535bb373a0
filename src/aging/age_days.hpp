#pragma once
/// \file
/// The days of an item at an as-of date: calendar days, or business days of a calendar (docs/methods/aging.md, 1).

#include <cstdint>
#include <optional>

#include "openitem/calendar.hpp"
#include "openitem/time.hpp"

namespace openitem {

class AgeDays {
 public:
  /// Without a calendar: calendar days. \throws Error date_out_of_range (an as-of date that the calendar does not know).
  AgeDays(const std::optional<Calendar>& calendar, Date as_of);

  [[nodiscard]] Date as_of() const noexcept { return as_of_; }
  /// The dates that days can be counted from, as days since 1970-01-01, both included.
  [[nodiscard]] std::int32_t first_known() const noexcept { return first_known_; }
  [[nodiscard]] std::int32_t last_known() const noexcept { return last_known_; }
  [[nodiscard]] bool knows(std::int32_t date) const noexcept {
    return date >= first_known_ && date <= last_known_;
  }
  /// `row`: of the document or item, -1 = none; `table` is named with it. \throws Error date_out_of_range.
  void require_known(std::int32_t date, std::int64_t row, const char* table) const;

  /// Days from a known date to the as-of date; below 0 where it is later. O(1).
  [[nodiscard]] std::int32_t since(std::int32_t date) const;
  /// The most calendar days before the as-of date that a known date with at most `days` days can lie. Never falls as
  /// `days` grows. O(1).
  [[nodiscard]] std::int32_t calendar_days(std::int32_t days) const;

 private:
  // Business days known up to and including the date.
  [[nodiscard]] std::int32_t business_days_until(std::int32_t date) const;

  const std::optional<Calendar> calendar_;
  const Date as_of_;
  const std::int32_t first_known_;
  const std::int32_t last_known_;
};

}  // namespace openitem
