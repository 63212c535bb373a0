/* Roll rates: what became of the debit items of each aging bucket from one date to the next, and the loss rates that follow.
 * Rules: docs/methods/roll_rates.md. */
#ifndef OPENITEM_ROLL_RATES_H
#define OPENITEM_ROLL_RATES_H

#include "openitem/aging.h"
#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What roll rates add to the options of an aging. Pointers may be NULL = not given. */
typedef struct oi_roll_rate_options {
  int64_t struct_size;    /* sizeof(oi_roll_rate_options) */
  int32_t known_at_as_of; /* 1 = each date as it was known at its end; known_at must then be NULL */
  int32_t
      step_tolerance; /* days, 0 to 31, by which neighbouring buckets may miss the period in a net flow rate */
  const char *terminal_bucket; /* label of the bucket whose loss rate is terminal_loss; NULL = the oldest */
  const double
      *terminal_loss; /* fraction lost of what reaches the terminal bucket, 0 to 1; NULL = 1, all of it */
} oi_roll_rate_options;
#define OI_ROLL_RATE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_roll_rate_options), 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_roll_rate_options_init(oi_roll_rate_options *options, oi_error *error);

/* Follows every debit item over the periods between `dates` (2 to 4,096, strictly ascending): tables "transitions", "rates", "average",
 * "inflows", "net_flow", "loss_rates", "proof", "about". options: by = NULL means no groups here; credits, future_payments, base_amounts and
 * re_aged_column must be left at their defaults, disputes inside or own column. out result. O(documents + applications + open items of
 * all dates). Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, UNKNOWN_NAME, DATE_OUT_OF_RANGE, OVERFLOW, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_roll_rates_compute(const oi_ledger *ledger, const oi_day *dates, int32_t dates_count,
                                       const oi_aging_options *options,
                                       const oi_roll_rate_options *roll_rate_options, oi_result **result,
                                       oi_error *error);

/* rolled / opening, in minor units or counts: next bucket now over bucket before. has_rate = 0 and rate = 0 where opening is 0.
 * out rate, has_rate. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS (below 0). Pure. No allocation. Since 0.1. */
OI_API oi_status oi_roll_rate(int64_t opening, int64_t rolled, double *rate, int32_t *has_rate,
                              oi_error *error);

/* Loss rate of each bucket, youngest first: its roll rate times all later ones and the terminal loss; fractions from 0 to 1.
 * out loss_rates (rate_count of them). Errors: NULL_ARGUMENT, OUT_OF_BOUNDS. Pure. Since 0.1. */
OI_API oi_status oi_loss_rate_chain(const double *roll_rates, int32_t rate_count, double terminal_loss,
                                    double *loss_rates, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_ROLL_RATES_H */
