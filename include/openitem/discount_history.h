/* What became of the early-payment discounts in the terms of a ledger: taken, unearned, in grace, missed; which of them bought no earlier
 * payment. Rules: docs/methods/discount_history.md. */
#ifndef OPENITEM_DISCOUNT_HISTORY_H
#define OPENITEM_DISCOUNT_HISTORY_H

#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"
#include "openitem/terms.h"

#ifdef __cplusplus
extern "C" {
#endif

/* When a customer would have paid without an offer: of the days to pay of invoices without one. */
typedef int32_t oi_counterfactual;
#define OI_COUNTERFACTUAL_NOT_SET 0
#define OI_COUNTERFACTUAL_MEAN 1
#define OI_COUNTERFACTUAL_MEDIAN 2

/* What totals are split by besides groups: the period of the last payment. */
typedef int32_t oi_history_period;
#define OI_HISTORY_PERIOD_NONE 0
#define OI_HISTORY_PERIOD_MONTH 1
#define OI_HISTORY_PERIOD_QUARTER 2
#define OI_HISTORY_PERIOD_YEAR 3

/* Pointers may be NULL = not given. */
typedef struct oi_discount_history_options {
  int64_t struct_size; /* sizeof(oi_discount_history_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  const char *const *by;  /* "customer", "entity", "kind" or dimension names; none = by currency only */
  const oi_day *known_at; /* drop every row recorded after this day */
  const char *segment;    /* dimension that stands in where a customer has too few invoices */
  int32_t by_count;
  int32_t minimum_invoices; /* invoices without offer that a counterfactual needs, 1 .. 1,000,000; 0 = 3 */
  int32_t minimum_offers;   /* of a tier that is recommended, 1 .. 1,000,000; 0 = 10 */
  int32_t tolerance_days;   /* accelerated by so many days or fewer is none, 0 .. 366 */
  oi_history_period period;
  oi_terms_reading reading;
  oi_terms_discount_tax discount_tax;
  oi_rounding rounding;
} oi_discount_history_options;
#define OI_DISCOUNT_HISTORY_OPTIONS_INIT \
  { (int64_t)sizeof(oi_discount_history_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_discount_history_options_init(oi_discount_history_options *options, oi_error *error);

/* Tables "documents", "totals", "cannibalisation", "tiers", "proof", "about". cost_of_capital: parts per billion a year, 0 .. 10^11. out
 * result; nullable options. Errors: NULL_ARGUMENT, NOT_SET, UNKNOWN_NAME, INVALID_ARGUMENT, MISSING_COLUMN, MISSING_VALUE, INVALID_DATA,
 * OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_discount_history_compute(const oi_ledger *ledger, oi_day as_of,
                                             oi_counterfactual counterfactual, int64_t cost_of_capital,
                                             int32_t year_days, const oi_discount_history_options *options,
                                             oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_DISCOUNT_HISTORY_H */
