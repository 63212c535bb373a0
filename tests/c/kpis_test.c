/* Key figures of a ledger from C: costs and bad debts given as tables, and what is refused. */

#include "openitem/kpis.h"

#include <string.h>

#include "check.h"
#include "small_ledger.h"

static const oi_day begin_of_june = 19875;
static const oi_day end_of_june = 19904;

typedef struct given_costs {
  text_cells cells[3];
  oi_column columns[3];
  oi_table table;
} given_costs;

static void fill_costs(given_costs *it, const char *const *amount, const char *const *customer) {
  static const char *const date[] = {"2024-06-30", "2024-06-10"};
  it->columns[0] = text_column(&it->cells[0], "date", date, 2);
  it->columns[1] = text_column(&it->cells[1], "amount", amount, 2);
  it->columns[2] = text_column(&it->cells[2], "customer", customer, 2);
  it->table = table_of("costs", it->columns, 3, 2);
}

static void costs_to_collect(const oi_ledger *ledger) {
  static const char *const amount[] = {"10.00", "5.00"};
  static const char *const customer[] = {"Adler", "Birke"};
  const char *const figures[] = {"cost_to_collect", "dso_true_netted"};
  oi_kpi_options options = OI_KPI_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  oi_column column;
  int64_t rows = 0;
  given_costs costs;
  fill_costs(&costs, amount, customer);
  options.tables = &costs.table;
  options.tables_count = 1;
  options.figures = figures;
  options.figures_count = 2;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error), OI_OK);
  CHECK_INT(oi_result_column(result, "figures", "numerator", &column, &rows, &error), OI_OK);
  CHECK_INT(rows, 2);
  CHECK_INT(((const int64_t *)column.values)[0], 1500);
  /* 700.00 x 121 + 500.00 x 46 + 250.00 x 10 + 80.00 x 90 - 20.00 x 20 days, in cents x days */
  CHECK_INT(((const int64_t *)column.values)[1], 8470000 + 2300000 + 250000 + 720000 - 40000);
  CHECK_INT(oi_result_column(result, "figures", "denominator", &column, &rows, &error), OI_OK);
  CHECK_INT(((const int64_t *)column.values)[0], 30000);
  CHECK_INT(((const int64_t *)column.values)[1], 151000); /* the control total of small_ledger.h */
  oi_result_release(result);
}

/* June 2024 has 20 business days. */
static void days_are_business_days(const oi_ledger *ledger) {
  const char *const figures[] = {"dso_simple_ending"};
  oi_kpi_options options = OI_KPI_OPTIONS_INIT;
  oi_calendar *calendar = NULL;
  oi_result *by_calendar = NULL;
  oi_result *by_number = NULL;
  oi_error error;
  char buffer[32];
  CHECK_INT(oi_calendar_named("UK", &calendar, &error), OI_OK);
  options.figures = figures;
  options.figures_count = 1;
  options.days = 20;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &by_number, &error), OI_OK);
  options.calendar = calendar;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &by_calendar, &error),
            OI_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "days is 20 beside calendar") != NULL);
  options.days = 0;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &by_calendar, &error), OI_OK);
  CHECK_INT(integer_at(by_calendar, "figures", "numerator", 0),
            integer_at(by_number, "figures", "numerator", 0));
  CHECK_TEXT(text_at(by_calendar, "figures", "unit", 0, buffer, sizeof buffer), "business_days");
  CHECK_TEXT(text_at(by_number, "figures", "unit", 0, buffer, sizeof buffer), "days");
  oi_result_release(by_calendar);
  oi_result_release(by_number);
  oi_calendar_release(calendar);
}

static void what_is_refused(const oi_ledger *ledger) {
  static const char *const amount[] = {"10.00", "-5.00"};
  static const char *const customer[] = {"Adler", "Birke"};
  static const char *const strangers[] = {"Adler", "Nobody"};
  static const char *const good[] = {"10.00", "5.00"};
  const char *const figures[] = {"cost_to_collect"};
  oi_kpi_options options = OI_KPI_OPTIONS_INIT;
  oi_result *result = NULL;
  oi_error error;
  given_costs costs;
  options.figures = figures;
  options.figures_count = 1;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error), OI_NOT_SET);
  options.tables_count = 1;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error),
            OI_NULL_ARGUMENT);
  fill_costs(&costs, amount, customer);
  options.tables = &costs.table;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error),
            OI_INVALID_DATA);
  CHECK_INT(error.row, 1);
  CHECK_TEXT(error.column, "costs.amount");
  fill_costs(&costs, good, strangers);
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error),
            OI_UNKNOWN_REFERENCE);
  CHECK_INT(error.row, 1);
  fill_costs(&costs, good, customer);
  options.promise_grace_days = 367;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error),
            OI_OUT_OF_BOUNDS);
  options.promise_grace_days = 0;
  options.reserved = 1;
  CHECK_INT(oi_kpi_compute(ledger, &begin_of_june, &end_of_june, 1, &options, &result, &error),
            OI_INVALID_ARGUMENT);
  CHECK(result == NULL);
}

int main(void) {
  oi_error error;
  oi_ledger *ledger = build_small_ledger(&error);
  CHECK(ledger != NULL);
  costs_to_collect(ledger);
  days_are_business_days(ledger);
  what_is_refused(ledger);
  oi_ledger_release(ledger);
  return check_end();
}
