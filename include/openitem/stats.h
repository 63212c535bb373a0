/* Statistics of credit risk: logistic regression, measures of scores, calibration. Formulas: docs/methods/statistics.md. Floating point
 * throughout: nothing here is money. The same bits on every machine, for any number of threads, over the same order of rows. A figure that
 * does not exist is NaN. No function keeps state. */
#ifndef OPENITEM_STATS_H
#define OPENITEM_STATS_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A figure and its interval; NaN where there is none. Frozen layout, 32 bytes. */
typedef struct oi_estimate {
  double value;
  double standard_error;
  double low;
  double high;
} oi_estimate;

/* ---- Logistic regression: P(outcome = 1) = 1 / (1 + exp(-eta)), eta = offset + coefficients x features ------------------- */

/* What became of a fit. */
typedef int32_t oi_fit_status;
#define OI_FIT_NONE 0 /* nothing was fitted */
#define OI_FIT_CONVERGED 1
#define OI_FIT_SEPARATED \
  2 /* features tell the outcomes apart: no finite coefficients are the most likely ones */
#define OI_FIT_NOT_CONVERGED 3 /* max_iterations were not enough */

/* Name of a status, "converged" ...; "" for none. Pure. No allocation. Since 0.1. */
OI_API const char *oi_fit_status_name(oi_fit_status status);

/* Rows of a regression, a column each. Frozen layout, 48 bytes. */
typedef struct oi_regression_columns {
  const double *const *features; /* feature_count columns; NULL where there are none */
  const uint8_t *outcomes;       /* 0 or 1 */
  const double *weights;         /* 0 or more; NULL = 1 each. A weight of 2 is the row twice */
  const double *offsets;         /* added to the linear predictor; NULL = 0 */
  int64_t rows;
  int32_t feature_count; /* 0 to 10,000 */
  int32_t reserved;      /* 0 */
} oi_regression_columns;

