/* Optimal binning through C: docs/methods/binning.md. */
#include "openitem/binning.h"

#include <math.h>

#include "check.h"
#include "columns.h"

static double number_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  int64_t rows = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return -HUGE_VAL;
  return ((const double*)view.values)[view.offset + row];
}

int main(void) {
  /* 1 of 4 ones below 40, 3 of 4 from there, 1 of 2 missing. */
  static const double days[] = {0, 10, 20, 30, 40, 50, 60, 70, NAN, NAN};
  static const int32_t outcome[] = {0, 0, 1, 0, 1, 0, 1, 1, 0, 1};
  static const double scored[] = {39.5, 40, NAN};
  static const double infinite[] = {1, HUGE_VAL, 2};
  static const char* const regions[] = {"north", "east"};
  static const char* const names[] = {"region", "region"};
  static const char* const kinds[] = {"categories", "other"};
  static const int32_t numbers[] = {0, 1};
  static const double typed_woe[] = {0.5, -0.25};
  const double half = 0.5;
  text_cells cells[4];
  oi_column features[1], outcomes[1], fresh[1], bins[4], categories[3];
  oi_table tables[2], rows[1], typed[2];
  oi_binning_options options = OI_BINNING_OPTIONS_INIT;
  oi_binning *binning = NULL, *other = NULL;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  features[0] = plain_column("days_late", OI_COLUMN_FLOAT64, days);
  outcomes[0] = plain_column("outcome", OI_COLUMN_INT32, outcome);
  tables[0] = table_of("features", features, 1, 10);
  tables[1] = table_of("outcomes", outcomes, 1, 10);
  options.trend = OI_BIN_TREND_INCREASING;
  options.min_ones = 1;
  options.min_zeros = 1;
  options.max_bins = 2;
  CHECK_INT(oi_binning_fit(tables, 2, OI_WOE_ZEROS_OVER_ONES, &options, &binning, &result, &error), OI_OK);
  CHECK_TEXT(text_at(result, "features", "status", 0, buffer, sizeof buffer), "binned");
  CHECK_TEXT(text_at(result, "bins", "kind", 2, buffer, sizeof buffer), "missing");
  CHECK_INT(integer_at(result, "bins", "count", 0), 4);
  CHECK(number_at(result, "bins", "lower", 1) == 40);
  CHECK(fabs(number_at(result, "bins", "woe", 0) - log(3.0)) < 1e-14); /* (3 / 5) / (1 / 5) */
  CHECK(fabs(number_at(result, "features", "iv", 0) - 0.8 * log(3.0)) < 1e-14);
  CHECK_INT(integer_at(result, "proof", "count", 6), 0);
  oi_result_release(result);

  fresh[0] = plain_column("days_late", OI_COLUMN_FLOAT64, scored);
  rows[0] = table_of("features", fresh, 1, 3);
  CHECK_INT(oi_binning_transform(binning, rows, 1, OI_BINNING_WOE, 1, &result, &error), OI_OK);
  CHECK(fabs(number_at(result, "rows", "days_late", 0) - log(3.0)) < 1e-14);
  CHECK(fabs(number_at(result, "rows", "days_late", 1) + log(3.0)) < 1e-14);
  CHECK(number_at(result, "rows", "days_late", 2) == 0);
  oi_result_release(result);
  CHECK_INT(oi_binning_transform(binning, rows, 1, OI_BINNING_NOT_SET, 1, &result, &error), OI_NOT_SET);
  fresh[0].values = infinite;
  CHECK_INT(oi_binning_transform(binning, rows, 1, OI_BINNING_BIN, 1, &result, &error), OI_INVALID_DATA);
  CHECK_INT(error.row, 1);
  CHECK_TEXT(error.column, "features.days_late");

  /* The tables of a model are the model. */
  CHECK_INT(oi_binning_describe(binning, &result, &error), OI_OK);
  CHECK_INT(row_count(result, "bins"), 3);
  oi_result_release(result);

  /* An option that the tables alone cannot refuse: half of all rows in each bin is one bin. */
  options.min_share = &half;
  CHECK_INT(oi_binning_fit(tables, 2, OI_WOE_ONES_OVER_ZEROS, &options, &other, NULL, &error), OI_OK);
  CHECK_INT(oi_binning_describe(other, &result, &error), OI_OK);
  CHECK_INT(row_count(result, "bins"), 2);
  oi_result_release(result);
  oi_binning_release(other);
  CHECK_INT(oi_binning_fit(tables, 2, OI_WOE_NOT_SET, &options, &other, NULL, &error), OI_NOT_SET);
  CHECK_INT(error.argument, 2);
  options.max_bins = 51;
  CHECK_INT(oi_binning_fit(tables, 2, OI_WOE_ZEROS_OVER_ONES, &options, &other, NULL, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);

  /* Bins typed by hand. */
  bins[0] = text_column(&cells[0], "feature", names, 2);
  bins[1] = plain_column("bin", OI_COLUMN_INT32, numbers);
  bins[2] = text_column(&cells[1], "kind", kinds, 2);
  bins[3] = plain_column("woe", OI_COLUMN_FLOAT64, typed_woe);
  categories[0] = bins[0];
  categories[1] = bins[1];
  categories[2] = text_column(&cells[2], "category", regions, 1);
  typed[0] = table_of("bins", bins, 4, 2);
  typed[1] = table_of("categories", categories, 3, 1);
  CHECK_INT(oi_binning_read(typed, 2, OI_UNSEEN_CATEGORY_OTHER, &other, &error), OI_OK);
  fresh[0] = text_column(&cells[3], "region", regions, 2);
  rows[0] = table_of("features", fresh, 1, 2);
  CHECK_INT(oi_binning_transform(other, rows, 1, OI_BINNING_WOE, 1, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "region", 0) == 0.5);
  CHECK(number_at(result, "rows", "region", 1) == -0.25);
  oi_result_release(result);
  oi_binning_release(other);
  CHECK_INT(oi_binning_read(typed, 2, OI_UNSEEN_CATEGORY_MISSING, &other, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(oi_binning_read(typed, 2, 3, &other, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 2);
  oi_binning_release(binning);
  oi_binning_release(NULL);
  return check_end();
}
