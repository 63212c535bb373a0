/* openitem: optimal binning, weight of evidence, information value. docs/methods/binning.md states every rule. The conventions are
 * those of openitem.h. The same bits on every machine and for any number of threads. */
#ifndef OPENITEM_BINNING_H
#define OPENITEM_BINNING_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which class stands above the line in the weight of evidence. No default. */
typedef int32_t oi_woe_direction;
#define OI_WOE_NOT_SET 0
#define OI_WOE_ZEROS_OVER_ONES 1 /* ln(share of the zeros / share of the ones): high = good where 1 is bad */
#define OI_WOE_ONES_OVER_ZEROS 2 /* its negative */

/* How the rate of outcome 1 runs from bin to bin. */
typedef int32_t oi_bin_trend;
#define OI_BIN_TREND_MONOTONE 0 /* the better of increasing and decreasing */
#define OI_BIN_TREND_INCREASING 1
#define OI_BIN_TREND_DECREASING 2
#define OI_BIN_TREND_PEAK 3   /* rises, then falls */
#define OI_BIN_TREND_VALLEY 4 /* falls, then rises */
#define OI_BIN_TREND_FREE 5

/* Which cells smoothing is added to. */
typedef int32_t oi_cell_smoothing;
#define OI_CELL_SMOOTHING_EMPTY_CELLS 0 /* both of a bin in which one is 0 */
#define OI_CELL_SMOOTHING_ALWAYS 1

/* What becomes of a category, at scoring, that was not there when the bins were made. */
typedef int32_t oi_unseen_category;
#define OI_UNSEEN_CATEGORY_ERROR 0
#define OI_UNSEEN_CATEGORY_MISSING 1 /* the bin of missing values */
#define OI_UNSEEN_CATEGORY_OTHER 2   /* the bin "other", which is made for it */

/* What a row becomes. No default. */
typedef int32_t oi_binning_output;
#define OI_BINNING_NOT_SET 0
#define OI_BINNING_WOE 1 /* float64: the weight of evidence of its bin */
#define OI_BINNING_BIN 2 /* int32: the number of its bin */

/* Bins of features. Immutable. */
typedef struct oi_binning oi_binning;

typedef struct oi_binning_options {
  int64_t struct_size; /* sizeof(oi_binning_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a bit */
  oi_bin_trend trend;  /* of numeric features; table "settings" may say otherwise of one */
  int32_t max_bins;    /* of intervals or categories, 1 .. 50; 0 = 10 */
  int32_t max_prebins; /* where the search may cut, 2 .. 1,000; 0 = 200 */
  oi_cell_smoothing smoothing_rule;
  oi_unseen_category unseen;
  double min_ones;         /* weight of outcome 1 in each such bin, 0 or more */
  double min_zeros;        /* weight of outcome 0 in each such bin, 0 or more */
  double min_gain;         /* information value that a further bin must bring, 0 or more */
  double smoothing;        /* added to cells, in weight, 10^-9 .. 10^9; 0 = 0.5 */
  double other_share;      /* categories of a smaller share of the weight go to "other", 0 .. 0.5; 0 = none */
  const double *min_share; /* of the weight of all rows, in each such bin, 0 .. 0.5; NULL = 0.05 */
  const double *
      category_smoothing; /* weight at the rate of all rows by which categories are ordered, 0 .. 10^9; NULL = 1 */
} oi_binning_options;
#define OI_BINNING_OPTIONS_INIT \
  { (int64_t)sizeof(oi_binning_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_binning_options_init(oi_binning_options *options, oi_error *error);

/* Bins of the greatest information value under the options, of each column of table "features", for the outcomes of table
 * "outcomes" (outcome, weight); tables "settings" (feature, trend, type), "specials" and "cuts" (feature, value) may follow.
 * Tables of the result: "features", "bins" (lower included, upper excluded), "categories", "proof", "about". Time: rows +
 * max_prebins^2 x max_bins of each feature. out binning, result; nullable options, result. Errors: NULL_ARGUMENT, NOT_SET,
 * OUT_OF_BOUNDS, INVALID_ARGUMENT (one class of outcomes, no features, a value twice), UNKNOWN_NAME, MISSING_COLUMN,
 * MISSING_VALUE, RAGGED_COLUMNS, WRONG_TYPE, INVALID_DATA (an infinite value, an outcome, a weight), with column and row,
 * OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_binning_fit(const oi_table *tables, int32_t table_count, oi_woe_direction woe,
                                const oi_binning_options *options, oi_binning **binning, oi_result **result,
                                oi_error *error);

/* The model that tables "bins" (feature, bin, kind, lower, upper, woe; further columns of a fitted table are not read) and
 * "categories" (feature, bin, category) state: bins typed by hand. out binning. Errors: NULL_ARGUMENT, INVALID_ARGUMENT (a gap or
 * an overlap, a category twice ...), UNKNOWN_NAME, UNKNOWN_REFERENCE, MISSING_COLUMN, MISSING_VALUE, WRONG_TYPE, INVALID_DATA,
 * OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_binning_read(const oi_table *tables, int32_t table_count, oi_unseen_category unseen,
                                 oi_binning **binning, oi_error *error);

/* Tables "bins" and "categories" of a model, as oi_binning_read takes them. out result. Errors: NULL_ARGUMENT, OUT_OF_MEMORY.
 * Shared. Since 0.1. */
OI_API oi_status oi_binning_describe(const oi_binning *binning, oi_result **result, oi_error *error);

/* Table "rows": for each feature of the model what its column of table "features" becomes. Memory is taken by column, none by row.
 * out result. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS (threads), INVALID_ARGUMENT, MISSING_COLUMN, UNKNOWN_NAME (a column
 * that is no feature), WRONG_TYPE, INVALID_DATA (an infinite value, a category nobody has seen), MISSING_VALUE (and no bin for
 * it), OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_binning_transform(const oi_binning *binning, const oi_table *tables, int32_t table_count,
                                      oi_binning_output output, int32_t threads, oi_result **result,
                                      oi_error *error);

/* Frees a model. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_binning_release(oi_binning *binning);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_BINNING_H */
