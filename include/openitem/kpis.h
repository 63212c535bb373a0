/* Key figures of a ledger for any windows, by customer and any dimension. docs/methods/kpis.md states every rule; kpi.h has the
 * same figures on plain amounts. Options structs: set struct_size with the INIT macro or the init function. */
#ifndef OPENITEM_KPIS_H
#define OPENITEM_KPIS_H

#include "openitem/calendar.h"
#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What figures take as the receivable. */
typedef int32_t oi_kpi_balance;
#define OI_KPI_BALANCE_NET 0    /* all open items: unapplied credits lower what is not past due */
#define OI_KPI_BALANCE_DEBITS 1 /* open debits alone */

/* How the table "figures" lies. */
typedef int32_t oi_kpi_layout;
#define OI_KPI_LAYOUT_LONG 0 /* a row a figure */
#define OI_KPI_LAYOUT_WIDE 1 /* a row a group, four columns a figure */
#define OI_KPI_LAYOUT_VALUE \
  2 /* a row a group, one column a figure: its value alone, null where it has none */

typedef int32_t oi_kpi_period_length;
#define OI_KPI_MONTH 0
#define OI_KPI_QUARTER 1
#define OI_KPI_YEAR 2

/* Arrays, texts and days may be NULL = not given. */
typedef struct oi_kpi_options {
  int64_t struct_size; /* sizeof(oi_kpi_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  oi_kpi_balance receivable;
  oi_kpi_layout layout;
  int32_t days;         /* that a ratio to sales counts for its window; 0 = the calendar's; at most 36,600 */
  int32_t sales_months; /* months of sales that ratios to sales take; 0 = the period itself; at most 120 */
  int32_t history_months;      /* that a count-back may use up; 0 = 12; at most 120 */
  int32_t month_days;          /* days of a month of a count-back; 0 = the calendar's; at most 366 */
  int32_t top_n;               /* customers in "top_n_share"; 0 = 10 */
  int32_t without_components;  /* 1 = without the table "components" */
  int32_t by_count;            /* number of names; 0 = one group a currency */
  int32_t figures_count;       /* number of ids; 0 = those of docs/methods/kpis.md, section 5 */
  const char *const *by;       /* "customer", "entity" or dimension names */
  const char *const *figures;  /* ids, each once, in the order of their output */
  const char *delivery_column; /* with "billing_lag": the further date column that holds deliveries */
  const oi_day *known_at;      /* drop every row recorded after this day */
  const oi_table *tables;      /* "bad_debts" and "costs": docs/methods/kpis.md, 3 */
  int32_t tables_count;
  oi_money_form money;        /* of their column "amount" */
  int32_t promise_grace_days; /* on which a payment still keeps a promise; at most 366 */
  int32_t reserved;           /* 0 */
  /* Every number of days is one of its business days; not beside days or month_days. NULL = calendar days. */
  const oi_calendar *calendar;
} oi_kpi_options;
#define OI_KPI_OPTIONS_INIT \
  { (int64_t)sizeof(oi_kpi_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_kpi_options_init(oi_kpi_options *options, oi_error *error);

/* The calendar months, quarters or years that `from` to `to` touches, the first and the last cut at the two days: table "periods" with
 * the columns first, last. out result. O(periods). Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE,
 * OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_kpi_calendar_periods(oi_day from, oi_day to, oi_kpi_period_length length,
                                         oi_result **result, oi_error *error);

/* Key figures of windows first[i] .. last[i], both days counted: tables "figures", "components", with shares of dunned items
 * "dunning_levels", "definitions", "proof", "about". `count`: 1 to 4,096 windows, ascending by first then last day, each once. out
 * result. O(documents + applications + groups x windows). Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, NOT_SET,
 * UNKNOWN_NAME, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY; of the tables also MISSING_COLUMN, MISSING_VALUE, INVALID_DATA,
 * UNKNOWN_REFERENCE, WRONG_TYPE. Shared. Since 0.1. */
OI_API oi_status oi_kpi_compute(const oi_ledger *ledger, const oi_day *first, const oi_day *last,
                                int32_t count, const oi_kpi_options *options, oi_result **result,
                                oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_KPIS_H */
