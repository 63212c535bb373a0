/* Provision through C on the ledger of small_ledger.h; every figure is worked out by hand. */
#include "openitem/provision.h"

#include "check.h"
#include "small_ledger.h"

static const oi_day as_of = 19904; /* 2024-06-30 */

typedef struct small_rates {
  text_cells cells[2];
  oi_column columns[2];
  oi_table table;
} small_rates;

static void fill_rates(small_rates* it) {
  static const char* const buckets[] = {"not_due", "d1_30", "d31_60", "d61_90", "over_90"};
  static const char* const rates[] = {"0.003", "0.016", "0.036", "0.066", "0.106"};
  it->columns[0] = text_column(&it->cells[0], "bucket", buckets, 5);
  it->columns[1] = text_column(&it->cells[1], "rate", rates, 5);
  it->table = table_of("rates", it->columns, 2, 5);
}

/* Adler 250 x 0.3 %, 500 x 1.6 %, 700 x 10.6 %; Birke 80 x 3.6 %. */
static void provision_by_customer(const oi_ledger* ledger, const small_rates* rates) {
  static const int64_t allowances[] = {75, 800, 7420, 288};
  oi_result* provision = NULL;
  oi_error error;
  int row;
  CHECK_INT(oi_provision_compute(ledger, as_of, &rates->table, 1, NULL, NULL, &provision, &error), OI_OK);
  CHECK_INT(row_count(provision, "rows"), LENGTH(allowances));
  for (row = 0; row < LENGTH(allowances); ++row)
    CHECK_INT(integer_at(provision, "rows", "allowance", row), allowances[row]);
  CHECK_INT(integer_at(provision, "totals", "gross", 0), 153000);
  CHECK_INT(integer_at(provision, "totals", "allowance", 0), 8583);
  CHECK_INT(integer_at(provision, "proof", "amount", row_with(provision, "proof", "line", "difference")), 0);
  CHECK_INT(row_count(provision, "items"), 4);
  oi_result_release(provision);
}

/* Birke's credit note of 20 is set off: 60 x 3.6 %. */
static void right_of_offset(const oi_ledger* ledger, const small_rates* rates) {
  oi_provision_options options = OI_PROVISION_OPTIONS_INIT;
  oi_result* provision = NULL;
  oi_error error;
  options.offset = OI_OFFSET_EVERY_CUSTOMER;
  CHECK_INT(oi_provision_compute(ledger, as_of, &rates->table, 1, NULL, &options, &provision, &error), OI_OK);
  CHECK_INT(integer_at(provision, "rows", "offset", 3), 2000);
  CHECK_INT(integer_at(provision, "rows", "allowance", 3), 216);
  oi_result_release(provision);
}

/* Everything is collected in a year at 10 %: each loss is divided by 1.1. */
static void discounting(const oi_ledger* ledger, const small_rates* rates) {
  static const int64_t allowances[] = {68, 727, 6745, 262};
  static const char* const days[] = {"365"};
  oi_provision_options options = OI_PROVISION_OPTIONS_INIT;
  oi_result* provision = NULL;
  oi_error error;
  text_cells cells;
  oi_column column = text_column(&cells, "days", days, 1);
  oi_table tables[2];
  int row;
  tables[0] = rates->table;
  tables[1] = table_of("collection", &column, 1, 1);
  options.discount_rate = 100000000;
  CHECK_INT(oi_provision_compute(ledger, as_of, tables, 2, NULL, &options, &provision, &error), OI_OK);
  for (row = 0; row < LENGTH(allowances); ++row)
    CHECK_INT(integer_at(provision, "rows", "matrix_allowance", row), allowances[row]);
  CHECK_INT(integer_at(provision, "totals", "undiscounted", 0), 8583);
  CHECK_INT(integer_at(provision, "totals", "discount", 0), 8583 - 7802);
  oi_result_release(provision);
  provision = NULL;
  CHECK_INT(oi_provision_compute(ledger, as_of, tables, 1, NULL, &options, &provision, &error),
            OI_MISSING_COLUMN);
  options.discount_rate = -1;
  CHECK_INT(oi_provision_compute(ledger, as_of, tables, 2, NULL, &options, &provision, &error),
            OI_OUT_OF_BOUNDS);
  CHECK(provision == NULL);
}

