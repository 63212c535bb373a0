/* Outcomes of the small ledger, worked by hand: A-1, due on 2024-03-31, is 90 days past due on 2024-06-29; B-1, due on 2024-05-01, is 30 days
 * past due on 2024-05-31. */
#include "openitem/outcome.h"

#include "check.h"
#include "small_ledger.h"

enum {
  END_OF_APRIL = 19843,
  END_OF_JUNE = 19904,
  END_OF_MAY = 19874
}; /* 2024-04-30, 2024-06-30, 2024-05-31 */

static void accounts_by_hand(const oi_ledger* ledger) {
  const oi_day day = END_OF_APRIL;
  oi_outcome_options options = OI_OUTCOME_OPTIONS_INIT;
  oi_result* outcome = NULL;
  oi_error error;
  char text[32];
  options.window = 2;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_OK);
  CHECK_INT(row_count(outcome, "rows"), 2); /* Adler and Birke */
  CHECK_INT(integer_at(outcome, "rows", "window_end", 0), END_OF_JUNE);
  CHECK_INT(integer_at(outcome, "rows", "bad", 0), 1);
  CHECK_INT(integer_at(outcome, "rows", "bad_on", 0), END_OF_JUNE - 1);
  CHECK_INT(integer_at(outcome, "rows", "past_due_amount", 0), 70000);
  CHECK_INT(integer_at(outcome, "rows", "worst_days_past_due", 0), 91);
  CHECK_TEXT(text_at(outcome, "rows", "trigger", 0, text, sizeof text), "days_past_due");
  CHECK_INT(integer_at(outcome, "rows", "bad", 1), 0);
  CHECK_INT(integer_at(outcome, "rows", "worst_days_past_due", 1), 60);
  CHECK_INT(integer_at(outcome, "proof", "count", row_with(outcome, "proof", "line", "difference")), 0);
  oi_result_release(outcome);
  outcome = NULL;
  options.days_past_due = 30;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_OK);
  CHECK_TEXT(text_at(outcome, "rows", "exclusion", 0, text, sizeof text),
             "already_bad"); /* 30 days on that day */
  CHECK_INT(integer_at(outcome, "rows", "bad_on", 1), END_OF_MAY);
  oi_result_release(outcome);
  outcome = NULL;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, NULL, &outcome, &error), OI_OK);
  CHECK_TEXT(text_at(outcome, "rows", "exclusion", 0, text, sizeof text), "window_incomplete");
  oi_result_release(outcome);
}

static void invoices_by_hand(const oi_ledger* ledger) {
  const oi_day end = END_OF_JUNE;
  oi_outcome_options options = OI_OUTCOME_OPTIONS_INIT;
  oi_result* outcome = NULL;
  oi_error error;
  char text[32];
  options.window = 60;
  options.window_unit = OI_OUTCOME_DAYS;
  options.days_past_due = 30;
  options.end_of_data = &end;
  CHECK_INT(oi_outcome_compute_invoices(ledger, &options, &outcome, &error), OI_OK);
  CHECK_INT(row_count(outcome, "rows"), 4);            /* B-1 */
  CHECK_INT(integer_at(outcome, "rows", "bad", 0), 1); /* 2024-04-30 = 2024-03-01 + 60 days */
  CHECK_INT(integer_at(outcome, "rows", "bad_on", 0), END_OF_APRIL);
  CHECK_INT(integer_at(outcome, "rows", "past_due_amount", 0), 100000);
  CHECK_TEXT(text_at(outcome, "rows", "exclusion", 1, text, sizeof text), "window_incomplete");
  CHECK_INT(integer_at(outcome, "rows", "bad_on", 3), END_OF_MAY);
  CHECK_INT(integer_at(outcome, "proof", "amount", row_with(outcome, "proof", "line", "difference")), 0);
  oi_result_release(outcome);
}

static void materiality_of_a_table(const oi_ledger* ledger) {
  static const char* const codes[] = {"EUR"};
  static const char* const amounts[] = {"700.00"};
  const oi_day day = END_OF_APRIL;
  text_cells cells[2];
  oi_column columns[2];
  oi_table table;
  oi_outcome_options options = OI_OUTCOME_OPTIONS_INIT;
  oi_result* outcome = NULL;
  oi_error error;
  columns[0] = text_column(&cells[0], "currency", codes, 1);
  columns[1] = text_column(&cells[1], "amount", amounts, 1);
  table = table_of("materiality", columns, 2, 1);
  options.window = 2;
  options.tables = &table;
  options.tables_count = 1;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_OK);
  CHECK_INT(integer_at(outcome, "rows", "bad", 0), 0); /* 700.00 is not more than 700.00 */
  oi_result_release(outcome);
  outcome = NULL;
  columns[0] = text_column(&cells[0], "money", codes, 1);
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_UNKNOWN_NAME);
  table.name = "limits";
  CHECK_INT(oi_outcome_compute_invoices(ledger, &options, &outcome, &error), OI_UNKNOWN_NAME);
  CHECK(outcome == NULL);
}

static void refused(const oi_ledger* ledger) {
  const oi_day day = END_OF_APRIL;
  oi_outcome_options options = OI_OUTCOME_OPTIONS_INIT;
  oi_result* outcome = NULL;
  oi_error error;
  options.days_past_due = 0;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_OUT_OF_BOUNDS);
  CHECK(strstr(error.message, "days_past_due") != NULL);
  options.days_past_due = 90;
  options.window_unit = 2;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "window_unit") != NULL);
  options.window_unit = OI_OUTCOME_MONTHS;
  options.exclude_already_bad = 0;
  CHECK_INT(oi_outcome_compute_invoices(ledger, &options, &outcome, &error), OI_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "exclude_already_bad") != NULL);
  options.exclude_already_bad = 1;
  options.exclude_no_exposure = 0;
  CHECK_INT(oi_outcome_compute_invoices(ledger, &options, &outcome, &error), OI_INVALID_ARGUMENT);
  options.exclude_no_exposure = 1;
  options.reserved = 1;
  CHECK_INT(oi_outcome_compute(ledger, &day, 1, &options, &outcome, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(oi_outcome_compute(ledger, &day, 0, NULL, &outcome, &error), OI_OUT_OF_BOUNDS);
  CHECK(outcome == NULL);
}

int main(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  accounts_by_hand(ledger);
  invoices_by_hand(ledger);
  materiality_of_a_table(ledger);
  refused(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
