// compare_balances: the totals of an aging against balances from elsewhere.

#include <array>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/balance_comparison.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "openitem/aging.hpp"

namespace openitem {
namespace {

// The figures of one currency over all keys.
struct BalanceTotals {
  std::array<std::int64_t, 4> counts{};  // by status
  std::int64_t computed = 0, given = 0;
};
using TotalsByCurrency = std::map<std::uint16_t, BalanceTotals>;

TotalsByCurrency totals_of(const ComparedBalances& compared) {
  TotalsByCurrency totals;
  for (std::size_t key = 0; key < compared.groups.size(); ++key) {
    BalanceTotals& total = totals[compared.currencies[key]];
    ++total.counts[static_cast<std::size_t>(compared.statuses[key])];
    total.computed = checked_add(total.computed, compared.computed[key]);
    total.given = checked_add(total.given, compared.given[key]);
  }
  return totals;
}

Table balances_table(const BalanceComparison& comparison, ComparedBalances compared) {
  Table table("balances");
  comparison.add_keys(table, compared.groups);
  std::vector<std::string_view> statuses;
  statuses.reserve(compared.statuses.size());
  for (const ComparisonStatus status : compared.statuses)
    statuses.emplace_back(kComparisonStatusNames[static_cast<std::size_t>(status)]);
  table.add(Column::int64("computed", std::move(compared.computed), ColumnRole::money));
  table.add(Column::int64("given", std::move(compared.given), ColumnRole::money));
  table.add(Column::int64("difference", std::move(compared.differences), ColumnRole::money));
  table.add(Column::text("status", statuses));
  return table;
}

template <typename ValueOf>
void add_total(Table& table, const char* name, ColumnRole role, const TotalsByCurrency& totals,
               ValueOf&& value_of) {
  std::vector<std::int64_t> values;
  values.reserve(totals.size());
  for (const auto& [currency, total] : totals) values.push_back(value_of(total));
  table.add(Column::int64(name, std::move(values), role));
}

Table totals_table(const TotalsByCurrency& totals) {
  std::vector<std::uint16_t> currencies;
  currencies.reserve(totals.size());
  for (const auto& [currency, total] : totals) currencies.push_back(currency);
  Table table("balance_totals");
  table.add(currency_column("currency", currencies));
  for (std::size_t status = 0; status < std::size(kComparisonStatusNames); ++status) {
    add_total(table, kComparisonStatusNames[status], ColumnRole::count, totals,
              [status](const BalanceTotals& total) { return total.counts[status]; });
  }
  add_total(table, "computed", ColumnRole::money, totals,
            [](const BalanceTotals& total) { return total.computed; });
  add_total(table, "given", ColumnRole::money, totals,
            [](const BalanceTotals& total) { return total.given; });
  add_total(table, "difference", ColumnRole::money, totals,
            [](const BalanceTotals& total) { return checked_sub(total.computed, total.given); });
  return table;
}

// Rolled-up rows hold items more than once: their sums are no balances of the ledger.
void refuse_hierarchy(const Table& rows) {
  for (const Column& column : rows.columns()) {
    if (column.name() != "descendants") continue;
    throw Error(
        Status::invalid_argument,
        "this aging is rolled up over a hierarchy; compare balances with an aging by customer or entity");
  }
}

}  // namespace

Result compare_balances(const Aging& aging, std::span<const TableView> balances, MoneyForm money) {
  const Table& rows = aging.table("rows");
  refuse_hierarchy(rows);
  std::vector<std::int64_t> all(static_cast<std::size_t>(rows.rows()));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  const BalanceComparison comparison(rows, std::move(all), require_table(balances, "balances"), "aging");
  ComparedBalances compared = comparison.compare(rows.int64s("total"), "balance", money);
  const TotalsByCurrency totals = totals_of(compared);
  return Result({balances_table(comparison, std::move(compared)), totals_table(totals)});
}

}  // namespace openitem
