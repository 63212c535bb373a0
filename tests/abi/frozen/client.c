/* A program compiled against the frozen headers beside it, as one that was built a while ago, linked to the library of
 * today: its smaller structs and its numbers must still mean what they meant. */
#include "c/check.h"
#include "c/small_ledger.h"
#include "openitem/aging.h"
#include "openitem/datasets.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/time.h"

static const oi_day end_of_june = 19904; /* 2024-06-30 */

/* Every options struct of the frozen headers, its new members all zero, is taken as it is. */
static void options_of_then(oi_result** aging) {
  static const int32_t bounds[] = {0, 30};
  oi_ledger_options build = OI_LEDGER_OPTIONS_INIT;
  oi_aging_options options = OI_AGING_OPTIONS_INIT;
  oi_sample_options sampling = OI_SAMPLE_OPTIONS_INIT;
  small_ledger source;
  oi_ledger* ledger = NULL;
  oi_result* sample = NULL;
  oi_error error;
  fill_small_ledger(&source);
  build.currency = "EUR";
  options.bounds = bounds;
  options.bounds_count = 2;
  sampling.months = 3;
  CHECK_INT(oi_ledger_build(source.tables, 2, &build, &ledger, &error), OI_OK);
  CHECK_INT(oi_aging_compute(ledger, end_of_june, &options, aging, &error), OI_OK);
  CHECK_INT(oi_datasets_sample_ledger(100, 1, end_of_june, &sampling, &sample, &error), OI_OK);
  CHECK(row_count(sample, "documents") > 50);
  oi_result_release(sample);
  oi_ledger_release(ledger);
}

/* The figures are those that the comment of small_ledger.h adds up by hand. */
static void figures_of_then(const oi_result* aging) {
  const int64_t adler = row_with(aging, "rows", "customer", "Adler");
  CHECK_INT(integer_at(aging, "rows", "not_due", adler), 25000);
  CHECK_INT(integer_at(aging, "rows", "d1_30", adler), 50000);
  CHECK_INT(integer_at(aging, "rows", "total", adler), 145000);
  CHECK_INT(integer_at(aging, "totals", "total", 0), 151000);
}

static void items_of_then(void) {
  static const char* const customers[] = {"Adler", "Birke"};
  static const char* const dates[] = {"2024-06-14", "2024-05-01"};
  static const int64_t cents[] = {50000, 8000};
  oi_item_options items = OI_ITEM_OPTIONS_INIT;
  text_cells cells[2];
  oi_column columns[3];
  oi_result* aging = NULL;
  oi_error error;
  columns[0] = text_column(&cells[0], "customer", customers, 2);
  columns[1] = text_column(&cells[1], "due_date", dates, 2);
  columns[2] = plain_column("amount", OI_COLUMN_INT64, cents);
  items.money = OI_MONEY_MINOR;
  items.currency = "EUR";
  CHECK_INT(oi_aging_compute_items(columns, 3, 2, end_of_june, NULL, &items, &aging, &error), OI_OK);
  CHECK_INT(integer_at(aging, "totals", "d1_30", 0), 50000);
  CHECK_INT(integer_at(aging, "totals", "d31_60", 0), 8000);
  oi_result_release(aging);
}

static void errors_of_then(void) {
  oi_error error;
  int64_t minor = 7;
  oi_day day = 7;
  CHECK_INT(oi_money_parse("12,50", "EUR", &minor, &error), OI_INVALID_DATA);
  CHECK_INT(error.status, OI_INVALID_DATA);
  CHECK(error.message[0] != '\0');
  CHECK_INT(minor, 7);
  CHECK_INT(oi_money_parse("12.505", "EUR", &minor, &error), OI_INEXACT_AMOUNT);
  CHECK_INT(oi_day_parse("2024-02-30", NULL, &day, &error), OI_INVALID_DATA);
  CHECK_INT(oi_ledger_build(NULL, 1, NULL, NULL, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 0);
}

int main(void) {
  oi_result* aging = NULL;
  options_of_then(&aging);
  figures_of_then(aging);
  oi_result_release(aging);
  items_of_then();
  errors_of_then();
  return check_end();
}
