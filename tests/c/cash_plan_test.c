/* Plans on days of free cash through C; every figure is worked out by hand. */
#include "openitem/cash_plan.h"

#include <string.h>

#include "check.h"
#include "columns.h"

static text_cells cells[4];
static oi_column plan_columns[2], cash_columns[2];
static oi_table tables[2];

static void fill(void) {
  static const char* const principal[] = {"1000.00"};
  static const char* const start[] = {"2026-01-01"};
  static const char* const days[] = {"2026-05-01", "2026-01-31", "2026-04-01"};
  static const char* const amounts[] = {"500.00", "600.00", "900.00"};
  plan_columns[0] = text_column(&cells[0], "principal", principal, 1);
  plan_columns[1] = text_column(&cells[1], "start_date", start, 1);
  cash_columns[0] = text_column(&cells[2], "date", days, 3);
  cash_columns[1] = text_column(&cells[3], "amount", amounts, 3);
  tables[0] = table_of("plans", plan_columns, 2, 1);
  tables[1] = table_of("cash", cash_columns, 2, 3);
}

static int64_t amount_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  oi_error error;
  int64_t rows = 0;
  CHECK_INT(oi_result_column(result, table, column, &view, &rows, &error), OI_OK);
  return ((const int64_t*)view.values)[row < 0 ? row + rows : row];
}

int main(void) {
  oi_cash_plan_options options = OI_CASH_PLAN_OPTIONS_INIT;
  oi_result* made = NULL;
  oi_error error;
  fill();
  options.currency = "EUR";
  /* 600 and 400 of 900; or half of each day, 300, 450 and 250. */
  CHECK_INT(oi_cash_plan_compute(tables, 2, OI_CASH_USE_SOONEST, OI_PLAN_APR_NONE, &options, &made, &error),
            OI_OK);
  CHECK_INT(amount_at(made, "instalments", "payment", 0), 60000);
  CHECK_INT(amount_at(made, "instalments", "payment", -1), 40000);
  CHECK_INT(amount_at(made, "cash", "unused", -1), 50000);
  CHECK_INT(amount_at(made, "proof", "amount", 4), 0);
  oi_result_release(made);
  CHECK_INT(
      oi_cash_plan_compute(tables, 2, OI_CASH_USE_SMALLEST_SHARE, OI_PLAN_APR_NONE, &options, &made, &error),
      OI_OK);
  CHECK_INT(amount_at(made, "instalments", "payment", 1), 45000);
  CHECK_INT(amount_at(made, "instalments", "payment", 2), 25000);
  oi_result_release(made);
  /* 49 % of 2,000.00 is 20.00 short. */
  options.most_share = 490000000;
  CHECK_INT(oi_cash_plan_compute(tables, 2, OI_CASH_USE_SOONEST, OI_PLAN_APR_NONE, &options, &made, &error),
            OI_INVALID_ARGUMENT);
  CHECK_INT(strstr(error.message, "20.00 EUR") != NULL, 1);
  CHECK_INT(oi_cash_plan_compute(tables, 2, OI_CASH_USE_NOT_SET, OI_PLAN_APR_NONE, &options, &made, &error),
            OI_NOT_SET);
  CHECK_INT(error.argument, 2);
  CHECK_INT(
      oi_cash_plan_compute(tables, 2, OI_CASH_USE_SOONEST, OI_PLAN_APR_REGULATION_Z, &options, &made, &error),
      OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 3);
  options.most_share = 0;
  options.rate = 60000000;
  CHECK_INT(oi_cash_plan_compute(tables, 2, OI_CASH_USE_SOONEST, OI_PLAN_APR_NONE, &options, &made, &error),
            OI_NOT_SET); /* how are its days counted? */
  return check_end();
}
