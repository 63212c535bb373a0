/* Collection curves: how much of what was invoiced in a month was settled by which age; exact quantiles of days to pay.
 * Rules: docs/methods/collection_curves.md. */
#ifndef OPENITEM_COLLECTION_CURVES_H
#define OPENITEM_COLLECTION_CURVES_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Arrays may be NULL = not given. */
typedef struct oi_collection_curves_options {
  int64_t struct_size; /* sizeof(oi_collection_curves_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  const int32_t
      *ages; /* inclusive upper bounds in days since issue, ascending, at most 63; none = 0, 15, ... 365 */
  const int32_t
      *percents;         /* quantiles of days to pay, 1 .. 99, ascending, at most 63; none = 25, 50, 75, 90 */
  const char *const *by; /* "customer", "entity", "kind" or dimension names; none = by currency only */
  const oi_day *known_at; /* drop every row recorded after this day */
  int32_t ages_count;
  int32_t percents_count;
  int32_t by_count;
  int32_t reserved; /* 0 */
} oi_collection_curves_options;
#define OI_COLLECTION_CURVES_OPTIONS_INIT \
  { (int64_t)sizeof(oi_collection_curves_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_collection_curves_options_init(oi_collection_curves_options *options, oi_error *error);

/* Tables "cells", "cohorts", "days_to_pay", "proof", "about". out result; nullable options. Errors: NULL_ARGUMENT,
 * UNKNOWN_NAME, INVALID_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_collection_curves_compute(const oi_ledger *ledger, oi_day as_of,
                                              const oi_collection_curves_options *options, oi_result **result,
                                              oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_COLLECTION_CURVES_H */
