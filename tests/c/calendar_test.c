/* Calendars, schedules and day counts from C: handles, options, what is refused. */

#include "openitem/calendar.h"

#include "check.h"
#include "openitem/day_count.h"
#include "openitem/time.h"

static oi_day day_of(const char *iso) {
  oi_day day = 0;
  CHECK_INT(oi_day_parse(iso, NULL, &day, NULL), OI_OK);
  return day;
}

static oi_calendar *named(const char *name) {
  oi_calendar *calendar = NULL;
  oi_error error;
  CHECK_INT(oi_calendar_named(name, &calendar, &error), OI_OK);
  return calendar;
}

static void business_days(void) {
  oi_calendar *target = named("TARGET");
  oi_error error;
  const oi_day days[] = {day_of("2024-03-29"), day_of("2024-03-30"), day_of("2024-04-02")};
  const int32_t counts[] = {1, -1, 0};
  oi_day out[3] = {0};
  int32_t is_open = -1;
  oi_day first = 0;
  oi_day last = 0;
  CHECK_INT(oi_calendar_known(target, &first, &last, &error), OI_OK);
  CHECK_INT(first, day_of("1999-01-01"));
  CHECK_INT(oi_calendar_is_business_day(target, days[0], &is_open, &error), OI_OK);
  CHECK_INT(is_open, 0); /* Good Friday */
  CHECK_INT(oi_calendar_adjust(target, days, 3, OI_BUSINESS_DAY_MODIFIED_FOLLOWING, out, &error), OI_OK);
  CHECK_INT(out[0], day_of("2024-03-28")); /* the next one is in April */
  CHECK_INT(out[1], day_of("2024-03-28"));
  CHECK_INT(out[2], days[2]);
  CHECK_INT(oi_calendar_add_business_days(target, days, counts, 3, out, &error), OI_OK);
  CHECK_INT(out[0], day_of("2024-04-02"));
  CHECK_INT(out[1], day_of("2024-03-28"));
  CHECK_INT(out[2], days[2]);
  /* Nothing is written where a day is not known; the row is named. */
  out[0] = 7;
  {
    const oi_day unknown[] = {days[0], first - 1};
    CHECK_INT(oi_calendar_adjust(target, unknown, 2, OI_BUSINESS_DAY_FOLLOWING, out, &error),
              OI_DATE_OUT_OF_RANGE);
    CHECK_INT(error.row, 1);
    CHECK_INT(error.argument, 1);
    CHECK_INT(out[0], 7);
  }
  oi_calendar_release(target);
  oi_calendar_release(NULL);
}

static void own_calendars(void) {
  const oi_day closed[] = {day_of("2024-12-27"), day_of("2024-12-24")};
  const oi_holiday_rule rules[] = {
      {OI_HOLIDAY_FIXED, 12, 25, 0, 0, 0, OI_HOLIDAY_NEXT_FREE_WEEKDAY, 2000, 2100, 0},
      {OI_HOLIDAY_EASTER, 0, 0, 0, 0, 1, OI_HOLIDAY_STAYS, 2000, 2100, 0}};
  oi_calendar *parts[2] = {NULL, NULL};
  oi_calendar *both = NULL;
  oi_error error;
  int32_t answer = -1;
  CHECK_INT(oi_calendar_from_holidays(closed, 2, 96, NULL, NULL, &parts[0], &error), OI_OK);
  CHECK_INT(oi_calendar_from_rules(rules, 2, 96, 2020, 2030, &parts[1], &error), OI_OK);
  CHECK_INT(oi_calendar_join((const oi_calendar *const *)parts, 2, OI_CALENDAR_ALL_OPEN, &both, &error),
            OI_OK);
  CHECK_INT(oi_calendar_is_business_day(both, day_of("2024-12-25"), &answer, &error), OI_OK);
  CHECK_INT(answer, 0);
  CHECK_INT(oi_calendar_is_business_day(both, day_of("2024-12-24"), &answer, &error), OI_OK);
  CHECK_INT(answer, 0);
  CHECK_INT(oi_calendar_is_business_day(both, day_of("2025-01-02"), &answer, &error), OI_DATE_OUT_OF_RANGE);
  oi_calendar_release(both);
  CHECK_INT(oi_calendar_join((const oi_calendar *const *)parts, 2, OI_CALENDAR_JOIN_NOT_SET, &both, &error),
            OI_NOT_SET);
  oi_calendar_release(parts[0]);
  oi_calendar_release(parts[1]);
  {
    const oi_holiday_rule bad[] = {{OI_HOLIDAY_FIXED, 2, 30, 0, 0, 0, OI_HOLIDAY_STAYS, 2000, 2100, 0}};
    CHECK_INT(oi_calendar_from_rules(bad, 1, 96, 2020, 2030, &both, &error), OI_OUT_OF_BOUNDS);
    CHECK_INT(error.row, 0);
  }
}

