/* The ledger: an immutable, validated accounts-receivable sub-ledger. Rules: docs/methods/ledger.md. */
#ifndef OPENITEM_LEDGER_H
#define OPENITEM_LEDGER_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oi_ledger oi_ledger;

typedef int32_t oi_amount_sign;
#define OI_SIGN_SIGNED 0  /* debits positive, credits negative */
#define OI_SIGN_BY_KIND 1 /* magnitudes; credit kinds are negated */

/* The date that makes an application count. */
typedef int32_t oi_application_clock;
#define OI_CLOCK_LATEST 0          /* later of applied-on and both posting dates */
#define OI_CLOCK_PAYMENT_POSTING 1 /* later of both posting dates */
#define OI_CLOCK_APPLIED_ON 2
#define OI_CLOCK_RECORDED_ON 3

typedef int32_t oi_unreferenced_credits;
#define OI_CREDITS_STAY_UNAPPLIED 0
#define OI_CREDITS_FILL_OLDEST_DUE 1

/* Texts may be NULL = not given. */
typedef struct oi_ledger_options {
  int64_t struct_size; /* sizeof(oi_ledger_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256 */
  oi_row_policy row_policy;
  oi_money_form money;
  oi_amount_sign sign;
  oi_unreferenced_credits unreferenced_credits;
  int32_t map_count;
  const oi_column_mapping *map;
  const char *currency;      /* of rows without one; required when there is no currency column */
  const char *base_currency; /* of the base_amount column */
  const char *date_format;   /* of text dates; NULL = ISO */
} oi_ledger_options;
#define OI_LEDGER_OPTIONS_INIT \
  { (int64_t)sizeof(oi_ledger_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_ledger_options_init(oi_ledger_options *options, oi_error *error);

/* Builds a ledger from tables "documents" (required), "applications", "instalments", "disputes", "promises", "contacts",
 * "dunning", "customers". Input is read once and not kept. out ledger, to be released by the caller.
 * Errors: any of the 100s to 300s with row and column; OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_ledger_build(const oi_table *tables, int32_t table_count,
                                 const oi_ledger_options *options, oi_ledger **ledger, oi_error *error);
/* The same from Arrow C streams, names[i] being the table of streams[i]. Every stream is consumed and released, also on
 * failure. out ledger. Errors: those of oi_ledger_build; INVALID_ARGUMENT for a stream that is released already. Pure. Since 0.1. */
OI_API oi_status oi_ledger_build_arrow(struct ArrowArrayStream *const *streams, const char *const *names,
                                       int32_t stream_count, const oi_ledger_options *options,
                                       oi_ledger **ledger, oi_error *error);
/* Numbers of kept documents, kept application rows, customers, findings.
 * out documents, applications, customers, findings; all nullable. Errors: NULL_ARGUMENT. Shared. No allocation. Since 0.1. */
OI_API oi_status oi_ledger_count(const oi_ledger *ledger, int64_t *documents, int64_t *applications,
                                 int64_t *customers, int64_t *findings, oi_error *error);
/* What the ledger found in its input: tables "summary", "columns", "rules", "findings", "totals". out result.
 * Errors: NULL_ARGUMENT, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_ledger_check(const oi_ledger *ledger, oi_result **result, oi_error *error);
/* Frees a ledger; results made from it stay valid. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_ledger_release(oi_ledger *ledger);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_LEDGER_H */
