#include "bridge/bridge_tables.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "bridge/row_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

void add_steps(RowColumns& columns, const SplitRow& row, const Split& split, std::span<const Cause> causes) {
  const auto add = [&](std::string_view step, std::int64_t amount) {
    columns.add_place(row.group, row.currency);
    columns.add_text("step", step);
    columns.add_number("amount", amount);
  };
  add("opening", split.opening);
  for (std::size_t cause = 0; cause < split.parts.size(); ++cause)
    add(cause_name(causes[cause]), split.parts[cause]);
  add("closing", split.closing);
}

std::int64_t control_of(const std::map<std::uint16_t, std::int64_t>& control, std::uint16_t currency) {
  const auto found = control.find(currency);
  return found == control.end() ? 0 : found->second;
}

// fn(row, window, sums) for each group and date.
template <typename Function>
void for_each_date(const GroupBridges& bridges, Function&& fn) {
  for (const GroupBridge& row : bridges.rows) {
    fn(row, bridges.before, row.before);
    fn(row, bridges.after, row.after);
  }
}

}  // namespace

std::int64_t CurrencySum::causes() const {
  std::int64_t sum = 0;
  for (const std::int64_t part : parts) sum = checked_add(sum, part);
  return sum;
}

CurrencySum sum_of(std::span<const SplitRow> rows, std::uint16_t currency) {
  CurrencySum sum;
  for (const SplitRow& row : rows) {
    if (row.currency != currency) continue;
    const Split& split = row.split->receivables;
    for (std::size_t cause = 0; cause < split.parts.size(); ++cause)
      sum.parts[cause] = checked_add(sum.parts[cause], split.parts[cause]);
    if (!split.parts.empty()) continue;
    sum.not_split = checked_add(sum.not_split, checked_sub(split.closing, split.opening));
    ++sum.not_split_rows;
  }
  return sum;
}

Table bridge_receivables_table(const GroupBridges& bridges, const SplitRows& splits, const char* name) {
  RowColumns columns;
  for (const SplitRow& row : splits.rows)
    add_steps(columns, row, row.split->receivables, receivable_causes(splits.in));
  Table table(name);
  columns.add_groups_to(table, bridges);
  table.add(columns.text("step")).add(columns.number("amount", ColumnRole::money));
  return table;
}

Table bridge_totals_table(const SplitRows& splits, const char* name) {
  RowColumns columns;
  Validity has_whole;
  const std::span<const Cause> causes = receivable_causes(splits.in);
  for (const SplitRow& total : splits.totals) {
    const CurrencySum sum = sum_of(splits.rows, total.currency);
    const Split& whole = total.split->receivables;
    const auto add = [&](std::string_view step, std::int64_t amount, std::optional<std::int64_t> ungrouped) {
      columns.add_place(total.group, total.currency);
      columns.add_text("step", step);
      columns.add_number("amount", amount);
      columns.add_number("ungrouped", ungrouped.value_or(0));
      columns.add_number("mix", ungrouped ? checked_sub(amount, *ungrouped) : 0);
      has_whole.add(ungrouped.has_value());
    };
    add("opening", whole.opening, whole.opening);
    for (std::size_t cause = 0; cause < causes.size(); ++cause)
      add(cause_name(causes[cause]), sum.parts[cause],
          whole.parts.empty() ? std::nullopt : std::optional(whole.parts[cause]));
    if (sum.not_split_rows > 0)
      add("not_split", sum.not_split, whole.parts.empty() ? std::nullopt : std::optional<std::int64_t>(0));
    add("closing", whole.closing, whole.closing);
  }
  Table table(name);
  columns.add_currency_to(table);
  table.add(columns.text("step")).add(columns.number("amount", ColumnRole::money));
  table.add(has_whole.on(columns.number("ungrouped", ColumnRole::money)));
  table.add(has_whole.on(columns.number("mix", ColumnRole::money)));
  return table;
}

Table bridge_dso_table(const GroupBridges& bridges, const SplitRows& splits, const char* name) {
  RowColumns columns;
  for (const SplitRow& row : splits.rows) {
    if (row.split->dso) add_steps(columns, row, *row.split->dso, dso_causes(splits.in));
  }
  const std::vector<std::int64_t> millionths = columns.numbers("amount");
  Table table(name);
  columns.add_groups_to(table, bridges);
  table.add(columns.text("step"));
  table.add(Column::int64("millionths", millionths));
  table.add(Column::float64("days", days_of_millionths(millionths)));
  return table;
}

