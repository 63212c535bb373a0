/* Payment plans: schedules of instalments in every form in use, to the minor unit; what a plan costs, the shortest plan that can be
 * afforded, one plan over several invoices, and the Rule of 78. Amounts are minor units, rates ratios of integers; yields are
 * fractions. Variants have no default: 0 is not set. Rules: docs/methods/plans.md. */
#ifndef OPENITEM_PLAN_H
#define OPENITEM_PLAN_H

#include "openitem/calendar.h"
#include "openitem/day_count.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The terms of a plan ------------------------------------------------------------------------------------------------- */

/* How principal and interest make up the instalments. */
typedef int32_t oi_plan_form;
#define OI_PLAN_NOT_SET 0
#define OI_PLAN_ANNUITY 1         /* level payments of principal and interest */
#define OI_PLAN_EQUAL_PRINCIPAL 2 /* level parts of principal, and the interest of each period */
#define OI_PLAN_ADD_ON 3          /* principal and a charge fixed beforehand, in level payments */
#define OI_PLAN_INTEREST_ONLY 4   /* interest, and the principal with the last instalment */
#define OI_PLAN_GRADUATED 5       /* payments that grow by a fraction every so many instalments */
#define OI_PLAN_GIVEN_PAYMENTS 6  /* payments of the caller's; a 0 at the end = what remains */
#define OI_PLAN_GIVEN_PRINCIPAL 7 /* parts of principal of the caller's, and the interest of each period */

/* How the charge of an add-on plan is earned. */
typedef int32_t oi_charge_earning;
#define OI_CHARGE_EARNING_NOT_SET 0
#define OI_CHARGE_RULE_OF_78 1    /* by the sum of the digits */
#define OI_CHARGE_STRAIGHT_LINE 2 /* the same every period */
#define OI_CHARGE_ACTUARIAL 3     /* at the one rate a period at which the payments are worth the principal */

/* What the rate is a rate of. */
typedef int32_t oi_plan_rate_basis;
#define OI_PLAN_RATE_NOT_SET 0
#define OI_PLAN_RATE_PERIODIC 1   /* a nominal year's: a period bears rate x every / units of a year */
#define OI_PLAN_RATE_PER_PERIOD 2 /* a period's */
#define OI_PLAN_RATE_DAY_COUNT 3  /* a year's, over the days of each period */

/* What the first period bears where it is not as long as the others. */
typedef int32_t oi_odd_period;
#define OI_ODD_PERIOD_NOT_SET 0
#define OI_ODD_PERIOD_WHOLE 1   /* a period's interest */
#define OI_ODD_PERIOD_BY_DAYS 2 /* the rate a year over its days, by day_count */

/* What the instalments of the grace at the beginning pay. */
typedef int32_t oi_plan_grace;
#define OI_PLAN_GRACE_NOT_SET 0
#define OI_PLAN_GRACE_INTEREST_ONLY 1 /* the interest of the period */
#define OI_PLAN_GRACE_CAPITALISED 2   /* nothing: interest joins the principal */

/* Which instalment takes what the rounding of level payments leaves. */
typedef int32_t oi_plan_residue;
#define OI_PLAN_RESIDUE_LAST 0
#define OI_PLAN_RESIDUE_FIRST 1
#define OI_PLAN_RESIDUE_SPREAD 2 /* the first ones pay one unit more */

/* Which annual percentage rate the figures show. */
typedef int32_t oi_plan_rate_method;
#define OI_PLAN_APR_NOT_SET 0
#define OI_PLAN_APR_NONE 1
#define OI_PLAN_APR_EU 2           /* Directive 2008/48/EC */
#define OI_PLAN_APR_REGULATION_Z 3 /* 12 CFR 1026 Appendix J */

