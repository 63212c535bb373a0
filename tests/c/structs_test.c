/* Layouts that never change, options structs of every size, INIT macro = init function byte for byte. */
#include <stddef.h>

#include "openitem/additive.h"
#include "openitem/aging.h"
#include "openitem/altman.h"
#include "openitem/behaviour.h"
#include "openitem/binning.h"
#include "openitem/bridge.h"
#include "openitem/cash_plan.h"
#include "openitem/cashflow.h"
#include "openitem/collection_curves.h"
#include "openitem/datasets.h"
#include "openitem/day_count.h"
#include "openitem/discount.h"
#include "openitem/discount_history.h"
#include "openitem/discount_portfolio.h"
#include "openitem/exposure.h"
#include "openitem/interest.h"
#include "openitem/kpi.h"
#include "openitem/kpis.h"
#include "openitem/ledger.h"
#include "openitem/openitem.h"
#include "openitem/outcome.h"
#include "openitem/plan.h"
#include "openitem/plan_life.h"
#include "openitem/points.h"
#include "openitem/provision.h"
#include "openitem/revaluation.h"
#include "openitem/roll_rates.h"
#include "openitem/scorecard.h"
#include "openitem/scorecard_fit.h"
#include "openitem/stats.h"
#include "openitem/survival.h"
#include "openitem/terms.h"

#include "check.h"
#include "small_ledger.h"

/* C99 has no _Static_assert: an array of negative size does not compile. */
#define FROZEN(name, condition) typedef char frozen_##name[(condition) ? 1 : -1]
#define FROZEN_FIELD(type, field, at) FROZEN(type##_##field, offsetof(type, field) == (at))

FROZEN(error_size, sizeof(oi_error) == 512);
FROZEN(annuity_row_size, sizeof(oi_annuity_row) == 24);
FROZEN(offer_value_size, sizeof(oi_offer_value) == 24);
FROZEN(cash_plan_options_size, sizeof(oi_cash_plan_options) == 80);
FROZEN(plan_life_options_size, sizeof(oi_plan_life_options) == 112);
FROZEN(additive_options_size, sizeof(oi_additive_options) == 120);
FROZEN(binning_options_size, sizeof(oi_binning_options) == 88);
FROZEN(score_options_size, sizeof(oi_score_options) == 24);
FROZEN(rating_class_options_size, sizeof(oi_rating_class_options) == 80);
FROZEN(scorecard_fit_options_size, sizeof(oi_scorecard_fit_options) == 88);
FROZEN(scorecard_validation_options_size, sizeof(oi_scorecard_validation_options) == 56);
FROZEN(offer_columns_size, sizeof(oi_offer_columns) == 80);
FROZEN(estimate_size, sizeof(oi_estimate) == 32);
FROZEN(regression_columns_size, sizeof(oi_regression_columns) == 48);
FROZEN_FIELD(oi_regression_columns, features, 0);
FROZEN_FIELD(oi_regression_columns, rows, 32);
FROZEN_FIELD(oi_regression_columns, feature_count, 40);
FROZEN(logistic_options_size, sizeof(oi_logistic_options) >= 40);
FROZEN(logistic_fit_size, sizeof(oi_logistic_fit) == 56);
FROZEN_FIELD(oi_logistic_fit, log_likelihood, 8);
FROZEN_FIELD(oi_logistic_fit, rows, 32);
FROZEN(scored_outcomes_size, sizeof(oi_scored_outcomes) == 32);
FROZEN(discrimination_size, sizeof(oi_discrimination) == 104);
FROZEN_FIELD(oi_discrimination, ks, 64);
FROZEN(calibration_size, sizeof(oi_calibration) == 136);
FROZEN_FIELD(oi_calibration, slope_status, 128);
FROZEN(calibration_bin_size, sizeof(oi_calibration_bin) == 80);
FROZEN(calibration_error_size, sizeof(oi_calibration_error) == 24);
FROZEN(survival_columns_size, sizeof(oi_survival_columns) == 32);
FROZEN(survival_options_size, sizeof(oi_survival_options) >= 32);
FROZEN(log_rank_options_size, sizeof(oi_log_rank_options) >= 40);
FROZEN(log_rank_size, sizeof(oi_log_rank) == 24);
FROZEN(concordance_size, sizeof(oi_concordance) == 56);
FROZEN(points_scale_size, sizeof(oi_points_scale) == 24);
FROZEN(altman_scale_size, sizeof(oi_altman_scale) == 72);
FROZEN_FIELD(oi_altman_scale, ratios, 64);
FROZEN_FIELD(oi_error, status, 0);
FROZEN_FIELD(oi_error, argument, 4);
FROZEN_FIELD(oi_error, row, 8);
FROZEN_FIELD(oi_error, rows_affected, 16);
FROZEN_FIELD(oi_error, column, 24);
FROZEN_FIELD(oi_error, message, 120);

