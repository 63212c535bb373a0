/* Columns from plain C arrays, and cells of results as plain C values. */
#ifndef OPENITEM_TESTS_COLUMNS_H
#define OPENITEM_TESTS_COLUMNS_H

#include <stdlib.h>
#include <string.h>

#include "openitem/openitem.h"

#define LENGTH(array) ((int32_t)(sizeof(array) / sizeof((array)[0])))

/* Memory behind a text column; `column` points into it. */
typedef struct text_cells {
  char bytes[1024];
  int32_t offsets[33];
  uint8_t validity[4];
} text_cells;

/* NULL = a null cell. At most 32 rows and 1024 bytes, or the program stops. */
static inline oi_column text_column(text_cells* cells, const char* name, const char* const* texts, int rows) {
  oi_column column;
  size_t used = 0;
  int row;
  if (rows > 32) abort();
  memset(&column, 0, sizeof column);
  memset(cells, 0, sizeof *cells);
  for (row = 0; row < rows; ++row) {
    const size_t length = texts[row] == NULL ? 0 : strlen(texts[row]);
    if (used + length > sizeof cells->bytes) abort();
    if (texts[row] != NULL) {
      memcpy(cells->bytes + used, texts[row], length);
      cells->validity[row / 8] = (uint8_t)(cells->validity[row / 8] | (1U << (row % 8)));
    }
    used += length;
    cells->offsets[row + 1] = (int32_t)used;
  }
  column.name = name;
  column.type = OI_COLUMN_TEXT;
  column.values = cells->bytes;
  column.offsets = cells->offsets;
  column.validity = cells->validity;
  return column;
}

/* No nulls; `type` is one of the fixed-width types. */
static inline oi_column plain_column(const char* name, oi_column_type type, const void* values) {
  oi_column column;
  memset(&column, 0, sizeof column);
  column.name = name;
  column.type = type;
  column.values = values;
  return column;
}

static inline oi_table table_of(const char* name, const oi_column* columns, int32_t column_count,
                                int64_t rows) {
  oi_table table;
  memset(&table, 0, sizeof table);
  table.name = name;
  table.columns = columns;
  table.column_count = column_count;
  table.rows = rows;
  return table;
}

static inline int64_t row_count(const oi_result* result, const char* table) {
  oi_column view;
  int64_t rows = -1;
  const char* first = oi_result_column_name(result, table, 0);
  if (first == NULL || oi_result_column(result, table, first, &view, &rows, NULL) != OI_OK) return -1;
  return rows;
}

/* INT64_MIN where there is no such integer cell. */
static inline int64_t integer_at(const oi_result* result, const char* table, const char* column,
                                 int64_t row) {
  oi_column view;
  int64_t rows = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return INT64_MIN;
  if (view.type == OI_COLUMN_INT64) return ((const int64_t*)view.values)[view.offset + row];
  if (view.type == OI_COLUMN_INT32 || view.type == OI_COLUMN_DATE32) {
    return ((const int32_t*)view.values)[view.offset + row];
  }
  return INT64_MIN;
}

/* Copies a text cell into `buffer` (`capacity` bytes with the NUL); "?" where there is none. */
static inline const char* text_at(const oi_result* result, const char* table, const char* column, int64_t row,
                                  char* buffer, size_t capacity) {
  oi_column view;
  int64_t rows = 0;
  int64_t begin = 0;
  size_t length = 0;
  if (oi_result_column(result, table, column, &view, &rows, NULL) != OI_OK || row >= rows) return "?";
  if (view.type != OI_COLUMN_LARGE_TEXT) return "?";
  begin = ((const int64_t*)view.offsets)[view.offset + row];
  length = (size_t)(((const int64_t*)view.offsets)[view.offset + row + 1] - begin);
  if (length >= capacity) return "?";
  memcpy(buffer, (const char*)view.values + begin, length);
  buffer[length] = '\0';
  return buffer;
}

/* The row of `table` whose text in `column` is `text`; -1 = none. */
static inline int64_t row_with(const oi_result* result, const char* table, const char* column,
                               const char* text) {
  char buffer[256];
  const int64_t rows = row_count(result, table);
  int64_t row;
  for (row = 0; row < rows; ++row) {
    if (strcmp(text_at(result, table, column, row, buffer, sizeof buffer), text) == 0) return row;
  }
  return -1;
}

#endif
