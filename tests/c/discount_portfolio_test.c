/* Which discounts to offer, through C; figures by hand, see docs/methods/discount_portfolio.md. */
#include "openitem/discount_portfolio.h"

#include "check.h"
#include "columns.h"
#include "small_ledger.h"

static const oi_day offered_on = 20513; /* 2026-03-01 */
static const int64_t capital = 120000000, half = 500000000;

static void of_items(void) {
  static const char* const keys[] = {"a", "b"};
  static const char* const amounts[] = {"10000.00", "5000.00"};
  static const char* const due[] = {"2026-03-31", "2026-03-31"};
  static const char* const late[] = {"20", "0"};
  static const char* const rates[] = {"0.01", "0.005"};
  static const char* const days[] = {"10", "10"};
  static const int64_t budget = 5000;
  text_cells cells[6];
  oi_column items[4], offers[2];
  oi_table tables[2];
  oi_discount_portfolio_options options = OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT;
  oi_result* result = NULL;
  oi_error error;
  items[0] = text_column(&cells[0], "item", keys, 2);
  items[1] = text_column(&cells[1], "amount", amounts, 2);
  items[2] = text_column(&cells[2], "due_date", due, 2);
  items[3] = text_column(&cells[3], "days_late", late, 2);
  offers[0] = text_column(&cells[4], "discount_rate", rates, 2);
  offers[1] = text_column(&cells[5], "days", days, 2);
  tables[0] = table_of("items", items, 4, 2);
  tables[1] = table_of("offers", offers, 2, 2);
  options.currency = "EUR";
  options.cost_of_capital = &capital;
  options.take_up = &half;
  options.budget = &budget;
  CHECK_INT(oi_discount_portfolio_compute(tables, 2, offered_on, OI_PORTFOLIO_SELLER, OI_BUDGET_WORST_CASE,
                                          OI_DISCOUNT_SIMPLE, 365, &options, &result, &error),
            OI_OK);
  CHECK_INT(integer_at(result, "offers", "gain_if_taken", 0), 2929);
  CHECK_INT(integer_at(result, "offers", "gain_if_taken", 1), 7912);
  CHECK_INT(integer_at(result, "items", "gain", 0), 3956);
  CHECK_INT(integer_at(result, "items", "gain", 1), 0);
  CHECK_INT(integer_at(result, "bound", "value", 0), 3956);
  CHECK_INT(integer_at(result, "totals", "unused", 0), 0);
  oi_result_release(result);
  CHECK_INT(
      oi_discount_portfolio_compute(tables, 2, offered_on, OI_PORTFOLIO_SIDE_NOT_SET, OI_BUDGET_WORST_CASE,
                                    OI_DISCOUNT_SIMPLE, 365, &options, &result, &error),
      OI_NOT_SET);
  CHECK_INT(error.argument, 3);
  options.search_limit = -1;
  CHECK_INT(oi_discount_portfolio_compute(tables, 2, offered_on, OI_PORTFOLIO_SELLER, OI_BUDGET_WORST_CASE,
                                          OI_DISCOUNT_SIMPLE, 365, &options, &result, &error),
            OI_OUT_OF_BOUNDS);
  CHECK_INT(error.argument, 7);
}

static void of_a_ledger(void) {
  static const char* const rates[] = {"0.001"};
  static const char* const days[] = {"0"};
  text_cells cells[2];
  oi_column offers[2];
  oi_table table;
  oi_discount_portfolio_options options = OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT;
  oi_result* result = NULL;
  oi_error error;
  oi_ledger* ledger = build_small_ledger(&error);
  offers[0] = text_column(&cells[0], "discount_rate", rates, 1);
  offers[1] = text_column(&cells[1], "days", days, 1);
  table = table_of("offers", offers, 2, 1);
  options.cost_of_capital = &capital;
  options.take_up = &half;
  CHECK_INT(
      oi_discount_portfolio_compute_ledger(ledger, 19904, &table, 1, OI_PORTFOLIO_SELLER, OI_BUDGET_EXPECTED,
                                           OI_DISCOUNT_SIMPLE, 365, &options, &result, &error),
      OI_OK);
  /* A-3 alone is not yet due on 2024-06-30: 249.75 now against 250 / (1 + 0.12 x 20 / 365) = 248.37. */
  CHECK_INT(integer_at(result, "items", "discount", 2), 25);
  CHECK_INT(integer_at(result, "totals", "gain_if_taken", 0), 138);
  CHECK_INT(integer_at(result, "totals", "chosen", 0), 1);
  oi_result_release(result);
  oi_ledger_release(ledger);
}

int main(void) {
  of_items();
  of_a_ledger();
  return check_end();
}
