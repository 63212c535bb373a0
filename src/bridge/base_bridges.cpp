#include "bridge/base_bridges.hpp"

#include <cstddef>
#include <utility>

#include "bridge/base_causes.hpp"
#include "core/checked.hpp"
#include "core/parallel.hpp"

namespace openitem {
namespace {

bool is_same_group(const GroupBridges& bridges, const GroupBridge& a, const GroupBridge& b) {
  for (std::size_t level = 0; level < bridges.keys.size(); ++level) {
    if (bridges.groups.code(a.group, level) != bridges.groups.code(b.group, level)) return false;
  }
  return true;
}

void add_end(BridgeEnd& end, const BookedSums& sums) {
  end.receivables = checked_add(end.receivables, checked_add(sums.base_debits, sums.base_credits));
  end.sales = checked_add(end.sales, sums.base_sales);
}

BaseGroupBridge combine(std::vector<const GroupBridge*> of, std::uint16_t currency,
                        const GroupBridges& bridges) {
  BaseGroupBridge row{of.front()->group, currency, std::move(of), {}, {}, {}};
  row.before.days = bridges.before.days();
  row.after.days = bridges.after.days();
  for (const GroupBridge* const bridge : row.of) {
    add_end(row.before, bridge->booked_before);
    add_end(row.after, bridge->booked_after);
  }
  return row;
}

}  // namespace

BaseBridges find_base_bridges(const GroupBridges& bridges, std::uint16_t base_currency,
                              const BridgeOptions& options) {
  BaseBridges found{base_currency, {}, {}};
  std::vector<const GroupBridge*> of;
  for (std::size_t row = 0; row < bridges.rows.size(); ++row) {
    of.push_back(&bridges.rows[row]);
    const bool is_last =
        row + 1 == bridges.rows.size() || !is_same_group(bridges, bridges.rows[row], bridges.rows[row + 1]);
    if (is_last) found.rows.push_back(combine(std::exchange(of, {}), base_currency, bridges));
  }
  for (const GroupBridge& total : bridges.totals) of.push_back(&total);
  if (!of.empty()) found.totals.push_back(combine(std::move(of), base_currency, bridges));
  const auto split = [&](BaseGroupBridge& row) { row.split = split_base_change(row, options.method); };
  for (BaseGroupBridge& total : found.totals) split(total);
  for_each_part(static_cast<std::int64_t>(found.rows.size()), options.threads,
                [&](std::int64_t row) { split(found.rows[static_cast<std::size_t>(row)]); });
  return found;
}

}  // namespace openitem