typedef struct oi_logistic_options {
  int64_t struct_size;  /* sizeof(oi_logistic_options) */
  int32_t threads;      /* 0 to 256; never changes a bit */
  int32_t no_intercept; /* 1 = the linear predictor has no constant */
  double ridge; /* penalty ridge / 2 x sum of squared coefficients, the intercept left out; 0 or more */
  int32_t max_iterations; /* 1 to 10,000; 0 = 100 */
  int32_t reserved;       /* 0 */
  double
      gradient_tolerance; /* the fit stands below it, a unit of weight, in standard deviations of the features; 0 = 1e-10 */
} oi_logistic_options;
#define OI_LOGISTIC_OPTIONS_INIT \
  { (int64_t)sizeof(oi_logistic_options), 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_logistic_options_init(oi_logistic_options *options, oi_error *error);

/* How a fit stands. Frozen layout, 56 bytes. */
typedef struct oi_logistic_fit {
  oi_fit_status status;
  int32_t iterations;
  double log_likelihood;      /* without the penalty */
  double null_log_likelihood; /* of the intercept and the offsets alone */
  double gradient;            /* the greatest part, as gradient_tolerance means it */
  int64_t rows;               /* of a weight above 0 */
  double weight;
  double weight_of_ones;
} oi_logistic_fit;

/* Maximum likelihood by Newton's method. `coefficients` and `standard_errors` have room for the features and the intercept, which comes first;
 * `covariance` for the square of that. They are NaN unless the fit converged. out fit, coefficients, standard_errors, covariance; nullable
 * options, standard_errors, covariance. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_DATA (row and column of what is no number, no outcome, a
 * weight below 0), INVALID_ARGUMENT (no row of a weight above 0, one class, a feature that is constant or a combination of others). Pure. Since
 * 0.1. */
OI_API oi_status oi_stats_fit_logistic(const oi_regression_columns *columns,
                                       const oi_logistic_options *options, oi_logistic_fit *fit,
                                       double *coefficients, double *standard_errors, double *covariance,
                                       oi_error *error);

/* Probabilities of rows: `coefficients` as a fit gives them, `outcomes` and `weights` of the columns are not read. out probabilities; nullable
 * options (threads and no_intercept are read). Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_DATA. Pure. Since 0.1. */
OI_API oi_status oi_stats_logistic_probabilities(const oi_regression_columns *columns,
                                                 const double *coefficients,
                                                 const oi_logistic_options *options, double *probabilities,
                                                 oi_error *error);

/* ---- Measures of a score ------------------------------------------------------------------------------------------------ */

/* Scores and what became of them. Frozen layout, 32 bytes. */
typedef struct oi_scored_outcomes {
  const double *scores;
  const uint8_t *outcomes; /* 0 or 1; 1 should score higher */
  const double *weights;   /* 0 or more; NULL = 1 each */
  int64_t rows;
} oi_scored_outcomes;

/* How well a score tells outcomes apart; NaN where there is one class only. Frozen layout, 104 bytes. */
typedef struct oi_discrimination {
  oi_estimate auc;  /* P(score of a 1 > score of a 0) + P(equal) / 2; DeLong's variance */
  oi_estimate gini; /* 2 AUC - 1 */
  double ks;        /* greatest distance of the two distribution functions */
  double ks_score;  /* the least score at which it is reached */
  int64_t rows;     /* of a weight above 0 */
  double weight_of_ones;
  double weight_of_zeros;
} oi_discrimination;

/* AUC, Gini, Kolmogorov-Smirnov. `confidence` of the intervals, above 0 and below 1. out discrimination. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS,
 * INVALID_DATA (row and column), INVALID_ARGUMENT (no row of a weight above 0). Pure. Since 0.1. */
OI_API oi_status oi_stats_discriminate(const oi_scored_outcomes *scored, double confidence,
                                       oi_discrimination *discrimination, oi_error *error);

/* How near probabilities are to outcomes. Frozen layout, 136 bytes. */
typedef struct oi_calibration {
  oi_estimate brier;     /* mean of (outcome - probability)^2 */
  oi_estimate log_loss;  /* mean of -ln of the probability of what happened; infinite where that was 0 */
  oi_estimate intercept; /* of the regression with the log of the odds as offset: 0 = right on the whole */
  oi_estimate slope;     /* of that on the log of the odds: 1 = neither too bold (below) nor too timid */
  oi_fit_status slope_status; /* of the regression behind the slope */
  int32_t reserved;           /* 0 */
} oi_calibration;

/* Brier score, log-loss, calibration intercept and slope; scores are probabilities. out calibration. Errors: those of oi_stats_discriminate.
 * Pure. Since 0.1. */
OI_API oi_status oi_stats_calibrate(const oi_scored_outcomes *scored, double confidence,
                                    oi_calibration *calibration, oi_error *error);

/* Rows of neighbouring probabilities. Frozen layout, 80 bytes. */
typedef struct oi_calibration_bin {
  double from;               /* least probability */
  double to;                 /* greatest */
  double mean_probability;   /* what is said */
  oi_estimate share_of_ones; /* what came; Wilson's interval */
  int64_t rows;              /* of a weight above 0 */
  double weight;
  double ones; /* weight of them */
} oi_calibration_bin;

/* Frozen layout, 24 bytes. */
typedef struct oi_calibration_error {
  double
      error; /* expected calibration error: mean over rows of |share of ones - mean probability| of their bin */
  double error_if_calibrated; /* what that is on average when every probability is right: chance alone */
  int64_t bins;               /* written; those without rows are left out */
} oi_calibration_error;

/* Bins of equal weight, `bin_count` of them (1 to 10,000); equal probabilities stay together. `bins` has room for bin_count. out
 * calibration_error, bins; nullable bins. Errors: those of oi_stats_discriminate. Pure. Since 0.1. */
OI_API oi_status oi_stats_calibration_curve(const oi_scored_outcomes *scored, int32_t bin_count,
                                            double confidence, oi_calibration_error *calibration_error,
                                            oi_calibration_bin *bins, oi_error *error);

#ifdef __cplusplus
}
#endif

#endif
