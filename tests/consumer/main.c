/* A C program that was given the installed headers and library, and nothing else of openitem: it ages two
 * invoices of one customer and wants 2.50 in the bucket of 1 to 30 days. */
#include <stdint.h>
#include <stdio.h>

#include <openitem/aging.h>

int main(void) {
  static const int32_t customer[] = {7, 7};
  static const int32_t due[] = {19884, 19954}; /* 2024-06-10, 2024-08-19 */
  static const int64_t amount[] = {250, 10000};
  const oi_column columns[] = {
      {"customer", OI_COLUMN_INT32, 0, 0, customer, NULL, NULL, NULL, 0},
      {"issue_date", OI_COLUMN_DATE32, 0, 0, due, NULL, NULL, NULL, 0},
      {"due_date", OI_COLUMN_DATE32, 0, 0, due, NULL, NULL, NULL, 0},
      {"amount", OI_COLUMN_INT64, 0, 0, amount, NULL, NULL, NULL, 0},
  };
  const oi_table documents = {"documents", columns, 4, 0, 2};
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_ledger *ledger = NULL;
  oi_result *aging = NULL;
  oi_column cell;
  oi_error error;
  oi_status status;
  int64_t cents = 0;

  options.money = OI_MONEY_MINOR;
  options.currency = "EUR";
  status = oi_ledger_build(&documents, 1, &options, &ledger, &error);
  if (status == OI_OK) status = oi_aging_compute(ledger, 19904, NULL, &aging, &error); /* 2024-06-30 */
  if (status == OI_OK) status = oi_result_column(aging, "rows", "d1_30", &cell, NULL, &error);
  if (status == OI_OK) cents = ((const int64_t *)cell.values)[0];
  if (status != OI_OK) fprintf(stderr, "%s\n", error.message);
  oi_result_release(aging);
  oi_ledger_release(ledger);
  if (status != OI_OK) return 1;
  printf("openitem %s from C, %ld cents\n", oi_version(), (long)cents);
  return cents == 250 ? 0 : 2;
}