static void schedules(void) {
  oi_schedule_options options = OI_SCHEDULE_OPTIONS_INIT;
  oi_calendar *weekends = named("weekends-only");
  oi_day days[8] = {0};
  int64_t count = 0;
  oi_error error;
  const oi_day start = day_of("2024-01-31");
  options.end_of_month = 1;
  options.convention = OI_BUSINESS_DAY_MODIFIED_FOLLOWING;
  CHECK_INT(oi_schedule_compute(start, day_of("2024-04-30"), 1, OI_PERIOD_MONTHS, &options, days, 8, &count,
                                &error),
            OI_INVALID_ARGUMENT); /* no calendar */
  options.calendar = weekends;
  CHECK_INT(oi_schedule_compute(start, day_of("2024-04-30"), 1, OI_PERIOD_MONTHS, &options, days, 8, &count,
                                &error),
            OI_OK);
  CHECK_INT(count, 4);
  CHECK_INT(days[2], day_of("2024-03-29")); /* 31 March is a Sunday */
  CHECK_INT(oi_schedule_compute(start, day_of("2024-04-15"), 1, OI_PERIOD_MONTHS, &options, days, 8, &count,
                                &error),
            OI_INVALID_ARGUMENT); /* an odd period nobody named */
  CHECK_INT(oi_schedule_compute_rows(&start, 1, 3, 1, OI_PERIOD_MONTHS, &options, days, &error), OI_OK);
  CHECK_INT(days[3], day_of("2024-04-30"));
  CHECK_INT(oi_schedule_compute_rows(&start, 1, 3, 1, OI_PERIOD_NOT_SET, &options, days, &error), OI_NOT_SET);
  oi_calendar_release(weekends);
}

static void day_counts(void) {
  oi_day_count_options options = OI_DAY_COUNT_OPTIONS_INIT;
  const oi_day start = day_of("2007-02-28");
  const oi_day end = day_of("2007-08-31");
  int32_t days = 0;
  int64_t numerator = 0;
  int64_t denominator = 0;
  oi_error error;
  CHECK_INT(oi_day_count_days(&start, &end, 1, OI_DAY_COUNT_NOT_SET, NULL, &days, &error), OI_NOT_SET);
  CHECK_INT(oi_day_count_days(&start, &end, 1, OI_DAY_COUNT_30_360_BOND, NULL, &days, &error), OI_OK);
  CHECK_INT(days, 183);
  CHECK_INT(oi_day_count_days(&start, &end, 1, OI_DAY_COUNT_30E_360_ISDA, NULL, &days, &error),
            OI_INVALID_ARGUMENT);
  options.termination = &end;
  CHECK_INT(oi_day_count_days(&start, &end, 1, OI_DAY_COUNT_30E_360_ISDA, &options, &days, &error), OI_OK);
  CHECK_INT(days, 180);
  CHECK_INT(oi_day_count_year_fractions(&start, &end, 1, OI_DAY_COUNT_ACT_365_25, NULL, NULL, &numerator,
                                        &denominator, &error),
            OI_OK);
  CHECK_INT(numerator, 4 * 184);
  CHECK_INT(denominator, 1461);
}

int main(void) {
  business_days();
  own_calendars();
  schedules();
  day_counts();
  return check_end();
}
