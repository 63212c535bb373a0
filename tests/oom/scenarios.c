#include "scenarios.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "c/arrow_structs.h"
#include "openitem/aging.h"
#include "openitem/datasets.h"
#include "openitem/ledger.h"

enum { MOST_TABLES = 8, MOST_COLUMNS = 24, DOCUMENTS = 100 };

static const oi_day end_of_june = 19904; /* 2024-06-30 */
static const oi_day end_of_july = 19935;

struct scenario_inputs {
  oi_result* sample;
  oi_column columns[MOST_TABLES][MOST_COLUMNS];
  oi_table tables[MOST_TABLES];
  int32_t table_count;
  oi_ledger* ledger;
  oi_result* aging;
  oi_column balances[3];
  int64_t balance_rows;
};

static oi_status borrow_sample(scenario_inputs* it, oi_error* error) {
  int32_t t;
  it->table_count = oi_result_table_count(it->sample);
  if (it->table_count > MOST_TABLES) abort();
  for (t = 0; t < it->table_count; ++t) {
    const char* table = oi_result_table_name(it->sample, t);
    const int32_t columns = oi_result_column_count(it->sample, table);
    int32_t c;
    if (columns > MOST_COLUMNS) abort();
    it->tables[t].name = table;
    it->tables[t].columns = it->columns[t];
    it->tables[t].column_count = columns;
    for (c = 0; c < columns; ++c) {
      const char* name = oi_result_column_name(it->sample, table, c);
      const oi_status status =
          oi_result_column(it->sample, table, name, &it->columns[t][c], &it->tables[t].rows, error);
      if (status != OI_OK) return status;
    }
  }
  return OI_OK;
}

/* The totals of the aging stand in for balances from elsewhere. */
static oi_status borrow_balances(scenario_inputs* it, oi_error* error) {
  static const char* const names[] = {"customer", "currency", "total"};
  int i;
  for (i = 0; i < 3; ++i) {
    const oi_status status =
        oi_result_column(it->aging, "rows", names[i], &it->balances[i], &it->balance_rows, error);
    if (status != OI_OK) return status;
  }
  it->balances[2].name = "balance";
  return OI_OK;
}

static oi_ledger_options ledger_options(void) {
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  options.threads = 2;
  options.row_policy = OI_ROWS_MARK;
  options.money = OI_MONEY_MINOR;
  return options;
}

static oi_status build_ledger(const scenario_inputs* it, oi_error* error) {
  const oi_ledger_options options = ledger_options();
  oi_ledger* ledger = NULL;
  oi_result* check = NULL;
  oi_status status = oi_ledger_build(it->tables, it->table_count, &options, &ledger, error);
  if (status == OI_OK) status = oi_ledger_check(ledger, &check, error);
  oi_result_release(check);
  oi_ledger_release(ledger);
  return status;
}

static const int32_t bounds[] = {0, 15, 45};
static const int32_t forward_bounds[] = {7, 30};
static const char* const by[] = {"customer", "kind"};

static oi_aging_options aging_options(void) {
  oi_aging_options options = OI_AGING_OPTIONS_INIT;
  options.threads = 2;
  options.credits = OI_CREDITS_NETTED;
  options.disputes = OI_DISPUTES_OWN_COLUMN;
  options.future_payments = 1;
  options.bounds = bounds;
  options.bounds_count = 3;
  options.forward_bounds = forward_bounds;
  options.forward_bounds_count = 2;
  options.by = by;
  options.by_count = 2;
  options.known_at = &end_of_july;
  return options;
}

static oi_status age_it(const scenario_inputs* it, oi_error* error) {
  const oi_aging_options options = aging_options();
  oi_result* result = NULL;
  const oi_status status = oi_aging_compute(it->ledger, end_of_june, &options, &result, error);
  oi_result_release(result);
  return status;
}

