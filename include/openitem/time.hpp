#pragma once
/// \file
/// Dates without a clock: a day count since 1970-01-01, proleptic Gregorian, 1900-01-01 .. 9999-12-31.
/// Every function is pure and may be called from any thread.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "openitem/core.hpp"

namespace openitem {

/// A calendar day. There is no default: every date is somebody's decision.
class Date {
 public:
  static constexpr std::int32_t min_days = -25567;   ///< 1900-01-01
  static constexpr std::int32_t max_days = 2932896;  ///< 9999-12-31

  /// Days since 1970-01-01. \throws Error date_out_of_range.
  constexpr explicit Date(std::int32_t days) : days_(days) {
    if (days < min_days || days > max_days) {
      throw Error(Status::date_out_of_range, "day count is outside 1900-01-01 .. 9999-12-31");
    }
  }
  /// \throws Error date_out_of_range, invalid_data (no such day).
  Date(std::int32_t year, std::int32_t month, std::int32_t day);
  /// "2024-06-30". \throws Error invalid_data, date_out_of_range.
  explicit Date(std::string_view iso);
  explicit Date(const char* iso) : Date(std::string_view(iso)) {}

  [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }
  [[nodiscard]] std::int32_t year() const noexcept;
  [[nodiscard]] std::int32_t month() const noexcept;  ///< 1..12
  [[nodiscard]] std::int32_t day() const noexcept;    ///< 1..31
  [[nodiscard]] std::string iso() const;              ///< "2024-06-30"

  friend constexpr auto operator<=>(Date, Date) noexcept = default;
  /// Signed days from `b` to `a`.
  friend constexpr std::int32_t operator-(Date a, Date b) noexcept { return a.days_ - b.days_; }

 private:
  std::int32_t days_;
};

/// Moves by whole days. \throws Error date_out_of_range.
[[nodiscard]] Date add_days(Date date, std::int32_t days);
/// Moves by whole months, clipped to the end of the reached month: 31 Jan + 1 = 28/29 Feb.
/// \throws Error date_out_of_range.
[[nodiscard]] Date add_months(Date date, std::int32_t months);
/// Last day of the date's month.
[[nodiscard]] Date month_end(Date date);
[[nodiscard]] bool is_month_end(Date date);

/// Reads `text` by `format`, the whole text. Fields: %Y (4 digits), %m, %d (1 or 2 digits), %b (English
/// Jan..Dec, any case), %H %M %S (read and dropped), %% and literal characters. "" or "iso" = "%Y-%m-%d".
/// There is no two-digit year: a century is never guessed.
/// \throws Error invalid_argument (format), invalid_data, date_out_of_range.
[[nodiscard]] Date parse_date(std::string_view text, std::string_view format = "%Y-%m-%d");
/// Prints by the same fields (%m and %d two digits). \throws Error invalid_argument.
[[nodiscard]] std::string format_date(Date date, std::string_view format = "%Y-%m-%d");

}  // namespace openitem
