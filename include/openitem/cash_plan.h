/* Payment plans that follow a customer's cash rhythm: instalments on the days on which he has free cash, within what is free. Amounts are
 * minor units, rates and shares ratios of integers. Variants have no default: 0 is not set. Rules: docs/methods/cash_plans.md. */
#ifndef OPENITEM_CASH_PLAN_H
#define OPENITEM_CASH_PLAN_H

#include "openitem/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which of the plans that fit the free cash is taken. */
typedef int32_t oi_cash_use;
#define OI_CASH_USE_NOT_SET 0
#define OI_CASH_USE_SOONEST 1        /* all that may be taken of each day's cash, until nothing is owed */
#define OI_CASH_USE_SMALLEST_SHARE 2 /* the same share of every day's cash, the smallest that repays */

typedef struct oi_cash_plan_options {
  int64_t struct_size;               /* sizeof(oi_cash_plan_options) */
  int64_t most_share;                /* of a day's free cash, parts per billion, 1 .. 10^9; 0 = 10^9 */
  int64_t rate;                      /* a year's, parts of rate_unit, 0 to 100 whole ones */
  int64_t rate_unit;                 /* 1 .. 10^15; 0 = 10^9 */
  int64_t payment_unit;              /* payments but the last are multiples of it, 1 .. 10^9; 0 = 1 */
  const oi_calendar *calendar;       /* of Bus/252; NULL = none */
  const char *currency;              /* of plans without a column currency; NULL = none */
  const char *date_format;           /* of text dates; NULL = ISO */
  oi_day_count_convention day_count; /* required with a rate */
  oi_rounding interest_rounding;
  oi_money_form money; /* of tables */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
} oi_cash_plan_options;
#define OI_CASH_PLAN_OPTIONS_INIT \
  { (int64_t)sizeof(oi_cash_plan_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_cash_plan_options_init(oi_cash_plan_options *options, oi_error *error);

/* Plans on days of free cash. Tables: "plans" with principal, start_date and any of plan, currency, rate; "cash" with date, amount and plan
 * where "plans" has one. Tables of the result: "instalments", "plans", "shares", "cash", "proof", "about". `apr`: none or EU. out result;
 * nullable options. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT (cash that does not repay the plan), MISSING_COLUMN,
 * MISSING_VALUE, INVALID_DATA, INCONSISTENT_DATA, UNKNOWN_REFERENCE, UNKNOWN_NAME, WRONG_TYPE, INEXACT_AMOUNT, DATE_OUT_OF_RANGE,
 * OVERFLOW, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_cash_plan_compute(const oi_table *tables, int32_t table_count, oi_cash_use use,
                                      oi_plan_rate_method apr, const oi_cash_plan_options *options,
                                      oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_CASH_PLAN_H */
