/* Business days: calendars, adjustment of dates, periodic schedules. A calendar is a handle that the caller holds; there is no
 * registry. A day outside what a calendar knows is OI_DATE_OUT_OF_RANGE, never a guess. Arrays of one day serve one day.
 * Rules: docs/methods/calendars.md. */
#ifndef OPENITEM_CALENDAR_H
#define OPENITEM_CALENDAR_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oi_calendar oi_calendar;

/* What happens to a date that is not a business day. */
typedef int32_t oi_business_day_convention;
#define OI_BUSINESS_DAY_NONE 0               /* it stays */
#define OI_BUSINESS_DAY_FOLLOWING 1          /* next business day */
#define OI_BUSINESS_DAY_MODIFIED_FOLLOWING 2 /* next one, the one before where that is in another month */
#define OI_BUSINESS_DAY_PRECEDING 3          /* business day before */
#define OI_BUSINESS_DAY_MODIFIED_PRECEDING 4 /* the one before, the next where that is in another month */
#define OI_BUSINESS_DAY_NEAREST 5            /* whichever is fewer days away, the later of two as near */
#define OI_BUSINESS_DAY_HALF_MONTH_MODIFIED_FOLLOWING \
  6 /* next one, the one before where that passes the 15th or the month end */

typedef int32_t oi_holiday_kind;
#define OI_HOLIDAY_KIND_NOT_SET 0
#define OI_HOLIDAY_FIXED 1        /* month, day, move */
#define OI_HOLIDAY_NTH_WEEKDAY 2  /* month, nth, weekday */
#define OI_HOLIDAY_LAST_WEEKDAY 3 /* month, weekday */
#define OI_HOLIDAY_EASTER 4       /* offset: days after Easter Sunday (Gregorian) */

/* How a fixed holiday moves when it falls on a weekend. */
typedef int32_t oi_holiday_move;
#define OI_HOLIDAY_STAYS 0
#define OI_HOLIDAY_SUNDAY_TO_MONDAY 1
#define OI_HOLIDAY_NEAREST_WEEKDAY 2   /* Saturday to Friday, Sunday to Monday */
#define OI_HOLIDAY_NEXT_FREE_WEEKDAY 3 /* the next day that is neither weekend nor another holiday */

/* A holiday of every year first_year .. last_year. Members that its kind does not name are 0. Frozen layout. */
typedef struct oi_holiday_rule {
  oi_holiday_kind kind;
  int32_t month;   /* 1 to 12 */
  int32_t day;     /* 1 to 31 */
  int32_t nth;     /* 1 to 4 */
  int32_t weekday; /* 1 = Monday to 7 = Sunday */
  int32_t offset;  /* -100 to 200 */
  oi_holiday_move move;
  int32_t first_year;
  int32_t last_year;
  int32_t reserved; /* 0 */
} oi_holiday_rule;

/* Which business days a joint calendar has. */
typedef int32_t oi_calendar_join_rule;
#define OI_CALENDAR_JOIN_NOT_SET 0
#define OI_CALENDAR_ALL_OPEN 1 /* open when every one is open: holidays add up */
#define OI_CALENDAR_ANY_OPEN 2 /* open when at least one is open: business days add up */

/* A calendar by name: "TARGET", "US-settlement", "US-Fed", "UK", "BR-settlement", "weekends-only". out calendar.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_calendar_named(const char *name, oi_calendar **calendar, oi_error *error);
/* Holidays in any order and a weekend: bit 0 = Monday .. bit 6 = Sunday (96 = Saturday and Sunday), 0 to 126. Known are the days
 * first .. last; NULL: of the years of the earliest and the latest holiday, or all days where there are no holidays.
 * out calendar; nullable first, last. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_ARGUMENT, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Pure.
 * Since 0.1. */
OI_API oi_status oi_calendar_from_holidays(const oi_day *holidays, int32_t holidays_count, int32_t weekend,
                                           const oi_day *first, const oi_day *last, oi_calendar **calendar,
                                           oi_error *error);
/* Rules and a weekend; the years first_year .. last_year of 1900 .. 9999 are known. A rule at fault is the row. out calendar.
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_calendar_from_rules(const oi_holiday_rule *rules, int32_t rules_count, int32_t weekend,
                                        int32_t first_year, int32_t last_year, oi_calendar **calendar,
                                        oi_error *error);
/* Several calendars as one, `count` 1 .. 2^24; known are the days that all know. out calendar.
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_ARGUMENT, NOT_SET, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_calendar_join(const oi_calendar *const *calendars, int32_t count,
                                  oi_calendar_join_rule rule, oi_calendar **calendar, oi_error *error);
/* Frees a calendar. Exclusive. Since 0.1. */
OI_API void oi_calendar_release(oi_calendar *calendar);

