/* Exposure through C: docs/methods/exposure.md, figures worked out by hand. */
#include "openitem/exposure.h"

#include "check.h"
#include "columns.h"

int main(void) {
  static const char* const customer[] = {"A", "A", "B"};
  static const char* const id[] = {"1", "2", "3"};
  static const char* const issue[] = {"2024-05-01", "2024-06-10", "2024-06-01"};
  static const char* const due[] = {"2024-05-31", NULL, "2024-07-15"};
  static const char* const amount[] = {"800.00", "-50.00", "300.00"};
  static const char* const limited[] = {"A", "B"};
  static const char* const limit[] = {"800.00", "100.00"};
  static const char* const valid_to[] = {NULL, "2024-06-29"};
  static const char* const ordering[] = {"A", "A"};
  static const char* const ordered[] = {"40.00", "500.00"};
  static const char* const expected_on[] = {"2024-07-10", "2024-07-11"};
  static const char* const some_parts[] = {"open"};
  static const char* const no_part[] = {"all"};
  const oi_day as_of = 19904; /* 2024-06-30 */
  const int32_t horizon = 10;
  text_cells cells[12];
  oi_column documents[5], limits[3], orders[3];
  oi_table tables[3];
  oi_ledger_options ledger_options = OI_LEDGER_OPTIONS_INIT;
  oi_exposure_options options = OI_EXPOSURE_OPTIONS_INIT;
  oi_ledger* ledger = NULL;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  documents[0] = text_column(&cells[0], "customer", customer, 3);
  documents[1] = text_column(&cells[1], "id", id, 3);
  documents[2] = text_column(&cells[2], "issue_date", issue, 3);
  documents[3] = text_column(&cells[3], "due_date", due, 3);
  documents[4] = text_column(&cells[4], "amount", amount, 3);
  limits[0] = text_column(&cells[5], "customer", limited, 2);
  limits[1] = text_column(&cells[6], "limit", limit, 2);
  limits[2] = text_column(&cells[7], "valid_to", valid_to, 2);
  orders[0] = text_column(&cells[8], "customer", ordering, 2);
  orders[1] = text_column(&cells[9], "amount", ordered, 2);
  orders[2] = text_column(&cells[10], "expected_on", expected_on, 2);
  tables[0] = table_of("documents", documents, 5, 3);
  ledger_options.currency = "EUR";
  CHECK_INT(oi_ledger_build(tables, 1, &ledger_options, &ledger, &error), OI_OK);
  tables[0] = table_of("limits", limits, 3, 2);
  tables[1] = table_of("orders", orders, 3, 2);
  tables[2] = table_of("what_if", orders, 3, 2);

  /* A: 800.00 + 540.00 - 50.00 = 1,290.00 of a limit of 800.00. The limit of B has ended. */
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 2, NULL, &result, &error), OI_OK);
  CHECK_INT(integer_at(result, "rows", "exposure", 0), 129000);
  CHECK_INT(integer_at(result, "rows", "headroom", 0), -49000);
  CHECK_TEXT(text_at(result, "rows", "decision", 0, buffer, sizeof buffer), "hold");
  CHECK_TEXT(text_at(result, "reasons", "reason", 0, buffer, sizeof buffer), "limit_use");
  CHECK_TEXT(text_at(result, "rows", "limit_state", 1, buffer, sizeof buffer), "expired");
  CHECK_TEXT(text_at(result, "reasons", "reason", 1, buffer, sizeof buffer), "expired_limit");
  oi_result_release(result);

  /* Within ten days: 800.00 + 40.00 - 50.00 = 790.00. Of the orders on trial the first would bring it to 830.00. */
  options.horizon_days = &horizon;
  options.expired_limit = OI_CREDIT_RELEASE;
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 3, &options, &result, &error), OI_OK);
  CHECK_INT(integer_at(result, "rows", "exposure", 0), 79000);
  CHECK_TEXT(text_at(result, "rows", "decision", 0, buffer, sizeof buffer), "release");
  CHECK_TEXT(text_at(result, "rows", "decision", 1, buffer, sizeof buffer), "release");
  CHECK_INT(integer_at(result, "what_if", "exposure_after", 0), 83000);
  CHECK_TEXT(text_at(result, "what_if", "decision_after", 0, buffer, sizeof buffer), "hold");
  CHECK_INT(integer_at(result, "what_if", "exposure_after", 1), 79000);
  oi_result_release(result);

  /* A watch at 30 days; use is no reason any more. */
  options.hold_use = -1;
  options.watch_overdue_days = 30;
  options.parts = some_parts;
  options.parts_count = 1;
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 2, &options, &result, &error), OI_OK);
  CHECK_INT(integer_at(result, "rows", "exposure", 0), 80000);
  CHECK_TEXT(text_at(result, "rows", "decision", 0, buffer, sizeof buffer), "watch");
  CHECK_TEXT(text_at(result, "reasons", "reason", 0, buffer, sizeof buffer), "overdue_days");
  oi_result_release(result);

  options.parts = no_part;
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 2, &options, &result, &error), OI_UNKNOWN_NAME);
  options.parts_count = 0;
  options.parts = NULL;
  options.single_limits = 2;
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 2, &options, &result, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 4);
  CHECK_INT(oi_exposure_compute(ledger, as_of, tables, 2, NULL, NULL, &error), OI_NULL_ARGUMENT);
  oi_ledger_release(ledger);
  return check_end();
}
