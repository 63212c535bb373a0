/* Which early-payment discounts to offer: many items, candidate offers for each, a cost of capital, a budget. Rates and probabilities
 * are parts per billion, amounts minor units. Rules: docs/methods/discount_portfolio.md. */
#ifndef OPENITEM_DISCOUNT_PORTFOLIO_H
#define OPENITEM_DISCOUNT_PORTFOLIO_H

#include "openitem/discount.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Who makes the plan. */
typedef int32_t oi_portfolio_side;
#define OI_PORTFOLIO_SIDE_NOT_SET 0
#define OI_PORTFOLIO_SELLER 1 /* gives the discount and has the money sooner; a budget is of discounts */
#define OI_PORTFOLIO_BUYER 2  /* pays sooner and keeps the discount; a budget is of payments */

/* What of an offer a budget counts. */
typedef int32_t oi_budget_basis;
#define OI_BUDGET_BASIS_NOT_SET 0
#define OI_BUDGET_EXPECTED 1   /* times the probability that it is taken */
#define OI_BUDGET_WORST_CASE 2 /* all of it: every offer is taken */

/* Pointers may be NULL = not given. */
typedef struct oi_discount_portfolio_options {
  int64_t struct_size;  /* sizeof(oi_discount_portfolio_options) */
  int32_t threads;      /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_rounding rounding; /* of discounts, present values and expectations */
  const int64_t *cost_of_capital; /* a year, 0 .. 10^11; of items that say nothing themselves */
  const int64_t *take_up;         /* probability, 0 .. 10^9; likewise */
  const int64_t *minimum_yield;   /* of the buyer: a year, 0 .. 10^11 */
  const int64_t *budget;          /* minor units; items of one currency */
  int64_t search_limit;           /* plans looked at in each currency, 1 .. 10^8; 0 = 1,000,000 */
  const char *currency;           /* of items without a column currency */
  const char *date_format;        /* of text dates; NULL = ISO */
  const char *segment;            /* of a ledger: the dimension that is the segment */
  const oi_day *known_at;         /* of a ledger: drop every row recorded after this day */
  oi_application_clock clock;     /* of a ledger */
  oi_money_form money;            /* of the tables */
} oi_discount_portfolio_options;
#define OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT \
  { (int64_t)sizeof(oi_discount_portfolio_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_portfolio_options_init(oi_discount_portfolio_options *options, oi_error *error);

/* The offers to make on a day. Tables in: "items", "offers"; "customers", "budgets" where there are any. Tables of the result: "items",
 * "offers", "totals", "bound", "proof", "about". out result; nullable options. Errors: NULL_ARGUMENT, NOT_SET, MISSING_COLUMN,
 * MISSING_VALUE, INVALID_DATA, UNKNOWN_NAME, UNKNOWN_REFERENCE, INCONSISTENT_DATA, OUT_OF_BOUNDS, INVALID_ARGUMENT, DATE_OUT_OF_RANGE,
 * OVERFLOW. Pure. Since 0.1. */
OI_API oi_status oi_discount_portfolio_compute(const oi_table *tables, int32_t table_count, oi_day offered_on,
                                               oi_portfolio_side side, oi_budget_basis budget_basis,
                                               oi_discount_compounding compounding, int32_t year_days,
                                               const oi_discount_portfolio_options *options,
                                               oi_result **result, oi_error *error);
/* The same for the open debit items of a ledger. Tables in: "offers"; "customers", "budgets" where there are any. out result; nullable
 * options. Errors: those of oi_discount_portfolio_compute. Shared. Since 0.1. */
OI_API oi_status oi_discount_portfolio_compute_ledger(const oi_ledger *ledger, oi_day offered_on,
                                                      const oi_table *tables, int32_t table_count,
                                                      oi_portfolio_side side, oi_budget_basis budget_basis,
                                                      oi_discount_compounding compounding, int32_t year_days,
                                                      const oi_discount_portfolio_options *options,
                                                      oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_DISCOUNT_PORTFOLIO_H */
