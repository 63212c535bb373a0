/* Made-up ledgers for trials, tests and benchmarks. */
#ifndef OPENITEM_DATASETS_H
#define OPENITEM_DATASETS_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oi_sample_options {
  int64_t struct_size; /* sizeof(oi_sample_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256 */
  int32_t customers;   /* 0 = documents / 40, at least 5 */
  int32_t months;      /* of issue dates, ending at `end`; 1..240; 0 = 24 */
  int32_t flat;        /* 1 = one "documents" table with paid_date and paid_amount */
  int32_t faults;      /* faults per 10,000 rows, 0..10,000 */
  int32_t reserved;    /* 0 */
} oi_sample_options;
#define OI_SAMPLE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_sample_options), 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_sample_options_init(oi_sample_options *options, oi_error *error);

/* A made-up ledger of about `documents` documents (100 .. 100,000,000): tables "documents", "applications", "instalments",
 * "disputes", "customers" as oi_ledger_build reads them with money = OI_MONEY_MINOR. The same bytes for the same arguments.
 * out result. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_datasets_sample_ledger(int64_t documents, uint64_t seed, oi_day end,
                                           const oi_sample_options *options, oi_result **result,
                                           oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_DATASETS_H */
