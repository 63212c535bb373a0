/* Arrow streams in and out: always consumed, nothing leaks, the figures are those of plain columns. */
#include "openitem/aging.h"

#include "check.h"
#include "small_ledger.h"
#include "table_stream.h"

typedef struct two_streams {
  small_ledger source;
  table_stream behind[2];
  struct ArrowArrayStream streams[2];
  struct ArrowArrayStream* list[2];
} two_streams;

static const char* const names[] = {"documents", "applications"};

static void open_streams(two_streams* it) {
  fill_small_ledger(&it->source);
  open_table_stream(&it->behind[0], it->source.documents, SMALL_DOCUMENT_COLUMNS, SMALL_DOCUMENTS,
                    &it->streams[0]);
  open_table_stream(&it->behind[1], it->source.applications, SMALL_APPLICATION_COLUMNS, SMALL_APPLICATIONS,
                    &it->streams[1]);
  it->list[0] = &it->streams[0];
  it->list[1] = &it->streams[1];
}

static void check_consumed(const two_streams* it) {
  int i;
  for (i = 0; i < 2; ++i) {
    CHECK_INT(it->behind[i].streams_alive, 0);
    CHECK_INT(it->behind[i].structs_alive, 0);
    CHECK(it->streams[i].release == NULL);
  }
}

static void a_ledger_from_streams(void) {
  two_streams it;
  oi_ledger* ledger = NULL;
  oi_result* aging = NULL;
  oi_error error;
  open_streams(&it);
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, NULL, &ledger, &error), OI_OK);
  check_consumed(&it);
  if (ledger == NULL) {
    fprintf(stderr, "%s: %s\n", error.column, error.message);
    return;
  }
  CHECK_INT(oi_aging_compute(ledger, 19904, NULL, &aging, NULL), OI_OK);
  oi_ledger_release(ledger);
  CHECK_INT(integer_at(aging, "totals", "total", 0), 151000);
  oi_result_release(aging);
}

static void every_failure_consumes(void) {
  static const char* const wrong_names[] = {"documents", "aplications"};
  static const char* const no_name[] = {NULL, "applications"};
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_ledger* ledger = NULL;
  oi_error error;
  two_streams it;

  open_streams(&it);
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, NULL, NULL, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 4);
  check_consumed(&it);

  open_streams(&it);
  CHECK_INT(oi_ledger_build_arrow(it.list, NULL, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 1);
  check_consumed(&it);

  open_streams(&it);
  CHECK_INT(oi_ledger_build_arrow(it.list, no_name, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 1);
  check_consumed(&it);

  open_streams(&it);
  options.money = 99;
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, &options, &ledger, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 3);
  check_consumed(&it);

  open_streams(&it);
  options.struct_size = 8;
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, &options, &ledger, NULL), OI_UNSUPPORTED_VERSION);
  check_consumed(&it);

  open_streams(&it);
  CHECK_INT(oi_ledger_build_arrow(it.list, wrong_names, 2, NULL, &ledger, &error), OI_UNKNOWN_NAME);
  check_consumed(&it);

  open_streams(&it);
  it.behind[0].fails = 1;
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, NULL, &ledger, &error), OI_INVALID_DATA);
  CHECK(strstr(error.message, "the disk is on strike") != NULL);
  check_consumed(&it);

  open_streams(&it);
  it.list[0] = NULL;
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 0);
  CHECK_INT(it.behind[1].streams_alive, 0);
  release_stream(&it.streams[0]);

  open_streams(&it);
  it.list[1] = it.list[0]; /* the same stream twice: released already when its second turn comes */
  CHECK_INT(oi_ledger_build_arrow(it.list, names, 2, NULL, &ledger, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 0);
  CHECK_INT(it.behind[0].streams_alive, 0);
  CHECK_INT(it.behind[0].structs_alive, 0);
  CHECK(ledger == NULL);
}

/* Reads the int64 or text child of a one-batch stream. */
static void aging_as_a_stream(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  oi_result* aging = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  struct ArrowArray end;
  int64_t c;
  int found = 0;
  CHECK(ledger != NULL);
  if (ledger == NULL) return;
  CHECK_INT(oi_aging_compute(ledger, 19904, NULL, &aging, NULL), OI_OK);
  memset(&stream, 0xAA, sizeof stream);
  CHECK_INT(oi_result_to_arrow(aging, "rows", OI_MONEY_AS_MINOR, &stream, &error), OI_OK);
  oi_result_release(aging); /* the stream owns a copy */
  oi_ledger_release(ledger);
  CHECK_INT(stream.get_schema(&stream, &schema), 0);
  CHECK_INT(stream.get_next(&stream, &batch), 0);
  CHECK_TEXT(schema.format, "+s");
  CHECK_INT(batch.length, 2);
  CHECK_INT(batch.n_children, schema.n_children);
  for (c = 0; c < schema.n_children; ++c) {
    if (strcmp(schema.children[c]->name, "total") == 0) {
      const int64_t* values = (const int64_t*)batch.children[c]->buffers[1];
      CHECK_TEXT(schema.children[c]->format, "l");
      CHECK_INT(values[0], 145000);
      CHECK_INT(values[1], 6000);
      ++found;
    }
  }
  CHECK_INT(found, 1);
  CHECK_INT(stream.get_next(&stream, &end), 0);
  CHECK(end.release == NULL);
  batch.release(&batch);
  schema.release(&schema);
  stream.release(&stream);
  CHECK(stream.release == NULL);
}

static void money_leaves_as_decimal(void) {
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  oi_result* aging = NULL;
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  int64_t c;
  CHECK(ledger != NULL);
  if (ledger == NULL) return;
  CHECK_INT(oi_aging_compute(ledger, 19904, NULL, &aging, NULL), OI_OK);
  CHECK_INT(oi_result_to_arrow(aging, "totals", OI_MONEY_AS_DECIMAL, &stream, &error), OI_OK);
  CHECK_INT(stream.get_schema(&stream, &schema), 0);
  for (c = 0; c < schema.n_children; ++c) {
    if (strcmp(schema.children[c]->name, "total") == 0) {
      CHECK(strncmp(schema.children[c]->format, "d:", 2) == 0);
      CHECK(strstr(schema.children[c]->format, ",2") != NULL);
    }
  }
  schema.release(&schema);
  stream.release(&stream);

  memset(&stream, 0, sizeof stream);
  CHECK_INT(oi_result_to_arrow(aging, "nothing", OI_MONEY_AS_DECIMAL, &stream, &error), OI_UNKNOWN_NAME);
  CHECK_INT(error.argument, 1);
  CHECK(stream.release == NULL); /* untouched */
  oi_result_release(aging);
  oi_ledger_release(ledger);
}

int main(void) {
  a_ledger_from_streams();
  every_failure_consumes();
  aging_as_a_stream();
  money_leaves_as_decimal();
  return check_end();
}
