/* Additive models through C: docs/methods/additive.md. */
#include "openitem/additive.h"
#include "openitem/scorecard_fit.h"

#include <math.h>
#include <string.h>

#include "check.h"
#include "columns.h"

static double number_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  int64_t rows = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return -HUGE_VAL;
  return ((const double*)view.values)[view.offset + row];
}

#define ROWS 100

int main(void) {
  static double late[ROWS];
  static int32_t outcome[ROWS];
  static const double scored[] = {0, 40, NAN}, infinite[] = {0, HUGE_VAL, 1};
  const double none = 0, too_much = 0.75;
  oi_column features[1], outcomes[1], fresh[1];
  oi_table tables[2], rows[1];
  oi_additive_options options = OI_ADDITIVE_OPTIONS_INIT;
  oi_scorecard* card = NULL;
  oi_additive *model = NULL, *other = NULL;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  int32_t row;
  /* 10 ones of 50 not late, 40 of 50 late: log odds -+ ln 4. */
  for (row = 0; row < ROWS; ++row) {
    late[row] = row % 2 == 0 ? 0 : 40;
    outcome[row] = row < 80 ? row % 2 : 1 - row % 2;
  }
  features[0] = plain_column("late", OI_COLUMN_FLOAT64, late);
  outcomes[0] = plain_column("outcome", OI_COLUMN_INT32, outcome);
  tables[0] = table_of("features", features, 1, ROWS);
  tables[1] = table_of("outcomes", outcomes, 1, ROWS);
  options.validation_share = &none;
  options.min_gain = &none;
  options.bags = 1;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &model, &result, &error), OI_OK);
  CHECK(fabs(number_at(result, "values", "value", 0) + log(4.0)) < 1e-6);
  CHECK(fabs(number_at(result, "values", "value", 1) - log(4.0)) < 1e-6);
  CHECK(number_at(result, "values", "value", 2) == 0); /* missing values never came */
  CHECK_TEXT(text_at(result, "values", "kind", 2, buffer, sizeof buffer), "missing");
  CHECK_INT(integer_at(result, "values", "count", 0), 50);
  CHECK(fabs(number_at(result, "features", "importance", 0) - log(4.0)) < 1e-6);
  CHECK_INT(row_count(result, "rounds"), 2001);
  CHECK_INT(row_count(result, "pairs"), 0);
  oi_result_release(result);

  fresh[0] = plain_column("late", OI_COLUMN_FLOAT64, scored);
  rows[0] = table_of("features", fresh, 1, 3);
  CHECK_INT(oi_additive_predict(model, rows, 1, 1, &result, &error), OI_OK);
  CHECK(fabs(number_at(result, "rows", "probability", 0) - 0.2) < 1e-6);
  CHECK(fabs(number_at(result, "rows", "log_odds", 1) - log(4.0)) < 1e-6);
  CHECK(fabs(number_at(result, "rows", "probability", 2) - 0.5) < 1e-6);
  oi_result_release(result);
  /* Odds of 50 at 600 points, doubled by 20: 487.12 at even odds, 28.85 ln 4 more or less, each part rounded. */
  CHECK_INT(oi_scorecard_of_additive(model, 20, 600, 50, OI_ODDS_GOOD_TO_BAD, 0, 0, &card, &error), OI_OK);
  CHECK_INT(oi_scorecard_score(card, rows, 1, NULL, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "score", 0) == 487 + 40);
  CHECK(number_at(result, "rows", "score", 1) == 487 - 40);
  CHECK(number_at(result, "rows", "score", 2) == 487);
  oi_result_release(result);
  oi_scorecard_release(card);
  CHECK_INT(oi_scorecard_of_additive(model, 20, 600, 50, OI_ODDS_GOOD_TO_BAD, -1, 1, &card, &error), OI_OK);
  CHECK_INT(oi_scorecard_score(card, rows, 1, NULL, &result, &error), OI_OK);
  CHECK(fabs(number_at(result, "rows", "pd", 0) - 0.2) < 1e-6);
  oi_result_release(result);
  oi_scorecard_release(card);
  CHECK_INT(oi_scorecard_of_additive(model, 0, 600, 50, OI_ODDS_GOOD_TO_BAD, 0, 0, &card, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 1);
  CHECK_INT(oi_scorecard_of_additive(model, 20, 600, 50, OI_ODDS_NOT_SET, 0, 0, &card, &error), OI_NOT_SET);
  CHECK_INT(error.argument, 4);
  CHECK_INT(oi_scorecard_of_additive(model, 20, 600, 50, OI_ODDS_GOOD_TO_BAD, 10, 0, &card, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 5);
  CHECK_INT(oi_additive_predict(model, rows, 1, 257, &result, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);
  fresh[0].values = infinite;
  CHECK_INT(oi_additive_predict(model, rows, 1, 1, &result, &error), OI_INVALID_DATA);
  CHECK_INT(error.row, 1);
  CHECK_TEXT(error.column, "features.late");
  CHECK_INT(oi_additive_describe(model, &result, &error), OI_OK);
  CHECK_INT(row_count(result, "values"), 3);
  CHECK(fabs(number_at(result, "model", "value", 0)) < 1e-6);
  oi_result_release(result);

  /* Options that are refused, and whose fault it is. */
  options.bags = 2;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &other, NULL, &error), OI_INVALID_ARGUMENT);
  options.bags = 1;
  options.validation_share = &too_much;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &other, NULL, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 2);
  options.validation_share = &none;
  options.reserved = 1;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &other, NULL, &error), OI_INVALID_ARGUMENT);
  options.reserved = 0;
  options.unseen = 3;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &other, NULL, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 2);
  options.unseen = OI_UNSEEN_CATEGORY_ERROR;
  CHECK_INT(oi_additive_fit(tables, 1, &options, &other, NULL, &error), OI_MISSING_COLUMN);

  /* Every option arrives: the fit says what it was made with. */
  options.max_bins = 8;
  options.pairs = -1;
  options.pair_bins = 4;
  options.max_leaves = 2;
  options.max_rounds = 3;
  options.patience = 2;
  options.seed = 7;
  options.learning_rate = 0.5;
  options.l2 = 2;
  options.other_share = 0.25;
  options.tolerance = &none;
  options.min_leaf_weight = &none;
  options.category_smoothing = &none;
  options.threads = 2;
  CHECK_INT(oi_additive_fit(tables, 2, &options, &other, &result, &error), OI_OK);
  {
    static const char* const said[][2] = {{"max_bins", "8"},
                                          {"pairs", "-1"},
                                          {"pair_bins", "4"},
                                          {"max_leaves", "2"},
                                          {"max_rounds", "3"},
                                          {"patience", "2"},
                                          {"seed", "7"},
                                          {"learning_rate", "0.5"},
                                          {"l2", "2"},
                                          {"other_share", "0.25"},
                                          {"tolerance", "0"},
                                          {"min_leaf_weight", "0"},
                                          {"category_smoothing", "0"},
                                          {"bags", "1"}};
    size_t line;
    for (line = 0; line < sizeof said / sizeof said[0]; ++line) {
      char name[32];
      int64_t at = 0;
      while (at < row_count(result, "about") &&
             strcmp(text_at(result, "about", "name", at, name, sizeof name), said[line][0]) != 0)
        ++at;
      CHECK_TEXT(text_at(result, "about", "value", at, buffer, sizeof buffer), said[line][1]);
    }
  }
  oi_result_release(result);
  oi_additive_release(other);
  oi_additive_release(model);
  oi_additive_release(NULL);
  return check_end();
}
