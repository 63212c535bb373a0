/* Roll rates from C: the tables of a small ledger, plain figures, options that are refused. */

#include "openitem/roll_rates.h"

#include <string.h>

#include "check.h"
#include "small_ledger.h"

static const oi_day days[] = {19904, 19935}; /* 2024-06-30, 2024-07-31 */

static void proof_is_zero(const oi_result *result) {
  oi_error error;
  oi_column lines;
  oi_column amounts;
  int64_t rows = 0;
  int64_t row;
  CHECK(oi_result_column(result, "proof", "line", &lines, &rows, &error) == OI_OK);
  CHECK(oi_result_column(result, "proof", "amount", &amounts, &rows, &error) == OI_OK);
  CHECK(rows > 0 && rows % 7 == 0);
  for (row = 0; row < rows; ++row) {
    if (row % 7 == 2 || row % 7 == 6) CHECK(((const int64_t *)amounts.values)[row] == 0);
  }
}

static void tables_and_proof(const oi_ledger *ledger) {
  static const char *const names[] = {"transitions", "rates",      "average", "inflows",
                                      "net_flow",    "loss_rates", "proof",   "about"};
  oi_roll_rate_options options = OI_ROLL_RATE_OPTIONS_INIT;
  const double half = 0.5;
  oi_result *result = NULL;
  oi_error error;
  int32_t table;
  options.terminal_loss = &half;
  options.step_tolerance = 1;
  CHECK(oi_roll_rates_compute(ledger, days, 2, NULL, &options, &result, &error) == OI_OK);
  CHECK(oi_result_table_count(result) == 8);
  for (table = 0; table < 8; ++table) CHECK(strcmp(oi_result_table_name(result, table), names[table]) == 0);
  proof_is_zero(result);
  oi_result_release(result);
}

static void by_customer_when_asked(const oi_ledger *ledger) {
  static const char *const by[] = {"customer"};
  oi_aging_options aging = OI_AGING_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  aging.by = by;
  aging.by_count = 1;
  CHECK(oi_roll_rates_compute(ledger, days, 2, &aging, NULL, &result, &error) == OI_OK);
  CHECK(strcmp(oi_result_column_name(result, "transitions", 2), "customer") == 0);
  oi_result_release(result);
  CHECK(oi_roll_rates_compute(ledger, days, 2, NULL, NULL, &result, &error) == OI_OK);
  CHECK(strcmp(oi_result_column_name(result, "transitions", 2), "currency") == 0);
  oi_result_release(result);
}

static void what_is_refused(const oi_ledger *ledger) {
  static const oi_day backwards[] = {19935, 19904};
  const double too_much = 1.5;
  oi_roll_rate_options options = OI_ROLL_RATE_OPTIONS_INIT;
  oi_aging_options aging = OI_AGING_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  CHECK(oi_roll_rates_compute(ledger, days, 1, NULL, NULL, &result, &error) == OI_OUT_OF_BOUNDS);
  CHECK(oi_roll_rates_compute(ledger, backwards, 2, NULL, NULL, &result, &error) == OI_INVALID_ARGUMENT);
  options.terminal_loss = &too_much;
  CHECK(oi_roll_rates_compute(ledger, days, 2, NULL, &options, &result, &error) == OI_OUT_OF_BOUNDS);
  CHECK(strstr(error.message, "terminal_loss") != NULL);
  aging.credits = OI_CREDITS_NETTED;
  CHECK(oi_roll_rates_compute(ledger, days, 2, &aging, NULL, &result, &error) == OI_INVALID_ARGUMENT);
  CHECK(result == NULL);
}

static void plain_figures(void) {
  static const double rates[] = {0.5, 0.25};
  double losses[2] = {0.0, 0.0};
  double rate = 7.0;
  int32_t has_rate = 7;
  oi_error error;
  CHECK(oi_roll_rate(100, 20, &rate, &has_rate, &error) == OI_OK);
  CHECK(rate > 0.1999999 && rate < 0.2000001 && has_rate == 1);
  CHECK(oi_roll_rate(0, 20, &rate, &has_rate, &error) == OI_OK);
  CHECK(has_rate == 0);
  CHECK(oi_roll_rate(100, -1, &rate, &has_rate, &error) == OI_OUT_OF_BOUNDS);
  CHECK(error.argument == 1);
  CHECK(oi_loss_rate_chain(rates, 2, 0.5, losses, &error) == OI_OK);
  CHECK(losses[0] > 0.0624 && losses[0] < 0.0626 && losses[1] > 0.1249 && losses[1] < 0.1251);
  CHECK(oi_loss_rate_chain(rates, 2, 2.0, losses, &error) == OI_OUT_OF_BOUNDS);
}

int main(void) {
  oi_error error;
  oi_ledger *ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  tables_and_proof(ledger);
  by_customer_when_asked(ledger);
  what_is_refused(ledger);
  plain_figures();
  oi_ledger_release(ledger);
  return check_end();
}
