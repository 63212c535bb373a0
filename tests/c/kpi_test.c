/* Key figures through C. Expected figures: the printed examples named beside them, arithmetic by hand. */
#include "openitem/kpi.h"

#include "check.h"

static void collection_effectiveness(void) {
  oi_figure figure;
  /* creditguru.com, January to March: 55.9 % */
  CHECK_INT(oi_kpi_cei(620000, 1089000, 634000, 359000, 3, OI_KPI_CEI_PERIOD_AVERAGE, &figure, NULL), OI_OK);
  CHECK(figure.value > 0.5590 && figure.value < 0.5595);
  CHECK_INT(figure.numerator, 3 * 620000 + 1089000 - 3 * 634000);
  CHECK_INT(figure.denominator, 3 * 620000 + 1089000 - 3 * 359000);
  CHECK_INT(figure.has_value, 1);
  CHECK_INT(figure.has_parts, 1);
  CHECK_INT(figure.unit, OI_KPI_UNIT_FRACTION);
  CHECK_INT(figure.kind, OI_KPI_RATIO);
  CHECK_INT(figure.warning, OI_KPI_NO_WARNING);
  CHECK_TEXT(figure.figure, "cei_period_average");
}

static void a_missing_value_says_why(void) {
  const int64_t balance = 50000;
  oi_figure figure;
  CHECK_INT(oi_kpi_dso(&balance, 1, 0, 30, OI_KPI_RECEIVABLES_ENDING, &figure, NULL), OI_OK);
  CHECK_INT(figure.has_value, 0);
  CHECK_INT(figure.has_parts, 1);
  CHECK(figure.value == 0.0);
  CHECK_INT(figure.numerator, 1500000);
  CHECK_INT(figure.denominator, 0);
  CHECK_INT(figure.warning, OI_KPI_NO_SALES);
  CHECK_INT(oi_kpi_hhi(NULL, 0, OI_KPI_NEGATIVE_EXCLUDED, OI_KPI_HHI_POINTS, &figure, NULL), OI_OK);
  CHECK_INT(figure.warning, OI_KPI_NO_ITEMS);
  CHECK_INT(figure.has_parts, 0);
}

static void variants_must_be_chosen(void) {
  const int64_t balance = 50000;
  oi_figure figure;
  oi_error error;
  memset(&figure, 0x5A, sizeof figure);
  CHECK_INT(oi_kpi_dso(&balance, 1, 100, 30, OI_KPI_RECEIVABLES_NOT_SET, &figure, &error), OI_NOT_SET);
  CHECK_INT(error.argument, 4);
  CHECK(strstr(error.message, "receivables") != NULL);
  CHECK_INT(oi_kpi_dso(&balance, 1, 100, 30, 3, &figure, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(figure.has_value, 0x5A5A5A5A); /* untouched by every failure */
}

static void lists_have_one_figure_an_entry(void) {
  static const int64_t balances[] = {334500, 179500, 100000, 6000};
  oi_figure shares[4];
  int64_t sum = 0;
  int i;
  CHECK_INT(oi_kpi_aging_percentages(balances, 4, shares, NULL), OI_OK);
  for (i = 0; i < 4; ++i) sum += shares[i].numerator;
  CHECK_INT(sum, 620000);
  CHECK_INT(shares[0].denominator, 620000);
  CHECK_TEXT(shares[3].figure, "aging_share");
  CHECK_INT(oi_kpi_aging_percentages(NULL, 0, NULL, NULL), OI_OK);
}

static void definitions_are_a_table(void) {
  oi_result* result = NULL;
  oi_column column;
  int64_t rows = 0;
  CHECK_INT(oi_kpi_definitions(&result, NULL), OI_OK);
  CHECK_INT(oi_result_column(result, "definitions", "formula", &column, &rows, NULL), OI_OK);
  CHECK(rows > 40);
  CHECK_INT(column.type, OI_COLUMN_LARGE_TEXT);
  oi_result_release(result);
}

int main(void) {
  collection_effectiveness();
  a_missing_value_says_why();
  variants_must_be_chosen();
  lists_have_one_figure_an_entry();
  definitions_are_a_table();
  return check_end();
}
