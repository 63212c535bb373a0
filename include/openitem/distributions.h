/* Two distributions over the same bins: population stability index, weight of evidence, information value. Formulas:
 * docs/methods/statistics.md. The same bits on every machine. No function keeps state. */
#ifndef OPENITEM_DISTRIBUTIONS_H
#define OPENITEM_DISTRIBUTIONS_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the figures of bins are. */
typedef int32_t oi_bin_figures;
#define OI_BIN_FIGURES_NOT_SET 0
#define OI_BIN_COUNTS 1 /* rows or weights, 0 or more */
#define OI_BIN_SHARES 2 /* 0 to 1, together 1 within 0.000001 */

/* How far a population has moved. */
typedef int32_t oi_stability_band;
#define OI_STABILITY_NONE 0                 /* no band: never in a result */
#define OI_STABILITY_NO_SIGNIFICANT_SHIFT 1 /* below 0.10 */
#define OI_STABILITY_MINOR 2                /* from 0.10, below 0.25 */
#define OI_STABILITY_SIGNIFICANT 3          /* from 0.25 */

/* "no significant shift", "minor", "significant"; "" for none. Pure. No allocation. Since 0.1. */
OI_API const char *oi_stability_band_name(oi_stability_band band);

/* The band of an index. out band. Errors: NULL_ARGUMENT, INVALID_ARGUMENT (below 0 or not a number). Pure. No allocation. Since 0.1. */
OI_API oi_status oi_stability_band_of(double stability_index, oi_stability_band *band, oi_error *error);

/* Population stability index, sum of (actual - expected) ln(actual / expected) over bins. `smoothing`, 0 to 1,000,000, is added to each count of
 * both distributions. `contributions` has room for bin_count (1 to 16,777,216). out stability_index, contributions; nullable contributions.
 * Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_DATA (row = the bin: no count or share, empty in one distribution only), INVALID_ARGUMENT
 * (nothing in the bins, shares that are not together 1, smoothing of shares). Pure. Since 0.1. */
OI_API oi_status oi_stats_population_stability(const double *expected, const double *actual,
                                               int32_t bin_count, oi_bin_figures figures, double smoothing,
                                               double *stability_index, double *contributions,
                                               oi_error *error);

/* Which way round evidence counts. */
typedef int32_t oi_evidence_orientation;
#define OI_EVIDENCE_NOT_SET 0
#define OI_EVIDENCE_GOOD_OVER_BAD 1 /* ln(share of goods / share of bads) */
#define OI_EVIDENCE_BAD_OVER_GOOD 2 /* ln(share of bads / share of goods) */

/* Weight of evidence of each bin and their information value. `weights` and `contributions` have room for bin_count. out information_value,
 * weights, contributions; nullable weights, contributions. Errors: those of oi_stats_population_stability. Pure. Since 0.1. */
OI_API oi_status oi_stats_weight_of_evidence(const double *goods, const double *bads, int32_t bin_count,
                                             oi_evidence_orientation orientation, oi_bin_figures figures,
                                             double smoothing, double *information_value, double *weights,
                                             double *contributions, oi_error *error);

#ifdef __cplusplus
}
#endif

#endif
