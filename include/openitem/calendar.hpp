#pragma once
/// \file
/// Business days: calendars, adjustment of dates, periodic schedules. docs/methods/calendars.md states every rule and its
/// source. A calendar is a value that the caller holds; there is no registry. A day outside what a calendar knows is an
/// error, never a guess.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "openitem/core.hpp"
#include "openitem/time.hpp"

namespace openitem {

enum class Weekday : std::int32_t {
  monday = 1,
  tuesday = 2,
  wednesday = 3,
  thursday = 4,
  friday = 5,
  saturday = 6,
  sunday = 7,
};

[[nodiscard]] Weekday weekday_of(Date date) noexcept;

/// The days of the week that are never business days: bit 0 = Monday ... bit 6 = Sunday.
using WeekendDays = std::uint32_t;
inline constexpr WeekendDays no_weekend = 0;
inline constexpr WeekendDays saturday_sunday = 0b110'0000;
inline constexpr WeekendDays friday_saturday = 0b011'0000;

/// What happens to a date that is not a business day.
enum class BusinessDayConvention : std::int32_t {
  none = 0,                ///< it stays
  following = 1,           ///< next business day
  modified_following = 2,  ///< next one, the one before where that is in another month
  preceding = 3,           ///< business day before
  modified_preceding = 4,  ///< the one before, the next where that is in another month
  nearest = 5,             ///< whichever is fewer days away, the later of two as near
  half_month_modified_following =
      6,  ///< next one, the one before where that passes the 15th or the month end
};

/// "following" ...: the names in tables and in Python.
[[nodiscard]] std::string_view name_of(BusinessDayConvention convention) noexcept;
/// \throws Error unknown_name.
[[nodiscard]] BusinessDayConvention business_day_convention_named(std::string_view name);

/// How a holiday of a rule moves when it falls on a weekend of its calendar.
enum class HolidayMove : std::int32_t {
  stays = 0,
  sunday_to_monday = 1,                     ///< Saturday stays
  saturday_to_friday_sunday_to_monday = 2,  ///< the nearest weekday
  to_next_free_weekday = 3,  ///< the next day that is neither weekend nor an earlier rule's holiday
};

/// A holiday of every year `first_year` .. `last_year`.
struct HolidayRule {
  enum class Kind : std::int32_t { fixed = 1, nth_weekday = 2, last_weekday = 3, easter_offset = 4 };
  Kind kind = Kind::fixed;
  std::int32_t month = 0;             ///< fixed, nth_weekday, last_weekday
  std::int32_t day = 0;               ///< fixed
  std::int32_t nth = 0;               ///< nth_weekday: 1..4
  Weekday weekday = Weekday::monday;  ///< nth_weekday, last_weekday
  std::int32_t offset = 0;            ///< easter_offset: days after Easter Sunday (Gregorian), -100 .. 200
  HolidayMove move = HolidayMove::stays;  ///< fixed
  std::int32_t first_year = 1900;
  std::int32_t last_year = 9999;
};

/// The days a calendar knows, both included.
struct CalendarRange {
  Date first;
  Date last;
};

/// Business days and holidays. Immutable; copies share their tables; may be used from any thread.
class Calendar {
 public:
  /// "TARGET", "US-settlement", "US-Fed", "UK", "BR-settlement", "weekends-only". \throws Error unknown_name.
  [[nodiscard]] static Calendar named(std::string_view name);
  /// Every name that `named` knows, in order.
  [[nodiscard]] static std::span<const std::string_view> names() noexcept;

  /// A weekend and a list of holidays in any order, which may repeat. Known are `known`, or all days where there are no
  /// holidays, or the years of the earliest to the latest holiday. O(days known).
  /// \throws Error out_of_bounds (a weekend of seven days), invalid_argument (a holiday that is not among the days known).
  [[nodiscard]] static Calendar of_holidays(std::span<const Date> holidays,
                                            WeekendDays weekend = saturday_sunday,
                                            std::optional<CalendarRange> known = std::nullopt);
  /// A weekend and rules; the years `first_year` .. `last_year` are known. Earlier rules come first where a holiday moves
  /// to a free weekday. \throws Error out_of_bounds (with the rule as the row), invalid_argument.
  [[nodiscard]] static Calendar of_rules(std::span<const HolidayRule> rules, std::int32_t first_year,
                                         std::int32_t last_year, WeekendDays weekend = saturday_sunday);
  /// Open when every one of `calendars` is open: a holiday of one is a holiday. Known is what all know.
  /// \throws Error invalid_argument (none, or no day that all know).
  [[nodiscard]] static Calendar all_open(std::span<const Calendar> calendars);
  /// Open when at least one of `calendars` is open. Known and errors as `all_open`.
  [[nodiscard]] static Calendar any_open(std::span<const Calendar> calendars);

