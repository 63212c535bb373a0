/* Revaluation: open items beside their booked base amounts and their worth at the rates of a day.
 * Rules: docs/methods/revaluation.md. */
#ifndef OPENITEM_REVALUATION_H
#define OPENITEM_REVALUATION_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Texts and arrays may be NULL = not given. */
typedef struct oi_revaluation_options {
  int64_t struct_size;    /* sizeof(oi_revaluation_options) */
  int32_t threads;        /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  int32_t by_count;       /* 0 = by currency only */
  const char *const *by;  /* "customer", "entity", "kind" or dimension names */
  const oi_day *known_at; /* drop every row recorded after this day */
  const char *base_currency; /* of a ledger that was built without one */
} oi_revaluation_options;
#define OI_REVALUATION_OPTIONS_INIT \
  { (int64_t)sizeof(oi_revaluation_options), 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_revaluation_options_init(oi_revaluation_options *options, oi_error *error);

/* Open items at booked and revalued base amounts. Rates: columns "currency", "rate", "per" (optional). Tables "rows", "totals",
 * "items", "residues", "rates", "proof", "about". out result; nullable options. Errors: those of oi_ledger_build, and NOT_SET (no
 * base currency), UNKNOWN_NAME, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE. Shared. Since 0.1. */
OI_API oi_status oi_revaluation_compute(const oi_ledger *ledger, oi_day as_of, const oi_column *columns,
                                        int32_t column_count, int64_t rows,
                                        const oi_revaluation_options *options, oi_result **result,
                                        oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_REVALUATION_H */
