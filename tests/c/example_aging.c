/* Ages three open items and prints the balance of each customer. */
#include <inttypes.h>
#include <openitem/aging.h>
#include <openitem/time.h>
#include <stdio.h>

static int failed(const oi_error *error) {
  fprintf(stderr, "%s: %s\n", oi_status_name(error->status), error->message);
  return 1;
}

int main(void) {
  /* Columns as Apache Arrow lays them out: the caller's memory, borrowed for the call. */
  const char names[] = "AdlerAdlerBirke";
  const int32_t name_offsets[] = {0, 5, 10, 15};
  const int32_t due_dates[] = {19904, 19888, 19813}; /* days since 1970-01-01 */
  const int64_t cents[] = {25000, 50000, 8000};
  const oi_column columns[] = {
      {"customer", OI_COLUMN_TEXT, 0, 0, names, name_offsets, NULL, NULL, 0},
      {"due_date", OI_COLUMN_DATE32, 0, 0, due_dates, NULL, NULL, NULL, 0},
      {"amount", OI_COLUMN_INT64, 0, 0, cents, NULL, NULL, NULL, 0},
  };

  oi_error error;
  oi_day as_of;
  if (oi_day_parse("2024-06-30", NULL, &as_of, &error) != OI_OK) return failed(&error);

  oi_item_options items = OI_ITEM_OPTIONS_INIT;
  items.money = OI_MONEY_MINOR; /* integers are cents: said, never guessed */
  items.currency = "EUR";

  oi_result *aging = NULL;
  if (oi_aging_compute_items(columns, 3, 3, as_of, NULL, &items, &aging, &error) != OI_OK)
    return failed(&error);

  oi_column customer, not_due, late, total;
  int64_t rows = 0;
  int status = 0;
  if (oi_result_column(aging, "rows", "customer", &customer, &rows, &error) != OI_OK ||
      oi_result_column(aging, "rows", "not_due", &not_due, NULL, &error) != OI_OK ||
      oi_result_column(aging, "rows", "d1_30", &late, NULL, &error) != OI_OK ||
      oi_result_column(aging, "rows", "total", &total, NULL, &error) != OI_OK) {
    status = failed(&error);
  }
  for (int64_t row = 0; status == 0 && row < rows; ++row) {
    const int64_t *ends = customer.offsets; /* texts of results are OI_COLUMN_LARGE_TEXT */
    printf("%.*s: %" PRId64 " not due, %" PRId64 " up to 30 days late, %" PRId64 " in all (cents)\n",
           (int)(ends[row + 1] - ends[row]), (const char *)customer.values + ends[row],
           ((const int64_t *)not_due.values)[row], ((const int64_t *)late.values)[row],
           ((const int64_t *)total.values)[row]);
  }
  oi_result_release(aging);
  return status;
}
