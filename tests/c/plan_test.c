/* Payment plans through C; every figure is worked out by hand or printed by its source. */
#include "openitem/plan.h"

#include <string.h>

#include "check.h"

static const oi_day start = 20454; /* 2026-01-01 */

static int64_t amount_at(const oi_result* result, const char* table, const char* column, int64_t row) {
  oi_column view;
  oi_error error;
  int64_t rows = 0;
  CHECK_INT(oi_result_column(result, table, column, &view, &rows, &error), OI_OK);
  if (row < 0) row += rows;
  return ((const int64_t*)view.values)[row];
}

static void plans(void) {
  /* 1,200.00 in twelve parts, 1 % a month: 112.00 ... 101.00, interest 78.00. */
  oi_plan_options options = OI_PLAN_OPTIONS_INIT;
  oi_result* made = NULL;
  oi_error error;
  options.rate = 10000000;
  CHECK_INT(oi_plan_compute(120000, "EUR", start, OI_PLAN_EQUAL_PRINCIPAL, 12, OI_PERIOD_MONTHS,
                            OI_PLAN_APR_NONE, &options, &made, &error),
            OI_NOT_SET); /* a rate of what? */
  CHECK_INT(error.argument, 7);
  options.rate_basis = OI_PLAN_RATE_PER_PERIOD;
  CHECK_INT(oi_plan_compute(120000, "EUR", start, OI_PLAN_EQUAL_PRINCIPAL, 12, OI_PERIOD_MONTHS,
                            OI_PLAN_APR_EU, &options, &made, &error),
            OI_OK);
  CHECK_INT(amount_at(made, "instalments", "payment", 0), 11200);
  CHECK_INT(amount_at(made, "instalments", "payment", -1), 10100);
  CHECK_INT(amount_at(made, "instalments", "balance", -1), 0);
  CHECK_INT(amount_at(made, "plans", "cost_of_credit", 0), 7800);
  CHECK_INT(amount_at(made, "proof", "amount", 4), 0);
  oi_result_release(made);
  CHECK_INT(oi_plan_compute(120000, "EUR", start, OI_PLAN_NOT_SET, 12, OI_PERIOD_MONTHS, OI_PLAN_APR_NONE,
                            NULL, &made, &error),
            OI_NOT_SET);
  CHECK_INT(error.argument, 3);
  CHECK_INT(oi_plan_compute(-1, "EUR", start, OI_PLAN_ANNUITY, 12, OI_PERIOD_MONTHS, OI_PLAN_APR_NONE, NULL,
                            &made, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 0);
}

static void given(void) {
  static const int64_t payments[] = {5000, 0}, too_small[] = {100, 0};
  oi_plan_options options = OI_PLAN_OPTIONS_INIT;
  oi_result* made = NULL;
  oi_error error;
  options.rate = 20000000;
  options.rate_basis = OI_PLAN_RATE_PER_PERIOD;
  options.given = payments;
  options.given_count = 2;
  /* 100.00 + 2.00 - 50.00 = 52.00; 52.00 + 1.04 = 53.04. */
  CHECK_INT(oi_plan_compute(10000, "EUR", start, OI_PLAN_GIVEN_PAYMENTS, 0, OI_PERIOD_WEEKS, OI_PLAN_APR_NONE,
                            &options, &made, &error),
            OI_OK);
  CHECK_INT(amount_at(made, "instalments", "payment", 1), 5304);
  oi_result_release(made);
  options.given = too_small;
  CHECK_INT(oi_plan_compute(10000, "EUR", start, OI_PLAN_GIVEN_PAYMENTS, 0, OI_PERIOD_WEEKS, OI_PLAN_APR_NONE,
                            &options, &made, &error),
            OI_INVALID_ARGUMENT);
  CHECK_INT(strstr(error.message, "201 minor units") != NULL, 1);
}

static void shortest(void) {
  oi_result* made = NULL;
  oi_error error;
  CHECK_INT(oi_plan_find_shortest(10000, "EUR", start, OI_PLAN_ANNUITY, 24, OI_PERIOD_MONTHS, 1500,
                                  OI_PLAN_APR_NONE, NULL, &made, &error),
            OI_OK);
  CHECK_INT(amount_at(made, "plans", "largest_payment", 0), 1429); /* 100.00 / 7 */
  oi_result_release(made);
  CHECK_INT(oi_plan_find_shortest(10000, "EUR", start, OI_PLAN_ANNUITY, 4, OI_PERIOD_MONTHS, 1500,
                                  OI_PLAN_APR_NONE, NULL, &made, &error),
            OI_INVALID_ARGUMENT);
  CHECK_INT(strstr(error.message, "25.00 EUR") != NULL, 1);
}

static void figures(void) {
  oi_annuity_row row = {0, 0, 0};
  oi_error error;
  int64_t numerator = 0, denominator = 0, rebate = 0;
  CHECK_INT(oi_plan_rule78_earned_fraction(12, 2, &numerator, &denominator, &error), OI_OK);
  CHECK_INT(numerator, 23);
  CHECK_INT(denominator, 78);
  CHECK_INT(oi_plan_rule78_earned_fraction(12, 13, &numerator, &denominator, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 1);
  CHECK_INT(oi_plan_rule78_rebate(10000, 12, 9, OI_ROUND_HALF_UP, &rebate, &error), OI_OK);
  CHECK_INT(rebate, 5769);
  CHECK_INT(oi_plan_schedule_row(2500, 0.0824, 12, 12, 10, &row, &error), OI_OK);
  CHECK_INT((int64_t)(row.balance * 100 + 0.5), 43105);
  CHECK_INT(oi_plan_schedule_row(2500, 0.0824, 12, 12, 0, &row, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 4);
}

int main(void) {
  plans();
  given();
  shortest();
  figures();
  return check_end();
}
