/* Collection curves of the small ledger, worked by hand: 300.00 of A-1 paid after 92 days, A-2 paid after 51 days. */
#include "openitem/collection_curves.h"

#include "check.h"
#include "small_ledger.h"

enum { END_OF_TEST = 19909 }; /* 2024-07-05 */

static void curves_by_hand(const oi_ledger* ledger) {
  static const int32_t ages[] = {60, 90};
  static const int32_t percents[] = {50, 75};
  oi_collection_curves_options options = OI_COLLECTION_CURVES_OPTIONS_INIT;
  oi_result* curves = NULL;
  oi_error error;
  int64_t row;
  options.ages = ages;
  options.ages_count = 2;
  options.percents = percents;
  options.percents_count = 2;
  CHECK_INT(oi_collection_curves_compute(ledger, END_OF_TEST, &options, &curves, &error), OI_OK);
  CHECK_INT(row_count(curves, "cells"), 4 * 3); /* March to June */
  /* March: nothing by day 90, then 300.00 of 1000.00. May: 500.00 by day 60, 51 days old. */
  CHECK_INT(integer_at(curves, "cells", "paid", 0), 0);
  CHECK_INT(integer_at(curves, "cells", "paid", 2), 30000);
  CHECK_INT(integer_at(curves, "cells", "paid_to_date", 2), 30000);
  CHECK_INT(integer_at(curves, "cells", "invoiced", 2), 100000);
  CHECK_INT(integer_at(curves, "cells", "mature", 1), 1);
  CHECK_INT(integer_at(curves, "cells", "mature", 2), 0);
  CHECK_INT(integer_at(curves, "cells", "paid", 6), 50000);
  CHECK_INT(integer_at(curves, "cells", "mature", 6), 0);
  CHECK_INT(integer_at(curves, "days_to_pay", "days_by_amount", 0), 51);
  CHECK_INT(integer_at(curves, "days_to_pay", "days_by_amount", 1), 92);
  CHECK_INT(integer_at(curves, "days_to_pay", "days_by_count", 0), 51);
  CHECK_INT(integer_at(curves, "days_to_pay", "payments", 0), 2);
  row = row_with(curves, "proof", "line", "difference");
  CHECK_INT(integer_at(curves, "proof", "amount", row), 0);
  CHECK_INT(integer_at(curves, "proof", "amount", 0), 183000);
  oi_result_release(curves);
}

static void bad_options(const oi_ledger* ledger) {
  static const int32_t falling[] = {60, 30};
  static const char* const by[] = {"region"};
  oi_collection_curves_options options = OI_COLLECTION_CURVES_OPTIONS_INIT;
  oi_result* curves = NULL;
  oi_error error;
  options.ages = falling;
  options.ages_count = 2;
  CHECK_INT(oi_collection_curves_compute(ledger, END_OF_TEST, &options, &curves, &error), OI_OUT_OF_BOUNDS);
  CHECK(strstr(error.message, "ages holds 30") != NULL);
  options.ages_count = 0;
  options.by = by;
  options.by_count = 1;
  CHECK_INT(oi_collection_curves_compute(ledger, END_OF_TEST, &options, &curves, &error), OI_UNKNOWN_NAME);
  CHECK(curves == NULL);
}

int main(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  curves_by_hand(ledger);
  bad_options(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
