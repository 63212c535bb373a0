#include "kpi/dunning_levels.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include "core/quotient.hpp"
#include "ledger/dunning_letters.hpp"

namespace openitem {

Table dunning_levels(const KpiSource& source, const KpiRows& rows) {
  KpiRows repeated = rows;
  repeated.group.clear();
  repeated.period_begins.clear();
  std::vector<std::int32_t> level;
  std::vector<std::uint8_t> has_level;
  std::vector<std::int64_t> open, items;
  std::vector<double> open_share, item_share;
  const auto add = [&](std::uint32_t group, std::uint32_t position, std::int32_t of,
                       const LevelBalance& balance) {
    const ComponentSums& sums = source.sums.components;
    repeated.group.push_back(group);
    level.push_back(of == kNoLevel ? 0 : of);
    has_level.push_back(of == kNoLevel ? 0 : 1);
    open.push_back(balance.open);
    items.push_back(balance.items);
    open_share.push_back(
        quotient(Int128{balance.open}, Int128{sums.balance(Component::debits, group, position)}));
    item_share.push_back(
        quotient(Int128{balance.items}, Int128{sums.balance(Component::open_items, group, position)}));
  };
  const DunningLevels& levels = source.sums.items.levels;
  for (const PeriodWindows& windows : source.axis.periods()) {
    repeated.period_begins.push_back(repeated.group.size());
    const std::uint32_t end = windows.period.end;
    for (auto at = levels.lower_bound({end, {0, kNoLevel}}); at != levels.end() && at->first.first == end;
         ++at)
      add(at->first.second.first, end, at->first.second.second, at->second);
  }
  repeated.period_begins.push_back(repeated.group.size());
  Table table("dunning_levels");
  add_row_columns(source, repeated, 1, table);
  table.add(Column::int32("level", std::move(level)).with_validity(has_level));
  table.add(Column::int64("open", std::move(open), ColumnRole::money));
  table.add(Column::int64("items", std::move(items), ColumnRole::count));
  table.add(Column::float64("open_share", std::move(open_share)));
  table.add(Column::float64("item_share", std::move(item_share)));
  return table;
}

}  // namespace openitem