FROZEN(column_size, sizeof(oi_column) == 64);
FROZEN_FIELD(oi_column, name, 0);
FROZEN_FIELD(oi_column, type, 8);
FROZEN_FIELD(oi_column, scale, 12);
FROZEN_FIELD(oi_column, offset, 16);
FROZEN_FIELD(oi_column, values, 24);
FROZEN_FIELD(oi_column, offsets, 32);
FROZEN_FIELD(oi_column, validity, 40);
FROZEN_FIELD(oi_column, dictionary, 48);
FROZEN_FIELD(oi_column, dictionary_rows, 56);

FROZEN(table_size, sizeof(oi_table) == 32);
FROZEN_FIELD(oi_table, name, 0);
FROZEN_FIELD(oi_table, columns, 8);
FROZEN_FIELD(oi_table, column_count, 16);
FROZEN_FIELD(oi_table, reserved, 20);
FROZEN_FIELD(oi_table, rows, 24);

FROZEN(column_mapping_size, sizeof(oi_column_mapping) == 24);
FROZEN_FIELD(oi_column_mapping, table, 0);
FROZEN_FIELD(oi_column_mapping, role, 8);
FROZEN_FIELD(oi_column_mapping, column, 16);

FROZEN(aging_cell_size, sizeof(oi_aging_cell) == 32);
FROZEN_FIELD(oi_aging_cell, group, 0);
FROZEN_FIELD(oi_aging_cell, group_count, 8);
FROZEN_FIELD(oi_aging_cell, reserved, 12);
FROZEN_FIELD(oi_aging_cell, currency, 16);
FROZEN_FIELD(oi_aging_cell, bucket, 24);

FROZEN(figure_size, sizeof(oi_figure) == 112);
FROZEN_FIELD(oi_figure, value, 0);
FROZEN_FIELD(oi_figure, numerator, 8);
FROZEN_FIELD(oi_figure, denominator, 16);
FROZEN_FIELD(oi_figure, count, 24);
FROZEN_FIELD(oi_figure, has_value, 32);
FROZEN_FIELD(oi_figure, has_parts, 36);
FROZEN_FIELD(oi_figure, unit, 40);
FROZEN_FIELD(oi_figure, kind, 44);
FROZEN_FIELD(oi_figure, warning, 48);
FROZEN_FIELD(oi_figure, reserved, 52);
FROZEN_FIELD(oi_figure, figure, 56);

/* Options structs may grow at the end; what is there stays where it is. */
FROZEN(ledger_options_size, sizeof(oi_ledger_options) >= 64);
FROZEN_FIELD(oi_ledger_options, struct_size, 0);
FROZEN_FIELD(oi_ledger_options, threads, 8);
FROZEN_FIELD(oi_ledger_options, map_count, 28);
FROZEN_FIELD(oi_ledger_options, map, 32);
FROZEN_FIELD(oi_ledger_options, date_format, 56);
FROZEN(aging_options_size, sizeof(oi_aging_options) >= 88);
FROZEN_FIELD(oi_aging_options, struct_size, 0);
FROZEN_FIELD(oi_aging_options, threads, 8);
FROZEN_FIELD(oi_aging_options, by_count, 44);
FROZEN_FIELD(oi_aging_options, bounds, 48);
FROZEN_FIELD(oi_aging_options, date_column, 80);
FROZEN_FIELD(oi_aging_options, months, 88);
FROZEN_FIELD(oi_aging_options, forward_months, 92);
FROZEN_FIELD(oi_aging_options, base_amounts, 96);
FROZEN_FIELD(oi_aging_options, re_aged_column, 104);
FROZEN_FIELD(oi_aging_options, calendar, 112);
FROZEN(behaviour_options_size, sizeof(oi_behaviour_options) >= 88);
FROZEN_FIELD(oi_behaviour_options, struct_size, 0);
FROZEN_FIELD(oi_behaviour_options, last, 16);
FROZEN_FIELD(oi_behaviour_options, known_at, 48);
FROZEN_FIELD(oi_behaviour_options, shrink_weight, 84);
FROZEN(outcome_options_size, sizeof(oi_outcome_options) >= 88);
FROZEN_FIELD(oi_outcome_options, struct_size, 0);
FROZEN_FIELD(oi_outcome_options, known_at, 16);
FROZEN_FIELD(oi_outcome_options, tables, 40);
FROZEN_FIELD(oi_outcome_options, days_past_due, 56);
FROZEN_FIELD(oi_outcome_options, reserved, 84);
FROZEN(exposure_options_size, sizeof(oi_exposure_options) == 192);
FROZEN_FIELD(oi_exposure_options, struct_size, 0);
FROZEN_FIELD(oi_exposure_options, known_at, 16);
FROZEN_FIELD(oi_exposure_options, parts_count, 64);
FROZEN_FIELD(oi_exposure_options, watch_use, 80);
FROZEN_FIELD(oi_exposure_options, watch_overdue_days, 128);
FROZEN_FIELD(oi_exposure_options, reserved, 188);
FROZEN(item_options_size, sizeof(oi_item_options) >= 48);
FROZEN_FIELD(oi_item_options, struct_size, 0);
FROZEN_FIELD(oi_item_options, map, 24);
FROZEN_FIELD(oi_item_options, date_format, 40);
FROZEN(sample_options_size, sizeof(oi_sample_options) >= 32);
FROZEN_FIELD(oi_sample_options, struct_size, 0);
FROZEN_FIELD(oi_sample_options, threads, 8);
FROZEN_FIELD(oi_sample_options, reserved, 28);

