/* openitem: accounts receivable, computed exactly. The C ABI: this header, money.h, time.h, ledger.h, aging.h, datasets.h.
 *
 * Conventions, valid for every function unless its comment says otherwise:
 *   - A function that can fail returns an oi_status; 0 = OI_OK. Outputs are untouched on failure.
 *   - `error` may be NULL and need not be initialised; it is filled only on failure. Nothing in it is to be freed.
 *   - Texts are UTF-8. A text argument that may be absent is NULL.
 *   - A pointer is required (OI_NULL_ARGUMENT) unless its function's comment calls it nullable; error and
 *     const options are always nullable. Functions that return no status accept NULL everywhere.
 *   - The count of an array is 0 .. 16,777,216 (2^24), of rows 0 .. 4,000,000,000; anything else is OI_OUT_OF_BOUNDS before
 *     the array is touched. With count 0 the array may be NULL.
 *   - A function that allocates may also return OI_OUT_OF_MEMORY; any function OI_INTERNAL, which is a bug.
 *   - Handles are opaque; no handle refers to another; release(NULL) does nothing.
 *   - Options may be NULL: all defaults. An options struct starts with struct_size; initialise it with its INIT macro or
 *     its init function, both give the same bytes.
 *   - No function keeps a pointer to the caller's memory after it returned, reads a clock, a locale or the environment, prints,
 *     or lets an exception out.
 *   - Thread class "pure": any number of threads, any arguments. "shared": handles passed as const may be used by any number
 *     of threads at once. "exclusive": nobody else may use the handle during the call.
 */
#ifndef OPENITEM_OPENITEM_H
#define OPENITEM_OPENITEM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(OPENITEM_STATIC)
#define OI_API
#else
#define OI_API __attribute__((visibility("default")))
#endif

struct ArrowArrayStream; /* https://arrow.apache.org/docs/format/CStreamInterface.html */

/* ---- Status --------------------------------------------------------------------------------------------------------- */

/* 100s argument, 200s data, 300s arithmetic, 400s resource, 500s version, 900s internal. Numbers never change. */
typedef int32_t oi_status;
#define OI_OK 0
#define OI_INVALID_ARGUMENT 100  /* a value the function does not accept */
#define OI_NULL_ARGUMENT 101     /* a required pointer is NULL */
#define OI_OUT_OF_BOUNDS 102     /* an option outside its stated bounds */
#define OI_NOT_SET 103           /* a choice without a default was left at 0 */
#define OI_UNKNOWN_NAME 104      /* a table, column, role, currency or option name nobody knows */
#define OI_BUFFER_TOO_SMALL 105  /* a caller's buffer cannot hold the answer */
#define OI_INVALID_DATA 200      /* a cell cannot be read as what its column means */
#define OI_MISSING_COLUMN 201    /* a required column is absent */
#define OI_WRONG_TYPE 202        /* a column's type cannot carry this meaning */
#define OI_RAGGED_COLUMNS 203    /* columns of one table differ in length */
#define OI_MISSING_VALUE 204     /* a required cell is null or empty */
#define OI_DATE_OUT_OF_RANGE 205 /* outside 1900-01-01 .. 9999-12-31 */
#define OI_UNKNOWN_REFERENCE 206 /* a row names a document or customer that is not there */
#define OI_INCONSISTENT_DATA 207 /* rows that contradict each other */
#define OI_INVALID_TEXT 208      /* text that is not UTF-8 */
#define OI_INEXACT_AMOUNT 209    /* more digits than the currency has */
#define OI_OVERFLOW 300          /* an amount or a sum leaves the range of the ledger */
#define OI_DIVISION_BY_ZERO 301
#define OI_OUT_OF_MEMORY 400
#define OI_CANCELLED 401
#define OI_UNSUPPORTED_VERSION 500 /* a struct_size this library does not know */
#define OI_INTERNAL 900            /* a bug in openitem */

/* What went wrong. Frozen layout, 512 bytes. */
typedef struct oi_error {
  int32_t status;        /* an oi_status */
  int32_t argument;      /* index of the offending argument from 0; -1 = none */
  int64_t row;           /* first offending source row from 0; -1 = none */
  int64_t rows_affected; /* rows with the same fault; 0 = not counted */
  char column[96];       /* "table.column"; empty = none */
  char message[392];     /* one sentence: what is wrong, what was expected, what to do */
} oi_error;

/* Version of the linked library, "0.1.0". Never NULL. Pure. No allocation. Since 0.1. */
OI_API const char *oi_version(void);
/* Name of a status, "invalid_data"; "unknown" for a number that is none. Never NULL. Pure. No allocation. Since 0.1. */
OI_API const char *oi_status_name(oi_status status);

/* ---- Days ----------------------------------------------------------------------------------------------------------- */

/* Days since 1970-01-01, proleptic Gregorian; 1900-01-01 = -25567 .. 9999-12-31 = 2932896. */
typedef int32_t oi_day;

/* ---- Columns in ----------------------------------------------------------------------------------------------------- */

