/* Day counts: the days a convention counts from one date to another, and the part of a year they are, as an exact ratio.
 * Formulas and sources: docs/methods/day_counts.md. */
#ifndef OPENITEM_DAY_COUNT_H
#define OPENITEM_DAY_COUNT_H

#include "openitem/calendar.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t oi_day_count_convention;
#define OI_DAY_COUNT_NOT_SET 0
#define OI_DAY_COUNT_ACT_ACT_ISDA 1 /* days in leap years / 366 + other days / 365 */
#define OI_DAY_COUNT_ACT_ACT_ICMA 2 /* by coupon periods: needs reference_start, reference_end */
#define OI_DAY_COUNT_ACT_ACT_AFB 3  /* whole years counted back from the end; the rest / 365 or 366 */
#define OI_DAY_COUNT_ACT_ACT_YEAR 4 /* whole years from the start; the rest / days of the year that follows */
#define OI_DAY_COUNT_ACT_360 5
#define OI_DAY_COUNT_ACT_364 6
#define OI_DAY_COUNT_ACT_365_FIXED 7
#define OI_DAY_COUNT_ACT_365_ACTUAL \
  8 /* / 366 where a 29 February lies after the start and not after the end */
#define OI_DAY_COUNT_ACT_366 9
#define OI_DAY_COUNT_ACT_365_25 10
#define OI_DAY_COUNT_NL_365 11        /* every 29 February left out */
#define OI_DAY_COUNT_30_360_BOND 12   /* bond basis, ISDA 2006 4.16(f) */
#define OI_DAY_COUNT_30_360_US 13     /* the end of February is a 30th, both dates */
#define OI_DAY_COUNT_30_360_PSA 14    /* the end of February is a 30th, the start alone */
#define OI_DAY_COUNT_30E_360 15       /* Eurobond basis, ISDA 2006 4.16(g) */
#define OI_DAY_COUNT_30E_PLUS_360 16  /* an end on the 31st is the 1st of the next month */
#define OI_DAY_COUNT_30E_360_ISDA 17  /* ISDA 2006 4.16(h): needs termination */
#define OI_DAY_COUNT_30_365 18        /* the days of 30E/360 over 365 */
#define OI_DAY_COUNT_1_1 19           /* always one year */
#define OI_DAY_COUNT_BUS_252 20       /* business days, the start included and the end not: needs calendar */
#define OI_DAY_COUNT_EXCEL_BASIS_0 21 /* YEARFRAC with this basis; never negative */
#define OI_DAY_COUNT_EXCEL_BASIS_1 22
#define OI_DAY_COUNT_EXCEL_BASIS_2 23
#define OI_DAY_COUNT_EXCEL_BASIS_3 24
#define OI_DAY_COUNT_EXCEL_BASIS_4 25
#define OI_DAY_COUNT_EXCEL_DAYS360_US 26       /* DAYS360(start, end, FALSE) */
#define OI_DAY_COUNT_EXCEL_DAYS360_EUROPEAN 27 /* DAYS360(start, end, TRUE) */

/* What some conventions need beside the two dates. Pointers may be NULL = not given. */
typedef struct oi_day_count_options {
  int64_t struct_size;           /* sizeof(oi_day_count_options) */
  const oi_day *reference_start; /* a coupon period, or with frequency any number of regular ones */
  const oi_day *reference_end;
  const oi_day *termination; /* last day of the whole contract */
  const oi_calendar *calendar;
  int32_t frequency;    /* coupons a year: 1, 2, 3, 4, 6, 12; 0 = from the length of the reference period */
  int32_t end_of_month; /* 1 = coupon periods roll from month end to month end */
} oi_day_count_options;
#define OI_DAY_COUNT_OPTIONS_INIT \
  { (int64_t)sizeof(oi_day_count_options), 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_day_count_options_init(oi_day_count_options *options, oi_error *error);
/* Days that the convention counts from starts[i] to ends[i], negative backwards. out days[rows]. A row at fault is named.
 * Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT (options missing or impossible), DATE_OUT_OF_RANGE, OUT_OF_MEMORY.
 * Shared. Since 0.1. */
OI_API oi_status oi_day_count_days(const oi_day *starts, const oi_day *ends, int64_t rows,
                                   oi_day_count_convention convention, const oi_day_count_options *options,
                                   int32_t *days, oi_error *error);
/* Part of a year, correctly rounded; the exact ratio is numerators[i] / denominators[i], denominators positive and not reduced.
 * out years[rows], numerators[rows], denominators[rows]; nullable years, numerators, denominators. Errors: as oi_day_count_days. Shared.
 * Since 0.1. */
OI_API oi_status oi_day_count_year_fractions(const oi_day *starts, const oi_day *ends, int64_t rows,
                                             oi_day_count_convention convention,
                                             const oi_day_count_options *options, double *years,
                                             int64_t *numerators, int64_t *denominators, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_DAY_COUNT_H */
