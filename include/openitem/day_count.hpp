#pragma once
/// \file
/// Day counts: the days a convention counts from one date to another, and the part of a year they are, as an exact ratio.
/// docs/methods/day_counts.md states every formula and its source. All functions are pure; any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "openitem/calendar.hpp"
#include "openitem/core.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// Pinned numbers, the same in C.
enum class DayCount : std::int32_t {
  not_set = 0,
  act_act_isda = 1,  ///< days in leap years / 366 + other days / 365
  act_act_icma = 2,  ///< by coupon periods: needs `reference_start`, `reference_end`
  act_act_afb =
      3,  ///< whole years counted back from the end; the rest / 365, or 366 with a 29 February in it
  act_act_year = 4,  ///< whole years from the start; the rest / days of the year that follows
  act_360 = 5,
  act_364 = 6,
  act_365_fixed = 7,
  act_365_actual = 8,  ///< / 366 where a 29 February lies after the start and not after the end
  act_366 = 9,
  act_365_25 = 10,
  nl_365 = 11,             ///< every 29 February left out
  thirty_360_bond = 12,    ///< 30/360 bond basis, ISDA 2006 4.16(f)
  thirty_360_us = 13,      ///< with the end of February as a 30th, both dates
  thirty_360_psa = 14,     ///< with the end of February as a 30th, the start alone
  thirty_e_360 = 15,       ///< Eurobond basis, ISDA 2006 4.16(g)
  thirty_e_plus_360 = 16,  ///< an end on the 31st is the 1st of the next month
  thirty_e_360_isda = 17,  ///< ISDA 2006 4.16(h): needs `termination`
  thirty_365 = 18,         ///< the days of 30E/360 over 365
  one_one = 19,            ///< always one year
  bus_252 = 20,            ///< business days, the start included and the end not: needs `calendar`
  excel_basis_0 = 21,      ///< YEARFRAC, US 30/360; basis 0 to 4 count from the earlier to the later date
  excel_basis_1 = 22,      ///< YEARFRAC, actual/actual
  excel_basis_2 = 23,      ///< YEARFRAC, actual/360
  excel_basis_3 = 24,      ///< YEARFRAC, actual/365
  excel_basis_4 = 25,      ///< YEARFRAC, European 30/360
  excel_days360_us = 26,   ///< DAYS360(start, end, FALSE)
  excel_days360_european = 27,  ///< DAYS360(start, end, TRUE)
};

/// "act_act_isda" ...: the names in tables and in Python; "" for none.
[[nodiscard]] std::string_view name_of(DayCount convention) noexcept;
/// \throws Error unknown_name.
[[nodiscard]] DayCount day_count_named(std::string_view name);

/// Years as a ratio of integers, not reduced where the convention has a denominator of its own (31/360).
struct YearFraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  ///< positive, below 2^31
  /// Correctly rounded.
  [[nodiscard]] double value() const noexcept {
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
  friend bool operator==(const YearFraction&, const YearFraction&) noexcept = default;
};

/// What some conventions need beside the two dates; the others do not look at it.
struct DayCountTerms {
  /// act_act_icma: a coupon period, or with `frequency` any number of regular ones; earlier and later periods follow from
  /// it, each starting from the date of its neighbour. An odd first or last period is thus measured in regular ones.
  std::optional<Date> reference_start;
  std::optional<Date> reference_end;
  std::int32_t frequency =
      0;  ///< act_act_icma: coupons a year, 1 2 3 4 6 12; 0 = from the reference period's length
  bool end_of_month = false;           ///< act_act_icma: periods roll from month end to month end
  std::optional<Date> termination;     ///< thirty_e_360_isda: the last day of the whole contract
  const Calendar* calendar = nullptr;  ///< bus_252
};

/// Days that the convention counts; negative where `end` is before `start` (except excel_basis_*). one_one: calendar days.
/// \throws Error not_set, invalid_argument (terms missing or impossible), date_out_of_range (the calendar).
[[nodiscard]] std::int32_t day_count(Date start, Date end, DayCount convention,
                                     const DayCountTerms& terms = {});
/// Part of a year. Backwards it is the negative of the period forwards (except excel_*). Errors as `day_count`.
[[nodiscard]] YearFraction year_fraction(Date start, Date end, DayCount convention,
                                         const DayCountTerms& terms = {});

// Batches over days since 1970-01-01, O(n); starts, ends and out have the same length. \throws Error as above, with the row.
void day_counts(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends, DayCount convention,
                const DayCountTerms& terms, std::span<std::int32_t> out);
void year_fractions(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                    DayCount convention, const DayCountTerms& terms, std::span<double> out);
void year_fractions(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                    DayCount convention, const DayCountTerms& terms, std::span<std::int64_t> numerators,
                    std::span<std::int64_t> denominators);

}  // namespace openitem
