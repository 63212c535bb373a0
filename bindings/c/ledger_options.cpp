#include "ledger_options.hpp"

#include <cstddef>
#include <span>

#include "arguments.hpp"
#include "struct_reader.hpp"

namespace openitem::c_abi {
namespace {

constexpr std::int64_t first_ledger_size = 64;  // version 0.1

}  // namespace

std::vector<ColumnMapping> read_map(const oi_column_mapping* map, std::int32_t count, std::int32_t argument) {
  require_array(map, count, "options.map", argument);
  std::vector<ColumnMapping> entries;
  entries.reserve(static_cast<std::size_t>(count));
  for (const oi_column_mapping& entry : std::span(map, static_cast<std::size_t>(count))) {
    require(entry.table, "oi_column_mapping.table", argument);
    require(entry.role, "oi_column_mapping.role", argument);
    require(entry.column, "oi_column_mapping.column", argument);
    entries.push_back({.table = entry.table, .role = entry.role, .column = entry.column});
  }
  return entries;
}

MoneyForm read_money_form(oi_money_form money, std::int32_t argument) {
  return read_choice(money, MoneyForm::floating, "money", "OI_MONEY_*", argument);
}

RowPolicy read_row_policy(oi_row_policy policy, std::int32_t argument) {
  return read_choice(policy, RowPolicy::mark, "row_policy", "OI_ROWS_*", argument);
}

ApplicationClock read_clock(oi_application_clock clock, std::int32_t argument) {
  return read_choice(clock, ApplicationClock::recorded_on, "clock", "OI_CLOCK_*", argument);
}

LedgerOptions read_ledger_options(const oi_ledger_options* options, std::int32_t argument) {
  const oi_ledger_options given =
      read_options(options, default_ledger_options,
                   {.type = "oi_ledger_options", .argument = argument, .first_size = first_ledger_size});
  return {
      .threads = given.threads,
      .row_policy = read_row_policy(given.row_policy, argument),
      .money = read_money_form(given.money, argument),
      .sign = read_choice(given.sign, AmountSign::by_kind, "sign", "OI_SIGN_*", argument),
      .unreferenced_credits = read_choice(given.unreferenced_credits, UnreferencedCredits::oldest_due,
                                          "unreferenced_credits", "OI_CREDITS_*", argument),
      .currency = read_optional_text(given.currency),
      .base_currency = read_optional_text(given.base_currency),
      .date_format = read_optional_text(given.date_format),
      .map = read_map(given.map, given.map_count, argument),
  };
}

}  // namespace openitem::c_abi
