#include "aging/figures.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/message.hpp"

namespace openitem {
namespace {

constexpr std::string_view kCurrency = "currency";
constexpr std::string_view kTotal = "total";
constexpr std::string_view kOpenItems = "open_items";
constexpr std::string_view kOverdueDocuments = "overdue_documents";
constexpr std::string_view kFuturePayments = "future_payments";

void check_names(const FigureColumns& columns, const AgingOptions& options) {
  std::vector<std::string> beside;
  if (options.base_amounts != 0) beside = base_column_names(columns);
  if (!options.re_aged_column.empty()) {
    beside.insert(beside.end(), {"bucket", "re_aged_bucket", "amount", "improved", "worsened", "unchanged",
                                 "re_aged_items", "days_numerator", "days_denominator"});
  }
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const std::string& name : options.by) {
    const bool is_figure = name == kCurrency || name == kTotal || name == kOpenItems ||
                           name == kOverdueDocuments || name == kFuturePayments ||
                           has(columns.labels, name) || has(beside, name);
    if (is_figure) refuse_own_column(name, "every aging");
  }
}

}  // namespace

std::vector<std::string> base_column_names(const FigureColumns& columns) {
  std::vector<std::string> names = {kBaseCurrency, base_name(std::string(kTotal)), kWithoutBaseItems,
                                    kWithoutBaseOpen};
  for (const std::string& label : columns.labels) names.push_back(base_name(label));
  return names;
}

FigureColumns figure_columns(const Buckets& buckets, const AgingOptions& options) {
  FigureColumns columns;
  columns.labels = buckets.labels();
  if (options.credits == CreditMode::own_column || options.credits == CreditMode::netted) {
    columns.credit_cell = columns.money_cells();
    columns.labels.emplace_back(options.credits == CreditMode::netted ? "credit_balance" : "unapplied");
  }
  if (options.disputes == DisputeMode::own_column) {
    columns.disputed_cell = columns.money_cells();
    columns.labels.emplace_back("disputed");
  }
  check_names(columns, options);
  return columns;
}

std::int64_t CurrencyFigures::total() const noexcept {
  return std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
}

std::vector<CurrencyFigures> sum_by_currency(const FigureRows& rows, const CellMatrix& cells) {
  std::map<std::uint16_t, CurrencyFigures> sums;
  CurrencyFigures* sum = nullptr;  // of the row before: most rows are of one currency
  for (std::size_t row = 0; row < rows.groups.size(); ++row) {
    if (sum == nullptr || sum->currency != rows.currencies[row]) {
      sum = &sums[rows.currencies[row]];
      sum->currency = rows.currencies[row];
      sum->cells.resize(static_cast<std::size_t>(cells.money_cells()), 0);
    }
    const std::uint32_t group = rows.groups[row];
    for (std::int32_t cell = 0; cell < cells.money_cells(); ++cell) {
      sum->cells[static_cast<std::size_t>(cell)] += cells.amount(group, cell);
    }
    sum->open_items += cells.open_items(group);
    sum->overdue_documents += cells.overdue_documents(group);
  }
  std::vector<CurrencyFigures> ascending;
  ascending.reserve(sums.size());
  for (auto& [currency, figures] : sums) ascending.push_back(std::move(figures));
  return ascending;
}

Table rows_table(FigureRows rows, const CellMatrix& cells, const FigureColumns& columns,
                 const std::vector<std::int64_t>* future_payments) {
  const std::size_t count = rows.groups.size();
  Table table("rows");
  for (Column& key : rows.keys) table.add(std::move(key));
  table.add(currency_column(std::string(kCurrency), rows.currencies));
  std::vector<std::int64_t> totals(count, 0);
  for (std::int32_t cell = 0; cell < columns.money_cells(); ++cell) {
    std::vector<std::int64_t> amounts(count);
    for (std::size_t row = 0; row < count; ++row) {
      amounts[row] = cells.amount(rows.groups[row], cell);
      totals[row] += amounts[row];
    }
    table.add(
        Column::int64(columns.labels[static_cast<std::size_t>(cell)], std::move(amounts), ColumnRole::money));
  }
  table.add(Column::int64(std::string(kTotal), std::move(totals), ColumnRole::money));
  const auto add_figure = [&](std::string_view name, ColumnRole role, auto&& value_of) {
    std::vector<std::int64_t> values(count);
    for (std::size_t row = 0; row < count; ++row) values[row] = value_of(rows.groups[row]);
    table.add(Column::int64(std::string(name), std::move(values), role));
  };
  add_figure(kOpenItems, ColumnRole::count, [&](std::uint32_t group) { return cells.open_items(group); });
  add_figure(kOverdueDocuments, ColumnRole::count,
             [&](std::uint32_t group) { return cells.overdue_documents(group); });
  if (future_payments != nullptr) {
    add_figure(kFuturePayments, ColumnRole::money,
               [&](std::uint32_t group) { return (*future_payments)[group]; });
  }
  return table;
}

Table totals_table(std::span<const CurrencyFigures> totals, const FigureColumns& columns,
                   bool with_future_payments) {
  Table table("totals");
  std::vector<std::uint16_t> currencies;
  for (const CurrencyFigures& total : totals) currencies.push_back(total.currency);
  table.add(currency_column(std::string(kCurrency), currencies));
  const auto add_figure = [&](std::string_view name, ColumnRole role, auto&& value_of) {
    std::vector<std::int64_t> values;
    values.reserve(totals.size());
    for (const CurrencyFigures& total : totals) values.push_back(value_of(total));
    table.add(Column::int64(std::string(name), std::move(values), role));
  };
  for (std::size_t cell = 0; cell < columns.labels.size(); ++cell) {
    add_figure(columns.labels[cell], ColumnRole::money,
               [cell](const CurrencyFigures& t) { return t.cells[cell]; });
  }
  add_figure(kTotal, ColumnRole::money, [](const CurrencyFigures& t) { return t.total(); });
  add_figure(kOpenItems, ColumnRole::count, [](const CurrencyFigures& t) { return t.open_items; });
  add_figure(kOverdueDocuments, ColumnRole::count,
             [](const CurrencyFigures& t) { return t.overdue_documents; });
  if (with_future_payments) {
    add_figure(kFuturePayments, ColumnRole::money,
               [](const CurrencyFigures& t) { return t.future_payments; });
  }
  return table;
}

}  // namespace openitem
