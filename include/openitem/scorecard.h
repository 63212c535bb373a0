/* openitem: scorecards: points for the bins of features, scores, probabilities of default, rating classes, reasons.
 * docs/methods/scorecards.md states every rule. The conventions are those of openitem.h. The same bits on every machine and for any
 * number of threads, and the same as through C++ and Python. */
#ifndef OPENITEM_SCORECARD_H
#define OPENITEM_SCORECARD_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the points a row lost are counted from. */
typedef int32_t oi_reason_baseline;
#define OI_REASON_BEST_ATTAINABLE 0 /* the most points any bin of the feature has */
#define OI_REASON_MEAN 1            /* the feature's mean, which the card must state; 0 of a pair */

/* A scorecard. Immutable. */
typedef struct oi_scorecard oi_scorecard;

typedef struct oi_score_options {
  int64_t struct_size; /* sizeof(oi_score_options) */
  int32_t threads;     /* 0 or 1 = the caller's thread; at most 256; never changes a bit */
  int32_t reasons;     /* features and pairs named for each row, most points lost first, 0 .. 20 */
  oi_reason_baseline baseline;
  int32_t points; /* 1 = also the points of every feature and pair */
} oi_score_options;
#define OI_SCORE_OPTIONS_INIT \
  { (int64_t)sizeof(oi_score_options), 0, 0, 0, 0 }

/* Sets all defaults; the same bytes as the INIT macro. out options. Errors: NULL_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_score_options_init(oi_score_options *options, oi_error *error);

/* The card that tables state, an expert's or one that was described: "card" (feature, bin, kind, lower, upper, woe, points), and
 * where they are needed "categories" (feature, bin, category), "features" (feature, weight, mean), "pairs" (first, second,
 * first_bin, second_bin, points), "classes" (class, lower, pd), "settings" (one row: base_points, factor, offset, orientation,
 * unseen), "notes" (name, text). out scorecard. Errors: NULL_ARGUMENT, INVALID_ARGUMENT (a gap between bins, classes out of order
 * ...), OUT_OF_BOUNDS (the scale), UNKNOWN_NAME, UNKNOWN_REFERENCE, MISSING_COLUMN, MISSING_VALUE, WRONG_TYPE, INVALID_DATA,
 * INVALID_TEXT, OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_scorecard_read(const oi_table *tables, int32_t table_count, oi_scorecard **scorecard,
                                   oi_error *error);

/* The card of a JSON text of `size` bytes, which need not end with a NUL; to the bit the one that was written. Errors name the byte
 * in their message or the path of the member as column. out scorecard. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS (a size below 0 or
 * above 64 MiB, nested deeper than 32), INVALID_DATA (not JSON, a member twice), INVALID_TEXT (not UTF-8), UNKNOWN_NAME (another
 * format, a member nobody knows), UNSUPPORTED_VERSION (a newer file), INCONSISTENT_DATA (damaged: the checksum is that of another
 * text), MISSING_VALUE (a member that is not there), WRONG_TYPE (a member of another type), INVALID_ARGUMENT (a card that cannot
 * be), OUT_OF_MEMORY. Pure. Since 0.1. */
OI_API oi_status oi_scorecard_of_json(const char *json, int64_t size, oi_scorecard **scorecard,
                                      oi_error *error);

/* The JSON text of a card: the one cell of column "json" of table "json", bytes offsets[0] to offsets[1] of its values. out result.
 * Errors: NULL_ARGUMENT, OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_scorecard_to_json(const oi_scorecard *scorecard, oi_result **result, oi_error *error);

/* The tables of a card, as oi_scorecard_read takes them, and "about". out result. Errors: NULL_ARGUMENT, OUT_OF_MEMORY. Shared.
 * Since 0.1. */
OI_API oi_status oi_scorecard_describe(const oi_scorecard *scorecard, oi_result **result, oi_error *error);

/* Scores the rows of table "features". Table "rows" of the result: score, pd (with a scale), class, class_pd, reason_k and
 * reason_k_points, points_NAME where asked; and "about". Memory is taken by column and by part of the rows, none by row. out
 * result; nullable options. Errors: NULL_ARGUMENT, OUT_OF_BOUNDS (options), INVALID_ARGUMENT (options; means the card does not
 * know), MISSING_COLUMN, UNKNOWN_NAME (a column that is no feature), WRONG_TYPE, INVALID_DATA (an infinite value, a category
 * nobody has seen), MISSING_VALUE (and no bin for it), OUT_OF_MEMORY. Shared. Since 0.1. */
OI_API oi_status oi_scorecard_score(const oi_scorecard *scorecard, const oi_table *tables,
                                    int32_t table_count, const oi_score_options *options, oi_result **result,
                                    oi_error *error);

/* Frees a card. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_scorecard_release(oi_scorecard *scorecard);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_SCORECARD_H */
