/* Late-payment interest: what an item that was not paid in time bears, line by line, and the fixed compensation for it. Nothing is
 * charged by default. Rates are parts per billion a year: 8 % = 80,000,000. Rules: docs/methods/late_interest.md. No legal advice. */
#ifndef OPENITEM_INTEREST_H
#define OPENITEM_INTEREST_H

#include "openitem/day_count.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which of a delay's two end days bear interest. */
typedef int32_t oi_late_day_counting;
#define OI_LATE_DAYS_AFTER_DUE_TO_PAID 0        /* paid - due days */
#define OI_LATE_DAYS_DUE_TO_PAID 1              /* one day more */
#define OI_LATE_DAYS_DUE_TO_BEFORE_PAID 2       /* paid - due days */
#define OI_LATE_DAYS_AFTER_DUE_TO_BEFORE_PAID 3 /* one day less */

/* Days of delay, 0 or more; 0 where it was paid by the due date. out days. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, DATE_OUT_OF_RANGE.
 * Pure. No allocation. Since 0.1. */
OI_API oi_status oi_interest_late_days(oi_day due, oi_day paid, oi_late_day_counting counting, int32_t *days,
                                       oi_error *error);

/* Where exact interest becomes an amount. */
typedef int32_t oi_interest_rounding;
#define OI_INTEREST_ROUND_LINE 0 /* each line of the statement */
#define OI_INTEREST_ROUND_ITEM \
  1 /* the exact sum of an item; each line is what the rounded running sum grows by */
#define OI_INTEREST_ROUND_DAY 2 /* the interest of one day, times the days */

/* amount x rate x days_late / year_days, minor units; `residue` = exact interest - interest, in parts per billion of a minor unit. Rate 0 ..
 * 10^11, days_late 0 .. 4,000,000, year_days 1 .. 1,000. out interest, residue; nullable residue. Errors: NULL_ARGUMENT, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_interest_simple(int64_t amount, int64_t rate, int32_t days_late, int32_t year_days,
                                    oi_interest_rounding round_by, oi_rounding rounding, int64_t *interest,
                                    int64_t *residue, oi_error *error);

/* Which day's reference rate holds for a day. */
typedef int32_t oi_reference_fixing;
#define OI_REFERENCE_AS_LISTED 0        /* the rate in force on the day itself */
#define OI_REFERENCE_HALF_YEAR_START 1  /* on the 1 January or 1 July before (2011/7/EU, 2.7) */
#define OI_REFERENCE_BEFORE_HALF_YEAR 2 /* on the 31 December or 30 June before (SI 2002/1675, 4) */

/* The reference rate of a day. Rates begin on the days `from`, ascending; each holds through `through` (included) where that is given,
 * else until the next one begins; the last one until the end of its half-year. out rate; nullable through. Errors:
 * NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, INVALID_DATA (row = its index), MISSING_VALUE (no row covers the
 * day, which is named). Pure. Since 0.1. */
OI_API oi_status oi_interest_reference_rate(const oi_day *from, const oi_day *through, const int64_t *rates,
                                            int32_t count, oi_day day, oi_reference_fixing fixing,
                                            int64_t *rate, oi_error *error);

/* The fixed sum for a debt: that of the greatest `from_amounts` (ascending, minor units) not above `debt`; 0 below the first one.
 * out compensation. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_DATA (row = its index). Pure. Since 0.1. */
OI_API oi_status oi_interest_compensation(int64_t debt, const int64_t *from_amounts,
                                          const int64_t *compensations, int32_t count, int64_t *compensation,
                                          oi_error *error);

/* What ships with the library, each row with its source: tables "reference_rates" and "compensation". out result.
 * Errors: NULL_ARGUMENT, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_interest_tables(oi_result **result, oi_error *error);

/* Which day's rate an item bears. */
typedef int32_t oi_rate_reading;
#define OI_RATE_SPLIT 0    /* each day that day's rate */
#define OI_RATE_AT_START 1 /* the rate of the first day of interest, for the whole delay */
#define OI_RATE_AT_PAYMENT \
  2 /* what is paid bears the rate of its payment day, what is open that of the as-of date */

/* Statutes. */
typedef int32_t oi_late_payment_law;
#define OI_LAW_NOT_SET 0
#define OI_LAW_EU_2011_7 1  /* Directive 2011/7/EU: + 8 points, split */
#define OI_LAW_EU_2000_35 2 /* Directive 2000/35/EC: + 7 points, split */
#define OI_LAW_UK_1998 \
  3 /* Late Payment of Commercial Debts (Interest) Act 1998: + 8 points, fixed at the start */

/* Margin and reading of a statute; every other option has its default. out margin, reading. Errors: NULL_ARGUMENT, NOT_SET,
 * INVALID_ARGUMENT, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_interest_law(oi_late_payment_law law, int64_t *margin, oi_rate_reading *reading,
                                 oi_error *error);

typedef int32_t oi_interest_grace;
#define OI_GRACE_TRIGGER \
  0 /* nothing when all is paid within the days of grace, else interest as without them */
