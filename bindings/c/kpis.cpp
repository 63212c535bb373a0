#include "openitem/kpis.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aging_options.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/kpis.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_kpi_options default_kpi_options = OI_KPI_OPTIONS_INIT;
constexpr std::int64_t first_kpi_size = 88;  // version 0.1

/// 0 = the facade's default.
std::int32_t given_or(std::int32_t given, std::int32_t otherwise) { return given == 0 ? otherwise : given; }

oi_kpi_options read_struct_of(const oi_kpi_options* options, std::int32_t argument) {
  return read_options(options, default_kpi_options,
                      {.type = "oi_kpi_options", .argument = argument, .first_size = first_kpi_size});
}

KpiOptions read_kpi_options(const oi_kpi_options& given, std::int32_t argument) {
  require_choice(given.without_components, 1, "without_components", "0 or 1", argument);
  require_zero(given.reserved, "options.reserved", argument);
  const KpiOptions defaults;
  return {
      .threads = given.threads,
      .clock = read_clock(given.clock, argument),
      .known_at = read_optional_day(given.known_at, "options.known_at", argument),
      .by = read_by_names(given.by, given.by_count, argument),
      .figures = read_names(given.figures, given.figures_count, "options.figures", argument),
      .receivable =
          read_choice(given.receivable, KpiReceivable::debits, "receivable", "OI_KPI_BALANCE_*", argument),
      .layout = read_choice(given.layout, KpiLayout::value_form, "layout", "OI_KPI_LAYOUT_*", argument),
      .days = given.days,
      .sales_months = given.sales_months,
      .history_months = given_or(given.history_months, defaults.history_months),
      .month_days = given.month_days,
      .top_n = given_or(given.top_n, defaults.top_n),
      .delivery_column = read_optional_text(given.delivery_column),
      .components = given.without_components == 0 ? 1 : 0,
      .promise_grace_days = given.promise_grace_days,
      .money = read_money_form(given.money, argument),
      .calendar = given.calendar == nullptr ? std::nullopt : std::optional(given.calendar->calendar),
  };
}

std::vector<KpiPeriod> read_periods(const oi_day* first, const oi_day* last, std::int32_t count) {
  // The count belongs to both arrays; its index among the arguments follows the second.
  const std::vector<Date> ends = read_days(last, count, "last", 2);
  require(first, "first", 1);
  std::vector<KpiPeriod> periods;
  periods.reserve(ends.size());
  for (std::size_t at = 0; at < ends.size(); ++at) {
    const std::string entry = "first[" + std::to_string(at) + "]";
    periods.push_back({read_day(first[at], entry.c_str(), 1), ends[at]});
  }
  return periods;
}

Result table_of(const std::vector<KpiPeriod>& periods) {
  std::vector<std::int32_t> first, last;
  for (const KpiPeriod& period : periods) {
    first.push_back(period.first.days());
    last.push_back(period.last.days());
  }
  Table table("periods");
  table.add(Column::date("first", std::move(first)));
  table.add(Column::date("last", std::move(last)));
  return Result({std::move(table)});
}

}  // namespace

oi_status oi_kpi_options_init(oi_kpi_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_kpi_options;
  });
}

oi_status oi_kpi_calendar_periods(oi_day from, oi_day to, oi_kpi_period_length length, oi_result** result,
                                  oi_error* error) {
  return guard(error, [&] {
    const Date begin = read_day(from, "from", 0);
    const Date end = read_day(to, "to", 1);
    const PeriodLength choice = read_choice(length, PeriodLength::year, "length", "OI_KPI_MONTH ..", 2);
    require(result, "result", 3);
    *result = make_handle(table_of(calendar_periods(begin, end, choice)));
  });
}

oi_status oi_kpi_compute(const oi_ledger* ledger, const oi_day* first, const oi_day* last, int32_t count,
                         const oi_kpi_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    const std::vector<KpiPeriod> periods = read_periods(first, last, count);
    const oi_kpi_options given = read_struct_of(options, 4);
    const KpiOptions choices = read_kpi_options(given, 4);
    require_array(given.tables, given.tables_count, "options.tables", 4);
    const BorrowedTables tables(given.tables, given.tables_count, 4);
    require(result, "result", 5);
    *result = make_handle(compute_kpis(ledger->ledger, periods, tables.views(), choices));
  });
}
