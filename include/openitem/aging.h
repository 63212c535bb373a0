/* Aging: open items on any date, in buckets, with the proof. Rules: docs/methods/aging.md. */
#ifndef OPENITEM_AGING_H
#define OPENITEM_AGING_H

#include "openitem/calendar.h"
#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t oi_aging_basis;
#define OI_AGING_BY_DUE 0
#define OI_AGING_BY_ISSUE 1
#define OI_AGING_BY_POSTING 2
#define OI_AGING_BY_COLUMN 3 /* the date column named in date_column */

/* What stands in for a missing basis date. */
typedef int32_t oi_missing_date;
#define OI_MISSING_DATE_ISSUE 0
#define OI_MISSING_DATE_POSTING 1
#define OI_MISSING_DATE_NOT_DUE 2 /* the first bucket */

typedef int32_t oi_credit_mode;
#define OI_CREDITS_OWN_COLUMN 0 /* column "unapplied" */
#define OI_CREDITS_OWN_AGE 1
#define OI_CREDITS_NETTED 2 /* oldest first within customer, entity, currency; rest "credit_balance" */
#define OI_CREDITS_EXCLUDED 3

typedef int32_t oi_dispute_mode;
#define OI_DISPUTES_INSIDE 0
#define OI_DISPUTES_OWN_COLUMN 1
#define OI_DISPUTES_EXCLUDED 2

