#pragma once
/// \file
/// A calendar as bits: one for each known day, set on business days, with the business days before each word. Adjusting
/// looks for the next bit, counting adds up two words.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "openitem/calendar.hpp"
#include "time/civil.hpp"

namespace openitem {

/// 1 = Monday .. 7 = Sunday; 1970-01-01 was a Thursday.
[[nodiscard]] constexpr std::int32_t weekday_number(std::int32_t days) noexcept {
  return static_cast<std::int32_t>((static_cast<std::int64_t>(days) + 7 * 5'000'000 + 3) % 7) + 1;
}

[[nodiscard]] constexpr bool is_weekend(std::int32_t days, WeekendDays weekend) noexcept {
  return ((weekend >> (weekday_number(days) - 1)) & 1U) != 0;
}

struct Calendar::Tables {
  /// What the answer is when it lies outside the days known.
  static constexpr std::int32_t unknown = INT32_MIN;

  /// Without days until `close_holidays`. Requires first <= last.
  Tables(std::string calendar_name, std::int32_t first_day, std::int32_t last_day, WeekendDays weekend_days);

  /// The last step: opens every day that is neither weekend nor in `holidays`, which may be in any order, repeat and lie
  /// outside the days known.
  void close_holidays();

  [[nodiscard]] bool knows(std::int32_t day) const noexcept { return day >= first && day <= last; }
  /// Requires a known day, as all below.
  [[nodiscard]] bool is_open(std::int32_t day) const noexcept {
    return ((business[word_of(day)] >> bit_of(day)) & 1U) != 0;
  }
  /// The first business day from `day` on; last + 1 where none is known.
  [[nodiscard]] std::int32_t next_open(std::int32_t day) const noexcept;
  /// The last business day up to `day`; first - 1 where none is known.
  [[nodiscard]] std::int32_t previous_open(std::int32_t day) const noexcept;
  /// `unknown` where the answer depends on days that are.
  [[nodiscard]] std::int32_t adjusted(std::int32_t day, BusinessDayConvention convention) const noexcept;
  /// Business days from `first` up to the day before `day`; `day` may be last + 1.
  [[nodiscard]] std::int32_t open_before(std::int32_t day) const noexcept {
    const std::size_t word = word_of(day);
    const std::uint64_t earlier = (std::uint64_t{1} << bit_of(day)) - 1;
    return before[word] + std::popcount(business[word] & earlier);
  }
  /// The business day that has `rank` business days before it. Requires 0 <= rank < all.
  [[nodiscard]] std::int32_t open_day_of_rank(std::int32_t rank) const noexcept;
  [[nodiscard]] std::int32_t plus_business_days(std::int32_t day, std::int32_t count) const noexcept;
  [[nodiscard]] std::int32_t open_between(std::int32_t start, std::int32_t end, bool include_start,
                                          bool include_end) const noexcept;

  std::string name;
  std::int32_t first;
  std::int32_t last;
  WeekendDays weekend;
  std::vector<std::uint64_t> business;  // bit 0 of word 0 is `first`; one word more than needed
  std::vector<std::int32_t> before;     // business days before each word
  std::vector<std::int32_t> holidays;   // ascending

 private:
  void open_weekdays() noexcept;
  [[nodiscard]] std::size_t word_of(std::int32_t day) const noexcept {
    return static_cast<std::size_t>(day - first) / 64;
  }
  [[nodiscard]] std::size_t bit_of(std::int32_t day) const noexcept {
    return static_cast<std::size_t>(day - first) % 64;
  }
};

inline std::int32_t Calendar::Tables::next_open(std::int32_t day) const noexcept {
  const std::uint64_t rest = business[word_of(day)] >> bit_of(day);
  if (rest != 0) return day + std::countr_zero(rest);
  for (std::size_t word = word_of(day) + 1; word < business.size(); ++word) {
    if (business[word] != 0)
      return first + static_cast<std::int32_t>(word * 64) + std::countr_zero(business[word]);
  }
  return last + 1;
}

inline std::int32_t Calendar::Tables::previous_open(std::int32_t day) const noexcept {
  const std::uint64_t rest = business[word_of(day)] << (63 - bit_of(day));
  if (rest != 0) return day - std::countl_zero(rest);
  for (std::size_t word = word_of(day); word-- > 0;) {
    if (business[word] != 0)
      return first + static_cast<std::int32_t>(word * 64) + 63 - std::countl_zero(business[word]);
  }
  return first - 1;
}

inline std::int32_t Calendar::Tables::adjusted(std::int32_t day,
                                               BusinessDayConvention convention) const noexcept {
  if (is_open(day) || convention == BusinessDayConvention::none) return day;
  // Where the month ends inside the known days, a business day beyond it is beyond it wherever it is.
  const auto next = [&] { return next_open(day); };
  const auto previous = [&] { return previous_open(day); };
  const auto known = [&](std::int32_t answer) { return knows(answer) ? answer : unknown; };
  switch (convention) {
    case BusinessDayConvention::none: return day;
    case BusinessDayConvention::following: return known(next());
    case BusinessDayConvention::preceding: return known(previous());
    case BusinessDayConvention::modified_following:
    case BusinessDayConvention::half_month_modified_following: {
      const CivilDay civil = civil_from_days(day);
      const bool half = convention == BusinessDayConvention::half_month_modified_following && civil.day <= 15;
      const std::int32_t limit = day - civil.day + (half ? 15 : days_in_month(civil.year, civil.month));
      const std::int32_t after = next();
      return known(after > limit ? previous() : after);
    }
    case BusinessDayConvention::modified_preceding: {
      const std::int32_t before_day = previous();
      return known(before_day <= day - civil_from_days(day).day ? next() : before_day);
    }
    case BusinessDayConvention::nearest: {
      const std::int32_t after = next();
      const std::int32_t before_day = previous();
      return known(after - day <= day - before_day ? after : before_day);
    }
  }
  return unknown;
}

inline std::int32_t Calendar::Tables::plus_business_days(std::int32_t day,
                                                         std::int32_t count) const noexcept {
  if (count == 0) return adjusted(day, BusinessDayConvention::following);
  const std::int64_t rank =
      count > 0 ? std::int64_t{open_before(day + 1)} + count - 1 : std::int64_t{open_before(day)} + count;
  if (rank < 0 || rank >= before.back() + std::popcount(business.back())) return unknown;
  return open_day_of_rank(static_cast<std::int32_t>(rank));
}

inline std::int32_t Calendar::Tables::open_between(std::int32_t start, std::int32_t end, bool include_start,
                                                   bool include_end) const noexcept {
  if (start == end) return include_start && include_end && is_open(start) ? 1 : 0;
  if (start > end) return -open_between(end, start, include_end, include_start);
  return open_before(include_end ? end + 1 : end) - open_before(include_start ? start : start + 1);
}

}  // namespace openitem
