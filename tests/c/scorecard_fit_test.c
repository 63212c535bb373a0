/* Scorecards from rows, rating classes, validation, overrides through C: docs/methods/scorecard_fit.md, scorecard_validation.md. */
#include "openitem/scorecard_fit.h"

#include <math.h>

#include "check.h"
#include "columns.h"

static double number_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  int64_t rows = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return -HUGE_VAL;
  return ((const double*)view.values)[view.offset + row];
}

/* 1 of 4 bad below 40, 3 of 4 from there: points of -+ln 3, 28.8539 each, from 487.123. */
static const double days[] = {0, 0, 0, 0, 40, 40, 40, 40};
static const int32_t outcome[] = {0, 0, 0, 1, 1, 1, 1, 0};
static const char* const periods[] = {"a", "a", "b", "b", "a", "a", "b", "b"};
static const int32_t observed[] = {100, 100, 100, 100, 101, 101, 101, 101};

static void check_fit(oi_scorecard** card) {
  static const double quarter = 0.25;
  static const char* const note_names[] = {"bad"};
  static const char* const note_texts[] = {"90 days late"};
  static const double bounds[] = {500};
  static const char* const names[] = {"good", "poor"};
  text_cells cells[2];
  oi_column features[1], outcomes[1], notes[2];
  oi_table tables[3];
  oi_binning_options binning = OI_BINNING_OPTIONS_INIT;
  oi_rating_class_options classes = OI_RATING_CLASS_OPTIONS_INIT;
  oi_scorecard_fit_options options = OI_SCORECARD_FIT_OPTIONS_INIT;
  oi_scorecard* other = NULL;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  const double log3 = log(3.0), factor = 20 / log(2.0);
  features[0] = plain_column("days_late", OI_COLUMN_FLOAT64, days);
  outcomes[0] = plain_column("outcome", OI_COLUMN_INT32, outcome);
  notes[0] = text_column(&cells[0], "name", note_names, 1);
  notes[1] = text_column(&cells[1], "text", note_texts, 1);
  tables[0] = table_of("features", features, 1, 8);
  tables[1] = table_of("outcomes", outcomes, 1, 8);
  tables[2] = table_of("notes", notes, 2, 1);
  binning.min_share = &quarter;
  classes.bounds = bounds;
  classes.bound_count = 1;
  classes.names = names;
  classes.name_count = 2;
  options.binning = &binning;
  options.classes = &classes;
  CHECK_INT(oi_scorecard_fit(tables, 3, &options, card, &result, &error), OI_OK);
  CHECK_TEXT(text_at(result, "features", "choice", 0, buffer, sizeof buffer), "chosen");
  CHECK_TEXT(text_at(result, "features", "sign", 0, buffer, sizeof buffer), "right");
  CHECK(fabs(number_at(result, "features", "coefficient", 0) + 1) < 1e-9);
  CHECK(number_at(result, "bins", "points", 0) == 32 && number_at(result, "bins", "points", 1) == -32);
  CHECK(fabs(number_at(result, "bins", "value", 1) - log3) < 1e-9);
  CHECK(fabs(number_at(result, "proof", "value", 2)) < 1e-8);
  CHECK_TEXT(text_at(result, "classes", "class", 0, buffer, sizeof buffer), "poor");
  CHECK(number_at(result, "classes", "pd", 0) == 0.75 && number_at(result, "classes", "pd", 1) == 0.25);
  oi_result_release(result);
  CHECK_INT(oi_scorecard_score(*card, tables, 1, NULL, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "score", 0) == 519 && number_at(result, "rows", "score", 7) == 455);
  CHECK_TEXT(text_at(result, "rows", "class", 7, buffer, sizeof buffer), "poor");
  oi_result_release(result);

  /* Options have effects. */
  options.decimals = -1;
  options.spread_base = 1;
  options.classes = NULL;
  CHECK_INT(oi_scorecard_fit(tables, 3, &options, &other, &result, &error), OI_OK);
  CHECK(fabs(number_at(result, "bins", "points", 0) - (600 - factor * log(50.0) + factor * log3)) < 1e-6);
  oi_result_release(result);
  oi_scorecard_release(other);
  options.ridge = 1;
  CHECK_INT(oi_scorecard_fit(tables, 2, &options, &other, &result, &error), OI_OK);
  CHECK(number_at(result, "features", "coefficient", 0) > -1);
  oi_result_release(result);
  oi_scorecard_release(other);
  options.ridge = -1;
  CHECK_INT(oi_scorecard_fit(tables, 2, &options, &other, NULL, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 2);
  options.ridge = 0;
  options.wrong_sign = 2;
  CHECK_INT(oi_scorecard_fit(tables, 2, &options, &other, NULL, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 2);
  options.wrong_sign = OI_WRONG_SIGN_KEEP;
  binning.struct_size = 7;
  CHECK_INT(oi_scorecard_fit(tables, 2, &options, &other, NULL, &error), OI_UNSUPPORTED_VERSION);
  CHECK_INT(oi_scorecard_fit(tables, 1, NULL, &other, NULL, &error), OI_MISSING_COLUMN);
}

static void check_classes(const oi_scorecard* card) {
  static const double scores[] = {1, 2, 3, 4, 5, 6};
  static const uint8_t bad[] = {1, 0, 1, 0, 0, 0};
  static const double pds[] = {0.5, 0.5, 0.25, 0.25, 0.125, 0.125};
  static const double bounds[] = {3, 5};
  static const double no_least = 0;
  static const char* const class_names[] = {"low", "high"};
  static const double lowest[] = {NAN, 480};
  const oi_scored_outcomes scored = {scores, bad, NULL, 6};
  oi_rating_class_options options = OI_RATING_CLASS_OPTIONS_INIT;
  text_cells cells;
  oi_column columns[2], features[1];
  oi_table classes[1], rows[1];
  oi_scorecard *rated = NULL, *meant = NULL;
  oi_score_options reasons = OI_SCORE_OPTIONS_INIT;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  options.bounds = bounds;
  options.bound_count = 2;
  CHECK_INT(oi_rating_classes_find(&scored, pds, &options, &result, &error), OI_OK);
  CHECK(number_at(result, "classes", "pd", 0) == 0.5 && number_at(result, "classes", "pd", 2) == 0);
  CHECK(number_at(result, "classes", "mean_pd", 2) == 0.125);
  CHECK_TEXT(text_at(result, "classes", "class", 2, buffer, sizeof buffer), "1");
  CHECK_INT(integer_at(result, "proof", "count", 2), 0);
  oi_result_release(result);
  options.pd = OI_CLASS_PD_PREDICTED;
  options.pd_floor = 0.2;
  CHECK_INT(oi_rating_classes_find(&scored, pds, &options, &result, &error), OI_OK);
  CHECK(number_at(result, "classes", "pd", 1) == 0.25 && number_at(result, "classes", "pd", 2) == 0.2);
  oi_result_release(result);
  CHECK_INT(oi_rating_classes_find(&scored, NULL, &options, &result, &error), OI_INVALID_ARGUMENT);
  options = (oi_rating_class_options)OI_RATING_CLASS_OPTIONS_INIT;
  options.min_share = &no_least;
  options.min_ones = &no_least;
  options.max_classes = 2;
  CHECK_INT(oi_rating_classes_find(&scored, NULL, &options, &result, &error), OI_OK);
  CHECK_INT(row_count(result, "classes"), 2);
  CHECK(number_at(result, "classes", "lower", 1) == 4);
  oi_result_release(result);
  options.direction = OI_SCORE_HIGHER_IS_WORSE;
  CHECK_INT(oi_rating_classes_find(&scored, NULL, &options, &result, &error), OI_OK);
  CHECK(number_at(result, "classes", "lower", 1) != 4);
  oi_result_release(result);
  options.max_classes = 51;
  CHECK_INT(oi_rating_classes_find(&scored, NULL, &options, &result, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 2);
  options.max_classes = 0;
  options.reserved = 1;
  CHECK_INT(oi_rating_classes_find(&scored, NULL, &options, &result, &error), OI_INVALID_ARGUMENT);

  columns[0] = text_column(&cells, "class", class_names, 2);
  columns[1] = plain_column("lower", OI_COLUMN_FLOAT64, lowest);
  classes[0] = table_of("classes", columns, 2, 2);
  features[0] = plain_column("days_late", OI_COLUMN_FLOAT64, days);
  rows[0] = table_of("features", features, 1, 8);
  CHECK_INT(oi_scorecard_with_classes(card, classes, 1, &rated, &error), OI_OK);
  CHECK_INT(oi_scorecard_score(rated, rows, 1, NULL, &result, &error), OI_OK);
  CHECK_TEXT(text_at(result, "rows", "class", 0, buffer, sizeof buffer), "high");
  oi_result_release(result);
  oi_scorecard_release(rated);
  CHECK_INT(oi_scorecard_with_means(card, rows, 1, 1, &meant, &error), OI_OK);
  reasons.reasons = 1;
  reasons.baseline = OI_REASON_MEAN;
  CHECK_INT(oi_scorecard_score(meant, rows, 1, &reasons, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "reason_1_points", 7) == 32);
  oi_result_release(result);
  oi_scorecard_release(meant);
  CHECK_INT(oi_scorecard_with_means(card, rows, 1, 257, &meant, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);
}

static void check_validation(const oi_scorecard* card) {
  static const oi_day split = 101;
  static const char* const from[] = {"good", "poor"};
  static const char* const to[] = {"good", "good"};
  static const char* const reasons[] = {"", "guarantee"};
  text_cells cells[4];
  oi_column features[1], outcomes[2], decisions[3];
  oi_table tables[2], log[1];
  oi_scorecard_validation_options options = OI_SCORECARD_VALIDATION_OPTIONS_INIT;
  oi_result* result = NULL;
  oi_error error;
  char buffer[64];
  features[0] = plain_column("days_late", OI_COLUMN_FLOAT64, days);
  outcomes[0] = plain_column("outcome", OI_COLUMN_INT32, outcome);
  outcomes[1] = text_column(&cells[0], "period", periods, 8);
  tables[0] = table_of("features", features, 1, 8);
  tables[1] = table_of("outcomes", outcomes, 2, 8);
  CHECK_INT(oi_scorecard_validate(card, tables, 2, &options, &result, &error), OI_NOT_SET);
  CHECK_INT(error.argument, 3);
  options.development = "a";
  CHECK_INT(oi_scorecard_validate(card, tables, 2, &options, &result, &error), OI_OK);
  CHECK_TEXT(text_at(result, "periods", "role", 0, buffer, sizeof buffer), "development");
  CHECK(number_at(result, "periods", "auc", 0) == 1 && number_at(result, "periods", "auc", 1) == 0.5);
  CHECK(number_at(result, "periods", "auc", 2) == 0.75);
  CHECK(number_at(result, "stability", "index", 0) == 0);
  CHECK_TEXT(text_at(result, "stability", "band", 0, buffer, sizeof buffer), "no significant shift");
  CHECK_TEXT(text_at(result, "classes", "verdict", 0, buffer, sizeof buffer), "consistent");
  CHECK_INT(integer_at(result, "proof", "count", 2), 0);
  oi_result_release(result);
  options.development = NULL;
  options.split = &split;
  outcomes[1] = plain_column("observed_on", OI_COLUMN_DATE32, observed);
  tables[1] = table_of("outcomes", outcomes, 2, 8);
  CHECK_INT(oi_scorecard_validate(card, tables, 2, &options, &result, &error), OI_OK);
  CHECK_INT(integer_at(result, "periods", "rows", 0), 4);
  CHECK(number_at(result, "stability", "points_shift", 0) == -64);
  oi_result_release(result);
  options.threads = 257;
  CHECK_INT(oi_scorecard_validate(card, tables, 2, &options, &result, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);

  decisions[0] = text_column(&cells[1], "from_class", from, 2);
  decisions[1] = text_column(&cells[2], "to_class", to, 2);
  decisions[2] = text_column(&cells[3], "reason", reasons, 2);
  log[0] = table_of("decisions", decisions, 3, 2);
  CHECK_INT(oi_scorecard_override_report(log, 1, 0.95, &result, &error), OI_OK);
  CHECK_INT(integer_at(result, "summary", "rows", 1), 1);
  CHECK_TEXT(text_at(result, "reasons", "reason", 0, buffer, sizeof buffer), "guarantee");
  CHECK_INT(integer_at(result, "proof", "count", 3), 0);
  oi_result_release(result);
  CHECK_INT(oi_scorecard_override_report(log, 1, 1.0, &result, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 2);
}

int main(void) {
  oi_scorecard* card = NULL;
  check_fit(&card);
  if (card != NULL) {
    check_classes(card);
    check_validation(card);
  }
  oi_scorecard_release(card);
  return check_end();
}
