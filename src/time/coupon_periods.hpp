#pragma once
/// \file
/// The regular coupon periods that Act/Act ICMA measures in (ICMA rule 251.1; ISDA memorandum of 1998).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "openitem/day_count.hpp"

namespace openitem {

/// Periods that cover a range of days: those of the reference, and notional ones before and after it, each starting from
/// the date of its neighbour.
class CouponPeriods {
 public:
  /// Covers `first` .. `last`, days since 1970-01-01. \throws Error invalid_argument, out_of_bounds.
  CouponPeriods(const DayCountTerms& terms, std::int32_t first, std::int32_t last);

  /// Requires covered days, start <= end. O(log periods).
  [[nodiscard]] YearFraction years(std::int32_t start, std::int32_t end) const noexcept;

 private:
  void take_reference(std::int32_t start, std::int32_t end);
  void divide_reference(std::int32_t start, std::int32_t end, std::int32_t periods);
  [[nodiscard]] std::int32_t neighbour(std::int32_t boundary, std::int32_t months) const noexcept;
  [[nodiscard]] std::size_t period_of(std::int32_t day) const noexcept;

  std::int32_t frequency_;
  std::int32_t months_ = 0;
  bool end_of_month_;
  std::vector<std::int32_t> boundaries_;  // ascending; at least two
};

}  // namespace openitem
