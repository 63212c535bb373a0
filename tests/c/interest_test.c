/* Late interest through C on the ledger of small_ledger.h and on plain figures; every figure is worked out by hand. */
#include "openitem/interest.h"

#include "check.h"
#include "small_ledger.h"

static const oi_day as_of = 19904; /* 2024-06-30 */

static void plain_figures(void) {
  static const oi_day from[] = {19723, 19905}; /* 2024-01-01, 2024-07-01 */
  static const int64_t rates[] = {45000000, 42500000};
  static const int64_t debts[] = {0, 100000, 1000000};
  static const int64_t sums[] = {4000, 7000, 10000};
  oi_error error;
  int64_t interest = 0, residue = 0, rate = 0, sum = 0, margin = 0;
  oi_rate_reading reading = -1;
  int32_t days = 0;
  CHECK_INT(oi_interest_late_days(as_of - 45, as_of, OI_LATE_DAYS_AFTER_DUE_TO_PAID, &days, &error), OI_OK);
  CHECK_INT(days, 45);
  CHECK_INT(oi_interest_simple(100000, 85000000, 50, 365, OI_INTEREST_ROUND_LINE, OI_ROUND_HALF_UP, &interest,
                               &residue, &error),
            OI_OK);
  CHECK_INT(interest, 1164);
  CHECK_INT(residue, 383561644);
  CHECK_INT(oi_interest_reference_rate(from, NULL, rates, 2, as_of, OI_REFERENCE_AS_LISTED, &rate, &error),
            OI_OK);
  CHECK_INT(rate, 45000000);
  /* The last row holds to the end of its half-year. */
  CHECK_INT(
      oi_interest_reference_rate(from, NULL, rates, 2, as_of + 185, OI_REFERENCE_AS_LISTED, &rate, &error),
      OI_MISSING_VALUE);
  CHECK_INT(oi_interest_compensation(100000, debts, sums, 3, &sum, &error), OI_OK);
  CHECK_INT(sum, 7000);
  CHECK_INT(oi_interest_law(OI_LAW_UK_1998, &margin, &reading, &error), OI_OK);
  CHECK_INT(margin, 80000000);
  CHECK_INT(reading, OI_RATE_AT_START);
}

/* 10,000.00 due 31 May, half of it paid 15 June, at 10 % through 30 June: 41.10 and 20.55. */
static void plain_items(void) {
  static const char* const amounts[] = {"10000.00"};
  static const char* const due[] = {"2024-05-31"};
  static const char* const rows[] = {"0"};
  static const char* const paid[] = {"2024-06-15"};
  static const char* const parts[] = {"5000.00"};
  static const int64_t rate = 100000000;
  text_cells cells[5];
  oi_column items[2], payments[3];
  oi_table tables[2];
  oi_interest_options options = OI_INTEREST_OPTIONS_INIT;
  oi_result* interest = NULL;
  oi_error error;
  items[0] = text_column(&cells[0], "amount", amounts, 1);
  items[1] = text_column(&cells[1], "due_date", due, 1);
  payments[0] = text_column(&cells[2], "item", rows, 1);
  payments[1] = text_column(&cells[3], "paid_on", paid, 1);
  payments[2] = text_column(&cells[4], "amount", parts, 1);
  tables[0] = table_of("items", items, 2, 1);
  tables[1] = table_of("payments", payments, 3, 1);
  options.currency = "EUR";
  CHECK_INT(oi_interest_compute_items(tables, 2, as_of, &options, &interest, &error), OI_NOT_SET);
  options.rate = &rate;
  CHECK_INT(oi_interest_compute_items(tables, 2, as_of, &options, &interest, &error), OI_OK);
  CHECK_INT(row_count(interest, "lines"), 2);
  CHECK_INT(integer_at(interest, "lines", "amount", 0), 4110);
  CHECK_INT(integer_at(interest, "lines", "amount", 1), 2055);
  CHECK_INT(integer_at(interest, "totals", "charge", 0), 6165);
  CHECK_INT(integer_at(interest, "proof", "amount", row_with(interest, "proof", "line", "difference")), 0);
  oi_result_release(interest);
}

/* Due on Friday, 31 May 2024, which a calendar of the caller's closes: Monday, 3 June is in time, two business days end on 5 June. */
static void business_days(void) {
  static const char* const amounts[] = {"36500.00"};
  static const char* const due[] = {"2024-05-31"};
  static const oi_day closed = 19874;    /* 2024-05-31 */
  static const int64_t rate = 100000000; /* 10.00 a day */
  text_cells cells[2];
  oi_column items[2];
  oi_table table;
  oi_calendar* own = NULL;
  oi_interest_options options = OI_INTEREST_OPTIONS_INIT;
  oi_result* interest = NULL;
  oi_error error;
  items[0] = text_column(&cells[0], "amount", amounts, 1);
  items[1] = text_column(&cells[1], "due_date", due, 1);
  table = table_of("items", items, 2, 1);
  CHECK_INT(oi_calendar_from_holidays(&closed, 1, 96, NULL, NULL, &own, &error), OI_OK);
  options.currency = "EUR";
  options.rate = &rate;
  options.due_on_business_day = 1;
  CHECK_INT(oi_interest_compute_items(&table, 1, 19879, &options, &interest, &error), OI_NOT_SET);
  options.calendar = own;
  CHECK_INT(oi_interest_compute_items(&table, 1, 19879, &options, &interest, &error), OI_OK);
  CHECK_INT(integer_at(interest, "totals", "charge", 0), 2000); /* 4 and 5 June */
  oi_result_release(interest);
  options.grace_days = 2;
  options.grace_unit = OI_GRACE_BUSINESS_DAYS;
  CHECK_INT(oi_interest_compute_items(&table, 1, 19879, &options, &interest, &error), OI_OK);
  CHECK_INT(integer_at(interest, "totals", "charge", 0), 0);
  oi_result_release(interest);
  oi_calendar_release(own);
}

/* The lines of a ledger sum to its charge. */
static void of_ledger(void) {
  static const int64_t rate = 90000000;
  oi_interest_options options = OI_INTEREST_OPTIONS_INIT;
  oi_result* interest = NULL;
  oi_error error;
  oi_ledger* const ledger = build_small_ledger(&error);
  int64_t sum = 0;
  int row;
  CHECK(ledger != NULL);
  options.rate = &rate;
  CHECK_INT(oi_interest_compute(ledger, as_of, NULL, 0, &options, &interest, &error), OI_OK);
  CHECK(row_count(interest, "lines") > 0);
  for (row = 0; row < row_count(interest, "lines"); ++row)
    sum += integer_at(interest, "lines", "amount", row);
  CHECK_INT(integer_at(interest, "totals", "charge", 0), sum);
  oi_result_release(interest);
  oi_ledger_release(ledger);
}

int main(void) {
  plain_figures();
  plain_items();
  business_days();
  of_ledger();
  return check_end();
}