  /// The name it was asked by; "" for a calendar of the caller's.
  [[nodiscard]] std::string_view name() const noexcept;
  [[nodiscard]] CalendarRange known() const noexcept;

  // Of each function below: \throws Error date_out_of_range: the date, or one that the answer depends on, is not known.

  [[nodiscard]] bool is_business_day(Date date) const;
  /// Whether the date is a holiday by list or rule, on a weekend too. Joint calendars: a holiday of one of them
  /// (`all_open`); a day that is closed in all of them and not a weekend of all, or a holiday of all (`any_open`).
  [[nodiscard]] bool is_holiday(Date date) const;
  /// The holidays of a year, ascending; those on weekends only where asked for.
  [[nodiscard]] std::vector<Date> holidays(std::int32_t year, bool weekdays_only = true) const;

  /// The date itself where it is a business day or the convention is none, which does not ask the calendar. O(1) where
  /// fewer than 64 days are closed in a row.
  [[nodiscard]] Date adjust(Date date, BusinessDayConvention convention) const;
  /// The `count`-th business day after the date (before it where negative); 0 = the date where it is one, else the next.
  [[nodiscard]] Date add_business_days(Date date, std::int32_t count) const;
  /// Business days from `start` to `end`; each end counts where it is included and a business day. Negative where `end` is
  /// before `start`. The same day counts where both are included.
  [[nodiscard]] std::int32_t business_days_between(Date start, Date end, bool include_start,
                                                   bool include_end) const;

  // Batches over days since 1970-01-01, O(n); `out` has as many cells. \throws Error as above, with the row.
  void are_business_days(std::span<const std::int32_t> dates, std::span<std::uint8_t> out) const;
  void adjust(std::span<const std::int32_t> dates, BusinessDayConvention convention,
              std::span<std::int32_t> out) const;
  /// One count for all, or one for each date.
  void add_business_days(std::span<const std::int32_t> dates, std::span<const std::int32_t> counts,
                         std::span<std::int32_t> out) const;
  void business_days_between(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                             bool include_start, bool include_end, std::span<std::int32_t> out) const;

  struct Tables;

 private:
  explicit Calendar(std::shared_ptr<const Tables> tables) noexcept : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

enum class PeriodUnit : std::int32_t {
  not_set = 0,
  days = 1,
  weeks = 2,
  months = 3,
  quarters = 4,
  years = 5
};

/// Which period is shorter or longer than the others where the periods do not fill the whole.
enum class Stub : std::int32_t {
  none = 0,         ///< they have to
  short_first = 1,  ///< rolled back from the end
  long_first = 2,   ///< and the odd days join the period after
  short_last = 3,   ///< rolled forward from the start
  long_last = 4,    ///< and the odd days join the period before
};

/// How the dates of a schedule follow each other.
struct ScheduleTerms {
  std::int32_t every = 1;                 ///< periods of this many `unit`, 1 .. 10,000
  PeriodUnit unit = PeriodUnit::not_set;  ///< has to be said
  Stub stub = Stub::none;                 ///< not together with `first` or `penultimate`
  bool end_of_month = false;              ///< months, quarters, years: from a month end to month ends
  BusinessDayConvention convention = BusinessDayConvention::none;  ///< of every date
  const Calendar* calendar = nullptr;                              ///< needed unless `convention` is none
  std::optional<Date> first;                                       ///< end of the first, odd period
  std::optional<Date> penultimate;                                 ///< start of the last, odd period
};

/// The dates `start` .. `end`, both included, n periods = n + 1 dates, never going back; adjusted dates may repeat.
/// \throws Error not_set (unit), out_of_bounds (every), invalid_argument (end before start, periods that do not fill the
/// whole without a stub, no calendar, contradicting terms), date_out_of_range.
[[nodiscard]] std::vector<Date> schedule(Date start, Date end, const ScheduleTerms& terms);
/// `start` and the ends of `periods` periods, `periods` + 1 dates (0 .. 100,000); `stub`, `first`, `penultimate` do not apply.
[[nodiscard]] std::vector<Date> schedule(Date start, std::int32_t periods, const ScheduleTerms& terms);

/// Many schedules: row i has the values from offsets[i] to offsets[i + 1].
struct Schedules {
  std::vector<std::int64_t> offsets;
  std::vector<std::int32_t> dates;  ///< days since 1970-01-01
};
[[nodiscard]] Schedules schedules(std::span<const std::int32_t> starts, std::span<const std::int32_t> ends,
                                  const ScheduleTerms& terms);
/// Row-major: `periods` + 1 dates for each start; `out` has starts.size() * (periods + 1) cells.
void schedules(std::span<const std::int32_t> starts, std::int32_t periods, const ScheduleTerms& terms,
               std::span<std::int32_t> out);

}  // namespace openitem
