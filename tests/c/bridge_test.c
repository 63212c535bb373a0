/* Bridges from C: steps of a small ledger that sum, and what is refused. */

#include "openitem/bridge.h"

#include <string.h>

#include "check.h"
#include "small_ledger.h"

static const oi_day end_of_may = 19874;
static const oi_day end_of_june = 19904;

static void causes_sum_to_the_change(const oi_ledger *ledger, oi_bridge_method method) {
  oi_bridge_options options = OI_BRIDGE_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  oi_column amounts;
  int64_t rows = 0;
  int64_t row;
  int64_t balance = 0;
  const int64_t *values;
  options.method = method;
  options.months = 3;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) == OI_OK);
  CHECK(oi_result_table_count(result) == 6);
  CHECK(oi_result_column(result, "receivables", "amount", &amounts, &rows, &error) == OI_OK);
  values = (const int64_t *)amounts.values;
  CHECK_INT(rows, 10);
  for (row = 0; row < rows - 1; ++row) balance += values[row];
  CHECK_INT(values[0], 158000);
  CHECK_INT(values[rows - 1], 151000); /* the control total of small_ledger.h */
  CHECK_INT(balance, values[rows - 1]);
  oi_result_release(result);
}

/* Groups sum to the totals, and the totals to the control total. */
static void groups_sum_to_the_totals(const oi_ledger *ledger) {
  static const char *const by[] = {"customer"};
  oi_bridge_options options = OI_BRIDGE_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  oi_column amounts;
  oi_column totals;
  int64_t rows = 0;
  int64_t total_rows = 0;
  int64_t row;
  int64_t sum = 0;
  options.by = by;
  options.by_count = 1;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) == OI_OK);
  CHECK(oi_result_table_count(result) == 7);
  CHECK(oi_result_column(result, "receivables", "amount", &amounts, &rows, &error) == OI_OK);
  CHECK(oi_result_column(result, "totals", "amount", &totals, &total_rows, &error) == OI_OK);
  CHECK_INT(total_rows, 10);
  CHECK_INT(rows % total_rows, 0);
  for (row = 9; row < rows; row += 10) sum += ((const int64_t *)amounts.values)[row];
  CHECK_INT(sum, 151000);
  CHECK_INT(((const int64_t *)totals.values)[9], 151000);
  oi_result_release(result);
}

/* One currency: the same causes in base currency, between them a currency of 0. */
static void base_amounts_of_one_currency(const oi_ledger *ledger) {
  oi_bridge_options options = OI_BRIDGE_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  oi_column amounts;
  oi_column base;
  int64_t rows = 0;
  int64_t row;
  options.months = 3;
  options.base_amounts = 1;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) == OI_OK);
  CHECK(oi_result_table_count(result) == 11);
  CHECK(oi_result_column(result, "receivables", "amount", &amounts, &rows, &error) == OI_OK);
  CHECK_INT(rows, 10);
  CHECK(oi_result_column(result, "base_receivables", "amount", &base, &rows, &error) == OI_OK);
  CHECK_INT(rows, 11);
  CHECK_INT(((const int64_t *)base.values)[9], 0);
  for (row = 0; row < 10; ++row)
    CHECK_INT(((const int64_t *)base.values)[row == 9 ? 10 : row], ((const int64_t *)amounts.values)[row]);
  oi_result_release(result);
}

static void what_is_refused(const oi_ledger *ledger) {
  oi_bridge_options options = OI_BRIDGE_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  CHECK(oi_bridge_compute(ledger, end_of_june, end_of_may, NULL, &result, &error) == OI_INVALID_ARGUMENT);
  options.months = 121;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) == OI_OUT_OF_BOUNDS);
  CHECK(strstr(error.message, "months") != NULL);
  CHECK(result == NULL);
  options.months = 0;
  options.reserved = 1;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) != OI_OK);
  options.reserved = 0;
  options.base_amounts = 2;
  CHECK(oi_bridge_compute(ledger, end_of_may, end_of_june, &options, &result, &error) == OI_OUT_OF_BOUNDS);
}

int main(void) {
  oi_error error;
  oi_ledger *ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  causes_sum_to_the_change(ledger, OI_BRIDGE_SHAPLEY);
  causes_sum_to_the_change(ledger, OI_BRIDGE_FIXED_ORDER);
  groups_sum_to_the_totals(ledger);
  base_amounts_of_one_currency(ledger);
  what_is_refused(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