static void missing_rate(const oi_ledger* ledger, const small_rates* rates) {
  oi_table four = rates->table;
  oi_result* provision = NULL;
  oi_error error;
  four.rows = 4;
  CHECK_INT(oi_provision_compute(ledger, as_of, &four, 1, NULL, NULL, &provision, &error), OI_MISSING_VALUE);
  CHECK(strstr(error.message, "over_90") != NULL);
  CHECK(provision == NULL);
}

/* 250 x 0.3 %, 500 x 1.6 %, 80 x 3.6 %, then each rate times 1.1. */
static void matrix_of_figures(void) {
  const int64_t balances[] = {25000, 50000, 8000};
  const int64_t rates[] = {3000000, 16000000, 36000000};
  oi_provision_matrix_options options = OI_PROVISION_MATRIX_OPTIONS_INIT;
  int64_t by_bucket[3] = {0, 0, 0};
  int64_t total = 0;
  oi_error error;
  CHECK_INT(oi_provision_compute_matrix(balances, rates, 3, NULL, by_bucket, NULL, &total, NULL, &error),
            OI_OK);
  CHECK_INT(by_bucket[0], 75);
  CHECK_INT(by_bucket[1], 800);
  CHECK_INT(by_bucket[2], 288);
  CHECK_INT(total, 1163);
  options.forward_factor = 1100000000;
  CHECK_INT(oi_provision_compute_matrix(balances, rates, 3, &options, by_bucket, NULL, &total, NULL, &error),
            OI_OK);
  CHECK_INT(by_bucket[0], 83); /* 82.5 */
  CHECK_INT(by_bucket[1], 880);
  CHECK_INT(by_bucket[2], 317); /* 316.8 */
}

static void charge_of_figures(void) {
  int64_t charge = -1;
  int64_t release = -1;
  oi_error error;
  CHECK_INT(oi_provision_compute_charge(7500, 8500, 0, 0, 7310, OI_RECOVERY_NOT_SET, &charge, &release, NULL,
                                        &error),
            OI_OK);
  CHECK_INT(charge, 8310);
  CHECK_INT(release, 0);
  CHECK_INT(
      oi_provision_compute_charge(7500, 0, 1, 0, 7310, OI_RECOVERY_NOT_SET, &charge, &release, NULL, &error),
      OI_NOT_SET);
}

/* The vintages of the half-year are not mature: they are excluded, or developed. */
static void developed_loss_rates(const oi_ledger* ledger) {
  static const oi_day from = 19723; /* 2024-01-01 */
  oi_loss_rate_options options = OI_LOSS_RATE_OPTIONS_INIT;
  oi_result* excluded = NULL;
  oi_result* developed = NULL;
  oi_error error;
  oi_column column;
  int64_t rows;
  CHECK_INT(oi_provision_compute_loss_rates(ledger, from, as_of, as_of, NULL, &options, &excluded, &error),
            OI_OK);
  CHECK(oi_result_column(excluded, "factors", "factor", &column, &rows, &error) != OI_OK);
  options.immature = OI_IMMATURE_DEVELOPED;
  CHECK_INT(oi_provision_compute_loss_rates(ledger, from, as_of, as_of, NULL, &options, &developed, &error),
            OI_OK);
  CHECK(row_count(developed, "factors") > 0);
  CHECK(row_count(developed, "triangle") > 0);
  CHECK_INT(integer_at(developed, "proof", "amount", row_with(developed, "proof", "line", "difference")), 0);
  oi_result_release(excluded);
  oi_result_release(developed);
  developed = NULL;
  options.immature = 2;
  CHECK(oi_provision_compute_loss_rates(ledger, from, as_of, as_of, NULL, &options, &developed, &error) !=
        OI_OK);
  CHECK(developed == NULL);
}

int main(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  small_rates rates;
  fill_rates(&rates);
  CHECK(ledger != NULL);
  provision_by_customer(ledger, &rates);
  discounting(ledger, &rates);
  right_of_offset(ledger, &rates);
  missing_rate(ledger, &rates);
  matrix_of_figures();
  charge_of_figures();
  developed_loss_rates(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
