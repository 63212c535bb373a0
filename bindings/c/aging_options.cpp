#include "aging_options.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "struct_reader.hpp"

namespace openitem::c_abi {
namespace {

constexpr std::int64_t aging_first_size = 88;         // version 0.1
constexpr std::int64_t series_first_size = 16;        // version 0.1
constexpr std::int64_t hierarchy_first_size = 16;     // version 0.1
constexpr std::int64_t roll_forward_first_size = 48;  // version 0.1
constexpr std::int64_t statement_first_size = 32;     // version 0.1
constexpr std::int64_t item_first_size = 48;          // version 0.1
constexpr std::int64_t largest_date_count = 4096;
constexpr std::int64_t largest_bounds_count = 63;

std::vector<std::int32_t> read_bounds(const std::int32_t* bounds, std::int32_t count, const char* name,
                                      std::int32_t argument) {
  require_array(bounds, count, name, argument, largest_bounds_count);
  const std::span<const std::int32_t> given(bounds, static_cast<std::size_t>(count));
  return {given.begin(), given.end()};
}

/// Without an array: by customer. With one: as many names as stated, also none.
std::vector<std::string> read_by(const char* const* by, std::int32_t count, std::int32_t argument) {
  std::vector<std::string> names = read_by_names(by, count, argument);
  return by == nullptr ? AgingOptions().by : names;
}

std::vector<std::optional<std::string>> read_group(const oi_aging_cell& cell, std::int32_t argument) {
  require_array(cell.group, cell.group_count, "oi_aging_cell.group", argument);
  std::vector<std::optional<std::string>> group;
  group.reserve(static_cast<std::size_t>(cell.group_count));
  for (const char* value : std::span(cell.group, static_cast<std::size_t>(cell.group_count))) {
    group.push_back(value == nullptr ? std::nullopt : std::optional<std::string>(value));
  }
  return group;
}

}  // namespace

AgingOptions read_aging_options(const oi_aging_options* options, std::int32_t argument) {
  const oi_aging_options given =
      read_options(options, default_aging_options,
                   {.type = "oi_aging_options", .argument = argument, .first_size = aging_first_size});
  require_zero(given.reserved, "oi_aging_options.reserved", argument);
  return {
      .threads = given.threads,
      .basis = read_choice(given.basis, AgingBasis::column, "basis", "OI_AGING_BY_*", argument),
      .missing_date = read_choice(given.missing_date, MissingDate::not_due, "missing_date",
                                  "OI_MISSING_DATE_*", argument),
      .credits = read_choice(given.credits, CreditMode::excluded, "credits", "OI_CREDITS_*", argument),
      .disputes = read_choice(given.disputes, DisputeMode::excluded, "disputes", "OI_DISPUTES_*", argument),
      .clock = read_clock(given.clock, argument),
      .future_payments = given.future_payments,
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .date_column = read_optional_text(given.date_column),
      .bounds = read_bounds(given.bounds, given.bounds_count, "options.bounds", argument),
      .forward_bounds =
          read_bounds(given.forward_bounds, given.forward_bounds_count, "options.forward_bounds", argument),
      .months = given.months,
      .forward_months = given.forward_months,
      .by = read_by(given.by, given.by_count, argument),
      .base_amounts = given.base_amounts,
      .re_aged_column = read_optional_text(given.re_aged_column),
      .calendar = given.calendar == nullptr ? std::nullopt : std::optional(given.calendar->calendar),
  };
}

AgingSeriesOptions read_aging_series_options(const oi_aging_series_options* options, std::int32_t argument) {
  const oi_aging_series_options given = read_options(
      options, default_aging_series_options,
      {.type = "oi_aging_series_options", .argument = argument, .first_size = series_first_size});
  require_zero(given.reserved, "oi_aging_series_options.reserved", argument);
  return {.known_at_as_of = given.known_at_as_of};
}

HierarchyOptions read_hierarchy_options(const oi_hierarchy_options* options, std::int32_t argument) {
  const oi_hierarchy_options given = read_options(
      options, default_hierarchy_options,
      {.type = "oi_hierarchy_options", .argument = argument, .first_size = hierarchy_first_size});
  require_zero(given.reserved, "oi_hierarchy_options.reserved", argument);
  return {.over = read_choice(given.over, HierarchyOver::entity, "over", "OI_HIERARCHY_OVER_*", argument)};
}

RollForwardOptions read_roll_forward_options(const oi_roll_forward_options* options, std::int32_t argument) {
  const oi_roll_forward_options given = read_options(
      options, default_roll_forward_options,
      {.type = "oi_roll_forward_options", .argument = argument, .first_size = roll_forward_first_size});
  require_zero(given.reserved, "oi_roll_forward_options.reserved", argument);
  return {
      .threads = given.threads,
      .clock = read_clock(given.clock, argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .known_at_from = read_optional_day(given.known_at_from, "options.known_at_from", argument),
      .by = read_by_names(given.by, given.by_count, argument),
  };
}

StatementOptions read_statement_options(const oi_statement_options* options, std::int32_t argument) {
  const oi_statement_options given = read_options(
      options, default_statement_options,
      {.type = "oi_statement_options", .argument = argument, .first_size = statement_first_size});
  require_zero(given.reserved, "oi_statement_options.reserved", argument);
  return {
      .known_at_from = read_optional_day(given.known_at_from, "statement_options.known_at_from", argument),
      .customers =
          read_names(given.customers, given.customers_count, "statement_options.customers", argument),
  };
}

std::vector<Date> read_days(const oi_day* days, std::int32_t count, const char* name, std::int32_t argument) {
  require_count(count, 1, largest_date_count, (std::string(name) + "_count").c_str(), argument + 1);
  require(days, name, argument);
  std::vector<Date> dates;
  dates.reserve(static_cast<std::size_t>(count));
  for (const oi_day day : std::span(days, static_cast<std::size_t>(count))) {
    const std::string entry = std::string(name) + "[" + std::to_string(dates.size()) + "]";
    dates.push_back(read_day(day, entry.c_str(), argument));
  }
  return dates;
}

ItemOptions read_item_options(const oi_item_options* options, std::int32_t argument) {
  const oi_item_options given =
      read_options(options, default_item_options,
                   {.type = "oi_item_options", .argument = argument, .first_size = item_first_size});
  require_zero(given.reserved, "oi_item_options.reserved", argument);
  return {
      .money = read_money_form(given.money, argument),
      .row_policy = read_row_policy(given.row_policy, argument),
      .currency = read_optional_text(given.currency),
      .date_format = read_optional_text(given.date_format),
      .map = read_map(given.map, given.map_count, argument),
  };
}

AgingCell read_aging_cell(const oi_aging_cell* cell, std::int32_t argument) {
  if (cell == nullptr) return {};
  require_zero(cell->reserved, "oi_aging_cell.reserved", argument);
  return {
      .group = read_group(*cell, argument),
      .currency = read_optional_text(cell->currency),
      .bucket = read_optional_text(cell->bucket),
  };
}

}  // namespace openitem::c_abi
