/* Scorecards through C: docs/methods/scorecards.md. */
#include "openitem/scorecard.h"

#include <math.h>

#include "check.h"
#include "columns.h"

/* As Python wrote it: an expert's card of one feature, a pair of classes and a scale. */
static const char card_json[] =
    "{\"format\":\"openitem.scorecard\",\"version\":1,\"checksum\":\"082322b7a08271c6\",\n"
    "\"card\":{\"base_points\":500.1,\"scale\":{\"factor\":28.85390081777927,\"offset\":487.1228762045055,"
    "\"orientation\":\"good_to_bad\"},\"unseen\":\"error\",\n"
    "\"features\":[\n"
    " {\"name\":\"late\",\"type\":\"numeric\",\"mean\":20.5,\"bins\":[\n"
    "  {\"kind\":\"interval\",\"lower\":null,\"upper\":30,\"woe\":0,\"points\":60.3},\n"
    "  {\"kind\":\"interval\",\"lower\":30,\"upper\":null,\"woe\":0,\"points\":0.7},\n"
    "  {\"kind\":\"missing\",\"woe\":0,\"points\":10}]}],\n"
    "\"pairs\":[],\n"
    "\"classes\":[\n"
    " {\"name\":\"B\",\"lower\":null,\"pd\":0.2},\n"
    " {\"name\":\"A\",\"lower\":560.4,\"pd\":0.01}],\n"
    "\"notes\":[]}}\n";

static double number_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  int64_t rows = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return -HUGE_VAL;
  return ((const double*)view.values)[view.offset + row];
}

int main(void) {
  static const double late[] = {29.9, 30, NAN};
  static const double infinite[] = {1, HUGE_VAL, 2};
  static const char* const names[] = {"late", "late"};
  static const char* const kinds[] = {"interval", "missing"};
  static const int32_t numbers[] = {0, 1};
  static const double points[] = {40, 5.5};
  const int64_t size = (int64_t)sizeof card_json - 1;
  char damaged[sizeof card_json];
  text_cells cells[2];
  oi_column features[1], typed[4];
  oi_table rows[1], tables[1];
  oi_score_options options = OI_SCORE_OPTIONS_INIT;
  oi_scorecard *card = NULL, *other = NULL;
  oi_result *result = NULL, *text = NULL;
  oi_column view;
  oi_error error;
  char buffer[32];
  int64_t count = 0;

  CHECK_INT(oi_scorecard_of_json(card_json, size, &card, &error), OI_OK);
  features[0] = plain_column("late", OI_COLUMN_FLOAT64, late);
  rows[0] = table_of("features", features, 1, 3);
  options.reasons = 1;
  options.points = 1;
  CHECK_INT(oi_scorecard_score(card, rows, 1, &options, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "score", 0) == 500.1 + 60.3);
  CHECK(number_at(result, "rows", "score", 1) == 500.1 + 0.7);
  CHECK(number_at(result, "rows", "score", 2) == 510.1);
  CHECK(fabs(number_at(result, "rows", "pd", 0) - 1 / (1 + 50 * pow(2, (560.4 - 600) / 20))) < 1e-14);
  CHECK_TEXT(text_at(result, "rows", "class", 0, buffer, sizeof buffer), "A");
  CHECK_TEXT(text_at(result, "rows", "class", 1, buffer, sizeof buffer), "B");
  CHECK(number_at(result, "rows", "class_pd", 0) == 0.01);
  CHECK_TEXT(text_at(result, "rows", "reason_1", 1, buffer, sizeof buffer), "late");
  CHECK(number_at(result, "rows", "reason_1_points", 2) == 60.3 - 10);
  CHECK(number_at(result, "rows", "points_late", 2) == 10);
  oi_result_release(result);
  options.baseline = OI_REASON_MEAN;
  CHECK_INT(oi_scorecard_score(card, rows, 1, &options, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "reason_1_points", 2) == 20.5 - 10);
  oi_result_release(result);

  /* The text that comes back is the text that went in. */
  CHECK_INT(oi_scorecard_to_json(card, &text, &error), OI_OK);
  CHECK_INT(oi_result_column(text, "json", "json", &view, &count, &error), OI_OK);
  CHECK_INT(count, 1);
  CHECK_INT(((const int64_t*)view.offsets)[1], size);
  CHECK(memcmp(view.values, card_json, (size_t)size) == 0);
  oi_result_release(text);

  /* Options and rows that are refused. */
  options.baseline = 2;
  CHECK_INT(oi_scorecard_score(card, rows, 1, &options, &result, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 3);
  options.baseline = OI_REASON_BEST_ATTAINABLE;
  options.reasons = 21;
  CHECK_INT(oi_scorecard_score(card, rows, 1, &options, &result, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);
  features[0].values = infinite;
  CHECK_INT(oi_scorecard_score(card, rows, 1, NULL, &result, &error), OI_INVALID_DATA);
  CHECK_INT(error.argument, 1);
  CHECK_INT(error.row, 1);
  CHECK_TEXT(error.column, "features.late");

  /* Damaged, cut, foreign, newer, none. */
  memcpy(damaged, card_json, sizeof card_json);
  strstr(damaged, "60.3")[0] = '7';
  CHECK_INT(oi_scorecard_of_json(damaged, size, &other, &error), OI_INCONSISTENT_DATA);
  CHECK_TEXT(error.column, "checksum");
  CHECK_INT(oi_scorecard_of_json(card_json, size - 3, &other, &error), OI_INVALID_DATA);
  CHECK_INT(oi_scorecard_of_json("{}", 2, &other, &error), OI_UNKNOWN_NAME);
  CHECK_INT(oi_scorecard_of_json("", 0, &other, &error), OI_INVALID_DATA);
  CHECK_INT(oi_scorecard_of_json(card_json, -1, &other, &error), OI_OUT_OF_BOUNDS);
  memcpy(damaged, card_json, sizeof card_json);
  strstr(damaged, "\"version\":1")[10] = '2';
  CHECK_INT(oi_scorecard_of_json(damaged, size, &other, &error), OI_UNSUPPORTED_VERSION);
  CHECK(other == NULL);

  /* A card typed by hand, and its tables. */
  typed[0] = text_column(&cells[0], "feature", names, 2);
  typed[1] = plain_column("bin", OI_COLUMN_INT32, numbers);
  typed[2] = text_column(&cells[1], "kind", kinds, 2);
  typed[3] = plain_column("points", OI_COLUMN_FLOAT64, points);
  tables[0] = table_of("card", typed, 4, 2);
  CHECK_INT(oi_scorecard_read(tables, 1, &other, &error), OI_OK);
  features[0].values = late;
  CHECK_INT(oi_scorecard_score(other, rows, 1, NULL, &result, &error), OI_OK);
  CHECK(number_at(result, "rows", "score", 0) == 40);
  CHECK(number_at(result, "rows", "score", 2) == 5.5);
  CHECK_INT(oi_result_column(result, "rows", "pd", &view, &count, &error), OI_UNKNOWN_NAME);
  oi_result_release(result);
  CHECK_INT(oi_scorecard_describe(other, &result, &error), OI_OK);
  CHECK_INT(row_count(result, "card"), 2);
  CHECK_INT(row_count(result, "classes"), 0);
  oi_result_release(result);
  tables[0] = table_of("card", typed, 3, 2);
  oi_scorecard_release(other);
  CHECK_INT(oi_scorecard_read(tables, 1, &other, &error), OI_MISSING_COLUMN);
  oi_scorecard_release(card);
  oi_scorecard_release(NULL);
  return check_end();
}
