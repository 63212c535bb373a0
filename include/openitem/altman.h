/* Altman's Z scores: the ratios of a balance sheet as one figure, with the zones it was published with. Coefficients and sources:
 * docs/methods/credit.md. The same bits on every machine. No function keeps state. */
#ifndef OPENITEM_ALTMAN_H
#define OPENITEM_ALTMAN_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which model. They are of different firms: so there is no default. */
typedef int32_t oi_altman_model;
#define OI_ALTMAN_NOT_SET 0
#define OI_ALTMAN_Z 1        /* Z (1968): listed manufacturers, five ratios */
#define OI_ALTMAN_Z_PRIME 2  /* Z' (1983): private manufacturers, five ratios */
#define OI_ALTMAN_Z_DOUBLE 3 /* Z'' (1983): any industry, four ratios */
#define OI_ALTMAN_EM 4       /* Z'' + 3.25 (1995): emerging markets, four ratios */

/* Coefficient of sales / total assets in Z. */
typedef int32_t oi_altman_sales;
#define OI_ALTMAN_SALES_ONE 0       /* 1.0, as most print it */
#define OI_ALTMAN_SALES_PUBLISHED 1 /* 0.999, as in the paper; of Z alone */

/* Where a score lies. */
typedef int32_t oi_altman_zone;
#define OI_ALTMAN_ZONE_NONE 0     /* no zone: never in a result */
#define OI_ALTMAN_ZONE_DISTRESS 1 /* below the lower bound */
#define OI_ALTMAN_ZONE_GREY 2     /* from the lower to the upper bound */
#define OI_ALTMAN_ZONE_SAFE 3     /* above the upper bound */

/* "distress", "grey", "safe"; "" for none. Pure. No allocation. Since 0.1. */
OI_API const char *oi_altman_zone_name(oi_altman_zone zone);

/* score = constant + sum of coefficient x ratio. Frozen layout, 72 bytes. */
typedef struct oi_altman_scale {
  double coefficients[5]; /* 0 beyond `ratios` */
  double constant;
  double distress_below;
  double safe_above;
  int32_t ratios;   /* 5 or 4 */
  int32_t reserved; /* 0 */
} oi_altman_scale;

/* What a model is made of. out scale. Errors: NULL_ARGUMENT, NOT_SET, INVALID_ARGUMENT. Pure. No allocation. Since 0.1. */
OI_API oi_status oi_altman_describe(oi_altman_model model, oi_altman_sales sales, oi_altman_scale *scale,
                                    oi_error *error);

/* Scores of `rows` firms. `ratios`: `ratio_count` columns (as many as the model has), fractions: working capital, retained earnings, earnings
 * before interest and taxes over total assets, equity over total liabilities (market value in Z, book value in the others), and in Z and Z'
 * sales over total assets. out scores, zones; nullable zones. Errors: NULL_ARGUMENT, NOT_SET, OUT_OF_BOUNDS, INVALID_ARGUMENT, INVALID_DATA (row and
 * column of a ratio that is not finite). Pure. Since 0.1. */
OI_API oi_status oi_altman_scores(oi_altman_model model, oi_altman_sales sales, const double *const *ratios,
                                  int32_t ratio_count, int64_t rows, double *scores, oi_altman_zone *zones,
                                  oi_error *error);

#ifdef __cplusplus
}
#endif

#endif
