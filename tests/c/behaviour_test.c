/* Behaviour of the small ledger, worked by hand: A-2, due on 2024-06-14, paid on 2024-07-05; A-1 paid in part. */
#include "openitem/behaviour.h"

#include "check.h"
#include "small_ledger.h"

enum { END_OF_JUNE = 19904, END_OF_TEST = 19909 }; /* 2024-06-30, 2024-07-05 */

static void accounts_by_hand(const oi_ledger* ledger) {
  static const oi_day days[] = {END_OF_JUNE, END_OF_TEST};
  oi_result* behaviour = NULL;
  oi_error error;
  int64_t row;
  CHECK_INT(oi_behaviour_compute(ledger, days, 2, NULL, &behaviour, &error), OI_OK);
  CHECK_INT(row_count(behaviour, "rows"), 4); /* two dates, Adler and Birke */
  CHECK_INT(integer_at(behaviour, "rows", "balance", 0), 145000);
  CHECK_INT(integer_at(behaviour, "rows", "overdue_amount", 0), 120000);
  CHECK_INT(integer_at(behaviour, "rows", "oldest_overdue_days", 0), 91);
  CHECK_INT(integer_at(behaviour, "rows", "paid_invoices", 0), 0);
  CHECK_INT(integer_at(behaviour, "rows", "balance", 1), 6000);
  CHECK_INT(integer_at(behaviour, "rows", "unapplied", 1), -2000);
  CHECK_INT(integer_at(behaviour, "rows", "credited", 1), 2000);
  CHECK_INT(integer_at(behaviour, "rows", "paid_invoices", 2), 1);
  CHECK_INT(integer_at(behaviour, "rows", "days_late_max_last_3", 2), 21);
  CHECK_INT(integer_at(behaviour, "rows", "days_late_last", 2), 21);
  CHECK_INT(integer_at(behaviour, "rows", "balance", 2), 95000);
  CHECK_INT(integer_at(behaviour, "rows", "high_balance_365d", 2),
            150000); /* from 2024-05-15 to the payment of June */
  CHECK_INT(integer_at(behaviour, "rows", "days_since_payment", 2), 0);
  row = row_with(behaviour, "proof", "line", "difference");
  CHECK_INT(integer_at(behaviour, "proof", "amount", row), 0);
  CHECK_INT(integer_at(behaviour, "proof", "amount", 0), 151000);
  oi_result_release(behaviour);
}

static void invoices_by_hand(const oi_ledger* ledger) {
  static const char* const features[] = {"open_amount", "overdue_items", "payments"};
  oi_behaviour_options options = OI_BEHAVIOUR_OPTIONS_INIT;
  oi_result* behaviour = NULL;
  oi_error error;
  options.features = features;
  options.features_count = 3;
  CHECK_INT(oi_behaviour_compute_invoices(ledger, &options, &behaviour, &error), OI_OK);
  CHECK_INT(row_count(behaviour, "rows"), 4);     /* B-1 */
  CHECK_INT(row_count(behaviour, "features"), 4); /* payments also of 365 days */
  CHECK_INT(integer_at(behaviour, "rows", "open_amount", 0), 0);
  CHECK_INT(integer_at(behaviour, "rows", "open_amount", 1), 100000);
  CHECK_INT(integer_at(behaviour, "rows", "overdue_items", 1), 1);
  CHECK_INT(integer_at(behaviour, "rows", "open_amount", 2),
            120000); /* 700.00 of, on 2024-06-19 */
  CHECK_INT(integer_at(behaviour, "rows", "overdue_items", 2), 2);
  CHECK_INT(integer_at(behaviour, "rows", "payments", 2), 1);
  CHECK_INT(integer_at(behaviour, "rows", "terms_days", 2), 30);
  CHECK_INT(integer_at(behaviour, "rows", "open_amount", 3), 0);
  oi_result_release(behaviour);
}

static void windows_given_and_left_out(const oi_ledger* ledger) {
  static const char* const features[] = {"paid_invoices"};
  static const int32_t none[] = {0};
  static const int32_t last[] = {1, 4};
  static const int32_t twice[] = {4, 4};
  const oi_day day = END_OF_TEST;
  oi_behaviour_options options = OI_BEHAVIOUR_OPTIONS_INIT;
  oi_result* behaviour = NULL;
  oi_error error;
  options.features = features;
  options.features_count = 1;
  options.last = last;
  options.last_count = 2;
  options.days = none;
  options.days_count = 0;
  CHECK_INT(oi_behaviour_compute(ledger, &day, 1, &options, &behaviour, &error), OI_OK);
  CHECK_INT(row_count(behaviour, "features"), 3);
  CHECK_INT(integer_at(behaviour, "rows", "paid_invoices_last_4", 0), 1);
  oi_result_release(behaviour);
  behaviour = NULL;
  options.last = twice;
  CHECK_INT(oi_behaviour_compute(ledger, &day, 1, &options, &behaviour, &error), OI_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "last holds 4 after 4") != NULL);
  options.last_count = 0;
  options.segment = "region";
  CHECK_INT(oi_behaviour_compute(ledger, &day, 1, &options, &behaviour, &error), OI_UNKNOWN_NAME);
  options.segment = NULL;
  options.shrink = 1;
  options.shrink_weight = -1;
  CHECK_INT(oi_behaviour_compute_invoices(ledger, &options, &behaviour, &error), OI_OUT_OF_BOUNDS);
  CHECK_INT(oi_behaviour_compute(ledger, &day, 0, NULL, &behaviour, &error), OI_OUT_OF_BOUNDS);
  CHECK(behaviour == NULL);
}

int main(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  accounts_by_hand(ledger);
  invoices_by_hand(ledger);
  windows_given_and_left_out(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
