#include "openitem/day_count.h"

#include <cstdint>
#include <span>
#include <vector>

#include "arguments.hpp"
#include "core/message.hpp"
#include "day_arrays.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/day_count.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_day_count_options default_day_count_options = OI_DAY_COUNT_OPTIONS_INIT;
constexpr std::int64_t first_day_count_size = 48;  // version 0.1

DayCount read_day_count(oi_day_count_convention convention, std::int32_t argument) {
  return read_variant(convention, DayCount::excel_days360_european, "convention", "OI_DAY_COUNT_*", argument);
}

DayCountTerms read_day_count_terms(const oi_day_count_options* options, std::int32_t argument) {
  const oi_day_count_options given = read_options(
      options, default_day_count_options,
      {.type = "oi_day_count_options", .argument = argument, .first_size = first_day_count_size});
  DayCountTerms terms;
  terms.reference_start = read_optional_day(given.reference_start, "options.reference_start", argument);
  terms.reference_end = read_optional_day(given.reference_end, "options.reference_end", argument);
  terms.termination = read_optional_day(given.termination, "options.termination", argument);
  if (given.calendar != nullptr) terms.calendar = &given.calendar->calendar;
  if (given.frequency < 0 || given.frequency > 12 || (given.frequency != 0 && 12 % given.frequency != 0)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("argument ")
                                           .append(argument)
                                           .append(": options.frequency is ")
                                           .append(given.frequency)
                                           .append("; expected 0, 1, 2, 3, 4, 6 or 12"))
        .of_argument(argument);
  }
  terms.frequency = given.frequency;
  require_count(given.end_of_month, 0, 1, "options.end_of_month", argument);
  terms.end_of_month = given.end_of_month == 1;
  return terms;
}

}  // namespace

oi_status oi_day_count_options_init(oi_day_count_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_day_count_options;
  });
}

oi_status oi_day_count_days(const oi_day* starts, const oi_day* ends, int64_t rows,
                            oi_day_count_convention convention, const oi_day_count_options* options,
                            int32_t* days, oi_error* error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const oi_day> first = read_rows(starts, rows, "starts", 0);
    const std::span<const oi_day> last = read_rows(ends, rows, "ends", 1);
    const DayCount choice = read_day_count(convention, 3);
    const DayCountTerms terms = read_day_count_terms(options, 4);
    require(days, "days", 5);
    std::vector<std::int32_t> counted = room_for<std::int32_t>(rows);
    blaming(4, [&] { day_counts(first, last, choice, terms, counted); });
    hand_over(counted, days);
  });
}

oi_status oi_day_count_year_fractions(const oi_day* starts, const oi_day* ends, int64_t rows,
                                      oi_day_count_convention convention, const oi_day_count_options* options,
                                      double* years, int64_t* numerators, int64_t* denominators,
                                      oi_error* error) {
  return guard(error, [&] {
    require_count(rows, 0, largest_row_count, "rows", 2);
    const std::span<const oi_day> first = read_rows(starts, rows, "starts", 0);
    const std::span<const oi_day> last = read_rows(ends, rows, "ends", 1);
    const DayCount choice = read_day_count(convention, 3);
    const DayCountTerms terms = read_day_count_terms(options, 4);
    std::vector<std::int64_t> above = room_for<std::int64_t>(rows);
    std::vector<std::int64_t> below = room_for<std::int64_t>(rows);
    blaming(4, [&] { year_fractions(first, last, choice, terms, above, below); });
    if (numerators != nullptr) hand_over(above, numerators);
    if (denominators != nullptr) hand_over(below, denominators);
    if (years == nullptr) return;
    for (std::size_t i = 0; i < above.size(); ++i) years[i] = YearFraction{above[i], below[i]}.value();
  });
}
