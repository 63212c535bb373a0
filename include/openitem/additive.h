/* openitem: additive models, log odds as a sum of one value a feature and pair of features. docs/methods/additive.md states every
 * rule. The conventions are those of openitem.h. The same bits on every machine and for any number of threads. */
#ifndef OPENITEM_ADDITIVE_H
#define OPENITEM_ADDITIVE_H

#include "openitem/binning.h"
#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An additive model. Immutable. */
typedef struct oi_additive oi_additive;

typedef struct oi_additive_options {
  int64_t struct_size; /* sizeof(oi_additive_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a bit */
  int32_t max_bins;    /* of the numbers or categories of a feature, 2 .. 1,000; 0 = 256 */
  int32_t pairs;       /* the strongest pairs of features that are added, 0 .. 10,000; -1 = all */
  int32_t pair_bins;   /* of a feature within a pair, 2 .. 64; 0 = 16 */
  int32_t max_leaves;  /* of each step of a feature, 2 .. 16; 0 = 3 */
  int32_t max_rounds;  /* over all features, and again over all pairs, 1 .. 100,000; 0 = 2,000 */
  int32_t patience; /* rounds without a lower validation loss after which a bag ends, 1 .. 100,000; 0 = 50 */
  int32_t bags;     /* models that are averaged, 1 .. 100; 0 = 8 */
  int64_t seed;     /* of the choice of validation rows, 0 or more */
  double learning_rate; /* share of each step that is taken, 0.0001 .. 1; 0 = 0.05 */
  double l2;            /* added to the second derivatives of a leaf, 10^-6 .. 10^9; 0 = 1 */
  double other_share;   /* categories of a smaller share of the weight go to "other", 0 .. 0.5; 0 = none */
  const double
      *validation_share;         /* of the rows of each class, that say when to stop, 0 .. 0.5; NULL = 0.15 */
  const double *tolerance;       /* what counts as a lower loss, 0 .. 1; NULL = 0.00001 */
  const double *min_leaf_weight; /* of training rows in each leaf, 0 or more; NULL = 5 */
  const double *min_gain;        /* fall of twice the loss that a cut must bring, 0 or more; NULL = 2 */
  const double *category_smoothing; /* weight by which categories are ordered, 0 .. 10^9; NULL = 1 */
  oi_unseen_category unseen;
  int32_t reserved; /* must be 0 */
} oi_additive_options;
#define OI_ADDITIVE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_additive_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_additive_options_init(oi_additive_options *options, oi_error *error);

/* An additive model of the columns of table "features" for the outcomes of table "outcomes" (outcome, weight); tables "settings"
 * (feature, trend: free, increasing or decreasing, type), "specials" and "cuts" (feature, value) may follow. Tables of the result:
 * "features", "values", "categories", "pairs", "pair_values", "rounds", "proof", "about". Time: bags x rounds x features x
 * (rows + bins). out additive, result; nullable options, result. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS, INVALID_ARGUMENT (one class of
 * outcomes or too few rows of one, a trend that cannot be), UNKNOWN_NAME, MISSING_COLUMN, MISSING_VALUE, RAGGED_COLUMNS, WRONG_TYPE,
 * INVALID_DATA (an infinite value, an outcome, a weight), with column and row, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_additive_fit(const oi_table *tables, int32_t table_count,
                                 const oi_additive_options *options, oi_additive **additive,
                                 oi_result **result, oi_error *error);

/* Tables "model", "values", "categories", "pairs", "pair_values" of a model. out result. Errors: NULL_ARGUMENT, OUT_OF_MEMORY.
 * Shared. Since 0.1. */
OI_API oi_status oi_additive_describe(const oi_additive *additive, oi_result **result, oi_error *error);

/* Table "rows": log_odds and probability of outcome 1 of each row of table "features". out result. Errors: NULL_ARGUMENT,
 * OUT_OF_BOUNDS (threads), INVALID_ARGUMENT, MISSING_COLUMN, UNKNOWN_NAME (a column that is no feature), WRONG_TYPE, INVALID_DATA
 * (an infinite value, a category nobody has seen), MISSING_VALUE (and no bin for it), OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_additive_predict(const oi_additive *additive, const oi_table *tables, int32_t table_count,
                                     int32_t threads, oi_result **result, oi_error *error);

/* Frees a model. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_additive_release(oi_additive *additive);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_ADDITIVE_H */
