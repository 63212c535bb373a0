/* Days through C. Expected figures: the Gregorian calendar. */
#include "openitem/time.h"

#include "check.h"

static void civil_days(void) {
  oi_day day = 1;
  int32_t year = 0;
  int32_t month = 0;
  int32_t day_of_month = 0;
  CHECK_INT(oi_day_from_civil(1970, 1, 1, &day, NULL), OI_OK);
  CHECK_INT(day, 0);
  CHECK_INT(oi_day_from_civil(2000, 3, 1, &day, NULL), OI_OK);
  CHECK_INT(day, 11017); /* 30 years, 7 leap days, 31 + 29 days */
  CHECK_INT(oi_day_from_civil(1900, 1, 1, &day, NULL), OI_OK);
  CHECK_INT(day, -25567);
  CHECK_INT(oi_day_from_civil(9999, 12, 31, &day, NULL), OI_OK);
  CHECK_INT(day, 2932896);
  CHECK_INT(oi_day_to_civil(11016, &year, &month, &day_of_month, NULL), OI_OK);
  CHECK_INT(year, 2000);
  CHECK_INT(month, 2);
  CHECK_INT(day_of_month, 29);
  CHECK_INT(oi_day_to_civil(0, NULL, &month, NULL, NULL), OI_OK);
  CHECK_INT(month, 1);
}

static void days_that_are_none(void) {
  oi_day day = 5;
  oi_error error;
  CHECK_INT(oi_day_from_civil(2023, 2, 29, &day, &error), OI_INVALID_DATA);
  CHECK_INT(oi_day_from_civil(1899, 12, 31, &day, &error), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(oi_day_add_months(2932896, 1, &day, &error), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(oi_day_add_months(0, INT32_MAX, &day, &error), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(oi_day_add_months(0, INT32_MIN, &day, &error), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(oi_day_month_end(-25568, &day, &error), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(error.argument, 0);
  CHECK(strstr(error.message, "-25568") != NULL);
  CHECK_INT(oi_day_to_civil(INT32_MIN, NULL, NULL, NULL, NULL), OI_DATE_OUT_OF_RANGE);
  CHECK_INT(day, 5);
}

static void texts(void) {
  oi_day day = 0;
  oi_day other = 0;
  char text[16] = "";
  CHECK_INT(oi_day_parse("2024-06-30", NULL, &day, NULL), OI_OK);
  CHECK_INT(oi_day_from_civil(2024, 6, 30, &other, NULL), OI_OK);
  CHECK_INT(day, other);
  CHECK_INT(oi_day_parse("6/30/2024", "%m/%d/%Y", &day, NULL), OI_OK);
  CHECK_INT(day, other);
  CHECK_INT(oi_day_format(day, NULL, text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "2024-06-30");
  CHECK_INT(oi_day_format(day, "%d.%m.%Y", text, 11, NULL), OI_OK);
  CHECK_TEXT(text, "30.06.2024");
  CHECK_INT(oi_day_format(day, "%d.%m.%Y", text, 10, NULL), OI_BUFFER_TOO_SMALL);
  CHECK_INT(oi_day_parse("2024-06-30x", NULL, &day, NULL), OI_INVALID_DATA);
  CHECK_INT(oi_day_parse("2024-02-30", NULL, &day, NULL), OI_INVALID_DATA);
  CHECK_INT(oi_day_parse("2024-06-30", "%q", &day, NULL), OI_INVALID_ARGUMENT);
  CHECK_INT(day, other);
}

static void months(void) {
  oi_day day = 0;
  oi_day result = 0;
  oi_day expected = 0;
  oi_day_from_civil(2024, 1, 31, &day, NULL);
  oi_day_from_civil(2024, 2, 29, &expected, NULL);
  CHECK_INT(oi_day_add_months(day, 1, &result, NULL), OI_OK);
  CHECK_INT(result, expected);
  CHECK_INT(oi_day_add_months(day, -11, &result, NULL), OI_OK);
  oi_day_from_civil(2023, 2, 28, &expected, NULL);
  CHECK_INT(result, expected);
  CHECK_INT(oi_day_month_end(day - 30, &result, NULL), OI_OK);
  CHECK_INT(result, day);
}

int main(void) {
  civil_days();
  days_that_are_none();
  texts();
  months();
  return check_end();
}
