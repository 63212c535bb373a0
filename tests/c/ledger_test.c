/* A ledger counts and reports what it holds; results outlive it. */
#include "openitem/ledger.h"

#include "check.h"
#include "openitem/aging.h"
#include "openitem/datasets.h"
#include "small_ledger.h"

static void counts(const oi_ledger* ledger) {
  int64_t documents = -1;
  int64_t applications = -1;
  int64_t customers = -1;
  int64_t findings = -1;
  CHECK_INT(oi_ledger_count(ledger, &documents, &applications, &customers, &findings, NULL), OI_OK);
  CHECK_INT(documents, SMALL_DOCUMENTS);
  CHECK_INT(applications, SMALL_APPLICATIONS);
  CHECK_INT(customers, 2);
  CHECK_INT(findings, 0);
  customers = -1;
  CHECK_INT(oi_ledger_count(ledger, NULL, NULL, &customers, NULL, NULL), OI_OK);
  CHECK_INT(customers, 2);
}

static oi_result* check_of(const oi_ledger* ledger) {
  oi_result* check = NULL;
  CHECK_INT(oi_ledger_check(ledger, &check, NULL), OI_OK);
  return check;
}

static void read_check(const oi_result* check) {
  static const char* const tables[] = {"summary", "columns", "rules", "findings", "totals"};
  int i;
  CHECK_INT(oi_result_table_count(check), LENGTH(tables));
  for (i = 0; i < LENGTH(tables); ++i) CHECK_TEXT(oi_result_table_name(check, i), tables[i]);
  CHECK_INT(integer_at(check, "summary", "rows", row_with(check, "summary", "table", "documents")),
            SMALL_DOCUMENTS);
  CHECK_INT(integer_at(check, "summary", "kept", row_with(check, "summary", "table", "applications")), 2);
  CHECK_INT(row_count(check, "findings"), 0);
  CHECK_INT(integer_at(check, "totals", "amount", row_with(check, "totals", "kind", "invoice")), 183000);
  CHECK_INT(integer_at(check, "totals", "amount", row_with(check, "totals", "kind", "payment")), -80000);
  CHECK_INT(integer_at(check, "totals", "count", row_with(check, "totals", "kind", "credit_note")), 1);
}

static void names_nobody_knows(const oi_result* check) {
  oi_column view;
  oi_column before;
  int64_t rows = 77;
  oi_error error;
  memset(&view, 0x11, sizeof view);
  before = view;
  CHECK_INT(oi_result_column(check, "sumary", "rows", &view, &rows, &error), OI_UNKNOWN_NAME);
  CHECK_INT(error.argument, 1);
  CHECK(strstr(error.message, "summary") != NULL); /* lists the names there are */
  CHECK_INT(oi_result_column(check, "summary", "row", &view, &rows, &error), OI_UNKNOWN_NAME);
  CHECK_INT(error.argument, 2);
  CHECK(memcmp(&view, &before, sizeof view) == 0);
  CHECK_INT(rows, 77);
  CHECK_INT(oi_result_column_count(check, "sumary"), -1);
  CHECK(oi_result_column_name(check, "sumary", 0) == NULL);
  CHECK(oi_result_column_name(check, "summary", -1) == NULL);
  CHECK(oi_result_column_name(check, "summary", 1000) == NULL);
  CHECK(oi_result_table_name(check, -1) == NULL);
}

/* A generated ledger goes back in through the columns of its result. */
static void made_up_ledger(void) {
  enum { most_columns = 32 };
  static const char* const names[] = {"documents", "applications", "instalments", "disputes", "customers"};
  oi_column columns[LENGTH(names)][most_columns];
  oi_table tables[LENGTH(names)];
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_result* sample = NULL;
  oi_result* aging = NULL;
  oi_ledger* ledger = NULL;
  oi_error error;
  int64_t documents = 0;
  int64_t line = 0;
  int i;
  int32_t c;
  CHECK_INT(oi_datasets_sample_ledger(1000, 7, 19904, NULL, &sample, &error), OI_OK);
  if (sample == NULL) {
    fprintf(stderr, "%s\n", error.message);
    return;
  }
  for (i = 0; i < LENGTH(names); ++i) {
    const int32_t count = oi_result_column_count(sample, names[i]);
    int64_t rows = 0;
    if (count < 0 || count > most_columns) abort();
    for (c = 0; c < count; ++c) {
      const char* name = oi_result_column_name(sample, names[i], c);
      CHECK_INT(oi_result_column(sample, names[i], name, &columns[i][c], &rows, NULL), OI_OK);
    }
    tables[i] = table_of(names[i], columns[i], count, rows);
  }
  options.money = OI_MONEY_MINOR;
  CHECK_INT(oi_ledger_build(tables, LENGTH(names), &options, &ledger, &error), OI_OK);
  if (ledger == NULL) {
    fprintf(stderr, "%s: %s\n", error.column, error.message);
    return;
  }
  oi_result_release(sample);
  CHECK_INT(oi_ledger_count(ledger, &documents, NULL, NULL, NULL, NULL), OI_OK);
  CHECK_INT(documents, tables[0].rows);
  CHECK_INT(oi_aging_compute(ledger, 19904, NULL, &aging, NULL), OI_OK);
  for (line = 0; line < row_count(aging, "proof"); ++line) {
    char name[64];
    if (strcmp(text_at(aging, "proof", "line", line, name, sizeof name), "difference") == 0) {
      CHECK_INT(integer_at(aging, "proof", "amount", line), 0);
    }
  }
  oi_result_release(aging);
  oi_ledger_release(ledger);
}

int main(void) {
  oi_error error;
  oi_result* check = NULL;
  oi_ledger* ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  if (ledger == NULL) {
    fprintf(stderr, "%s\n", error.message);
    return check_end();
  }
  counts(ledger);
  check = check_of(ledger);
  oi_ledger_release(ledger);
  read_check(check); /* after the ledger is gone */
  names_nobody_knows(check);
  oi_result_release(check);
  oi_ledger_release(NULL);
  oi_result_release(NULL);
  made_up_ledger();
  return check_end();
}
