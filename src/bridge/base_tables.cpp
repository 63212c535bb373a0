#include "bridge/base_tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "bridge/row_columns.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

// In document currency and in base currency.
constexpr std::array<std::pair<const char*, const char*>, 3> kMeasures = {
    {{"sales", "base_sales"}, {"open_debits", "base_open_debits"}, {"open_credits", "base_open_credits"}}};

// Lines of the proof at one date.
struct EndLines {
  std::string_view documents, settled, open, measured, difference;
};
constexpr EndLines kOpening = {"opening_documents", "opening_settled", "opening", "opening_measured",
                               "opening_difference"};
constexpr EndLines kClosing = {"closing_documents", "closing_settled", "closing", "closing_measured",
                               "closing_difference"};

void add_rates(RowColumns& columns, const GroupBridge& row, std::int32_t day, const BookedSums& sums) {
  columns.add_place(row.group, row.currency);
  columns.add_date("date", day);
  columns.add_number("sales", sums.booked.sales());
  columns.add_number("base_sales", sums.base_sales);
  columns.add_number("open_debits", sums.debits());
  columns.add_number("base_open_debits", sums.base_debits);
  columns.add_number("open_credits", sums.booked.unapplied_credits);
  columns.add_number("base_open_credits", sums.base_credits);
  columns.add_number("without_base_items", sums.without_base_items);
  columns.add_number("without_base_open", sums.without_base_open);
  columns.add_number("without_base_sales", sums.without_base_sales);
}

}  // namespace

Table base_balances_table(const GroupBridges& bridges, const BaseBridges& base) {
  RowColumns columns;
  std::vector<std::int64_t> millionths;
  Validity has_dso;
  Validity has_warning;
  const auto add = [&](const BaseGroupBridge& row, const SalesWindow& window, const BridgeEnd& end) {
    columns.add_place(row.group, row.currency);
    columns.add_date("date", window.date());
    columns.add_date("first_day", window.first_day(window.months() - 1));
    columns.add_number("days", end.days);
    columns.add_number("sales", end.sales);
    columns.add_number("receivables", end.receivables);
    columns.add_text("warning", row.split.warning);
    const std::optional<std::int64_t> dso = dso_millionths(end);
    millionths.push_back(dso.value_or(0));
    has_dso.add(dso.has_value());
    has_warning.add(!row.split.warning.empty());
  };
  for (const BaseGroupBridge& row : base.rows) {
    add(row, bridges.before, row.before);
    add(row, bridges.after, row.after);
  }
  Table table("base_balances");
  columns.add_groups_to(table, bridges);
  table.add(columns.date("date")).add(columns.date("first_day"));
  table.add(columns.number("days", ColumnRole::days));
  table.add(columns.number("sales", ColumnRole::money));
  table.add(columns.number("receivables", ColumnRole::money));
  table.add(has_dso.on(Column::float64("dso", days_of_millionths(millionths))));
  table.add(has_warning.on(columns.text("warning")));
  return table;
}

Table base_rates_table(const GroupBridges& bridges, const BaseBridges& base) {
  RowColumns columns;
  for (const GroupBridge& row : bridges.rows) {
    add_rates(columns, row, bridges.before.date(), row.booked_before);
    add_rates(columns, row, bridges.after.date(), row.booked_after);
  }
  Table table("base_rates");
  columns.add_groups_to(table, bridges);
  const std::size_t rows = 2 * bridges.rows.size();
  table.add(currency_column("base_currency", std::vector<std::uint16_t>(rows, base.currency)));
  table.add(columns.date("date"));
  for (const auto& [name, in_base] : kMeasures) {
    table.add(columns.number(name, ColumnRole::money));
    table.add(columns.number(in_base, ColumnRole::base_money));
  }
  table.add(columns.number("without_base_items", ColumnRole::count));
  table.add(columns.number("without_base_open", ColumnRole::money));
  table.add(columns.number("without_base_sales", ColumnRole::money));
  return table;
}

Table base_bridge_proof(const GroupBridges& bridges, const BaseBridges& base, const SplitRows& splits) {
  RowColumns columns;
  const auto add = [&](std::string_view line, std::int64_t amount) {
    columns.add_place(0, base.currency);
    columns.add_text("line", line);
    columns.add_number("amount", amount);
  };
  const auto add_end = [&](const EndLines& lines, const BaseControl& control, std::int64_t measured) {
    const std::int64_t open = checked_add(control.documents, control.settled);
    add(lines.documents, control.documents);
    add(lines.settled, control.settled);
    add(lines.open, open);
    add(lines.measured, -measured);
    add(lines.difference, checked_sub(open, measured));
    return open;
  };
  BridgeEnd before;
  BridgeEnd after;
  if (!base.totals.empty()) {
    before = base.totals.front().before;
    after = base.totals.front().after;
  }
  const std::int64_t opening = add_end(kOpening, bridges.base_before, before.receivables);
  const std::int64_t closing = add_end(kClosing, bridges.base_after, after.receivables);
  const std::int64_t change = checked_sub(closing, opening);
  const CurrencySum sum = sum_of(splits.rows, base.currency);
  add("change", change);
  add("causes", -sum.causes());
  if (sum.not_split_rows > 0) add("not_split", -sum.not_split);
  add("difference", checked_sub(change, checked_add(sum.causes(), sum.not_split)));
  Table table("base_proof");
  columns.add_currency_to(table);
  table.add(columns.text("line")).add(columns.number("amount", ColumnRole::money));
  return table;
}

}  // namespace openitem
