#include "openitem/outcome.h"

#include <cstdint>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/outcome.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_outcome_options default_outcome_options = OI_OUTCOME_OPTIONS_INIT;
constexpr std::int64_t first_outcome_size = 88;  // version 0.1

oi_outcome_options read_outcome_struct(const oi_outcome_options* options, std::int32_t argument) {
  return read_options(options, default_outcome_options,
                      {.type = "oi_outcome_options", .argument = argument, .first_size = first_outcome_size});
}

OutcomeOptions read_outcome_options(const oi_outcome_options& given, std::int32_t argument) {
  require_zero(given.reserved, "options.reserved", argument);
  return {
      .threads = given.threads,
      .clock = read_clock(given.clock, argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .end_of_data = read_optional_day(given.end_of_data, "options.end_of_data", argument),
      .days_past_due = given.days_past_due,
      .window = given.window,
      .window_unit =
          read_choice(given.window_unit, OutcomeWindow::days, "window_unit", "OI_OUTCOME_*", argument),
      .count_write_offs = given.count_write_offs,
      .exclude_disputed = given.exclude_disputed,
      .exclude_already_bad = given.exclude_already_bad,
      .exclude_no_exposure = given.exclude_no_exposure,
      .materiality_share = given.materiality_share,
      .money = read_money_form(given.money, argument),
  };
}

}  // namespace

oi_status oi_outcome_options_init(oi_outcome_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_outcome_options;
  });
}

oi_status oi_outcome_compute(const oi_ledger* ledger, const oi_day* as_of, std::int32_t as_of_count,
                             const oi_outcome_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const std::vector<Date> dates = read_days(as_of, as_of_count, "as_of", 1);
    const oi_outcome_options given = read_outcome_struct(options, 3);
    const OutcomeOptions choices = read_outcome_options(given, 3);
    require_array(given.tables, given.tables_count, "options.tables", 3);
    const BorrowedTables tables(given.tables, given.tables_count, 3);
    require(result, "result", 4);
    *result = make_handle(compute_outcomes(ledger->ledger, dates, choices, tables.views()));
  });
}

oi_status oi_outcome_compute_invoices(const oi_ledger* ledger, const oi_outcome_options* options,
                                      oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const oi_outcome_options given = read_outcome_struct(options, 1);
    const OutcomeOptions choices = read_outcome_options(given, 1);
    require_array(given.tables, given.tables_count, "options.tables", 1);
    const BorrowedTables tables(given.tables, given.tables_count, 1);
    require(result, "result", 2);
    *result = make_handle(compute_invoice_outcomes(ledger->ledger, choices, tables.views()));
  });
}
