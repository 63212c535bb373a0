/* Points scaling of scorecards: scores as points in which a fixed number of points doubles the odds. Formulas: docs/methods/credit.md. The same
 * bits on every machine. No function keeps state. */
#ifndef OPENITEM_POINTS_H
#define OPENITEM_POINTS_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What odds are odds of. Textbooks use both: so there is no default. */
typedef int32_t oi_odds_orientation;
#define OI_ODDS_NOT_SET 0
#define OI_ODDS_GOOD_TO_BAD 1 /* 50 = fifty goods for each bad; a PD of 1 / 51 */
#define OI_ODDS_BAD_TO_GOOD 2 /* 0.02 = one bad for each fifty goods; the same PD */

/* score = offset + factor x ln(odds). Frozen layout, 24 bytes. */
typedef struct oi_points_scale {
  double factor;
  double offset; /* the score of odds of 1 */
  oi_odds_orientation orientation;
  int32_t reserved; /* 0 */
} oi_points_scale;

/* factor = pdo / ln 2, offset = base_score - factor x ln(base_odds). `pdo`: points that double the odds; below 0 where the score is to fall with
 * them. out scale. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_points_scaling(double pdo, double base_score, double base_odds,
                                   oi_odds_orientation orientation, oi_points_scale *scale, oi_error *error);

/* Scores of `rows` odds. out scores. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS (the scale, rows), INVALID_DATA (row = the first that is not
 * above 0 and finite). Pure. Since 0.1. */
OI_API oi_status oi_points_scores_of_odds(const oi_points_scale *scale, const double *odds, int64_t rows,
                                          double *scores, oi_error *error);

/* Odds of `rows` scores. out odds. Errors: those of oi_points_scores_of_odds. Pure. Since 0.1. */
OI_API oi_status oi_points_odds_of_scores(const oi_points_scale *scale, const double *scores, int64_t rows,
                                          double *odds, oi_error *error);

/* Probabilities of default of `rows` odds: 1 / (1 + odds) of goods to bads, odds / (1 + odds) of bads to goods. out pds. Errors: those of
 * oi_points_scores_of_odds. Pure. Since 0.1. */
OI_API oi_status oi_points_pds_of_odds(oi_odds_orientation orientation, const double *odds, int64_t rows,
                                       double *pds, oi_error *error);

/* Odds of `rows` probabilities of default, above 0 and below 1. out odds. Errors: those of oi_points_scores_of_odds. Pure. Since 0.1. */
OI_API oi_status oi_points_odds_of_pds(oi_odds_orientation orientation, const double *pds, int64_t rows,
                                       double *odds, oi_error *error);

#ifdef __cplusplus
}
#endif

#endif
