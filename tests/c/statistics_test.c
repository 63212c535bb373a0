/* Statistics and figures of credit through C; every figure is worked out by hand or printed by its source. */
#include <math.h>
#include <string.h>

#include "openitem/altman.h"
#include "openitem/distributions.h"
#include "openitem/points.h"
#include "openitem/stats.h"
#include "openitem/survival.h"

#include "check.h"

/* In parts of a million, so that a figure is compared as printed. */
static int64_t millionths(double value) { return (int64_t)floor(value * 1e6 + 0.5); }

static void regression(void) {
  /* Ones are 3 of 4 at 1 and 1 of 4 at 0: the intercept is -ln 3, the slope 2 ln 3, their variances 4/3 and 8/3 (Woolf). */
  static const double at[] = {0, 0, 0, 0, 1, 1, 1, 1};
  static const uint8_t outcomes[] = {0, 0, 0, 1, 0, 1, 1, 1};
  static const uint8_t told_apart[] = {0, 0, 0, 0, 1, 1, 1, 1};
  const double *features[1];
  oi_regression_columns columns;
  oi_logistic_options options = OI_LOGISTIC_OPTIONS_INIT;
  oi_logistic_fit fit;
  oi_error error;
  double coefficients[2], errors[2], covariance[4], probabilities[8];
  features[0] = at;
  memset(&columns, 0, sizeof columns);
  columns.features = features;
  columns.feature_count = 1;
  columns.outcomes = outcomes;
  columns.rows = 8;
  CHECK_INT(oi_stats_fit_logistic(&columns, NULL, &fit, coefficients, errors, covariance, &error), OI_OK);
  CHECK_INT(fit.status, OI_FIT_CONVERGED);
  CHECK_TEXT(oi_fit_status_name(fit.status), "converged");
  CHECK_INT(millionths(coefficients[0]), -1098612);
  CHECK_INT(millionths(coefficients[1]), 2197225);
  CHECK_INT(millionths(covariance[0]), 1333333);
  CHECK_INT(millionths(errors[1] * errors[1]), 2666667);
  CHECK_INT(oi_stats_logistic_probabilities(&columns, coefficients, NULL, probabilities, &error), OI_OK);
  CHECK_INT(millionths(probabilities[0]), 250000);
  CHECK_INT(millionths(probabilities[7]), 750000);
  columns.outcomes = told_apart;
  CHECK_INT(oi_stats_fit_logistic(&columns, NULL, &fit, coefficients, NULL, NULL, &error), OI_OK);
  CHECK_INT(fit.status, OI_FIT_SEPARATED);
  CHECK(isnan(coefficients[1]));
  options.ridge = 0.1;
  CHECK_INT(oi_stats_fit_logistic(&columns, &options, &fit, coefficients, NULL, NULL, &error), OI_OK);
  CHECK_INT(fit.status, OI_FIT_CONVERGED);
  columns.reserved = 1;
  CHECK_INT(oi_stats_fit_logistic(&columns, NULL, &fit, coefficients, NULL, NULL, &error),
            OI_INVALID_ARGUMENT);
  columns.reserved = 0;
  columns.outcomes = NULL;
  CHECK_INT(oi_stats_fit_logistic(&columns, NULL, &fit, coefficients, NULL, NULL, &error), OI_NULL_ARGUMENT);
}

