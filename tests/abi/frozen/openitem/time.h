/* Dates without a clock. All functions: pure. */
#ifndef OPENITEM_TIME_H
#define OPENITEM_TIME_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* (2024, 6, 30) -> days. out day. Errors: NULL_ARGUMENT, INVALID_DATA, DATE_OUT_OF_RANGE. No allocation. Since 0.1. */
OI_API oi_status oi_day_from_civil(int32_t year, int32_t month, int32_t day_of_month, oi_day *day,
                                   oi_error *error);
/* Days -> year, month 1..12, day of month 1..31.
 * out year, month, day_of_month; all nullable. Errors: DATE_OUT_OF_RANGE. No allocation. Since 0.1. */
OI_API oi_status oi_day_to_civil(oi_day day, int32_t *year, int32_t *month, int32_t *day_of_month,
                                 oi_error *error);
/* Reads the whole `text` by `format` (NULL = "%Y-%m-%d"; fields %Y %m %d %b %H %M %S %%). out day; nullable format.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, INVALID_DATA, DATE_OUT_OF_RANGE. Since 0.1. */
OI_API oi_status oi_day_parse(const char *text, const char *format, oi_day *day, oi_error *error);
/* Prints a day by the same fields; at most `capacity` bytes with the NUL. out buffer; nullable format.
 * Errors: NULL_ARGUMENT, INVALID_ARGUMENT, DATE_OUT_OF_RANGE, BUFFER_TOO_SMALL. Since 0.1. */
OI_API oi_status oi_day_format(oi_day day, const char *format, char *buffer, int64_t capacity,
                               oi_error *error);
/* Whole months, clipped to the end of the reached month. out result.
 * Errors: NULL_ARGUMENT, DATE_OUT_OF_RANGE. No allocation. Since 0.1. */
OI_API oi_status oi_day_add_months(oi_day day, int32_t months, oi_day *result, oi_error *error);
/* Last day of the month. out result. Errors: NULL_ARGUMENT, DATE_OUT_OF_RANGE. No allocation. Since 0.1. */
OI_API oi_status oi_day_month_end(oi_day day, oi_day *result, oi_error *error);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_TIME_H */
