/* Survival of what is followed until an event or until it is seen no more: Kaplan-Meier curves, comparisons of groups, concordance of a score.
 * Formulas: docs/methods/statistics.md. Times are in any one unit. The same bits on every machine. No function keeps state. */
#ifndef OPENITEM_SURVIVAL_H
#define OPENITEM_SURVIVAL_H

#include "openitem/openitem.h"
#include "openitem/stats.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is followed. Frozen layout, 32 bytes. */
typedef struct oi_survival_columns {
  const double *times;   /* 0 or more: until the event, or until it was seen last */
  const uint8_t *events; /* 1 = the event came at that time, 0 = censored */
  const double *weights; /* 0 or more; NULL = 1 each. A weight of 2 is the row twice */
  int64_t rows;
} oi_survival_columns;

/* On which scale the interval of a survival probability is symmetric. Programs differ: so there is no default. */
typedef int32_t oi_survival_interval;
#define OI_SURVIVAL_INTERVAL_NOT_SET 0
#define OI_SURVIVAL_INTERVAL_PLAIN 1
#define OI_SURVIVAL_INTERVAL_LOG 2     /* as R's survfit takes unasked */
#define OI_SURVIVAL_INTERVAL_LOG_LOG 3 /* as lifelines and SAS take unasked */

typedef struct oi_survival_options {
  int64_t struct_size;     /* sizeof(oi_survival_options) */
  double confidence;       /* above 0 and below 1; 0 = 0.95 */
  const double *quantiles; /* shares with the event, above 0 and below 1; NULL = 0.5, the median */
  int32_t quantile_count;  /* 0 to 1,000 */
  int32_t reserved;        /* 0 */
} oi_survival_options;
#define OI_SURVIVAL_OPTIONS_INIT \
  { (int64_t)sizeof(oi_survival_options), 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_survival_options_init(oi_survival_options *options, oi_error *error);

/* Kaplan and Meier's estimate with Greenwood's standard errors: tables "curve" (time, at_risk, events, censored, survival, standard_error,
 * low, high; a row a distinct time), "quantiles" (share, time, low, high; null where never reached), "about". out result; nullable options.
 * Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_DATA (row and column), INVALID_ARGUMENT (no row of a weight above 0). Pure. Since
 * 0.1. */
OI_API oi_status oi_survival_kaplan_meier(const oi_survival_columns *columns, oi_survival_interval interval,
                                          const oi_survival_options *options, oi_result **result,
                                          oi_error *error);

/* How much the differences at a time count. */
typedef int32_t oi_log_rank_weights;
#define OI_LOG_RANK_EQUAL 0              /* all alike: the log-rank test */
#define OI_LOG_RANK_GEHAN 1              /* those at risk: the generalised Wilcoxon test */
#define OI_LOG_RANK_TARONE_WARE 2        /* the square root of those at risk */
#define OI_LOG_RANK_PETO 3               /* Peto and Peto's survival */
#define OI_LOG_RANK_FLEMING_HARRINGTON 4 /* S^p (1 - S)^q, S the pooled estimate just before */

typedef struct oi_log_rank_options {
  int64_t struct_size;         /* sizeof(oi_log_rank_options) */
  oi_log_rank_weights weights; /* 0 = the log-rank test */
  int32_t reserved;            /* 0 */
  double p;                    /* of Fleming and Harrington, 0 to 10; else 0 */
  double q;
  const int32_t *strata; /* rows numbers; groups are compared within each. NULL = one stratum */
} oi_log_rank_options;
#define OI_LOG_RANK_OPTIONS_INIT \
  { (int64_t)sizeof(oi_log_rank_options), 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_log_rank_options_init(oi_log_rank_options *options, oi_error *error);

/* Whether groups share one curve. Frozen layout, 24 bytes. */
typedef struct oi_log_rank {
  double chi_square; /* NaN where there is nothing to compare */
  double p_value;
  int32_t degrees_of_freedom;
  int32_t reserved; /* 0 */
} oi_log_rank;

/* Compares groups: `groups` says each row's, 0 to group_count - 1 (group_count 2 to 1,000). `observed` and `expected`, events times the weights
 * of the test, have room for group_count figures, `variance` of their difference for its square. out log_rank, observed, expected, variance;
 * nullable options, observed, expected, variance. Errors: those of oi_survival_kaplan_meier. Pure. Since 0.1. */
OI_API oi_status oi_survival_log_rank(const oi_survival_columns *columns, const int32_t *groups,
                                      int32_t group_count, const oi_log_rank_options *options,
                                      oi_log_rank *log_rank, double *observed, double *expected,
                                      double *variance, oi_error *error);

/* What a high score says. */
typedef int32_t oi_score_meaning;
#define OI_SCORE_MEANING_NOT_SET 0
#define OI_SCORE_HIGHER_IS_SOONER 1 /* a risk */
#define OI_SCORE_HIGHER_IS_LATER 2  /* a predicted time */

/* Whether those with the worse score have the event first. Frozen layout, 56 bytes. */
typedef struct oi_concordance {
  oi_estimate index; /* Harrell's C: (concordant + tied / 2) / all three; NaN where no pair is comparable */
  double concordant; /* pairs */
  double discordant;
  double tied;
} oi_concordance;

/* Harrell's C of `scores`, `columns->rows` of them. out concordance. Errors: those of oi_survival_kaplan_meier. Pure. Since 0.1. */
OI_API oi_status oi_survival_concordance(const oi_survival_columns *columns, const double *scores,
                                         oi_score_meaning meaning, double confidence,
                                         oi_concordance *concordance, oi_error *error);

#ifdef __cplusplus
}
#endif

#endif
