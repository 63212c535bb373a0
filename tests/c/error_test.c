/* Errors say status, argument, row, rows affected, column and what to do; outputs stay as they were. */
#include "openitem/aging.h"
#include "openitem/datasets.h"
#include "openitem/money.h"

#include "check.h"
#include "small_ledger.h"

static oi_ledger* const untouched = (oi_ledger*)&check_count;

/* Builds the small ledger with one column of its documents replaced. */
static oi_status build_with(const char* name, const char* const* texts, const oi_ledger_options* options,
                            oi_error* error) {
  small_ledger it;
  text_cells cells;
  oi_ledger* ledger = untouched;
  oi_status status = OI_OK;
  int i;
  fill_small_ledger(&it);
  for (i = 0; i < SMALL_DOCUMENT_COLUMNS; ++i) {
    if (strcmp(it.documents[i].name, name) == 0) {
      it.documents[i] = text_column(&cells, name, texts, SMALL_DOCUMENTS);
    }
  }
  status = oi_ledger_build(it.tables, 2, options, &ledger, error);
  if (status == OI_OK) {
    oi_ledger_release(ledger);
  } else {
    CHECK(ledger == untouched);
  }
  return status;
}

static void a_cell_is_located(void) {
  static const char* const amounts[] = {"1000.00", "500.00", "250.00", "8O.00", "-20.00", "x", "-500.00"};
  static const char* const dates[] = {"2024-03-01", "2024-05-15", "2024-06-20", "2024-04-01",
                                      "2024-06-10", "2024-06-01", "2024-07-32"};
  static const char* const customers[] = {"Adler", "Adler", NULL, "Birke", NULL, "Adler", "Adler"};
  oi_error error;
  CHECK_INT(build_with("amount", amounts, NULL, &error), OI_INVALID_DATA);
  CHECK_INT(error.status, OI_INVALID_DATA);
  CHECK_INT(error.row, 3);
  CHECK_TEXT(error.column, "documents.amount");
  CHECK_INT(error.rows_affected, 2);
  CHECK(strstr(error.message, "8O.00") != NULL);
  CHECK_INT(build_with("issue_date", dates, NULL, &error), OI_INVALID_DATA);
  CHECK_INT(error.row, 6);
  CHECK_TEXT(error.column, "documents.issue_date");
  CHECK(strstr(error.message, "2024-07-32") != NULL);
  CHECK_INT(build_with("customer", customers, NULL, &error), OI_MISSING_VALUE);
  CHECK_INT(error.row, 2);
  CHECK_TEXT(error.column, "documents.customer");
}

static void marked_rows_are_no_error(void) {
  static const char* const amounts[] = {"1000.00", "500.00",  "250.00", "8O.00",
                                        "-20.00",  "-300.00", "-500.00"};
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_error error;
  options.row_policy = OI_ROWS_MARK;
  CHECK_INT(build_with("amount", amounts, &options, &error), OI_OK);
}

static void faults_of_the_call(void) {
  static const char* const amounts[] = {"1000.00", "500.00",  "250.00", "80.00",
                                        "-20.00",  "-300.00", "-500.00"};
  static const int64_t integers[] = {1, 2, 3, 4, 5, 6, 7};
  small_ledger it;
  oi_ledger* ledger = untouched;
  oi_column_mapping map;
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  oi_error error;
  fill_small_ledger(&it);

  it.tables[0].column_count = 5; /* without amount and currency */
  CHECK_INT(oi_ledger_build(it.tables, 1, NULL, &ledger, &error), OI_MISSING_COLUMN);
  CHECK(strstr(error.message, "amount") != NULL);
  it.tables[0].column_count = SMALL_DOCUMENT_COLUMNS;

  it.documents[5] = plain_column("amount", OI_COLUMN_INT64, integers);
  CHECK_INT(oi_ledger_build(it.tables, 1, NULL, &ledger, &error), OI_WRONG_TYPE);
  CHECK_TEXT(error.column, "documents.amount");
  it.documents[5] = text_column(&it.document_cells[5], "amount", amounts, SMALL_DOCUMENTS);

  map.table = "documents";
  map.role = "due";
  map.column = "due_date";
  options.map = &map;
  options.map_count = 1;
  CHECK_INT(oi_ledger_build(it.tables, 1, &options, &ledger, &error), OI_UNKNOWN_NAME);
  CHECK(strstr(error.message, "due") != NULL);

  it.tables[1].name = "aplications";
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_UNKNOWN_NAME);
  CHECK(strstr(error.message, "aplications") != NULL);
  CHECK(ledger == untouched);
}

