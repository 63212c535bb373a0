#include "openitem/collection_curves.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/collection_curves.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_collection_curves_options default_curve_options = OI_COLLECTION_CURVES_OPTIONS_INIT;
constexpr std::int64_t first_curve_size = 64;  // version 0.1
constexpr std::int64_t most_numbers = 63;

std::vector<std::int32_t> read_numbers(const std::int32_t* numbers, std::int32_t count, const char* name,
                                       std::int32_t argument) {
  require_array(numbers, count, name, argument, most_numbers);
  const std::span<const std::int32_t> given(numbers, static_cast<std::size_t>(count));
  return {given.begin(), given.end()};
}

CollectionCurveOptions read_curve_options(const oi_collection_curves_options* options,
                                          std::int32_t argument) {
  const oi_collection_curves_options given = read_options(
      options, default_curve_options,
      {.type = "oi_collection_curves_options", .argument = argument, .first_size = first_curve_size});
  require_zero(given.reserved, "oi_collection_curves_options.reserved", argument);
  return {
      .threads = given.threads,
      .clock = read_choice(given.clock, ApplicationClock::recorded_on, "clock", "OI_CLOCK_*", argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .ages = read_numbers(given.ages, given.ages_count, "options.ages", argument),
      .percents = read_numbers(given.percents, given.percents_count, "options.percents", argument),
      .by = read_by_names(given.by, given.by_count, argument),
  };
}

}  // namespace

oi_status oi_collection_curves_options_init(oi_collection_curves_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_curve_options;
  });
}

oi_status oi_collection_curves_compute(const oi_ledger* ledger, oi_day as_of,
                                       const oi_collection_curves_options* options, oi_result** result,
                                       oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const Date date = read_day(as_of, "as_of", 1);
    const CollectionCurveOptions choices = read_curve_options(options, 2);
    require(result, "result", 3);
    *result = make_handle(compute_collection_curves(ledger->ledger, date, choices));
  });
}