/* Physical types; the layouts are those of Apache Arrow. */
typedef int32_t oi_column_type;
#define OI_COLUMN_NONE 0
#define OI_COLUMN_INT8 1
#define OI_COLUMN_INT16 2
#define OI_COLUMN_INT32 3
#define OI_COLUMN_INT64 4
#define OI_COLUMN_UINT8 5
#define OI_COLUMN_UINT16 6
#define OI_COLUMN_UINT32 7
#define OI_COLUMN_UINT64 8
#define OI_COLUMN_FLOAT32 9
#define OI_COLUMN_FLOAT64 10
#define OI_COLUMN_BOOLEAN 11    /* bit-packed, LSB first */
#define OI_COLUMN_DECIMAL128 12 /* 16 bytes, two's complement, little-endian; decimals in scale */
#define OI_COLUMN_TEXT 13       /* UTF-8, int32 offsets */
#define OI_COLUMN_LARGE_TEXT 14 /* UTF-8, int64 offsets */
#define OI_COLUMN_TEXT_VIEW 15  /* UTF-8, Arrow 16-byte views; offsets = pointers to the data buffers */
#define OI_COLUMN_DATE32 16     /* int32 days since 1970-01-01 */
#define OI_COLUMN_DATE64 17     /* int64 milliseconds since 1970-01-01, whole days */
#define OI_COLUMN_TIMESTAMP 18  /* int64 since 1970-01-01, no time zone; scale 0 s, 3 ms, 6 us, 9 ns */
#define OI_COLUMN_DICTIONARY 19 /* int32 codes into dictionary */
#define OI_COLUMN_NULL 20       /* every row is null; no buffers */
#define OI_COLUMN_UNREADABLE 21 /* of another type, named by the text in values; an error when read */

/* A borrowed column. Frozen layout. */
typedef struct oi_column {
  const char *name; /* unique within its table; not NULL */
  oi_column_type type;
  int32_t scale;           /* decimal128, timestamp; else 0 */
  int64_t offset;          /* rows to skip at the front of every buffer */
  const void *values;      /* fixed-width values, bytes of texts, bits, views or dictionary codes */
  const void *offsets;     /* texts: rows + 1 offsets; text_view: data buffers; else NULL */
  const uint8_t *validity; /* one bit per row, LSB first, 1 = value; NULL = no nulls */
  const struct oi_column *dictionary; /* the values of a dictionary column; else NULL */
  int64_t dictionary_rows;            /* rows of dictionary; else 0 */
} oi_column;

/* A borrowed table, or one chunk of it: several entries with one name, one after the other, are chunks. Frozen layout. */
typedef struct oi_table {
  const char *name;         /* "documents", "applications" ...; not NULL */
  const oi_column *columns; /* column_count of them */
  int32_t column_count;
  int32_t reserved; /* 0 */
  int64_t rows;
} oi_table;

/* Column `column` of table `table` plays `role` (docs/methods/ledger.md lists the roles). Frozen layout. */
typedef struct oi_column_mapping {
  const char *table;
  const char *role;
  const char *column;
} oi_column_mapping;

/* How money columns are to be read. Decimal and text columns are always decimal major units. */
typedef int32_t oi_money_form;
#define OI_MONEY_EXACT 0    /* integer and float columns are refused with the choice to make */
#define OI_MONEY_MINOR 1    /* integers are minor units (cents) */
#define OI_MONEY_DECIMAL 2  /* integers are whole major units */
#define OI_MONEY_FLOATING 3 /* floats by their shortest round-trip decimal; surplus digits are reported */

/* What happens to an impossible row. */
typedef int32_t oi_row_policy;
#define OI_ROWS_STRICT 0 /* the first one is an error */
#define OI_ROWS_MARK 1   /* excluded and reported: a finding, and a line of every proof */

/* ---- Results out ---------------------------------------------------------------------------------------------------- */

/* Named tables, immutable. Each computation lists its tables. */
typedef struct oi_result oi_result;

/* Number of tables; 0 for NULL. Shared. No allocation. Since 0.1. */
OI_API int32_t oi_result_table_count(const oi_result *result);
/* Name of table `index`; NULL when there is none. Lives as long as the result. Shared. No allocation. Since 0.1. */
OI_API const char *oi_result_table_name(const oi_result *result, int32_t index);
/* Number of columns of a table; -1 when there is no such table. Shared. No allocation. Since 0.1. */
OI_API int32_t oi_result_column_count(const oi_result *result, const char *table);
/* Name of column `index`; NULL when there is none. Shared. No allocation. Since 0.1. */
OI_API const char *oi_result_column_name(const oi_result *result, const char *table, int32_t index);
/* A view of a column and the table's number of rows. Money columns are int64 minor units of the currency in the table's "currency"
 * column. The view lives as long as the result.
 * out view, rows; nullable rows. Errors: NULL_ARGUMENT, UNKNOWN_NAME. Shared. No allocation. Since 0.1. */
OI_API oi_status oi_result_column(const oi_result *result, const char *table, const char *column,
                                  oi_column *view, int64_t *rows, oi_error *error);

/* How money columns leave in oi_result_to_arrow. */
typedef int32_t oi_money_output;
#define OI_MONEY_AS_DECIMAL 0  /* decimal128, major units */
#define OI_MONEY_AS_MINOR 1    /* int64 minor units */
#define OI_MONEY_AS_FLOATING 2 /* float64 major units, inexact by nature */

/* Exports a table as an Arrow C stream of one batch, a copy that the caller releases. out out (overwritten).
 * Errors: NULL_ARGUMENT, UNKNOWN_NAME, INVALID_ARGUMENT, OUT_OF_MEMORY. Shared. Allocates. Since 0.1. */
OI_API oi_status oi_result_to_arrow(const oi_result *result, const char *table, oi_money_output money,
                                    struct ArrowArrayStream *out, oi_error *error);
/* Frees a result. NULL is fine. Exclusive. No allocation. Since 0.1. */
OI_API void oi_result_release(oi_result *result);

#ifdef __cplusplus
}
#endif
#endif /* OPENITEM_OPENITEM_H */