static oi_status drill_down(const scenario_inputs* it, oi_error* error) {
  oi_aging_options options = aging_options();
  oi_aging_cell cell;
  oi_result* result = NULL;
  oi_status status;
  memset(&cell, 0, sizeof cell);
  cell.bucket = "d16_45";
  options.credits = OI_CREDITS_OWN_AGE;
  status = oi_aging_list_items(it->ledger, end_of_june, &options, &cell, &result, error);
  oi_result_release(result);
  return status;
}

static oi_status compare(const scenario_inputs* it, oi_error* error) {
  oi_result* balances = NULL;
  oi_result* lines = NULL;
  oi_status status = oi_aging_compare_balances(it->aging, it->balances, 3, it->balance_rows, OI_MONEY_MINOR,
                                               &balances, error);
  if (status == OI_OK) {
    status = oi_aging_compare_general_ledger(it->ledger, end_of_june, it->tables[0].columns,
                                             it->tables[0].column_count, it->tables[0].rows, OI_MONEY_MINOR,
                                             NULL, &lines, error);
  }
  oi_result_release(balances);
  oi_result_release(lines);
  return status;
}

/* As a consumer of Arrow does it: schema, batches to the end, release. */
static int read_stream(struct ArrowArrayStream* stream) {
  struct ArrowSchema schema;
  struct ArrowArray batch;
  int code = stream->get_schema(stream, &schema);
  if (code != 0) return code;
  schema.release(&schema);
  for (;;) {
    code = stream->get_next(stream, &batch);
    if (code != 0 || batch.release == NULL) return code;
    batch.release(&batch);
  }
}

static oi_status export_and_read(const scenario_inputs* it, oi_error* error) {
  const int32_t tables = oi_result_table_count(it->aging);
  int32_t t;
  for (t = 0; t < tables; ++t) {
    struct ArrowArrayStream stream;
    int code;
    const oi_status status = oi_result_to_arrow(it->aging, oi_result_table_name(it->aging, t),
                                                OI_MONEY_AS_DECIMAL, &stream, error);
    if (status != OI_OK) return status;
    code = read_stream(&stream);
    stream.release(&stream);
    if (code == 0) continue;
    error->status = code == ENOMEM ? OI_OUT_OF_MEMORY : OI_INTERNAL;
    return error->status;
  }
  return OI_OK;
}

static oi_status make_sample(int32_t flat, oi_result** sample, oi_error* error) {
  oi_sample_options options = OI_SAMPLE_OPTIONS_INIT;
  options.threads = 2;
  options.flat = flat;
  options.faults = 500;
  return oi_datasets_sample_ledger(DOCUMENTS, 7, end_of_july, &options, sample, error);
}

static oi_status sample_ledger(const scenario_inputs* it, oi_error* error) {
  oi_result* sample = NULL;
  const oi_status status = make_sample(1, &sample, error);
  (void)it;
  oi_result_release(sample);
  return status;
}

scenario_inputs* make_scenario_inputs(oi_error* error) {
  const oi_ledger_options options = ledger_options();
  scenario_inputs* it = (scenario_inputs*)calloc(1, sizeof *it);
  if (it == NULL) abort();
  if (make_sample(0, &it->sample, error) == OI_OK && borrow_sample(it, error) == OI_OK &&
      oi_ledger_build(it->tables, it->table_count, &options, &it->ledger, error) == OI_OK &&
      oi_aging_compute(it->ledger, end_of_june, NULL, &it->aging, error) == OI_OK &&
      borrow_balances(it, error) == OI_OK) {
    return it;
  }
  free_scenario_inputs(it);
  return NULL;
}

void free_scenario_inputs(scenario_inputs* it) {
  oi_result_release(it->aging);
  oi_ledger_release(it->ledger);
  oi_result_release(it->sample);
  free(it);
}

const scenario scenarios[SCENARIOS] = {
    {"build_ledger", build_ledger},       {"age_it", age_it},
    {"drill_down", drill_down},           {"compare", compare},
    {"export_and_read", export_and_read}, {"sample_ledger", sample_ledger},
};
