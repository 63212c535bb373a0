/* Credit exposure of customers against their limits; hold, watch or release with every reason. Rules: docs/methods/exposure.md. */
#ifndef OPENITEM_EXPOSURE_H
#define OPENITEM_EXPOSURE_H

#include "openitem/ledger.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is done with a customer's orders. */
typedef int32_t oi_credit_decision;
#define OI_CREDIT_DECISION_NOT_SET 0 /* of an option: its default */
#define OI_CREDIT_RELEASE 1
#define OI_CREDIT_WATCH 2
#define OI_CREDIT_HOLD 3

/* Pointers may be NULL = not given. Shares are parts per billion; a threshold of 0 is off unless it says otherwise. */
typedef struct oi_exposure_options {
  int64_t struct_size; /* sizeof(oi_exposure_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a byte of the result */
  oi_application_clock clock;
  const oi_day *known_at;  /* drop every row recorded after this day */
  const char *date_format; /* of text dates in the tables; none = ISO */
  const char *currency;    /* what all amounts are converted to by the table "rates"; none = each by itself */
  const char *const *parts;    /* "open", "orders", "deliveries", "unapplied", "cover"; none = all of them */
  const int32_t *horizon_days; /* orders expected later than so many days do not count, 0 to 36,600 */
  const char *scope;           /* entity or dimension that sub-limits are for */
  int32_t parts_count;
  oi_money_form money;         /* of the money columns of the tables */
  int32_t exclude_disputed;    /* 1 = without disputed parts of open items */
  int32_t single_limits;       /* 1 = a limit never holds for those below the customer too */
  int64_t watch_use;           /* exposure above this share of a limit, at most 10^11 */
  int64_t hold_use;            /* 0 = 10^9: above the limit; -1 = off */
  int64_t watch_overdue_share; /* of open debits, at most 10^9 */
  int64_t hold_overdue_share;
  int64_t review_use_above;   /* limits used more than this are due for review, at most 10^11 */
  int64_t review_use_below;   /* and those used less */
  int32_t watch_overdue_days; /* of the oldest open item, from so many on, at most 36,600 */
  int32_t hold_overdue_days;
  int32_t watch_dunning_level; /* from this level on */
  int32_t hold_dunning_level;
  int32_t watch_broken_promises; /* from so many on */
  int32_t hold_broken_promises;
  int32_t promise_days;       /* broken promises of so many days up to as_of, at most 36,600; 0 = 365 */
  int32_t promise_grace_days; /* 0 to 366 */
  int32_t review_expiry_days; /* limits that end within so many days are due for review, at most 36,600 */
  int32_t review_days;        /* and customers whose last review is so many days ago */
  oi_credit_decision expired_limit; /* not set = hold */
  oi_credit_decision no_limit;      /* not set = release */
  oi_credit_decision insolvency;    /* not set = hold */
  oi_credit_decision legal_stop;    /* not set = hold */
  oi_credit_decision hardship;      /* not set = watch */
  int32_t reserved;                 /* 0 */
} oi_exposure_options;
#define OI_EXPOSURE_OPTIONS_INIT                                                                            \
  {                                                                                                         \
    (int64_t)sizeof(oi_exposure_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                                  \
  }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_exposure_options_init(oi_exposure_options *options, oi_error *error);

/* Exposure of every customer and currency at the end of `as_of`. Input tables, each optional: "orders", "deliveries", "limits",
 * "covers", "what_if", "reviews", "rates". Tables of the result "rows", "reasons", "groups", "sub_limits", "what_if", "review_due",
 * "proof", "about". out result; nullable options. Errors: NULL_ARGUMENT, NOT_SET, UNKNOWN_NAME, INVALID_ARGUMENT,
 * OUT_OF_BOUNDS, DATE_OUT_OF_RANGE, MISSING_COLUMN, MISSING_VALUE, WRONG_TYPE, INVALID_DATA, INEXACT_AMOUNT, INCONSISTENT_DATA,
 * UNKNOWN_REFERENCE, OVERFLOW. Shared. Since 0.1. */
OI_API oi_status oi_exposure_compute(const oi_ledger *ledger, oi_day as_of, const oi_table *tables,
                                     int32_t table_count, const oi_exposure_options *options,
                                     oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_EXPOSURE_H */