#define OI_GRACE_SHIFT 1 /* interest begins that many days later */

typedef int32_t oi_interest_base;
#define OI_INTEREST_ON_GROSS 0
#define OI_INTEREST_ON_NET_OF_TAX 1 /* without the tax in it: needs tax amounts */

/* What a minimum does to a smaller charge. */
typedef int32_t oi_interest_minimum;
#define OI_MINIMUM_WAIVED 0 /* nothing is charged */
#define OI_MINIMUM_RAISED 1 /* the minimum is charged */

/* Documents of kind interest in a ledger. */
typedef int32_t oi_charged_interest;
#define OI_CHARGED_IGNORED 0
#define OI_CHARGED_THROUGH \
  1 /* the latest one of a customer and currency charged all days up to its issue date */

/* Pointers of it may be NULL = not given; either `rate`, or `margin` with the table "reference", must be. */
/* What days of grace are. */
typedef int32_t oi_grace_unit;
#define OI_GRACE_CALENDAR_DAYS 0
#define OI_GRACE_BUSINESS_DAYS \
  1 /* grace ends with the n-th business day after the due date: needs a calendar */

typedef struct oi_interest_options {
  int64_t struct_size; /* sizeof(oi_interest_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_rate_reading reading;
  oi_reference_fixing fixing;
  oi_day_count_convention day_count; /* 0 = Act/365 fixed */
  oi_late_day_counting counting;
  oi_interest_grace grace;
  int32_t grace_days; /* at most 3,650, of grace_unit */
  oi_interest_base base;
  oi_rounding rounding;
  oi_interest_rounding round_by;
  int32_t compounding_months;  /* interest bears interest after each 1 .. 12 months; 0 = never */
  oi_interest_minimum minimum; /* of the table "limits" */
  int32_t on_credits;          /* 1 = credits bear interest for the customer */
  int32_t on_charges;          /* ledger only: 1 = documents of kind interest and fee bear interest too */
  int32_t spare_rejected;      /* 1 = the days of a dispute that was rejected stay free of interest */
  int32_t rejected_count;      /* 0 = "rejected" */
  oi_money_form money;         /* of the money columns of the tables */
  oi_application_clock clock;  /* ledger only */
  oi_charged_interest charged_interest; /* ledger only */
  int32_t by_count;
  int64_t maximum_share;         /* most interest of an item, of its amount: at most 10^11; 0 = no bound */
  const int64_t *rate;           /* contractual, a year: 0 .. 10^11 */
  const int64_t *margin;         /* added to the reference rate */
  const char *const *rejected;   /* outcomes of disputes in favour of the seller */
  const char *const *by;         /* of "rows"; NULL = "customer" */
  const char *currency;          /* of rows of the tables without one */
  const char *date_format;       /* of text dates in the tables; NULL = ISO */
  const oi_day *charged_through; /* of every item: days up to this one were charged before */
  const oi_day *known_at;        /* ledger only: drop every row recorded after this day */
  const oi_calendar *calendar; /* of grace_unit and due_on_business_day; refused where neither asks for it */
  oi_grace_unit grace_unit;
  int32_t due_on_business_day; /* 1 = a due date that is no business day counts as the next one */
} oi_interest_options;
#define OI_INTEREST_OPTIONS_INIT                                                                            \
  {                                                                                                         \
    (int64_t)sizeof(oi_interest_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                                        \
  }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_interest_options_init(oi_interest_options *options, oi_error *error);

/* Interest of plain items up to the end of `as_of`. Input tables "items", and optionally "payments", "disputes", "charged",
 * "reference", "compensation", "limits". Tables of the result "lines", "items", "rows", "totals", "proof", "about". out result; nullable options. Errors:
 * NULL_ARGUMENT, INVALID_ARGUMENT, NOT_SET (no rate), OUT_OF_BOUNDS, UNKNOWN_NAME, MISSING_COLUMN, MISSING_VALUE (a day without a reference
 * rate: named), INVALID_DATA, INCONSISTENT_DATA (payments beyond the balance), UNKNOWN_REFERENCE, WRONG_TYPE, OVERFLOW, OUT_OF_MEMORY. Shared.
 * Since 0.1. */
OI_API oi_status oi_interest_compute_items(const oi_table *tables, int32_t table_count, oi_day as_of,
                                           const oi_interest_options *options, oi_result **result,
                                           oi_error *error);

/* The same of the debits of a ledger, each instalment an item; payments are the applications, by the clock. Input tables "reference",
 * "compensation", "limits". out result; nullable options. Errors: those of oi_interest_compute_items, DATE_OUT_OF_RANGE. Shared.
 * Since 0.1. */
OI_API oi_status oi_interest_compute(const oi_ledger *ledger, oi_day as_of, const oi_table *tables,
                                     int32_t table_count, const oi_interest_options *options,
                                     oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_INTEREST_H */
