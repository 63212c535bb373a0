/* Bridge: why open receivables and DSO changed between two dates, in causes that sum to the change.
 * Rules: docs/methods/bridge.md. */
#ifndef OPENITEM_BRIDGE_H
#define OPENITEM_BRIDGE_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How the causes share what they change together. */
typedef int32_t oi_bridge_method;
#define OI_BRIDGE_SHAPLEY 0     /* average over all orders of the causes */
#define OI_BRIDGE_FIXED_ORDER 1 /* one after the other, in the order of the tables */

/* Pointers may be NULL = not given. */
typedef struct oi_bridge_options {
  int64_t struct_size; /* sizeof(oi_bridge_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  int32_t months;      /* window of sales before each date, 1 to 120; 0 = 12 */
  oi_bridge_method method;
  oi_application_clock clock;
  const oi_day *known_at; /* both dates as known at this day */
  const char *const *by;  /* "customer", "entity", "kind" or dimension names; NULL = one bridge a currency */
  int32_t by_count;       /* number of names */
  int32_t reserved;       /* 0 */
  int32_t
      base_amounts; /* 1 = also in base currency, with the cause "currency"; needs a ledger with a base currency */
  int32_t reserved_end; /* 0 */
} oi_bridge_options;
#define OI_BRIDGE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_bridge_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_bridge_options_init(oi_bridge_options *options, oi_error *error);

/* Splits the change of open receivables and of DSO from the end of `from` to the end of `to` into causes, by group and document
 * currency: tables "receivables", "totals" (with by only), "dso", "balances", "months", "proof", "about"; with base_amounts before
 * "about" "base_receivables", "base_totals" (with by only), "base_dso", "base_balances", "base_rates", "base_proof". out result. O(documents +
 * applications + groups x months); with base_amounts the applications of a document are also sorted. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, NOT_SET (base_amounts without a base currency), OUT_OF_BOUNDS, UNKNOWN_NAME, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_bridge_compute(const oi_ledger *ledger, oi_day from, oi_day to,
                                   const oi_bridge_options *options, oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_BRIDGE_H */
