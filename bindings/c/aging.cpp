#include "openitem/aging.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/aging.hpp"

using namespace openitem;
using namespace openitem::c_abi;

oi_status oi_aging_options_init(oi_aging_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_aging_options;
  });
}

oi_status oi_item_options_init(oi_item_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_item_options;
  });
}

oi_status oi_aging_compute(const oi_ledger* ledger, oi_day as_of, const oi_aging_options* options,
                           oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const AgingOptions choices = read_aging_options(options, 2);
    require(result, "result", 3);
    *result = make_handle(compute_aging(ledger->ledger, date, choices));
  });
}

oi_status oi_aging_series_options_init(oi_aging_series_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_aging_series_options;
  });
}

oi_status oi_aging_compute_series(const oi_ledger* ledger, const oi_day* as_of, int32_t as_of_count,
                                  const oi_aging_options* options,
                                  const oi_aging_series_options* series_options, oi_result** result,
                                  oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const std::vector<Date> dates = read_days(as_of, as_of_count, "as_of", 1);
    const AgingOptions choices = read_aging_options(options, 3);
    const AgingSeriesOptions series_choices = read_aging_series_options(series_options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_aging_series(ledger->ledger, dates, choices, series_choices));
  });
}

oi_status oi_hierarchy_options_init(oi_hierarchy_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_hierarchy_options;
  });
}

oi_status oi_aging_compute_hierarchy(const oi_ledger* ledger, oi_day as_of, const oi_aging_options* options,
                                     const oi_hierarchy_options* hierarchy_options, const oi_column* columns,
                                     int32_t column_count, int64_t rows, oi_result** result,
                                     oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const AgingOptions choices = read_aging_options(options, 2);
    const HierarchyOptions hierarchy = read_hierarchy_options(hierarchy_options, 3);
    const BorrowedTables parents("parents", columns, column_count, rows, 4);
    require(result, "result", 7);
    // Without columns there is no table.
    const std::span<const TableView> tables =
        column_count == 0 ? std::span<const TableView>() : parents.views();
    *result = make_handle(compute_aging_hierarchy(ledger->ledger, date, choices, hierarchy, tables));
  });
}

oi_status oi_aging_compute_items(const oi_column* columns, int32_t column_count, int64_t rows, oi_day as_of,
                                 const oi_aging_options* options, const oi_item_options* item_options,
                                 oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables items("items", columns, column_count, rows, 0);
    const Date date = read_day(as_of, "as_of", 3);
    const AgingOptions choices = read_aging_options(options, 4);
    const ItemOptions item_choices = read_item_options(item_options, 5);
    require(result, "result", 6);
    *result = make_handle(compute_aging(items.views(), date, choices, item_choices));
  });
}

oi_status oi_aging_list_items(const oi_ledger* ledger, oi_day as_of, const oi_aging_options* options,
                              const oi_aging_cell* cell, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const AgingOptions choices = read_aging_options(options, 2);
    const AgingCell place = read_aging_cell(cell, 3);
    require(result, "result", 4);
    *result = make_handle(list_aging_items(ledger->ledger, date, choices, place));
  });
}

oi_status oi_aging_bucket(oi_day as_of, oi_day date, const oi_aging_options* options, char* buffer,
                          int64_t capacity, oi_error* error) {
  return guard(error, [&] {
    const Date today = read_day(as_of, "as_of", 0);
    const Date basis = read_day(date, "date", 1);
    const AgingOptions choices = read_aging_options(options, 2);
    require(buffer, "buffer", 3);
    const std::string label = blaming(2, [&] { return aging_bucket(today, basis, choices); });
    write_text(label, buffer, capacity, 4);
  });
}

oi_status oi_aging_compare_balances(const oi_result* aging, const oi_column* columns, int32_t column_count,
                                    int64_t rows, oi_money_form money, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(aging, "aging", 0);
    const BorrowedTables balances("balances", columns, column_count, rows, 1);
    const MoneyForm form = read_money_form(money, 4);
    require(result, "result", 5);
    *result = make_handle(compare_balances(aging->tables, balances.views(), form));
  });
}

oi_status oi_roll_forward_options_init(oi_roll_forward_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_roll_forward_options;
  });
}

oi_status oi_aging_roll_forward(const oi_ledger* ledger, oi_day from, oi_day to,
                                const oi_roll_forward_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date first = read_day(from, "from", 1);
    const Date last = read_day(to, "to", 2);
    const RollForwardOptions choices = read_roll_forward_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(compute_roll_forward(ledger->ledger, first, last, choices));
  });
}

oi_status oi_aging_compare_control_account(const oi_result* roll_forward, const oi_column* columns,
                                           int32_t column_count, int64_t rows, oi_money_form money,
                                           oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(roll_forward, "roll_forward", 0);
    const BorrowedTables control("control_account", columns, column_count, rows, 1);
    const MoneyForm form = read_money_form(money, 4);
    require(result, "result", 5);
    *result = make_handle(compare_control_account(roll_forward->tables, control.views(), form));
  });
}

oi_status oi_statement_options_init(oi_statement_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_statement_options;
  });
}

oi_status oi_aging_compute_statement(const oi_ledger* ledger, oi_day from, oi_day to,
                                     const oi_aging_options* options,
                                     const oi_statement_options* statement_options, oi_result** result,
                                     oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date first = read_day(from, "from", 1);
    const Date last = read_day(to, "to", 2);
    const AgingOptions choices = read_aging_options(options, 3);
    const StatementOptions statement_choices = read_statement_options(statement_options, 4);
    require(result, "result", 5);
    *result = make_handle(compute_statement(ledger->ledger, first, last, choices, statement_choices));
  });
}

oi_status oi_aging_compare_general_ledger(const oi_ledger* ledger, oi_day as_of, const oi_column* columns,
                                          int32_t column_count, int64_t rows, oi_money_form money,
                                          const oi_day* known_at, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const BorrowedTables lines("general_ledger", columns, column_count, rows, 2);
    const MoneyForm form = read_money_form(money, 5);
    const std::optional<Date> known = read_optional_day(known_at, "known_at", 6);
    require(result, "result", 7);
    *result = make_handle(compare_general_ledger(ledger->ledger, date, lines.views(), form, known));
  });
}