Table bridge_balances_table(const GroupBridges& bridges) {
  RowColumns columns;
  std::vector<std::int64_t> millionths;
  Validity has_dso;
  Validity has_warning;
  for_each_date(bridges, [&](const GroupBridge& row, const SalesWindow& window, const WindowSums& sums) {
    columns.add_place(row.group, row.currency);
    columns.add_date("date", window.date());
    columns.add_date("first_day", window.first_day(window.months() - 1));
    columns.add_number("days", window.days());
    columns.add_number("sales", sums.sales());
    columns.add_number("receivables", sums.receivables());
    columns.add_number("older", sums.older);
    columns.add_number("older_disputed", sums.older_disputed);
    columns.add_number("other_debits", sums.other_debits);
    columns.add_number("unapplied_credits", sums.unapplied_credits);
    columns.add_text("warning", row.split.warning);
    const std::optional<std::int64_t> dso = dso_millionths({sums.receivables(), sums.sales(), window.days()});
    millionths.push_back(dso.value_or(0));
    has_dso.add(dso.has_value());
    has_warning.add(!row.split.warning.empty());
  });
  Table table("balances");
  columns.add_groups_to(table, bridges);
  table.add(columns.date("date")).add(columns.date("first_day"));
  table.add(columns.number("days", ColumnRole::days));
  for (const char* const name :
       {"sales", "receivables", "older", "older_disputed", "other_debits", "unapplied_credits"})
    table.add(columns.number(name, ColumnRole::money));
  table.add(has_dso.on(Column::float64("dso", days_of_millionths(millionths))));
  table.add(has_warning.on(columns.text("warning")));
  return table;
}

Table bridge_months_table(const GroupBridges& bridges) {
  RowColumns columns;
  for_each_date(bridges, [&](const GroupBridge& row, const SalesWindow& window, const WindowSums& sums) {
    for (std::int32_t month = 0; month < window.months(); ++month) {
      const auto at = static_cast<std::size_t>(month);
      const MonthSums of_month = at < sums.months.size() ? sums.months[at] : MonthSums();
      columns.add_place(row.group, row.currency);
      columns.add_date("date", window.date());
      columns.add_number("month", month);
      columns.add_date("first_day", window.first_day(month));
      columns.add_date("last_day", window.last_day(month));
      columns.add_number("sales", of_month.sales);
      columns.add_number("not_due", of_month.not_due);
      columns.add_number("credits", of_month.credits);
      columns.add_number("open_not_due", of_month.open_not_due);
      columns.add_number("open_past_due", of_month.open_past_due);
      columns.add_number("disputed", of_month.disputed);
    }
  });
  Table table("months");
  columns.add_groups_to(table, bridges);
  table.add(columns.date("date"));
  table.add(columns.number("month", ColumnRole::plain));
  table.add(columns.date("first_day")).add(columns.date("last_day"));
  for (const char* const name : {"sales", "not_due", "credits", "open_not_due", "open_past_due", "disputed"})
    table.add(columns.number(name, ColumnRole::money));
  return table;
}

Table bridge_proof(const GroupBridges& bridges, const SplitRows& splits) {
  RowColumns columns;
  for (const GroupBridge& total : bridges.totals) {
    const auto add = [&](std::string_view line, std::int64_t amount) {
      columns.add_place(total.group, total.currency);
      columns.add_text("line", line);
      columns.add_number("amount", amount);
    };
    const std::int64_t opening = control_of(bridges.control_before, total.currency);
    const std::int64_t closing = control_of(bridges.control_after, total.currency);
    const std::int64_t change = checked_sub(closing, opening);
    const CurrencySum sum = sum_of(splits.rows, total.currency);
    add("opening", opening);
    add("opening_measured", -total.before.receivables());
    add("opening_difference", opening - total.before.receivables());
    add("closing", closing);
    add("closing_measured", -total.after.receivables());
    add("closing_difference", closing - total.after.receivables());
    add("change", change);
    add("causes", -sum.causes());
    if (sum.not_split_rows > 0) add("not_split", -sum.not_split);
    add("difference", checked_sub(change, checked_add(sum.causes(), sum.not_split)));
  }
  Table table("proof");
  columns.add_currency_to(table);
  table.add(columns.text("line")).add(columns.number("amount", ColumnRole::money));
  return table;
}

}  // namespace openitem
