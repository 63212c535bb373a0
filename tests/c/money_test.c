/* Money through C. Expected figures: ISO 4217, arithmetic by hand, moneyphp's allocation examples. */
#include "openitem/money.h"

#include "check.h"

static void describe_currencies(void) {
  int32_t minor_units = -1;
  char numeric[4] = "";
  CHECK_INT(oi_currency_describe("EUR", &minor_units, numeric, NULL), OI_OK);
  CHECK_INT(minor_units, 2);
  CHECK_TEXT(numeric, "978");
  CHECK_INT(oi_currency_describe("JPY", &minor_units, NULL, NULL), OI_OK);
  CHECK_INT(minor_units, 0);
  CHECK_INT(oi_currency_describe("KWD", &minor_units, numeric, NULL), OI_OK);
  CHECK_INT(minor_units, 3);
  CHECK_TEXT(numeric, "414");
}

static void parse_and_format(void) {
  int64_t minor = 7;
  char text[32];
  CHECK_INT(oi_money_parse("-1234.50", "EUR", &minor, NULL), OI_OK);
  CHECK_INT(minor, -123450);
  CHECK_INT(oi_money_parse("12.300", "EUR", &minor, NULL), OI_OK); /* surplus zeros are no digits */
  CHECK_INT(minor, 1230);
  CHECK_INT(oi_money_format(-123450, "EUR", text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "-1234.50");
  CHECK_INT(oi_money_format(5, "KWD", text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "0.005");
  CHECK_INT(oi_money_format(1200, "JPY", text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "1200");
  CHECK_INT(oi_money_format(INT64_MIN, "KWD", text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "-9223372036854775.808");
}

static void parse_failures(void) {
  int64_t minor = 7;
  oi_error error;
  CHECK_INT(oi_money_parse("1.005", "EUR", &minor, &error), OI_INEXACT_AMOUNT);
  CHECK_INT(error.status, OI_INEXACT_AMOUNT);
  CHECK_INT(error.argument, 0);
  CHECK(strstr(error.message, "1.005") != NULL);
  CHECK_INT(oi_money_parse("1,005", "EUR", &minor, &error), OI_INVALID_DATA);
  CHECK_INT(error.argument, 0);
  CHECK_INT(oi_money_parse("1.00", "EURO", &minor, &error), OI_UNKNOWN_NAME);
  CHECK_INT(error.argument, 1);
  CHECK(strstr(error.message, "EURO") != NULL);
  CHECK_INT(oi_money_parse("99999999999999999999", "EUR", &minor, &error), OI_OVERFLOW);
  CHECK_INT(oi_money_parse("46116860184273879.04", "EUR", &minor, &error), OI_OVERFLOW); /* 2^62 cents */
  CHECK_INT(minor, 7); /* untouched by every failure */
  CHECK_INT(oi_money_parse("46116860184273879.03", "EUR", &minor, &error), OI_OK);
  CHECK_INT(minor, INT64_C(4611686018427387903));
}

static void buffers(void) {
  char text[9] = "unwanted";
  oi_error error;
  CHECK_INT(oi_money_format(123450, "EUR", text, 7, &error), OI_BUFFER_TOO_SMALL);
  CHECK_TEXT(text, "unwanted");
  CHECK_INT(error.argument, 3);
  CHECK(strstr(error.message, "at least 8") != NULL);
  CHECK_INT(oi_money_format(123450, "EUR", text, 8, &error), OI_OK);
  CHECK_TEXT(text, "1234.50");
  CHECK_INT(oi_money_format(123450, "EUR", text, -1, &error), OI_BUFFER_TOO_SMALL);
}

static void rounding(void) {
  char text[64];
  int64_t rounded = 0;
  CHECK_INT(oi_decimal_round("0.86313513", 5, OI_ROUND_HALF_UP, text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "0.86314");
  CHECK_INT(oi_decimal_round("-2.5", 0, OI_ROUND_HALF_EVEN, text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "-2");
  CHECK_INT(oi_decimal_round("-2.5", 0, OI_ROUND_HALF_UP, text, sizeof text, NULL), OI_OK);
  CHECK_TEXT(text, "-3");
  CHECK_INT(oi_money_round_power_of_ten(1250, 2, OI_ROUND_HALF_EVEN, &rounded, NULL), OI_OK);
  CHECK_INT(rounded, 1200);
  CHECK_INT(oi_money_round_power_of_ten(-1250, 2, OI_ROUND_HALF_UP, &rounded, NULL), OI_OK);
  CHECK_INT(rounded, -1300);
  CHECK_INT(oi_money_round_cash("1.025", "0.05", "CHF", OI_ROUND_HALF_UP, &rounded, NULL), OI_OK);
  CHECK_INT(rounded, 105);
  CHECK_INT(oi_money_round_power_of_ten(INT64_MAX, 18, OI_ROUND_UP, &rounded, NULL), OI_OVERFLOW);
  CHECK_INT(rounded, 105);
}

static void multiply_divide(void) {
  int64_t value = 0;
  /* (2^62 - 1) * 3 / 3: the product needs more than 64 bits. */
  CHECK_INT(oi_money_multiply_divide(INT64_C(4611686018427387903), 3, 3, OI_ROUND_HALF_UP, &value, NULL),
            OI_OK);
  CHECK_INT(value, INT64_C(4611686018427387903));
  CHECK_INT(oi_money_multiply_divide(5, 1, 2, OI_ROUND_HALF_UP, &value, NULL), OI_OK);
  CHECK_INT(value, 3);
  CHECK_INT(oi_money_multiply_divide(5, -1, 2, OI_ROUND_CEILING, &value, NULL), OI_OK);
  CHECK_INT(value, -2);
  CHECK_INT(oi_money_multiply_divide(1, 1, 0, OI_ROUND_HALF_UP, &value, NULL), OI_DIVISION_BY_ZERO);
  CHECK_INT(oi_money_multiply_divide(INT64_MAX, INT64_MAX, 1, OI_ROUND_HALF_UP, &value, NULL), OI_OVERFLOW);
  CHECK_INT(value, -2);
}

static void allocation(void) {
  static const int64_t weights[] = {7, 3};
  static const int64_t none[] = {0, 0};
  static const char* const thirds[] = {"0.5", "0.25", "0.25"};
  int64_t parts[3] = {-1, -1, -1};
  oi_error error;
  CHECK_INT(oi_money_allocate(5, weights, 2, OI_ALLOCATE_SYMMETRIC, parts, NULL), OI_OK);
  CHECK_INT(parts[0], 4);
  CHECK_INT(parts[1], 1);
  CHECK_INT(oi_money_allocate(-5, weights, 2, OI_ALLOCATE_SYMMETRIC, parts, NULL), OI_OK);
  CHECK_INT(parts[0], -4); /* the credit note cancels the invoice line by line */
  CHECK_INT(parts[1], -1);
  CHECK_INT(oi_money_allocate(-5, weights, 2, OI_ALLOCATE_FLOOR, parts, NULL), OI_OK);
  CHECK_INT(parts[0], -3);
  CHECK_INT(parts[1], -2);
  CHECK_INT(oi_money_allocate_equal(100, 3, OI_ALLOCATE_SYMMETRIC, parts, NULL), OI_OK);
  CHECK_INT(parts[0], 34);
  CHECK_INT(parts[1], 33);
  CHECK_INT(parts[2], 33);
  CHECK_INT(oi_money_allocate_decimal(101, thirds, 3, OI_ALLOCATE_SYMMETRIC, parts, NULL), OI_OK);
  CHECK_INT(parts[0], 51); /* 50.5, 25.25, 25.25: the largest remainder is the first */
  CHECK_INT(parts[1], 25);
  CHECK_INT(parts[2], 25);
  CHECK_INT(oi_money_allocate(5, none, 2, OI_ALLOCATE_SYMMETRIC, parts, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 1);
  CHECK_INT(parts[0], 51);
}

int main(void) {
  describe_currencies();
  parse_and_format();
  parse_failures();
  buffers();
  rounding();
  multiply_divide();
  allocation();
  return check_end();
}
