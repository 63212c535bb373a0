#pragma once
/// \file
/// The step from one unadjusted date of a schedule to another: days, or whole months.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/calendar.hpp"

namespace openitem {

class ScheduleStep {
 public:
  /// \throws Error not_set (unit), out_of_bounds (every, unit).
  explicit ScheduleStep(const ScheduleTerms& terms);

  /// The day `periods` steps from `day`; outside the range of dates some day there.
  [[nodiscard]] std::int64_t reach(std::int32_t day, std::int32_t periods) const noexcept;
  /// The date `periods` steps from `day`. \throws Error date_out_of_range.
  [[nodiscard]] std::int32_t away(std::int32_t day, std::int32_t periods) const;

  /// The steps from `start` to `end`, rounded. Requires start < end.
  [[nodiscard]] std::int32_t periods_between(std::int32_t start, std::int32_t end) const noexcept;
  /// Whether that many steps lead from one day to the other.
  [[nodiscard]] bool lead(std::int32_t start, std::int32_t end, std::int32_t periods) const noexcept;
  /// Appends `start` .. `end` with the steps between. Requires that they lead there.
  void append(std::int32_t start, std::int32_t end, std::int32_t periods,
              std::vector<std::int32_t>& dates) const;

  /// `width` dates from each start, row by row; `first` .. `last` are the least and the greatest start. Requires that every
  /// date is one.
  void fill_rows(std::span<const std::int32_t> starts, std::size_t width, std::int32_t first,
                 std::int32_t last, std::span<std::int32_t> out) const;

 private:
  std::int32_t days_ = 0;  // one of the two is 0
  std::int32_t months_ = 0;
  bool end_of_month_;
};

}  // namespace openitem