static void measures(void) {
  static const double scores[] = {0.1, 0.4, 0.35, 0.8};
  static const uint8_t outcomes[] = {0, 0, 1, 1};
  const oi_scored_outcomes scored = {scores, outcomes, NULL, 4};
  oi_discrimination found;
  oi_calibration near_to;
  oi_calibration_error calibration;
  oi_calibration_bin bins[2];
  oi_error error;
  CHECK_INT(oi_stats_discriminate(&scored, 0.95, &found, &error), OI_OK);
  CHECK_INT(millionths(found.auc.value), 750000);
  CHECK_INT(millionths(found.ks), 500000);
  CHECK_INT(oi_stats_discriminate(&scored, 1.0, &found, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 1);
  CHECK_INT(oi_stats_calibrate(&scored, 0.95, &near_to, &error), OI_OK);
  CHECK_INT(millionths(near_to.brier.value), 158125); /* (0.01 + 0.16 + 0.4225 + 0.04) / 4 */
  CHECK_INT(oi_stats_calibration_curve(&scored, 2, 0.95, &calibration, bins, &error), OI_OK);
  CHECK_INT(calibration.bins, 2);
  CHECK_INT(millionths(bins[0].mean_probability), 225000);
  CHECK_INT(millionths(bins[0].share_of_ones.value), 500000);
  CHECK_INT(millionths(calibration.error), 187500); /* (0.275 + 0.1) / 2 */
}

static void survival(void) {
  static const double times[] = {1, 2, 2, 3};
  static const uint8_t events[] = {1, 1, 0, 1};
  static const int32_t groups[] = {0, 1, 0, 1};
  const oi_survival_columns columns = {times, events, NULL, 4};
  oi_result *curve = NULL;
  oi_column view;
  oi_log_rank test;
  oi_concordance order;
  oi_error error;
  double observed[2];
  int64_t rows = 0;
  CHECK_INT(oi_survival_kaplan_meier(&columns, OI_SURVIVAL_INTERVAL_NOT_SET, NULL, &curve, &error),
            OI_NOT_SET);
  CHECK_INT(oi_survival_kaplan_meier(&columns, OI_SURVIVAL_INTERVAL_LOG, NULL, &curve, &error), OI_OK);
  CHECK_INT(oi_result_column(curve, "curve", "survival", &view, &rows, &error), OI_OK);
  CHECK_INT(rows, 3);
  CHECK_INT(millionths(((const double *)view.values)[1]), 500000); /* 3/4 x 2/3 */
  oi_result_release(curve);
  CHECK_INT(oi_survival_log_rank(&columns, groups, 2, NULL, &test, observed, NULL, NULL, &error), OI_OK);
  CHECK_INT(test.degrees_of_freedom, 1);
  CHECK_INT(millionths(observed[1]), 2000000);
  CHECK_INT(oi_survival_concordance(&columns, times, OI_SCORE_HIGHER_IS_LATER, 0.95, &order, &error), OI_OK);
  CHECK_INT(millionths(order.index.value), 900000); /* of 5 pairs 1 has one score: those of time 2 */
}

static void figures_of_credit(void) {
  static const double expected[] = {0.4, 0.3, 0.3}, actual[] = {0.35, 0.25, 0.4};
  static const double odds[] = {100}, ratio[] = {0.1, 0.2, 0.2, 0.6, 0.8};
  const double *ratios[5];
  oi_points_scale scale;
  oi_altman_scale model;
  oi_altman_zone zone;
  oi_stability_band band;
  oi_error error;
  double index = 0, score = 0;
  int at;
  CHECK_INT(oi_stats_population_stability(expected, actual, 3, OI_BIN_SHARES, 0, &index, NULL, &error),
            OI_OK);
  CHECK_INT(millionths(index), 44561);
  CHECK_INT(oi_stability_band_of(index, &band, &error), OI_OK);
  CHECK_TEXT(oi_stability_band_name(band), "no significant shift");
  CHECK_INT(oi_points_scaling(20, 600, 50, OI_ODDS_GOOD_TO_BAD, &scale, &error), OI_OK);
  CHECK_INT(oi_points_scores_of_odds(&scale, odds, 1, &score, &error), OI_OK);
  CHECK_INT(millionths(score), 620000000);
  for (at = 0; at < 5; ++at) ratios[at] = &ratio[at];
  CHECK_INT(oi_altman_scores(OI_ALTMAN_Z, OI_ALTMAN_SALES_ONE, ratios, 5, 1, &score, &zone, &error), OI_OK);
  CHECK_INT(millionths(score), 2220000);
  CHECK_TEXT(oi_altman_zone_name(zone), "grey");
  CHECK_INT(oi_altman_scores(OI_ALTMAN_EM, OI_ALTMAN_SALES_ONE, ratios, 5, 1, &score, &zone, &error),
            OI_INVALID_ARGUMENT);
  CHECK_INT(oi_altman_describe(OI_ALTMAN_Z, OI_ALTMAN_SALES_PUBLISHED, &model, &error), OI_OK);
  CHECK_INT(millionths(model.coefficients[4]), 999000);
}

int main(void) {
  regression();
  measures();
  survival();
  figures_of_credit();
  return check_end();
}