/* Texts and arrays may be NULL = not given. */
typedef struct oi_aging_options {
  int64_t struct_size; /* sizeof(oi_aging_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_aging_basis basis;
  oi_missing_date missing_date;
  oi_credit_mode credits;
  oi_dispute_mode disputes;
  oi_application_clock clock;
  int32_t future_payments;      /* 1 = column "future_payments" */
  int32_t bounds_count;         /* 0 = (0, 30, 60, 90) on the due basis, (30, 60, 90) otherwise; at most 63 */
  int32_t forward_bounds_count; /* due basis only */
  int32_t
      by_count; /* with by = NULL: 0 = by customer; with by given: number of names, 0 = one row per currency */
  const int32_t *bounds; /* inclusive upper bounds in days, ascending, >= 0 */
  const int32_t *forward_bounds;
  const char *const *by;  /* "customer", "entity", "kind" or dimension names */
  const oi_day *known_at; /* drop every row recorded after this day */
  const char *date_column;
  int32_t months;         /* calendar months instead of bounds: "m0" = month of as_of ...; 0 = by days */
  int32_t forward_months; /* with months, due basis only: "due_m0" = rest of the month of as_of ... */
  int32_t base_amounts;   /* ledger only: 1 = booked base amounts beside those in document currency */
  int32_t reserved;       /* 0 */
  /* Ledger only, due basis: the further date column of re-aged due dates. */
  const char *re_aged_column;
  /* Days are its business days after the basis date up to the as-of date; not beside months. NULL = calendar days. */
  const oi_calendar *calendar;
} oi_aging_options;
#define OI_AGING_OPTIONS_INIT \
  { (int64_t)sizeof(oi_aging_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_aging_options_init(oi_aging_options *options, oi_error *error);

/* Aging of a ledger at the end of `as_of`: tables "rows", "totals", "proof", "about"; with base_amounts further columns of "rows" and
 * "totals", and the tables "base_rows", "base_totals", "base_proof" before "about"; with
 * re_aged_column the tables "re_aged" and "re_aged_totals" before it. out result. O(documents + applications); with
 * base_amounts the applications of a document are also sorted.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, NOT_SET (base_amounts without a base currency), OUT_OF_BOUNDS, UNKNOWN_NAME,
 * DATE_OUT_OF_RANGE (also a date that the calendar does not know, with its row), OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_aging_compute(const oi_ledger *ledger, oi_day as_of, const oi_aging_options *options,
                                  oi_result **result, oi_error *error);

typedef struct oi_aging_series_options {
  int64_t struct_size;    /* sizeof(oi_aging_series_options) */
  int32_t known_at_as_of; /* 1 = each date as it was known at its end; known_at must then be NULL */
  int32_t reserved;       /* 0 */
} oi_aging_series_options;
#define OI_AGING_SERIES_OPTIONS_INIT \
  { (int64_t)sizeof(oi_aging_series_options), 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_aging_series_options_init(oi_aging_series_options *options, oi_error *error);

/* For every date of `as_of` (1 to 4,096, strictly ascending) what oi_aging_compute gives for it, from one pass: its tables
 * with a first column "as_of", and "about". out result. O(documents + applications + open items of all dates).
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, UNKNOWN_NAME, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_aging_compute_series(const oi_ledger *ledger, const oi_day *as_of, int32_t as_of_count,
                                         const oi_aging_options *options,
                                         const oi_aging_series_options *series_options, oi_result **result,
                                         oi_error *error);

/* What a hierarchy is made of. */
typedef int32_t oi_hierarchy_over;
#define OI_HIERARCHY_OVER_CUSTOMER 0 /* under the parents in the ledger's table "customers" */
#define OI_HIERARCHY_OVER_ENTITY 1   /* under the parents in the columns of the call */

typedef struct oi_hierarchy_options {
  int64_t struct_size; /* sizeof(oi_hierarchy_options) */
  oi_hierarchy_over over;
  int32_t reserved; /* 0 */
} oi_hierarchy_options;
#define OI_HIERARCHY_OPTIONS_INIT \
  { (int64_t)sizeof(oi_hierarchy_options), 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_hierarchy_options_init(oi_hierarchy_options *options, oi_error *error);

/* The aging rolled up over parents, each item once: tables "rows" (with parent, level, own_total, descendants), "totals", "proof",
 * "about". `columns`: with OI_HIERARCHY_OVER_ENTITY "entity" and "parent" (null = root); otherwise none. base_amounts and
 * re_aged_column are refused. out result; nullable columns.
 * O(documents + applications + customers or entities + rows). Errors: those of oi_aging_compute, INCONSISTENT_DATA (a cycle, an entity
 * twice), MISSING_COLUMN, MISSING_VALUE, WRONG_TYPE. Shared. Since 0.1. */
OI_API oi_status oi_aging_compute_hierarchy(const oi_ledger *ledger, oi_day as_of,
                                            const oi_aging_options *options,
                                            const oi_hierarchy_options *hierarchy_options,
                                            const oi_column *columns, int32_t column_count, int64_t rows,
                                            oi_result **result, oi_error *error);

/* How item columns are to be read. */
typedef struct oi_item_options {
  int64_t struct_size; /* sizeof(oi_item_options) */
  oi_money_form money;
  oi_row_policy row_policy;
  int32_t map_count;
  int32_t reserved; /* 0 */
  /* Table "items"; roles customer, due_date, amount, issue_date, currency, entity, dimension. */
  const oi_column_mapping *map;
  const char *currency;
  const char *date_format;
} oi_item_options;
#define OI_ITEM_OPTIONS_INIT \
  { (int64_t)sizeof(oi_item_options), 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_item_options_init(oi_item_options *options, oi_error *error);

/* The same figures from open items as columns, borrowed for this call: one table without chunks. Adds the table "findings". out result.
 * known_at, clock, disputes, future_payments, base_amounts, re_aged_column must be left at their defaults. Errors: those of oi_ledger_build and oi_aging_compute.
 * Pure. Since 0.1. */
OI_API oi_status oi_aging_compute_items(const oi_column *columns, int32_t column_count, int64_t rows,
                                        oi_day as_of, const oi_aging_options *options,
                                        const oi_item_options *item_options, oi_result **result,
                                        oi_error *error);

/* A cell of the "rows" table. Frozen layout. */
typedef struct oi_aging_cell {
  /* Values in the order of `by` as text; a NULL entry = the null group, NULL = every group. */
  const char *const *group;
  int32_t group_count;
  int32_t reserved;     /* 0 */
  const char *currency; /* NULL = any */
  const char *bucket;   /* label; NULL = any */
} oi_aging_cell;

/* Drill-down: the items behind a cell (NULL = behind the whole report), table "items". out result; nullable cell.
 * Errors: as oi_aging_compute. Shared. Since 0.1. */
OI_API oi_status oi_aging_list_items(const oi_ledger *ledger, oi_day as_of, const oi_aging_options *options,
                                     const oi_aging_cell *cell, oi_result **result, oi_error *error);

/* Bucket label of one date ("d1_30"); only basis, bounds, months and their forward forms are looked at. 32 bytes always suffice.
 * out buffer. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_ARGUMENT, DATE_OUT_OF_RANGE, BUFFER_TOO_SMALL. Pure. Since 0.1. */
OI_API oi_status oi_aging_bucket(oi_day as_of, oi_day date, const oi_aging_options *options, char *buffer,
                                 int64_t capacity, oi_error *error);

/* Compares the totals of an aging with balances from elsewhere: columns named as the aging's groups, "currency", "balance".
 * Tables "balances", "balance_totals". out result. Errors: those of oi_ledger_build. Shared. Since 0.1. */
OI_API oi_status oi_aging_compare_balances(const oi_result *aging, const oi_column *columns,
                                           int32_t column_count, int64_t rows, oi_money_form money,
                                           oi_result **result, oi_error *error);
/* The two ends of a roll-forward and its groups. Arrays and days may be NULL = not given. */
typedef struct oi_roll_forward_options {
  int64_t struct_size; /* sizeof(oi_roll_forward_options) */
  int32_t threads;     /* as in oi_aging_options */
  oi_application_clock clock;
  int32_t by_count;            /* number of names; 0 = one group a currency */
  int32_t reserved;            /* 0 */
  const char *const *by;       /* "customer", "entity", "kind" or dimension names */
  const oi_day *known_at;      /* both ends as known at this day */
  const oi_day *known_at_from; /* the opening as known at this earlier day */
} oi_roll_forward_options;
#define OI_ROLL_FORWARD_OPTIONS_INIT \
  { (int64_t)sizeof(oi_roll_forward_options), 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_roll_forward_options_init(oi_roll_forward_options *options, oi_error *error);

/* How the receivable came from the end of `from` to the end of `to`: tables "rows", "totals", "about"; opening + lines = closing in
 * every group and currency. out result. O(documents + applications). Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS,
 * UNKNOWN_NAME, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_aging_roll_forward(const oi_ledger *ledger, oi_day from, oi_day to,
                                       const oi_roll_forward_options *options, oi_result **result,
                                       oi_error *error);

/* Compares a roll-forward with the control account: columns named as its groups, "currency", and "opening", "closing" or both.
 * Table "control_account". out result. Errors: those of oi_ledger_build. Shared. Since 0.1. */
OI_API oi_status oi_aging_compare_control_account(const oi_result *roll_forward, const oi_column *columns,
                                                  int32_t column_count, int64_t rows, oi_money_form money,
                                                  oi_result **result, oi_error *error);
/* What a statement of account adds to the options of its aging strip. Arrays and days may be NULL = not given. */
typedef struct oi_statement_options {
  int64_t struct_size;          /* sizeof(oi_statement_options) */
  int32_t customers_count;      /* number of customers; 0 = all */
  int32_t reserved;             /* 0 */
  const char *const *customers; /* keys as text, each once */
  const oi_day *known_at_from;  /* the opening as known at this earlier day */
} oi_statement_options;
#define OI_STATEMENT_OPTIONS_INIT \
  { (int64_t)sizeof(oi_statement_options), 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_statement_options_init(oi_statement_options *options, oi_error *error);

/* The account of each customer in each currency from the end of `from` to the end of `to`: tables "statements", "movements",
 * "open_items", "proof", "about"; opening + movements = closing. options: the aging strip, clock, known_at; by = customer, or customer
 * and entity; future_payments, base_amounts and re_aged_column are refused. out result. O(documents + applications); of named customers, those of theirs.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, UNKNOWN_NAME, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_aging_compute_statement(const oi_ledger *ledger, oi_day from, oi_day to,
                                            const oi_aging_options *options,
                                            const oi_statement_options *statement_options, oi_result **result,
                                            oi_error *error);
/* Compares the documents posted by `as_of` with general-ledger lines: the documents' id columns, "amount", "currency" (optional),
 * "posting_date" (optional). Tables "general_ledger", "general_ledger_totals". out result; nullable known_at.
 * Errors: those of oi_ledger_build. Shared. Since 0.1. */
OI_API oi_status oi_aging_compare_general_ledger(const oi_ledger *ledger, oi_day as_of,
                                                 const oi_column *columns, int32_t column_count, int64_t rows,
                                                 oi_money_form money, const oi_day *known_at,
                                                 oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_AGING_H */
