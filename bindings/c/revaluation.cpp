#include "openitem/revaluation.h"

#include <cstdint>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/revaluation.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_revaluation_options default_revaluation_options = OI_REVALUATION_OPTIONS_INIT;
constexpr std::int64_t first_revaluation_size = 40;  // version 0.1

RevaluationOptions read_revaluation_options(const oi_revaluation_options* options, std::int32_t argument) {
  const oi_revaluation_options given = read_options(
      options, default_revaluation_options,
      {.type = "oi_revaluation_options", .argument = argument, .first_size = first_revaluation_size});
  return {
      .threads = given.threads,
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .base_currency = read_optional_text(given.base_currency),
      .by = read_by_names(given.by, given.by_count, argument),
  };
}

}  // namespace

oi_status oi_revaluation_options_init(oi_revaluation_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_revaluation_options;
  });
}

oi_status oi_revaluation_compute(const oi_ledger* ledger, oi_day as_of, const oi_column* columns,
                                 int32_t column_count, int64_t rows, const oi_revaluation_options* options,
                                 oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const BorrowedTables rates("rates", columns, column_count, rows, 2);
    const RevaluationOptions choices = read_revaluation_options(options, 5);
    require(result, "result", 6);
    *result = make_handle(compute_revaluation(ledger->ledger, date, rates.views(), choices));
  });
}