#define SAME_BYTES(type, macro, init)                          \
  do {                                                         \
    type by_macro = macro;                                     \
    type by_function;                                          \
    memset(&by_function, 0xCD, sizeof by_function);            \
    CHECK_INT(init(&by_function, NULL), OI_OK);                \
    CHECK(memcmp(&by_macro, &by_function, sizeof(type)) == 0); \
    CHECK_INT(by_macro.struct_size, sizeof(type));             \
  } while (0)

static void macro_equals_function(void) {
  SAME_BYTES(oi_ledger_options, OI_LEDGER_OPTIONS_INIT, oi_ledger_options_init);
  SAME_BYTES(oi_aging_options, OI_AGING_OPTIONS_INIT, oi_aging_options_init);
  SAME_BYTES(oi_schedule_options, OI_SCHEDULE_OPTIONS_INIT, oi_schedule_options_init);
  SAME_BYTES(oi_day_count_options, OI_DAY_COUNT_OPTIONS_INIT, oi_day_count_options_init);
  SAME_BYTES(oi_yield_options, OI_YIELD_OPTIONS_INIT, oi_yield_options_init);
  SAME_BYTES(oi_kpi_options, OI_KPI_OPTIONS_INIT, oi_kpi_options_init);
  SAME_BYTES(oi_interest_options, OI_INTEREST_OPTIONS_INIT, oi_interest_options_init);
  SAME_BYTES(oi_offer_options, OI_OFFER_OPTIONS_INIT, oi_offer_options_init);
  SAME_BYTES(oi_sliding_scale_options, OI_SLIDING_SCALE_OPTIONS_INIT, oi_sliding_scale_options_init);
  SAME_BYTES(oi_logistic_options, OI_LOGISTIC_OPTIONS_INIT, oi_logistic_options_init);
  SAME_BYTES(oi_survival_options, OI_SURVIVAL_OPTIONS_INIT, oi_survival_options_init);
  SAME_BYTES(oi_log_rank_options, OI_LOG_RANK_OPTIONS_INIT, oi_log_rank_options_init);
  SAME_BYTES(oi_item_discount_options, OI_ITEM_DISCOUNT_OPTIONS_INIT, oi_item_discount_options_init);
  SAME_BYTES(oi_plan_options, OI_PLAN_OPTIONS_INIT, oi_plan_options_init);
  SAME_BYTES(oi_plan_alternative_options, OI_PLAN_ALTERNATIVE_OPTIONS_INIT, oi_plan_alternative_options_init);
  SAME_BYTES(oi_cash_plan_options, OI_CASH_PLAN_OPTIONS_INIT, oi_cash_plan_options_init);
  SAME_BYTES(oi_plan_life_options, OI_PLAN_LIFE_OPTIONS_INIT, oi_plan_life_options_init);
  SAME_BYTES(oi_discount_history_options, OI_DISCOUNT_HISTORY_OPTIONS_INIT, oi_discount_history_options_init);
  SAME_BYTES(oi_discount_portfolio_options, OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT,
             oi_discount_portfolio_options_init);
  SAME_BYTES(oi_provision_options, OI_PROVISION_OPTIONS_INIT, oi_provision_options_init);
  SAME_BYTES(oi_provision_movement_options, OI_PROVISION_MOVEMENT_OPTIONS_INIT,
             oi_provision_movement_options_init);
  SAME_BYTES(oi_terms_options, OI_TERMS_OPTIONS_INIT, oi_terms_options_init);
  SAME_BYTES(oi_loss_rate_options, OI_LOSS_RATE_OPTIONS_INIT, oi_loss_rate_options_init);
  SAME_BYTES(oi_provision_matrix_options, OI_PROVISION_MATRIX_OPTIONS_INIT, oi_provision_matrix_options_init);
  SAME_BYTES(oi_revaluation_options, OI_REVALUATION_OPTIONS_INIT, oi_revaluation_options_init);
  SAME_BYTES(oi_exposure_options, OI_EXPOSURE_OPTIONS_INIT, oi_exposure_options_init);
  SAME_BYTES(oi_behaviour_options, OI_BEHAVIOUR_OPTIONS_INIT, oi_behaviour_options_init);
  SAME_BYTES(oi_outcome_options, OI_OUTCOME_OPTIONS_INIT, oi_outcome_options_init);
  SAME_BYTES(oi_collection_curves_options, OI_COLLECTION_CURVES_OPTIONS_INIT,
             oi_collection_curves_options_init);
  SAME_BYTES(oi_additive_options, OI_ADDITIVE_OPTIONS_INIT, oi_additive_options_init);
  SAME_BYTES(oi_binning_options, OI_BINNING_OPTIONS_INIT, oi_binning_options_init);
  SAME_BYTES(oi_score_options, OI_SCORE_OPTIONS_INIT, oi_score_options_init);
  SAME_BYTES(oi_rating_class_options, OI_RATING_CLASS_OPTIONS_INIT, oi_rating_class_options_init);
  SAME_BYTES(oi_scorecard_fit_options, OI_SCORECARD_FIT_OPTIONS_INIT, oi_scorecard_fit_options_init);
  SAME_BYTES(oi_scorecard_validation_options, OI_SCORECARD_VALIDATION_OPTIONS_INIT,
             oi_scorecard_validation_options_init);
  SAME_BYTES(oi_bridge_options, OI_BRIDGE_OPTIONS_INIT, oi_bridge_options_init);
  SAME_BYTES(oi_roll_rate_options, OI_ROLL_RATE_OPTIONS_INIT, oi_roll_rate_options_init);
  SAME_BYTES(oi_hierarchy_options, OI_HIERARCHY_OPTIONS_INIT, oi_hierarchy_options_init);
  SAME_BYTES(oi_aging_series_options, OI_AGING_SERIES_OPTIONS_INIT, oi_aging_series_options_init);
  SAME_BYTES(oi_roll_forward_options, OI_ROLL_FORWARD_OPTIONS_INIT, oi_roll_forward_options_init);
  SAME_BYTES(oi_statement_options, OI_STATEMENT_OPTIONS_INIT, oi_statement_options_init);
  SAME_BYTES(oi_item_options, OI_ITEM_OPTIONS_INIT, oi_item_options_init);
  SAME_BYTES(oi_sample_options, OI_SAMPLE_OPTIONS_INIT, oi_sample_options_init);
}

