/* What became of discounts, through C: docs/methods/discount_history.md. */
#include "openitem/discount_history.h"

#include "check.h"
#include "columns.h"

int main(void) {
  static const char* const customer[] = {"A", "A", "A", "A", "A"};
  static const char* const id[] = {"1", "2", "3", "4", "5"};
  static const char* const kind[] = {"invoice", "payment", "discount", "invoice", "payment"};
  static const char* const issue[] = {"2026-01-01", "2026-01-09", "2026-01-09", "2026-01-01", "2026-01-05"};
  static const char* const amount[] = {"100.00", "-98.00", "-2.00", "50.00", "-50.00"};
  static const char* const terms[] = {"2/10 net 30", NULL, NULL, "net 30", NULL};
  static const char* const credit[] = {"2", "3", "5"};
  static const char* const debit[] = {"1", "1", "4"};
  static const char* const applied[] = {"98.00", "2.00", "50.00"};
  static const char* const applied_on[] = {"2026-01-09", "2026-01-09", "2026-01-05"};
  const oi_day as_of = 20485; /* 2026-02-01 */
  text_cells cells[10];
  oi_column documents[6], applications[4];
  oi_table tables[2];
  oi_ledger_options ledger_options = OI_LEDGER_OPTIONS_INIT;
  oi_discount_history_options options = OI_DISCOUNT_HISTORY_OPTIONS_INIT;
  oi_ledger* ledger = NULL;
  oi_result* result = NULL;
  oi_error error;
  char buffer[32];
  documents[0] = text_column(&cells[0], "customer", customer, 5);
  documents[1] = text_column(&cells[1], "id", id, 5);
  documents[2] = text_column(&cells[2], "kind", kind, 5);
  documents[3] = text_column(&cells[3], "issue_date", issue, 5);
  documents[4] = text_column(&cells[4], "amount", amount, 5);
  documents[5] = text_column(&cells[5], "terms", terms, 5);
  applications[0] = text_column(&cells[6], "credit_id", credit, 3);
  applications[1] = text_column(&cells[7], "debit_id", debit, 3);
  applications[2] = text_column(&cells[8], "amount", applied, 3);
  applications[3] = text_column(&cells[9], "applied_on", applied_on, 3);
  tables[0] = table_of("documents", documents, 6, 5);
  tables[1] = table_of("applications", applications, 4, 3);
  ledger_options.currency = "EUR";
  CHECK_INT(oi_ledger_build(tables, 2, &ledger_options, &ledger, &error), OI_OK);
  CHECK_INT(oi_discount_history_compute(ledger, as_of, OI_COUNTERFACTUAL_MEAN, 100000000, 365, NULL, &result,
                                        &error),
            OI_OK);
  CHECK_TEXT(text_at(result, "documents", "status", 0, buffer, sizeof buffer), "taken");
  CHECK_TEXT(text_at(result, "documents", "effect", 0, buffer, sizeof buffer), "unknown");
  CHECK_INT(integer_at(result, "documents", "discount", 0), 200);
  oi_result_release(result);
  /* One invoice without offer is enough now: paid after 4 days, so 8 days bought nothing. 98.00 x 0.1 x -4 / 365 = -0.11. */
  options.minimum_invoices = 1;
  CHECK_INT(oi_discount_history_compute(ledger, as_of, OI_COUNTERFACTUAL_MEDIAN, 100000000, 365, &options,
                                        &result, &error),
            OI_OK);
  CHECK_TEXT(text_at(result, "documents", "effect", 0, buffer, sizeof buffer), "cannibalised");
  CHECK_INT(integer_at(result, "documents", "gain", 0), -211);
  oi_result_release(result);
  CHECK_INT(oi_discount_history_compute(ledger, as_of, OI_COUNTERFACTUAL_NOT_SET, 100000000, 365, NULL,
                                        &result, &error),
            OI_NOT_SET);
  CHECK_INT(error.argument, 2);
  CHECK_INT(
      oi_discount_history_compute(ledger, as_of, OI_COUNTERFACTUAL_MEAN, -1, 365, NULL, &result, &error),
      OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 3);
  oi_ledger_release(ledger);
  return check_end();
}
