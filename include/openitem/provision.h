/* Provision for expected credit losses. Rates are parts per billion: 5 % = 50,000,000. Rules: docs/methods/provision.md. */
#ifndef OPENITEM_PROVISION_H
#define OPENITEM_PROVISION_H

#include "openitem/aging.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the exact products of amount and rate are rounded. */
typedef int32_t oi_provision_rounding;
#define OI_PROVISION_ROUND_BUCKET 0 /* each bucket on its own */
#define OI_PROVISION_ROUND_TOTAL 1  /* the total once; the buckets are its parts by largest remainder */

typedef struct oi_provision_matrix_options {
  int64_t struct_size; /* sizeof(oi_provision_matrix_options) */
  oi_rounding rounding;
  oi_provision_rounding round_by;
  int32_t rounding_power; /* rounds to multiples of 10^power minor units, 0 to 9 */
  int32_t reserved;       /* 0 */
  int64_t forward_factor; /* multiplies every rate: parts per billion, 1 to 10^11; 0 = none (10^9) */
  int64_t forward_points; /* added after it: parts per billion, -10^9 to 10^9 */
} oi_provision_matrix_options;
#define OI_PROVISION_MATRIX_OPTIONS_INIT \
  { (int64_t)sizeof(oi_provision_matrix_options), 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_provision_matrix_options_init(oi_provision_matrix_options *options, oi_error *error);

/* The provision matrix on plain figures: balances in minor units of one currency, one rate each, `count` (1 .. 2^24) of
 * them. `applied` receives the rates after factor and points; `total` the sum of by_bucket, `balance_total` that of the balances.
 * out by_bucket, applied, total, balance_total; nullable options, applied, total, balance_total. Errors: NULL_ARGUMENT, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, INVALID_DATA (a negative balance, a rate outside 0 .. 10^9; row = its index), OVERFLOW. Pure. Since 0.1. */
OI_API oi_status oi_provision_compute_matrix(const int64_t *balances, const int64_t *rates, int32_t count,
                                             const oi_provision_matrix_options *options, int64_t *by_bucket,
                                             int64_t *applied, int64_t *total, int64_t *balance_total,
                                             oi_error *error);

/* Where recoveries of what was written off go. */
typedef int32_t oi_recovery_treatment;
#define OI_RECOVERY_NOT_SET 0
#define OI_RECOVERY_PROFIT_OR_LOSS 1 /* income of the period, past the allowance (usual under IFRS 9) */
#define OI_RECOVERY_ALLOWANCE 2      /* into the allowance (ASC 326-20-35-8) */

/* The charge or release that brings an allowance to its closing, in minor units:
 * opening + charge - release - write_offs + recoveries (with OI_RECOVERY_ALLOWANCE) + currency = closing. `expense` = charge -
 * release - recoveries in profit or loss. out charge, release, expense; nullable expense. Errors: NULL_ARGUMENT, INVALID_ARGUMENT,
 * NOT_SET (recoveries without a treatment), OUT_OF_BOUNDS (a negative amount), OVERFLOW. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_provision_compute_charge(int64_t opening, int64_t write_offs, int64_t recoveries,
                                             int64_t currency, int64_t closing,
                                             oi_recovery_treatment treatment, int64_t *charge,
                                             int64_t *release, int64_t *expense, oi_error *error);

/* Names of one engine: the amounts are the same, the formula id in "about" and the usual treatment of recoveries differ. */
typedef int32_t oi_provision_framework;
#define OI_PROVISION_IFRS9_SIMPLIFIED 0
#define OI_PROVISION_CECL_AGING 1

/* Whether a customer's credits lower the exposure of his debits. */
typedef int32_t oi_offset_right;
#define OI_OFFSET_NONE 0
#define OI_OFFSET_LISTED 1 /* of the customers in the table "offset_rights" */
#define OI_OFFSET_EVERY_CUSTOMER 2

typedef int32_t oi_provision_tax;
#define OI_PROVISION_TAX_INCLUDED 0
#define OI_PROVISION_TAX_RECOVERABLE 1 /* the tax in the open part is no exposure */

typedef struct oi_provision_options {
  int64_t struct_size; /* sizeof(oi_provision_options) */
  oi_provision_framework framework;
  oi_offset_right offset;
  oi_provision_tax tax;
  oi_rounding rounding;
  oi_provision_rounding round_by; /* bucket = each row; total = each currency */
  int32_t rounding_power;         /* rounds to multiples of 10^power minor units, 0 to 9 */
  oi_money_form money;            /* of the money columns of the tables */
  int32_t reserved;               /* 0 */
  int64_t
      discount_rate; /* effective a year: parts per billion, 0 to 10^9; 0 = no discounting. Needs "collection" */
} oi_provision_options;
#define OI_PROVISION_OPTIONS_INIT \
  { (int64_t)sizeof(oi_provision_options), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_provision_options_init(oi_provision_options *options, oi_error *error);

/* Expected credit losses on the open debit items of a ledger at the end of `as_of`. Input tables "rates" (bucket, rate, segment
 * columns), and optionally "overlays", "scenarios", "specific", "cover", "offset_rights", "collection". Tables of the result "rows", "totals",
 * "items", "specific", "rates", "scenarios", "proof", "about". In aging_options credits, disputes, future_payments, base_amounts and
 * re_aged_column must be left at their defaults. out result; nullable aging_options, options. Errors: those of oi_aging_compute,
 * MISSING_COLUMN, MISSING_VALUE (an exposure without a rate), INVALID_DATA, INCONSISTENT_DATA, UNKNOWN_REFERENCE, WRONG_TYPE, OVERFLOW.
 * Shared. Since 0.1. */
OI_API oi_status oi_provision_compute(const oi_ledger *ledger, oi_day as_of, const oi_table *tables,
                                      int32_t table_count, const oi_aging_options *aging_options,
                                      const oi_provision_options *options, oi_result **result,
                                      oi_error *error);

typedef struct oi_provision_movement_options {
  int64_t struct_size;              /* sizeof(oi_provision_movement_options) */
  oi_provision_framework framework; /* decides where recoveries go when that is not set */
  oi_recovery_treatment recoveries;
  oi_provision_tax tax;   /* of a ledger: recoverable = write-offs and recoveries without tax */
  oi_money_form money;    /* of the money columns of the tables */
  int32_t by_count;       /* 0 = one row a currency */
  int32_t reserved;       /* 0 */
  const char *const *by;  /* segments: columns of the tables, and of the ledger where there is one */
  const oi_day *known_at; /* of a ledger: the books as known at this day */
} oi_provision_movement_options;
#define OI_PROVISION_MOVEMENT_OPTIONS_INIT \
  { (int64_t)sizeof(oi_provision_movement_options), 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_provision_movement_options_init(oi_provision_movement_options *options, oi_error *error);

/* How the allowance came from one day to another. Input tables "opening" and "closing" (the columns in by, currency, allowance),
 * and optionally "write_offs", "recoveries" and "currency_effects" (the columns in by, currency, amount). Tables of the result "rows",
 * "totals", "journal", "proof", "about". out result; nullable options. Errors: NULL_ARGUMENT, INVALID_ARGUMENT, UNKNOWN_NAME,
 * MISSING_COLUMN, MISSING_VALUE, INVALID_DATA, WRONG_TYPE, OVERFLOW, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_provision_compute_movement(const oi_table *tables, int32_t table_count,
                                               const oi_provision_movement_options *options,
                                               oi_result **result, oi_error *error);

/* The same with write-offs and recoveries from the documents of a ledger posted after `from` and by `to`; the tables hold neither.
 * out result; nullable options. Errors: those of oi_provision_compute_movement, DATE_OUT_OF_RANGE. Shared. Since 0.1. */
OI_API oi_status oi_provision_compute_ledger_movement(const oi_ledger *ledger, oi_day from, oi_day to,
                                                      const oi_table *tables, int32_t table_count,
                                                      const oi_provision_movement_options *options,
                                                      oi_result **result, oi_error *error);

/* Whether the rates of segments with little data are drawn toward that of the portfolio. */
typedef int32_t oi_loss_rate_shrinkage;
#define OI_SHRINKAGE_NONE 0
#define OI_SHRINKAGE_BUEHLMANN_STRAUB 1 /* empirical Bayes: vintages as observations, exposures as volumes */

/* What becomes of vintages whose horizon is not over. */
typedef int32_t oi_immature_vintages;
#define OI_IMMATURE_EXCLUDED 0
#define OI_IMMATURE_DEVELOPED \
  1 /* what they have not recovered so far is developed to the horizon (chain ladder) */

typedef struct oi_loss_rate_options {
  int64_t struct_size; /* sizeof(oi_loss_rate_options) */
  int32_t horizon; /* days after the basis date when what is unpaid counts as lost, at most 3,650; 0 = 365 */
  oi_loss_rate_shrinkage shrinkage;
  int32_t monotone; /* 1 = an older bucket never has a lower rate */
  oi_immature_vintages immature;
} oi_loss_rate_options;
#define OI_LOSS_RATE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_loss_rate_options), 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_loss_rate_options_init(oi_loss_rate_options *options, oi_error *error);

/* Loss rates from the ledger's own history: invoices and debit notes issued from `from` to `to`, by month of issue. Tables "rates" (as
 * oi_provision_compute reads them), "cells", "waterfall", "vintages", "factors" and "triangle" (of developed vintages), "proof", "about". Of aging_options basis, missing_date, bounds
 * and by may be given. out result; nullable aging_options, options. Errors: those of oi_aging_compute, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_provision_compute_loss_rates(const oi_ledger *ledger, oi_day from, oi_day to,
                                                 oi_day as_of, const oi_aging_options *aging_options,
                                                 const oi_loss_rate_options *options, oi_result **result,
                                                 oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_PROVISION_H */