/* The days a calendar knows, both included. out first, last. Errors: NULL_ARGUMENT. Shared. No allocation. Since 0.1. */
OI_API oi_status oi_calendar_known(const oi_calendar *calendar, oi_day *first, oi_day *last, oi_error *error);
/* 1 = a business day. out is_business_day. Errors: NULL_ARGUMENT, DATE_OUT_OF_RANGE. Shared. No allocation. Since 0.1. */
OI_API oi_status oi_calendar_is_business_day(const oi_calendar *calendar, oi_day day,
                                             int32_t *is_business_day, oi_error *error);
/* 1 = a holiday by list or rule, on a weekend too. out is_holiday. Errors: NULL_ARGUMENT, DATE_OUT_OF_RANGE. Shared. No allocation.
 * Since 0.1. */
OI_API oi_status oi_calendar_is_holiday(const oi_calendar *calendar, oi_day day, int32_t *is_holiday,
                                        oi_error *error);
/* Holidays of a year, ascending; weekdays_only = 1 leaves out those on weekends. 366 cells always suffice. out days, count.
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, BUFFER_TOO_SMALL, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_calendar_holidays(const oi_calendar *calendar, int32_t year, int32_t weekdays_only,
                                      oi_day *days, int64_t capacity, int64_t *count, oi_error *error);
/* Moves days to business days. out adjusted[rows]. A day at fault is the row.
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_ARGUMENT, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_calendar_adjust(const oi_calendar *calendar, const oi_day *days, int64_t rows,
                                    oi_business_day_convention convention, oi_day *adjusted, oi_error *error);
/* The counts[i]-th business day after days[i], before it where negative; 0 = the day where it is one, else the next. out moved[rows].
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_calendar_add_business_days(const oi_calendar *calendar, const oi_day *days,
                                               const int32_t *counts, int64_t rows, oi_day *moved,
                                               oi_error *error);
/* Business days from start to end, each end counted where included (0 or 1) and one; negative backwards. out counts[rows].
 * Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_calendar_count_business_days(const oi_calendar *calendar, const oi_day *starts,
                                                 const oi_day *ends, int64_t rows, int32_t include_start,
                                                 int32_t include_end, int32_t *counts, oi_error *error);

/* ---- Schedules ------------------------------------------------------------------------------------------------------ */

typedef int32_t oi_period_unit;
#define OI_PERIOD_NOT_SET 0
#define OI_PERIOD_DAYS 1
#define OI_PERIOD_WEEKS 2
#define OI_PERIOD_MONTHS 3
#define OI_PERIOD_QUARTERS 4
#define OI_PERIOD_YEARS 5

/* Which period is odd where the periods do not fill the whole. */
typedef int32_t oi_stub;
#define OI_STUB_NONE 0        /* they have to */
#define OI_STUB_SHORT_FIRST 1 /* rolled back from the end */
#define OI_STUB_LONG_FIRST 2  /* the odd days join the period after */
#define OI_STUB_SHORT_LAST 3  /* rolled forward from the start */
#define OI_STUB_LONG_LAST 4   /* the odd days join the period before */

/* Pointers may be NULL = not given. */
typedef struct oi_schedule_options {
  int64_t struct_size; /* sizeof(oi_schedule_options) */
  oi_stub stub;
  oi_business_day_convention convention; /* of every date; needs a calendar unless none */
  int32_t end_of_month;                  /* 1 = from a month end to month ends */
  int32_t reserved;                      /* 0 */
  const oi_calendar *calendar;
  const oi_day *first;       /* end of the first, odd period */
  const oi_day *penultimate; /* start of the last, odd period */
} oi_schedule_options;
#define OI_SCHEDULE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_schedule_options), 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_schedule_options_init(oi_schedule_options *options, oi_error *error);
/* The dates start .. end, both included, in periods of `every` (1 to 10,000) units; they never go back. out days, count.
 * Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT (periods that do not fill the whole, end before start),
 * DATE_OUT_OF_RANGE, BUFFER_TOO_SMALL, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_schedule_compute(oi_day start, oi_day end, int32_t every, oi_period_unit unit,
                                     const oi_schedule_options *options, oi_day *days, int64_t capacity,
                                     int64_t *count, oi_error *error);
/* Each start and the ends of `periods_per_row` (0 to 100,000) periods, row by row. out days[rows * (periods_per_row + 1)].
 * options: stub, first and penultimate do not apply. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT,
 * DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_schedule_compute_rows(const oi_day *starts, int64_t rows, int32_t periods_per_row,
                                          int32_t every, oi_period_unit unit,
                                          const oi_schedule_options *options, oi_day *days, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_CALENDAR_H */
