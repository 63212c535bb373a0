/* A ledger small enough to be added up by hand. As of 2024-06-30, in EUR:
 *
 *   Adler  A-1  due 2024-03-31  1000.00, 300.00 of it paid on 2024-06-01   91 days past due   700.00
 *          A-2  due 2024-06-14   500.00, paid on 2024-07-05, after the day 16 days past due   500.00
 *          A-3  due 2024-07-20   250.00                                    not due            250.00
 *   Birke  B-1  due 2024-05-01    80.00                                    60 days past due    80.00
 *          B-2  credit note       20.00, not applied                                          -20.00
 *                                                                          control total     1510.00
 */
#ifndef OPENITEM_TESTS_SMALL_LEDGER_H
#define OPENITEM_TESTS_SMALL_LEDGER_H

#include "columns.h"
#include "openitem/ledger.h"

enum {
  SMALL_DOCUMENTS = 7,
  SMALL_APPLICATIONS = 2,
  SMALL_DOCUMENT_COLUMNS = 7,
  SMALL_APPLICATION_COLUMNS = 4
};

typedef struct small_ledger {
  text_cells document_cells[SMALL_DOCUMENT_COLUMNS];
  text_cells application_cells[SMALL_APPLICATION_COLUMNS];
  oi_column documents[SMALL_DOCUMENT_COLUMNS];
  oi_column applications[SMALL_APPLICATION_COLUMNS];
  oi_table tables[2];
} small_ledger;

static inline void fill_small_ledger(small_ledger* it) {
  static const char* const customer[] = {"Adler", "Adler", "Adler", "Birke", "Birke", "Adler", "Adler"};
  static const char* const id[] = {"A-1", "A-2", "A-3", "B-1", "B-2", "P-1", "P-2"};
  static const char* const kind[] = {"invoice",     "invoice", "invoice", "invoice",
                                     "credit_note", "payment", "payment"};
  static const char* const issue_date[] = {"2024-03-01", "2024-05-15", "2024-06-20", "2024-04-01",
                                           "2024-06-10", "2024-06-01", "2024-07-05"};
  static const char* const due_date[] = {"2024-03-31", "2024-06-14", "2024-07-20", "2024-05-01",
                                         NULL,         NULL,         NULL};
  static const char* const amount[] = {"1000.00", "500.00",  "250.00", "80.00",
                                       "-20.00",  "-300.00", "-500.00"};
  static const char* const currency[] = {"EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR"};
  static const char* const credit_id[] = {"P-1", "P-2"};
  static const char* const debit_id[] = {"A-1", "A-2"};
  static const char* const applied_amount[] = {"300.00", "500.00"};
  static const char* const applied_on[] = {"2024-06-01", "2024-07-05"};
  text_cells* cells = it->document_cells;
  it->documents[0] = text_column(&cells[0], "customer", customer, SMALL_DOCUMENTS);
  it->documents[1] = text_column(&cells[1], "id", id, SMALL_DOCUMENTS);
  it->documents[2] = text_column(&cells[2], "kind", kind, SMALL_DOCUMENTS);
  it->documents[3] = text_column(&cells[3], "issue_date", issue_date, SMALL_DOCUMENTS);
  it->documents[4] = text_column(&cells[4], "due_date", due_date, SMALL_DOCUMENTS);
  it->documents[5] = text_column(&cells[5], "amount", amount, SMALL_DOCUMENTS);
  it->documents[6] = text_column(&cells[6], "currency", currency, SMALL_DOCUMENTS);
  cells = it->application_cells;
  it->applications[0] = text_column(&cells[0], "credit_id", credit_id, SMALL_APPLICATIONS);
  it->applications[1] = text_column(&cells[1], "debit_id", debit_id, SMALL_APPLICATIONS);
  it->applications[2] = text_column(&cells[2], "amount", applied_amount, SMALL_APPLICATIONS);
  it->applications[3] = text_column(&cells[3], "applied_on", applied_on, SMALL_APPLICATIONS);
  it->tables[0] = table_of("documents", it->documents, SMALL_DOCUMENT_COLUMNS, SMALL_DOCUMENTS);
  it->tables[1] = table_of("applications", it->applications, SMALL_APPLICATION_COLUMNS, SMALL_APPLICATIONS);
}

/* NULL on failure, with the reason in `error`. */
static inline oi_ledger* build_small_ledger(oi_error* error) {
  small_ledger* it = (small_ledger*)malloc(sizeof *it);
  oi_ledger* ledger = NULL;
  oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
  if (it == NULL) abort();
  options.base_currency = "EUR";
  fill_small_ledger(it);
  if (oi_ledger_build(it->tables, 2, &options, &ledger, error) != OI_OK) ledger = NULL;
  free(it);
  return ledger;
}

#endif