static void columns_that_cannot_be(void) {
  small_ledger it;
  oi_ledger* ledger = untouched;
  oi_error error;
  oi_column good;
  fill_small_ledger(&it);
  good = it.documents[5];

  it.documents[5].type = OI_COLUMN_NONE;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NOT_SET);
  it.documents[5] = good;
  it.documents[5].type = 22;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 0);
  it.documents[5] = good;
  it.documents[5].type = OI_COLUMN_UNREADABLE;
  it.documents[5].values = "interval[months]";
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_WRONG_TYPE);
  CHECK_TEXT(error.column, "documents.amount");
  CHECK(strstr(error.message, "interval[months]") != NULL);
  it.documents[5].values = NULL;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  it.documents[5] = good;
  it.documents[5].offset = -1;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_OUT_OF_BOUNDS);
  it.documents[5].offset = INT64_MAX; /* offset + rows leaves int64 */
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_OUT_OF_BOUNDS);
  it.documents[5] = good;
  it.documents[5].offsets = NULL;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  it.documents[5] = good;
  it.documents[5].name = NULL;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  it.documents[5] = good;
  it.documents[5].type = OI_COLUMN_DICTIONARY;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  it.documents[5].dictionary = &it.documents[5]; /* a dictionary of itself */
  it.documents[5].dictionary_rows = 7;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_WRONG_TYPE);
  it.documents[5] = good;
  it.tables[0].rows = INT64_C(1) << 62;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_OUT_OF_BOUNDS);
  it.tables[0].rows = -1;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_OUT_OF_BOUNDS);
  it.tables[0].rows = SMALL_DOCUMENTS;
  it.tables[0].reserved = 1;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_INVALID_ARGUMENT);
  it.tables[0].reserved = 0;
  it.tables[0].name = NULL;
  CHECK_INT(oi_ledger_build(it.tables, 2, NULL, &ledger, &error), OI_NULL_ARGUMENT);
  CHECK(ledger == untouched);
}

static void text_offsets_that_run_backwards(void) {
  small_ledger it;
  oi_ledger* ledger = untouched;
  oi_error error;
  oi_status status = OI_OK;
  fill_small_ledger(&it);
  it.document_cells[5].offsets[3] = -4;
  status = oi_ledger_build(it.tables, 2, NULL, &ledger, &error);
  CHECK_INT(status, OI_INVALID_DATA);
  CHECK_TEXT(error.column, "documents.amount");
  CHECK(ledger == untouched);
}

static void text_that_is_not_utf8(void) {
  static const char* const customers[] = {"Adler", "M\xfcller", "Adler", "Birke", "Birke", "Adler", "Adler"};
  oi_error error;
  CHECK_INT(build_with("customer", customers, NULL, &error), OI_INVALID_TEXT);
  CHECK_INT(error.row, 1);
  CHECK_TEXT(error.column, "documents.customer");
}

static void arguments_are_counted_from_0(void) {
  oi_error error;
  int64_t value = 9;
  memset(&error, 0xAB, sizeof error); /* need not be initialised */
  CHECK_INT(oi_money_multiply_divide(1, 2, 3, 99, &value, &error), OI_INVALID_ARGUMENT);
  CHECK_INT(error.status, OI_INVALID_ARGUMENT);
  CHECK_INT(error.argument, 3);
  CHECK_INT(error.row, -1);
  CHECK_INT(error.rows_affected, 0);
  CHECK_TEXT(error.column, "");
  CHECK_TEXT(error.message, "argument 3: rounding is 99; expected one of OI_ROUND_*, 0 to 9");
  CHECK_INT(oi_money_multiply_divide(1, 2, 3, 0, NULL, &error), OI_NULL_ARGUMENT);
  CHECK_INT(error.argument, 4);
  CHECK_INT(value, 9);
}

static void success_leaves_the_error_alone(void) {
  oi_error error;
  oi_error before;
  int64_t value = 0;
  memset(&error, 0x5A, sizeof error);
  before = error;
  CHECK_INT(oi_money_multiply_divide(1, 2, 1, 0, &value, &error), OI_OK);
  CHECK(memcmp(&error, &before, sizeof error) == 0);
}

static void statuses_have_names(void) {
  CHECK_TEXT(oi_status_name(OI_OK), "ok");
  CHECK_TEXT(oi_status_name(OI_INVALID_DATA), "invalid_data");
  CHECK_TEXT(oi_status_name(OI_INTERNAL), "internal");
  CHECK_TEXT(oi_status_name(-1), "unknown");
  CHECK_TEXT(oi_status_name(INT32_MAX), "unknown");
  CHECK(oi_version()[0] != '\0');
}

int main(void) {
  a_cell_is_located();
  marked_rows_are_no_error();
  faults_of_the_call();
  columns_that_cannot_be();
  text_offsets_that_run_backwards();
  text_that_is_not_utf8();
  arguments_are_counted_from_0();
  success_leaves_the_error_alone();
  statuses_have_names();
  return check_end();
}