/* A caller of a later version: what it appends must be zero here. */
typedef struct longer_options {
  oi_aging_options options;
  int64_t appended[8];
} longer_options;

static oi_status label_with(longer_options* longer, oi_error* error) {
  char label[32];
  return oi_aging_bucket(19904, 19903, &longer->options, label, sizeof label, error);
}

static void every_struct_size(void) {
  static const oi_aging_options defaults = OI_AGING_OPTIONS_INIT;
  const int64_t known = (int64_t)sizeof(oi_aging_options);
  longer_options longer;
  oi_error error;
  int64_t size;
  for (size = 0; size <= known + 64; ++size) {
    const int fits = size >= 88 && size % 8 == 0;
    memset(&longer, 0, sizeof longer);
    longer.options = defaults;
    longer.options.struct_size = size;
    CHECK_INT(label_with(&longer, &error), fits ? OI_OK : OI_UNSUPPORTED_VERSION);
    if (!fits) {
      CHECK_INT(error.argument, 2);
      CHECK(strstr(error.message, "oi_aging_options.struct_size") != NULL);
    }
    if (fits && size > known) {
      longer.appended[(size - known) / 8 - 1] = 1;
      CHECK_INT(label_with(&longer, &error), OI_UNSUPPORTED_VERSION);
    }
  }
  longer.options = defaults;
  longer.options.struct_size = -88;
  CHECK_INT(label_with(&longer, &error), OI_UNSUPPORTED_VERSION);
  longer.options.struct_size = 4104; /* refused before a byte behind the struct is read */
  CHECK_INT(label_with(&longer, &error), OI_UNSUPPORTED_VERSION);
  longer.options.struct_size = INT64_MAX - 7;
  CHECK_INT(label_with(&longer, &error), OI_UNSUPPORTED_VERSION);
}

int main(void) {
  macro_equals_function();
  every_struct_size();
  return check_end();
}
