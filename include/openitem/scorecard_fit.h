/* openitem: scorecards from rows and their outcomes, rating classes, validation, overrides. docs/methods/scorecard_fit.md and
 * scorecard_validation.md state every rule. The conventions are those of openitem.h. The same bits on every machine and for any number of
 * threads. */
#ifndef OPENITEM_SCORECARD_FIT_H
#define OPENITEM_SCORECARD_FIT_H

#include "openitem/additive.h"
#include "openitem/binning.h"
#include "openitem/openitem.h"
#include "openitem/points.h"
#include "openitem/scorecard.h"
#include "openitem/stats.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Rating classes ------------------------------------------------------------------------------------------------------ */

/* What a high score means. */
typedef int32_t oi_score_direction;
#define OI_SCORE_HIGHER_IS_BETTER 0 /* the share of outcome 1 falls with the score */
#define OI_SCORE_HIGHER_IS_WORSE 1

/* Where the PD of a class comes from. */
typedef int32_t oi_class_pd;
#define OI_CLASS_PD_OBSERVED 0  /* its share of outcome 1, neighbours that are out of order pooled */
#define OI_CLASS_PD_PREDICTED 1 /* the mean of the PDs of its rows */

typedef struct oi_rating_class_options {
  int64_t struct_size;      /* sizeof(oi_rating_class_options) */
  int32_t max_classes;      /* that are found, 2 to 50; 0 = 7 */
  int32_t bound_count;      /* 0 = classes are found; at most 49 */
  const double *bounds;     /* scores where a class begins, all but the lowest, rising */
  const char *const *names; /* best first; NULL = "1", "2" ... */
  int32_t name_count;       /* as many as max_classes, or one more than bounds; 0 = none */
  oi_score_direction direction;
  oi_class_pd pd;
  int32_t reserved;        /* 0 */
  const double *min_share; /* of the weight of all rows, in each class that is found, 0 to 0.5; NULL = 0.05 */
  const double *min_ones;  /* weight of outcome 1 in each class that is found, 0 or more; NULL = 1 */
  double pd_floor;         /* no class has a lower PD, 0 to 1 */
  double confidence;       /* of the intervals of rates, above 0 and below 1; 0 = 0.95 */
} oi_rating_class_options;
#define OI_RATING_CLASS_OPTIONS_INIT \
  { (int64_t)sizeof(oi_rating_class_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_rating_class_options_init(oi_rating_class_options *options, oi_error *error);

/* Classes of scores whose PDs are monotone in the score: of the greatest information value under the limits, or those of the bounds. `pds`: as many
 * as scores, needed for OI_CLASS_PD_PREDICTED alone. Tables of the result: "classes" (class, lower included, upper excluded, count, weight, share,
 * ones, rate, low, high, mean_pd, pd; the lowest score first), "proof", "about". out result; nullable pds, options. Errors: NULL_ARGUMENT,
 * OUT_OF_BOUNDS, INVALID_ARGUMENT (one class of outcomes, bounds that do not rise, names), INVALID_DATA (row and column), OUT_OF_MEMORY. Pure.
 * Since 0.1. */
OI_API oi_status oi_rating_classes_find(const oi_scored_outcomes *scored, const double *pds,
                                        const oi_rating_class_options *options, oi_result **result,
                                        oi_error *error);

/* The card with the classes of table "classes" (class, lower, pd; further columns of oi_rating_classes_find are not read) in place of its own. out
 * with_classes. Errors: NULL_ARGUMENT, INVALID_ARGUMENT (bounds that do not rise, PDs that are not monotone, a class twice), MISSING_COLUMN,
 * MISSING_VALUE, UNKNOWN_NAME, WRONG_TYPE, INVALID_DATA, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_scorecard_with_classes(const oi_scorecard *scorecard, const oi_table *tables,
                                           int32_t table_count, oi_scorecard **with_classes, oi_error *error);

/* The card with the mean points of each feature over the rows of table "features" (weights: table "weights", column weight), for reasons against
 * the mean. out with_means. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS (threads), INVALID_ARGUMENT (no row of a weight above 0), those of
 * oi_binning_transform, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_scorecard_with_means(const oi_scorecard *scorecard, const oi_table *tables,
                                         int32_t table_count, int32_t threads, oi_scorecard **with_means,
                                         oi_error *error);

/* The card of an additive model in which outcome 1 is bad: points = -factor x log odds of the bin for odds of goods to bads. `pdo`: points that
 * double the odds; `base_score`: the score of `base_odds`; `decimals`: that points are rounded to (half away from zero), 0 to 9, -1 = not
 * rounded, from which scores and PDs follow; `spread_base`: 1 = base points are spread evenly over the features. Means are not known; see
 * oi_scorecard_with_means. out scorecard. Errors: NULL_ARGUMENT, NOT_SET (orientation), OUT_OF_BOUNDS, INVALID_ARGUMENT (points beyond 10^300),
 * OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_scorecard_of_additive(const oi_additive *model, double pdo, double base_score,
                                          double base_odds, oi_odds_orientation orientation, int32_t decimals,
                                          int32_t spread_base, oi_scorecard **scorecard, oi_error *error);

/* ---- The fit ------------------------------------------------------------------------------------------------------------- */

/* What becomes of a feature that the regression turns round: more points where its own bins say more risk. */
typedef int32_t oi_wrong_sign;
#define OI_WRONG_SIGN_KEEP 0 /* it stays, and the table says so */
#define OI_WRONG_SIGN_DROP 1 /* the worst is left out and the rest fitted anew, until there is none */

typedef struct oi_scorecard_fit_options {
  int64_t struct_size; /* sizeof(oi_scorecard_fit_options) */
  int32_t threads;     /* 0 to 256, of all but the bins, whose options have their own; never changes a bit */
  oi_wrong_sign wrong_sign;
  const oi_binning_options *binning; /* how features are cut; NULL = defaults */
  const oi_rating_class_options
      *classes;                    /* NULL = the card has no classes. Their direction is that of the points */
  const double *min_iv;            /* information value that a feature needs, 0 or more; NULL = 0.02 */
  const double *base_score;        /* NULL = 600 points */
  double ridge;                    /* of the regression on weights of evidence, 0 or more */
  double pdo;                      /* points that double the odds; 0 = 20 */
  double base_odds;                /* odds of base_score; 0 = 50 (of good_to_bad) */
  oi_odds_orientation orientation; /* 0 = OI_ODDS_GOOD_TO_BAD */
  int32_t max_iterations;          /* of the regression, 1 to 10,000; 0 = 100 */
  int32_t decimals;                /* that points are rounded to, 0 to 9; -1 = not rounded */
  int32_t spread_base;             /* 1 = base points are spread over the features */
} oi_scorecard_fit_options;
#define OI_SCORECARD_FIT_OPTIONS_INIT \
  { (int64_t)sizeof(oi_scorecard_fit_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_scorecard_fit_options_init(oi_scorecard_fit_options *options, oi_error *error);

/* A scorecard of table "features" for the outcomes (1 = bad) of table "outcomes" (outcome, weight); tables "settings", "specials" and "cuts" may
 * follow as for oi_binning_fit, and "notes" (name, text), kept with the card. Weights of evidence are those of zeros over ones. Tables of the
 * result: "features", "bins" (with value and points), "categories", "fit", "classes" (where there are any), "proof", "binning_proof", "about". out
 * scorecard, result; nullable options, result. Errors: those of oi_binning_fit; INVALID_ARGUMENT (no feature has the information value, separated
 * outcomes or dependent features without a ridge, no convergence), OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_scorecard_fit(const oi_table *tables, int32_t table_count,
                                  const oi_scorecard_fit_options *options, oi_scorecard **scorecard,
                                  oi_result **result, oi_error *error);

/* ---- Validation ---------------------------------------------------------------------------------------------------------- */

typedef struct oi_scorecard_validation_options {
  int64_t struct_size; /* sizeof(oi_scorecard_validation_options) */
  int32_t threads;     /* 0 to 256; never changes a bit */
  int32_t score_bins;  /* of the score where the card has no classes, 2 to 50; 0 = 10 */
  const oi_day *split; /* rows observed before it are development, the others validation; NULL = by period */
  const char *development;  /* the period that the others are compared with; NULL where there is a split */
  const double *smoothing;  /* added to each bin of the stability indices, 0 to 1,000,000; NULL = 0.5 */
  double confidence;        /* of intervals, above 0 and below 1; 0 = 0.95 */
  int32_t calibration_bins; /* 1 to 10,000; 0 = 10 */
  int32_t reserved;         /* 0 */
} oi_scorecard_validation_options;
#define OI_SCORECARD_VALIDATION_OPTIONS_INIT \
  { (int64_t)sizeof(oi_scorecard_validation_options), 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_scorecard_validation_options_init(oi_scorecard_validation_options *options,
                                                      oi_error *error);

/* How a card does on table "features" (its columns) and table "outcomes": outcome (1 = bad, null = not known yet), weight, and observed_on (dates,
 * with options.split) or period (with options.development). Tables of the result: "periods", "classes" (where the card has any), "stability",
 * "stability_bins", "proof", "about". out result. Errors: NULL_ARGUMENT, NOT_SET (neither split nor development), INVALID_ARGUMENT (both; no row of
 * the development period), OUT_OF_BOUNDS, MISSING_COLUMN, MISSING_VALUE, UNKNOWN_NAME, WRONG_TYPE, INVALID_DATA, RAGGED_COLUMNS, OUT_OF_MEMORY.
 * Shared. Since 0.1. */
OI_API oi_status oi_scorecard_validate(const oi_scorecard *scorecard, const oi_table *tables,
                                       int32_t table_count, const oi_scorecard_validation_options *options,
                                       oi_result **result, oi_error *error);

/* Overrides as data: table "decisions" (from_class, to_class, and any of reason, decided_by, decided_on, outcome, weight). Tables of the result:
 * "overrides", "reasons", "summary", "log", "proof", "about". `confidence` of intervals, above 0 and below 1. out result. Errors: NULL_ARGUMENT,
 * OUT_OF_BOUNDS, INVALID_ARGUMENT (no rows), MISSING_COLUMN, MISSING_VALUE (a class; an override without a reason), UNKNOWN_NAME, WRONG_TYPE,
 * INVALID_DATA, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_scorecard_override_report(const oi_table *tables, int32_t table_count, double confidence,
                                              oi_result **result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_SCORECARD_FIT_H */