typedef struct oi_plan_options {
  int64_t struct_size;               /* sizeof(oi_plan_options) */
  int64_t rate;                      /* parts of rate_unit, 0 to 100 whole ones */
  int64_t rate_unit;                 /* 1 .. 10^15; 0 = 10^9 */
  oi_plan_rate_basis rate_basis;     /* required unless the rate is 0 */
  oi_day_count_convention day_count; /* where days are counted */
  int32_t every;                     /* 1 .. 10,000 units a period; 0 = 1 */
  int32_t end_of_month;              /* 1 = from a month end to month ends */
  oi_odd_period odd_period; /* required where first_due makes an odd period and days are not counted anyway */
  oi_business_day_convention convention; /* of due dates; needs a calendar unless none */
  int32_t interest_on_adjusted;          /* 1 = interest runs to the date moved to, where days are counted */
  int32_t grace;                         /* so many instalments at the beginning, fewer than there are */
  oi_plan_grace grace_kind;              /* required with grace */
  oi_charge_earning earning;             /* add_on: required */
  int32_t growth_every;                  /* graduated: instalments of one level, required */
  int32_t single_fee_instalment;         /* required with single_fee */
  int32_t finance_upfront_fee;           /* 1 = it joins the principal instead of being paid */
  oi_rounding rounding;                  /* of level payments, charge and down payment */
  oi_rounding interest_rounding;         /* of each period's interest */
  oi_plan_residue residue;
  int64_t growth;            /* graduated: parts per billion, above -10^9 */
  int64_t down_payment;      /* paid at the start; instalment 0 */
  int64_t down_payment_rate; /* of the principal in parts per billion, in place of an amount */
  int64_t balloon;           /* part of the principal that the last instalment pays on top */
  int64_t upfront_fee;       /* at the start; instalment 0 */
  int64_t instalment_fee;    /* of every instalment from 1 on */
  int64_t single_fee;
  int64_t payment_unit;    /* level payments are multiples of so many minor units, 1 .. 10^9; 0 = 1 */
  const int64_t *charge;   /* add_on; NULL = principal x sum of the period rates */
  const oi_day *first_due; /* NULL = a period after the start */
  const oi_calendar *calendar;
  const int64_t *given; /* of the given forms */
  int64_t given_count;
  int32_t threads;         /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_money_form money;     /* of tables */
  const char *currency;    /* of tables without a column currency; NULL = none */
  const char *date_format; /* of text dates; NULL = ISO */
} oi_plan_options;
#define OI_PLAN_OPTIONS_INIT                                                                               \
  {                                                                                                        \
    (int64_t)sizeof(oi_plan_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                                 \
  }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_options_init(oi_plan_options *options, oi_error *error);

/* One plan of a principal above 0. Tables of the result "instalments", "plans", "proof", "about". `instalments` 1 .. 2,000; of the given
 * forms 0 or their number. out result; nullable options. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT (terms that
 * contradict each other, an instalment that does not cover its interest), UNKNOWN_NAME, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY.
 * Shared. Since 0.1. */
OI_API oi_status oi_plan_compute(int64_t principal, const char *currency, oi_day start, oi_plan_form form,
                                 int32_t instalments, oi_period_unit unit, oi_plan_rate_method apr,
                                 const oi_plan_options *options, oi_result **result, oi_error *error);
/* Many plans: table "plans" with principal, start_date and any of plan, currency, instalments, rate, first_due_date, down_payment,
 * balloon, charge; what is not there is that of the arguments. out result; nullable options. Errors: those of oi_plan_compute, with the
 * row; MISSING_COLUMN, MISSING_VALUE, INVALID_DATA, WRONG_TYPE, INEXACT_AMOUNT, INCONSISTENT_DATA. Shared. Since 0.1. */
OI_API oi_status oi_plan_compute_many(const oi_table *tables, int32_t table_count, oi_plan_form form,
                                      int32_t instalments, oi_period_unit unit, oi_plan_rate_method apr,
                                      const oi_plan_options *options, oi_result **result, oi_error *error);
/* The plan with the fewest instalments, at most `instalments`, none of which asks for more than `most`. Tables as oi_plan_compute. out
 * result; nullable options. Errors: those of oi_plan_compute; INVALID_ARGUMENT names the smallest instalment that is enough. Shared.
 * Since 0.1. */
OI_API oi_status oi_plan_find_shortest(int64_t principal, const char *currency, oi_day start,
                                       oi_plan_form form, int32_t instalments, oi_period_unit unit,
                                       int64_t most, oi_plan_rate_method apr, const oi_plan_options *options,
                                       oi_result **result, oi_error *error);

/* ---- Several invoices in one plan ------------------------------------------------------------------------------------------ */

/* How the principal of an instalment is split back to the invoices. */
typedef int32_t oi_plan_split;
#define OI_PLAN_SPLIT_NOT_SET 0
#define OI_PLAN_SPLIT_OLDEST_FIRST 1 /* by due date, then by row */
#define OI_PLAN_SPLIT_PROPORTIONAL 2 /* to what is still open of each, by largest remainder */

/* Plans over items, one for each plan key. Table "items": item, plan, amount, due_date and any of tax, disputed (both parts of the
 * amount), currency. Tables as oi_plan_compute_many, and "item_instalments" after "plans". out result; nullable options. Errors: those of
 * oi_plan_compute_many; INCONSISTENT_DATA (an item twice, one that is settled or disputed as a whole, a second currency in a plan),
 * with row and column. Shared. Since 0.1. */
OI_API oi_status oi_plan_compute_items(const oi_table *tables, int32_t table_count, oi_day start,
                                       oi_plan_form form, int32_t instalments, oi_period_unit unit,
                                       oi_plan_split split, oi_plan_rate_method apr,
                                       const oi_plan_options *options, oi_result **result, oi_error *error);

/* ---- A plan or something else ---------------------------------------------------------------------------------------------- */

typedef struct oi_plan_alternative_options {
  int64_t struct_size;    /* sizeof(oi_plan_alternative_options) */
  int64_t default_hazard; /* parts per billion: an instalment fails, given that all before were paid */
  int64_t default_share;  /* in its place: the plan fails before its end, the same part at each instalment */
  int64_t wait_probability;       /* that the customer pays by wait_until */
  int64_t agency_recovery;        /* share that an agency recovers */
  int64_t agency_fee;             /* share of what it recovers */
  const oi_day *wait_until;       /* when the customer would pay without a plan; NULL = no such line */
  const oi_day *agency_pays;      /* when an agency would have collected; NULL = no such line */
  const int64_t *recoverable_tax; /* share of the claim that comes back on writing off; NULL = no such line */
  const char *date_format;        /* of text dates; NULL = ISO */
  oi_money_form money;
  int32_t reserved; /* 0 */
} oi_plan_alternative_options;
#define OI_PLAN_ALTERNATIVE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_plan_alternative_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_alternative_options_init(oi_plan_alternative_options *options, oi_error *error);
/* Plans beside waiting, writing off and an agency, discounted to `as_of` at cost_of_capital (a year's, parts per billion, 0 .. 10^11). Table
 * "instalments" as oi_plan_compute gives it. Tables of the result "alternatives", "about". out result; nullable options. Errors:
 * NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT, MISSING_COLUMN, MISSING_VALUE, INVALID_DATA, INCONSISTENT_DATA, WRONG_TYPE,
 * UNKNOWN_NAME, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_plan_compare_alternatives(const oi_table *tables, int32_t table_count, oi_day as_of,
                                              int64_t cost_of_capital,
                                              const oi_plan_alternative_options *options, oi_result **result,
                                              oi_error *error);

/* ---- Single figures -------------------------------------------------------------------------------------------------------- */

/* Rule of 78: what of the charge is earned after `elapsed` of `term` periods, in lowest terms. out numerator, denominator. Errors:
 * NULL_ARGUMENT, OUT_OF_BOUNDS (term 1 .. 1,000,000, elapsed 0 .. term). Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_rule78_earned_fraction(int32_t term, int32_t elapsed, int64_t *numerator,
                                                int64_t *denominator, oi_error *error);
/* What of the charge is given back with `remaining` periods to go, rounded once. out rebate. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS,
 * INVALID_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_rule78_rebate(int64_t finance_charge, int32_t term, int32_t remaining,
                                       oi_rounding rounding, int64_t *rebate, oi_error *error);

/* A row of an annuity, unrounded: what is paid is negative, the balance is what is still owed. Frozen layout, 24 bytes. */
typedef struct oi_annuity_row {
  double principal;
  double interest;
  double balance;
} oi_annuity_row;

/* Row `row` (1 .. periods) of level payments at annual_rate / periods_per_year a period. out values. Errors: NULL_ARGUMENT,
 * OUT_OF_BOUNDS, OVERFLOW. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_plan_schedule_row(double principal, double annual_rate, int32_t periods_per_year,
                                      int32_t periods, int32_t row, oi_annuity_row *values, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_PLAN_H */
