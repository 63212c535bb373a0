#pragma once
/// \file
/// Days of a delay as parts of a year (docs/methods/late_interest.md, 5).

#include <cstdint>

#include "openitem/day_count.hpp"

namespace openitem {

/// A day count as late interest uses it.
class LatePeriods {
 public:
  /// \throws Error not_set, invalid_argument: a convention whose years are not days over a denominator.
  explicit LatePeriods(DayCount convention);

  /// The days from `first` to `last`, both included. Where the denominator changes with the year, no more than `uniform_until(first)`.
  [[nodiscard]] YearFraction of(std::int32_t first, std::int32_t last) const;
  /// The last day up to which days from `first` on have one denominator.
  [[nodiscard]] std::int32_t uniform_until(std::int32_t first) const noexcept;
  /// A multiple of every denominator.
  [[nodiscard]] std::int64_t common_denominator() const noexcept {
    return years_.days == 0 ? std::int64_t{365} * 366 : years_.days;
  }

 private:
  struct Denominator {
    bool is_actual;     // days are calendar days
    std::int64_t days;  // 0 = 365 or 366 by the year of the day
  };
  [[nodiscard]] static Denominator denominator_of(DayCount convention);

  DayCount convention_;
  Denominator years_;
};

}  // namespace openitem
