/* The life of payment plans through C; figures by hand. */
#include "openitem/plan_life.h"

#include "check.h"
#include "small_ledger.h"

static const oi_day as_of[] = {20494}; /* 2026-02-10 */

static text_cells cells[8];
static oi_column instalment_columns[4], receipt_columns[3];

static void fill_tables(oi_table* tables) {
  static const char* const plans[] = {"P", "P"};
  static const char* const numbers[] = {"1", "2"};
  static const char* const due[] = {"2026-01-31", "2026-02-28"};
  static const char* const principal[] = {"100.00", "100.00"};
  static const char* const days[] = {"2026-02-03"};
  static const char* const amounts[] = {"120.00"};
  instalment_columns[0] = text_column(&cells[0], "plan", plans, 2);
  instalment_columns[1] = text_column(&cells[1], "instalment", numbers, 2);
  instalment_columns[2] = text_column(&cells[2], "due_date", due, 2);
  instalment_columns[3] = text_column(&cells[3], "principal", principal, 2);
  receipt_columns[0] = text_column(&cells[4], "plan", plans, 1);
  receipt_columns[1] = text_column(&cells[5], "date", days, 1);
  receipt_columns[2] = text_column(&cells[6], "amount", amounts, 1);
  tables[0] = table_of("instalments", instalment_columns, 4, 2);
  tables[1] = table_of("receipts", receipt_columns, 3, 1);
}

static void a_plan(void) {
  oi_plan_life_options options = OI_PLAN_LIFE_OPTIONS_INIT;
  oi_table tables[2];
  oi_result* life = NULL;
  oi_error error;
  oi_column column;
  int64_t rows = 0;
  fill_tables(tables);
  options.currency = "EUR";
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 1, &options, &life, &error), OI_NOT_SET);
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 1, NULL, &life, &error), OI_NOT_SET);
  options.order = OI_RECEIPT_COSTS_INTEREST_PRINCIPAL;
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 0, &options, &life, &error), OI_OUT_OF_BOUNDS);
  options.order = 4;
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 1, &options, &life, &error), OI_INVALID_ARGUMENT);
  options.order = OI_RECEIPT_COSTS_INTEREST_PRINCIPAL;
  options.reserved = 1;
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 1, &options, &life, &error), OI_INVALID_ARGUMENT);
  options.reserved = 0;
  CHECK_INT(oi_plan_life_compute(tables, 2, as_of, 1, &options, &life, &error), OI_OK);
  CHECK_INT(oi_result_column(life, "plans", "unapplied", &column, &rows, &error), OI_OK);
  CHECK_INT(rows, 1);
  CHECK_INT(((const int64_t*)column.values)[0], 2000);
  oi_result_release(life);
}

int main(void) {
  a_plan();
  return check_end();
}
