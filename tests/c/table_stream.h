/* An Arrow stream made by hand: one batch of int64, date32 and text columns, which counts what lives. */
#ifndef OPENITEM_TESTS_TABLE_STREAM_H
#define OPENITEM_TESTS_TABLE_STREAM_H

#include <stdlib.h>
#include <string.h>

#include "arrow_structs.h"
#include "openitem/openitem.h"

enum { TABLE_STREAM_MOST_COLUMNS = 8 };

/* Everything a stream hands out points into this struct, which must outlive the stream. */
typedef struct table_stream {
  const oi_column* columns; /* without offsets in rows and without dictionaries */
  int32_t column_count;
  int64_t rows;
  int batches_left;
  int fails;         /* 1 = get_next reports an error */
  int streams_alive; /* 1 until the stream is released */
  int structs_alive; /* schemas and arrays handed out and not released */
  struct ArrowSchema schemas[TABLE_STREAM_MOST_COLUMNS];
  struct ArrowSchema* schema_children[TABLE_STREAM_MOST_COLUMNS];
  struct ArrowArray arrays[TABLE_STREAM_MOST_COLUMNS];
  struct ArrowArray* array_children[TABLE_STREAM_MOST_COLUMNS];
  const void* buffers[TABLE_STREAM_MOST_COLUMNS][3];
  const void* no_buffer[1];
} table_stream;

static void release_child_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_child_array(struct ArrowArray* array) { array->release = NULL; }

static void release_schema(struct ArrowSchema* schema) {
  table_stream* it = (table_stream*)schema->private_data;
  --it->structs_alive;
  schema->release = NULL;
}

static void release_array(struct ArrowArray* array) {
  table_stream* it = (table_stream*)array->private_data;
  --it->structs_alive;
  array->release = NULL;
}

static const char* format_of(oi_column_type type) {
  switch (type) {
    case OI_COLUMN_INT64: return "l";
    case OI_COLUMN_DATE32: return "tdD";
    case OI_COLUMN_TEXT: return "u";
    default: abort();
  }
}

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  table_stream* it = (table_stream*)stream->private_data;
  int32_t c;
  memset(out, 0, sizeof *out);
  for (c = 0; c < it->column_count; ++c) {
    struct ArrowSchema* child = &it->schemas[c];
    memset(child, 0, sizeof *child);
    child->format = format_of(it->columns[c].type);
    child->name = it->columns[c].name;
    child->flags = ARROW_FLAG_NULLABLE;
    child->release = release_child_schema;
    it->schema_children[c] = child;
  }
  out->format = "+s";
  out->name = "";
  out->n_children = it->column_count;
  out->children = it->schema_children;
  out->release = release_schema;
  out->private_data = it;
  ++it->structs_alive;
  return 0;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  table_stream* it = (table_stream*)stream->private_data;
  int32_t c;
  if (it->fails) return 5; /* EIO */
  memset(out, 0, sizeof *out);
  if (it->batches_left == 0) return 0; /* a released array = the end */
  --it->batches_left;
  for (c = 0; c < it->column_count; ++c) {
    const oi_column* column = &it->columns[c];
    struct ArrowArray* child = &it->arrays[c];
    const int is_text = column->type == OI_COLUMN_TEXT;
    memset(child, 0, sizeof *child);
    it->buffers[c][0] = column->validity;
    it->buffers[c][1] = is_text ? column->offsets : column->values;
    it->buffers[c][2] = is_text ? column->values : NULL;
    child->length = it->rows;
    child->null_count = column->validity == NULL ? 0 : -1;
    child->n_buffers = is_text ? 3 : 2;
    child->buffers = it->buffers[c];
    child->release = release_child_array;
    it->array_children[c] = child;
  }
  it->no_buffer[0] = NULL;
  out->length = it->rows;
  out->n_buffers = 1;
  out->buffers = it->no_buffer;
  out->n_children = it->column_count;
  out->children = it->array_children;
  out->release = release_array;
  out->private_data = it;
  ++it->structs_alive;
  return 0;
}

static const char* get_last_error(struct ArrowArrayStream* stream) {
  const table_stream* it = (const table_stream*)stream->private_data;
  return it->fails ? "the disk is on strike" : NULL;
}

static void release_stream(struct ArrowArrayStream* stream) {
  table_stream* it = (table_stream*)stream->private_data;
  --it->streams_alive;
  stream->release = NULL;
}

static inline void open_table_stream(table_stream* it, const oi_column* columns, int32_t column_count,
                                     int64_t rows, struct ArrowArrayStream* stream) {
  if (column_count > TABLE_STREAM_MOST_COLUMNS) abort();
  memset(it, 0, sizeof *it);
  it->columns = columns;
  it->column_count = column_count;
  it->rows = rows;
  it->batches_left = 1;
  it->streams_alive = 1;
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = get_last_error;
  stream->release = release_stream;
  stream->private_data = it;
}

#endif
