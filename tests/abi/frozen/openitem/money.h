/* Money: integer minor units, ISO 4217 currencies, rounding, allocation. All functions: pure; no floating point. */
#ifndef OPENITEM_MONEY_H
#define OPENITEM_MONEY_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t oi_rounding;
#define OI_ROUND_HALF_UP 0      /* ties away from zero (default for money) */
#define OI_ROUND_HALF_EVEN 1    /* ties to the even neighbour */
#define OI_ROUND_HALF_DOWN 2    /* ties toward zero */
#define OI_ROUND_HALF_ODD 3     /* ties to the odd neighbour */
#define OI_ROUND_HALF_CEILING 4 /* ties toward +infinity */
#define OI_ROUND_HALF_FLOOR 5   /* ties toward -infinity */
#define OI_ROUND_UP 6           /* away from zero */
#define OI_ROUND_DOWN 7         /* toward zero */
#define OI_ROUND_CEILING 8      /* toward +infinity */
#define OI_ROUND_FLOOR 9        /* toward -infinity */

/* Where allocation puts what is left of a negative total. */
typedef int32_t oi_allocation_sign;
#define OI_ALLOCATE_SYMMETRIC 0 /* -x is split as the negated split of x */
#define OI_ALLOCATE_FLOOR 1     /* parts rounded toward -infinity first */

/* Decimals of the minor unit (EUR 2, JPY 0, KWD 3) and the ISO numeric code (4 bytes with NUL, e.g. "978").
 * in code; out minor_units, numeric (4 bytes); nullable numeric. Errors: NULL_ARGUMENT, UNKNOWN_NAME. No allocation. Since 0.1. */
OI_API oi_status oi_currency_describe(const char *code, int32_t *minor_units, char *numeric, oi_error *error);

/* "-1234.50" -> -123450. Surplus digits that are not zeros are an error. out minor.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, INVALID_DATA, INEXACT_AMOUNT, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_money_parse(const char *text, const char *currency, int64_t *minor, oi_error *error);
/* 123450 EUR -> "1234.50". Writes at most `capacity` bytes with the NUL; 32 always suffice. out buffer.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, BUFFER_TOO_SMALL. Since 0.1. */
OI_API oi_status oi_money_format(int64_t minor, const char *currency, char *buffer, int64_t capacity,
                                 oi_error *error);
/* Rounds a decimal text to `decimals` digits (0..18): "0.86313513", 5, HALF_UP -> "0.86314". 64 bytes always suffice. out buffer.
 * Errors: NULL_ARGUMENT, INVALID_DATA, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW, BUFFER_TOO_SMALL. Since 0.1. */
OI_API oi_status oi_decimal_round(const char *text, int32_t decimals, oi_rounding rounding, char *buffer,
                                  int64_t capacity, oi_error *error);
/* Rounds minor units to a multiple of 10^power (0..18). out rounded.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_money_round_power_of_ten(int64_t minor, int32_t power, oi_rounding rounding,
                                             int64_t *rounded, oi_error *error);
/* Cash rounding of a decimal text to a multiple of `unit` ("0.05"). out minor.
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, INVALID_ARGUMENT, INVALID_DATA, OVERFLOW. Since 0.1. */
OI_API oi_status oi_money_round_cash(const char *value, const char *unit, const char *currency,
                                     oi_rounding rounding, int64_t *minor, oi_error *error);
/* round(a * b / c) with a 128-bit intermediate. out value.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, DIVISION_BY_ZERO, OVERFLOW. No allocation. Since 0.1. */
OI_API oi_status oi_money_multiply_divide(int64_t a, int64_t b, int64_t c, oi_rounding rounding,
                                          int64_t *value, oi_error *error);
/* Splits `minor` in proportion to `weights` (count 1 .. 2^24, each >= 0, one > 0); the parts sum to the whole. out parts[count].
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, OVERFLOW, OUT_OF_MEMORY. Since 0.1. */
OI_API oi_status oi_money_allocate(int64_t minor, const int64_t *weights, int32_t count,
                                   oi_allocation_sign sign, int64_t *parts, oi_error *error);
/* The same with decimal weights ("0.33", "0.66"), exact. out parts[count]. Errors: as above and INVALID_DATA. Since 0.1. */
OI_API oi_status oi_money_allocate_decimal(int64_t minor, const char *const *weights, int32_t count,
                                           oi_allocation_sign sign, int64_t *parts, oi_error *error);
/* `count` (1 .. 2^24) equal parts, the first ones larger. out parts[count].
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, OUT_OF_BOUNDS, OUT_OF_MEMORY. Since 0.1. */
OI_API oi_status oi_money_allocate_equal(int64_t minor, int32_t count, oi_allocation_sign sign,
                                         int64_t *parts, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_MONEY_H */
