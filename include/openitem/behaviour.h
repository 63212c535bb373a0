/* Behaviour of customers: features of an account on any date, and of every invoice as of the day before it was issued, from
 * what was in the books then and nothing later. Rules: docs/methods/behaviour.md. */
#ifndef OPENITEM_BEHAVIOUR_H
#define OPENITEM_BEHAVIOUR_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Arrays may be NULL = the default. */
typedef struct oi_behaviour_options {
  int64_t struct_size; /* sizeof(oi_behaviour_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  const int32_t *
      last; /* windows of the last n paid invoices, 1 .. 10,000, ascending, at most 16; NULL = 3, 10, 50; another
                pointer with a count of 0 = none */
  const int32_t *days; /* windows of days, 1 .. 36,600, ascending, at most 16; NULL = 365; else as `last` */
  const char *const *features; /* names of docs/methods/behaviour.md, section 3, without suffix; none = all */
  const char *segment;         /* a dimension; NULL = none */
  const oi_day *known_at;      /* drop every row recorded after this day */
  int32_t last_count;
  int32_t days_count;
  int32_t features_count;
  int32_t
      known_at_as_of; /* 1 = every row as known at the end of its own date; not beside known_at or shrink */
  int32_t exclude_disputed;   /* 1 = without disputed parts and invoices that were disputed */
  int32_t promise_grace_days; /* days after the promised day that still keep a promise, 0 .. 366 */
  int32_t shrink;             /* 1 = also means and shares shrunk toward segment and portfolio */
  int32_t shrink_weight;      /* k: invoices that the parent counts for, 0 .. 1,000,000; default 5 */
} oi_behaviour_options;
#define OI_BEHAVIOUR_OPTIONS_INIT \
  { (int64_t)sizeof(oi_behaviour_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_behaviour_options_init(oi_behaviour_options *options, oi_error *error);

/* Tables "rows", "features", "proof", with shrink "parents", and "about": a row for each date of `as_of` (1 to 4,096, strictly
 * ascending), customer and currency. out result; nullable options. O(events log events) of each account for all dates together.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, INVALID_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_behaviour_compute(const oi_ledger *ledger, const oi_day *as_of, int32_t as_of_count,
                                      const oi_behaviour_options *options, oi_result **result,
                                      oi_error *error);

/* The same without "parents", with a row for every invoice as of the day before it was issued. out result; nullable options.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, INVALID_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_behaviour_compute_invoices(const oi_ledger *ledger, const oi_behaviour_options *options,
                                               oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_BEHAVIOUR_H */
