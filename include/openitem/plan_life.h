/* The life of a payment plan: what its receipts paid, which instalments were kept, late or missed, when it was broken, what is due and
 * open on any day, what settles it early, and which invoices were settled by it. Rules: docs/methods/plan_life.md. */
#ifndef OPENITEM_PLAN_LIFE_H
#define OPENITEM_PLAN_LIFE_H

#include "openitem/calendar.h"
#include "openitem/day_count.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which part of a debt a receipt pays first. Required. */
typedef int32_t oi_receipt_order;
#define OI_RECEIPT_ORDER_NOT_SET 0
#define OI_RECEIPT_COSTS_INTEREST_PRINCIPAL 1 /* BGB section 367 (1) */
#define OI_RECEIPT_COSTS_PRINCIPAL_INTEREST 2 /* BGB section 497 (3) */
#define OI_RECEIPT_PRINCIPAL_INTEREST_COSTS 3

/* Whether a receipt fills one instalment before the next, or one part before the next. */
typedef int32_t oi_receipt_fill;
#define OI_RECEIPT_FILL_INSTALMENT 0
#define OI_RECEIPT_FILL_PART 1

/* Which of the instalments that are due a receipt pays first. */
typedef int32_t oi_instalment_order;
#define OI_INSTALMENT_OLDEST 0
#define OI_INSTALMENT_CURRENT 1 /* the one due last, then the oldest */
#define OI_INSTALMENT_NEWEST 2

/* What becomes of money beyond what is due. */
typedef int32_t oi_overpayment;
#define OI_OVERPAYMENT_HELD 0     /* stays unapplied until something becomes due */
#define OI_OVERPAYMENT_NEXT 1     /* pays the next instalments at once */
#define OI_OVERPAYMENT_FROM_END 2 /* pays principal at once, of the last instalment first */

/* Whether a broken plan can recover. */
typedef int32_t oi_break_cure;
#define OI_BREAK_CURE_NEVER 0
#define OI_BREAK_CURE_ARREARS_PAID 1

/* What a break makes due. */
typedef int32_t oi_acceleration;
#define OI_ACCELERATION_NONE 0
#define OI_ACCELERATION_PRINCIPAL \
  1                           /* all open principal; interest and fees that are not earned are dropped */
#define OI_ACCELERATION_ALL 2 /* all that is open */

/* How the figure of an early settlement counts interest. */
typedef int32_t oi_settlement_method;
#define OI_SETTLEMENT_NONE 0           /* no figure */
#define OI_SETTLEMENT_PERIOD_SHARE 1   /* the running period's interest by its days */
#define OI_SETTLEMENT_ACCRUED 2        /* principal x rate x day count since the last due date */
#define OI_SETTLEMENT_RULE_OF_78 3     /* all interest less the rebate by the sum of digits */
#define OI_SETTLEMENT_WITHOUT_REBATE 4 /* all interest */

/* In which order principal that was paid settles the items of a plan. */
typedef int32_t oi_plan_item_order;
#define OI_PLAN_ITEMS_OLDEST_DUE 0
#define OI_PLAN_ITEMS_PRIORITY 1
#define OI_PLAN_ITEMS_PROPORTIONAL 2

typedef struct oi_plan_life_options {
  int64_t struct_size;    /* sizeof(oi_plan_life_options) */
  oi_receipt_order order; /* required */
  int32_t threads;        /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_receipt_fill fill;
  oi_instalment_order instalment_order;
  oi_overpayment overpayment;
  int32_t grace_days;         /* at most 3,650: an instalment is missed after them */
  int32_t break_after_missed; /* broken with so many instalments missed at once; 0 = never */
  int32_t break_after_days;   /* broken when something is open more days after its due date; 0 = never */
  oi_break_cure cure;
  oi_acceleration acceleration;
  oi_settlement_method settlement;
  oi_day_count_convention day_count; /* of OI_SETTLEMENT_ACCRUED; 0 = Act/365 fixed */
  oi_plan_item_order item_order;
  oi_rounding rounding;
  oi_money_form money;         /* of the money columns of the tables */
  int32_t reserved;            /* must be 0 */
  int64_t tolerance;           /* minor units: an instalment of which no more is open counts as paid */
  int64_t settlement_fee_rate; /* of principal not yet due: parts per billion, at most 10^9 */
  const oi_calendar *calendar; /* days of grace are its business days; NULL = calendar days */
  const char *currency;        /* of instalments without one */
  const char *date_format;     /* of text dates in the tables; NULL = ISO */
} oi_plan_life_options;
#define OI_PLAN_LIFE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_plan_life_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_life_options_init(oi_plan_life_options *options, oi_error *error);

/* The state of payment plans at the end of each of `as_of_count` days, strictly ascending. Input tables "instalments", and optionally "receipts",
 * "costs", "plans", "items". Tables of the result "plans", "instalments", "receipts", "re_aged", with a method "settlements", with items
 * "items" and "applications", then "totals", "proof", "about". out result; nullable options. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, NOT_SET (order),
 * OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, UNKNOWN_NAME, MISSING_COLUMN, MISSING_VALUE, INVALID_DATA, INCONSISTENT_DATA, UNKNOWN_REFERENCE,
 * WRONG_TYPE, OVERFLOW, OUT_OF_MEMORY. O(dates x (instalments + receipts)). Shared. Since 0.1. */
OI_API oi_status oi_plan_life_compute(const oi_table *tables, int32_t table_count, const oi_day *as_of,
                                      int32_t as_of_count, const oi_plan_life_options *options,
                                      oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_PLAN_LIFE_H */
