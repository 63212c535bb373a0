/* Terms from C: read, print, schedule, discounts, and what is refused. */
#include "openitem/terms.h"

#include <string.h>

#include "check.h"
#include "openitem/time.h"

static oi_terms *terms_of(const char *text) {
  oi_terms *terms = NULL;
  CHECK_INT(oi_terms_parse(text, OI_TERMS_READING_NOT_SET, &terms, NULL), OI_OK);
  return terms;
}

static void reads_and_prints(void) {
  oi_terms *terms = terms_of("2/10 N/30");
  char text[32];
  CHECK_INT(oi_terms_print(terms, text, sizeof text, NULL), OI_OK);
  CHECK(strcmp(text, "2/10, net 30") == 0);
  CHECK_INT(oi_terms_print(terms, text, 12, NULL), OI_BUFFER_TOO_SMALL);
  oi_terms_release(terms);
}

static void several_readings_are_listed(void) {
  oi_error error;
  oi_terms *terms = NULL;
  char text[64];
  CHECK_INT(oi_terms_parse("30 EOM", OI_TERMS_READING_NOT_SET, &terms, &error), OI_NOT_SET);
  CHECK(strstr(error.message, "'EOM + 30 days'") != NULL);
  CHECK_INT(oi_terms_parse("30 EOM", OI_TERMS_DAYS_THEN_EOM, &terms, &error), OI_OK);
  CHECK_INT(oi_terms_print(terms, text, sizeof text, NULL), OI_OK);
  CHECK(strcmp(text, "net 30 days + EOM") == 0);
  oi_terms_release(terms);
  CHECK_INT(oi_terms_parse("soon", OI_TERMS_READING_NOT_SET, &terms, &error), OI_INVALID_DATA);
  CHECK(strstr(error.message, "position 1") != NULL);
}

static void schedules(void) {
  oi_terms *terms = terms_of("2/10, net 30");
  oi_terms_document document = {100000, 0, 0, 0, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, 0, 0};
  oi_result *result = NULL;
  oi_column view;
  int64_t rows = 0;
  oi_error error;
  CHECK_INT(oi_day_from_civil(2024, 6, 1, &document.issue, NULL), OI_OK);
  CHECK_INT(oi_terms_schedule(terms, &document, "EUR", NULL, &result, &error), OI_OK);
  CHECK_INT(oi_result_column(result, "discounts", "payable", &view, &rows, NULL), OI_OK);
  CHECK_INT(rows, 1);
  CHECK_INT(((const int64_t *)view.values)[0], 98000);
  oi_result_release(result);
  document.reserved = 1;
  CHECK_INT(oi_terms_schedule(terms, &document, "EUR", NULL, &result, &error), OI_INVALID_ARGUMENT);
  document.reserved = 0;
  document.tax = 100001;
  CHECK_INT(oi_terms_schedule(terms, &document, "EUR", NULL, &result, &error), OI_INCONSISTENT_DATA);
  oi_terms_release(terms);
  terms = terms_of("COD");
  document.tax = 0;
  CHECK_INT(oi_terms_schedule(terms, &document, "EUR", NULL, &result, &error), OI_MISSING_VALUE);
  oi_terms_release(terms);
}

static void unearned_discounts(void) {
  oi_terms *terms = terms_of("2/10, net 30");
  oi_terms_document document = {100000, 0, 0, 0, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, OI_TERMS_NO_DAY, 0, 0};
  oi_discount_check check;
  CHECK_INT(
      oi_terms_check_discount(terms, &document, 10, 98000, 2000, OI_TERMS_PART_NOTHING, NULL, &check, NULL),
      OI_OK);
  CHECK_INT(check.unearned, 0);
  CHECK_INT(check.tier, 1);
  CHECK_INT(
      oi_terms_check_discount(terms, &document, 11, 98000, 2000, OI_TERMS_PART_NOTHING, NULL, &check, NULL),
      OI_OK);
  CHECK_INT(check.unearned, 2000);
  CHECK_INT(check.reason, OI_UNEARNED_LATE);
  CHECK_INT(
      oi_terms_check_discount(terms, &document, 10, 98000, 2000, OI_TERMS_PART_NOT_SET, NULL, &check, NULL),
      OI_NOT_SET);
  oi_terms_release(terms);
}

/* A Friday that the caller's calendar closes: 30 days from 1 May 2024 end on it, Monday follows. */
static void calendars_of_the_caller(void) {
  static const oi_day closed = 19874; /* 2024-05-31 */
  const oi_day issue = 19844;
  const int32_t code = 0;
  oi_terms *terms = terms_of("net 30, adjusted following");
  const oi_terms *list[1];
  oi_calendar *own = NULL;
  oi_terms_options options = OI_TERMS_OPTIONS_INIT;
  oi_error error;
  oi_day due = 0;
  list[0] = terms;
  CHECK_INT(oi_calendar_from_holidays(&closed, 1, 96, NULL, NULL, &own, &error), OI_OK);
  options.calendar = "TARGET";
  CHECK_INT(oi_terms_due_dates(list, 1, &code, &issue, NULL, NULL, NULL, 1, &options, &due, &error), OI_OK);
  CHECK_INT(due, 19874);
  options.own_calendar = own;
  CHECK_INT(oi_terms_due_dates(list, 1, &code, &issue, NULL, NULL, NULL, 1, &options, &due, &error),
            OI_INVALID_ARGUMENT);
  options.calendar = NULL;
  CHECK_INT(oi_terms_due_dates(list, 1, &code, &issue, NULL, NULL, NULL, 1, &options, &due, &error), OI_OK);
  CHECK_INT(due, 19877);
  oi_calendar_release(own);
  oi_terms_release(terms);
}

int main(void) {
  reads_and_prints();
  several_readings_are_listed();
  schedules();
  unearned_discounts();
  calendars_of_the_caller();
  return check_end();
}
