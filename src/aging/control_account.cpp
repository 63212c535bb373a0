// compare_control_account: both ends of a roll-forward against the control account.

#include <string_view>
#include <utility>
#include <vector>

#include "aging/balance_comparison.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

// One end of the period as it stands in the roll-forward: every group has both.
struct Balances {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> amounts;
};

Balances balances_of(const Table& rows, std::string_view line) {
  Balances balances;
  const Column& lines = rows.column("line");
  const std::span<const std::int64_t> amounts = rows.int64s("amount");
  for (std::int64_t row = 0; row < rows.rows(); ++row) {
    if (lines.text_at(row) != line) continue;
    balances.rows.push_back(row);
    balances.amounts.push_back(amounts[static_cast<std::size_t>(row)]);
  }
  return balances;
}

// What was compared of each end, in the order of the keys.
struct ComparedLine {
  const char* name;
  ComparedBalances balances;
};

Table control_account_table(const BalanceComparison& comparison, const std::vector<ComparedLine>& lines) {
  std::vector<std::uint32_t> groups;
  std::vector<std::string_view> names;
  std::vector<std::int64_t> computed;
  std::vector<std::int64_t> given;
  std::vector<std::int64_t> differences;
  std::vector<std::string_view> statuses;
  for (std::size_t key = 0; key < lines.front().balances.groups.size(); ++key) {
    for (const auto& [name, balances] : lines) {
      groups.push_back(balances.groups[key]);
      names.emplace_back(name);
      computed.push_back(balances.computed[key]);
      given.push_back(balances.given[key]);
      differences.push_back(balances.differences[key]);
      statuses.emplace_back(kComparisonStatusNames[static_cast<std::size_t>(balances.statuses[key])]);
    }
  }
  Table table("control_account");
  comparison.add_keys(table, groups);
  table.add(Column::text("line", names));
  table.add(Column::int64("computed", std::move(computed), ColumnRole::money));
  table.add(Column::int64("given", std::move(given), ColumnRole::money));
  table.add(Column::int64("difference", std::move(differences), ColumnRole::money));
  table.add(Column::text("status", statuses));
  return table;
}

}  // namespace

Result compare_control_account(const RollForward& roll_forward, std::span<const TableView> control,
                               MoneyForm money) {
  const Table& rows = roll_forward.table("rows");
  const Balances opening = balances_of(rows, "opening");
  const Balances closing = balances_of(rows, "closing");
  ChunkedTable given = require_table(control, "control_account");
  const bool has_opening = given.find("opening") != nullptr;
  const bool has_closing = given.find("closing") != nullptr;
  if (!has_opening && !has_closing) {
    throw Error(Status::missing_column,
                "control_account has neither the column opening nor closing; give one or both")
        .at(-1, "control_account.closing");
  }
  const BalanceComparison comparison(rows, opening.rows, std::move(given), "roll-forward");
  std::vector<ComparedLine> lines;
  if (has_opening) lines.push_back({"opening", comparison.compare(opening.amounts, "opening", money)});
  if (has_closing) lines.push_back({"closing", comparison.compare(closing.amounts, "closing", money)});
  return Result({control_account_table(comparison, lines)});
}

}  // namespace openitem
