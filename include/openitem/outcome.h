/* Outcomes: which accounts went bad after a date and which invoices after their issue, by one stated definition: the labels to the
 * features of behaviour.h. Rules: docs/methods/outcome.md. */
#ifndef OPENITEM_OUTCOME_H
#define OPENITEM_OUTCOME_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the length of a window is counted in: whole calendar months, month ends clipped; or days. */
typedef int32_t oi_outcome_window;
#define OI_OUTCOME_MONTHS 0
#define OI_OUTCOME_DAYS 1

typedef struct oi_outcome_options {
  int64_t struct_size; /* sizeof(oi_outcome_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  const oi_day *known_at;    /* drop every row recorded after this day */
  const oi_day *end_of_data; /* last day the books are complete for; NULL = that of the last dated row */
  int64_t materiality_share; /* of the exposure, parts per billion, 0 .. 10^9 */
  const oi_table *tables;    /* "materiality" (currency, amount), or none */
  int32_t tables_count;
  oi_money_form money;   /* of the table */
  int32_t days_past_due; /* bad from this many days after an item's due day on, 1 .. 3,650; default 90 */
  int32_t window;        /* 1 .. 120 months or 1 .. 3,660 days; default 12 */
  oi_outcome_window window_unit;
  int32_t count_write_offs; /* 1 (default) = written off is bad, too */
  int32_t exclude_disputed; /* 1 (default) = disputed parts of items are not past due */
  int32_t
      exclude_already_bad; /* 1 (default) = accounts past due on the date itself are left out; 1 for invoices */
  int32_t
      exclude_no_exposure; /* 1 (default) = accounts with nothing open up to the window's end are left out; 1 for invoices */
  int32_t reserved; /* must be 0 */
} oi_outcome_options;
#define OI_OUTCOME_OPTIONS_INIT \
  { (int64_t)sizeof(oi_outcome_options), 0, 0, 0, 0, 0, 0, 0, 0, 90, 12, 0, 1, 1, 1, 1, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_outcome_options_init(oi_outcome_options *options, oi_error *error);

/* Tables "rows", "proof", "about": for each date of `as_of` (1 to 4,096, strictly ascending), customer and currency whether it went bad in the
 * window after the date. The rows are those of oi_behaviour_compute. out result; nullable options. O(events log events) of each account for
 * all dates together. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, NOT_SET, DATE_OUT_OF_RANGE; of the table UNKNOWN_NAME,
 * MISSING_COLUMN, MISSING_VALUE, INVALID_DATA, INCONSISTENT_DATA, WRONG_TYPE. Shared. Since 0.1. */
OI_API oi_status oi_outcome_compute(const oi_ledger *ledger, const oi_day *as_of, int32_t as_of_count,
                                    const oi_outcome_options *options, oi_result **result, oi_error *error);

/* The same with a row for every invoice, as oi_behaviour_compute_invoices has them; the window begins with its issue. out result; nullable
 * options. Errors: those of oi_outcome_compute. Shared. Since 0.1. */
OI_API oi_status oi_outcome_compute_invoices(const oi_ledger *ledger, const oi_outcome_options *options,
                                             oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_OUTCOME_H */
