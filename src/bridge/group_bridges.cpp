#include "bridge/group_bridges.hpp"

#include <span>
#include <utility>

#include "core/parallel.hpp"

namespace openitem {
namespace {

Groups group_documents(const LedgerData& ledger, std::span<const GroupKey> keys, const CurrencyRanks& ranks,
                       std::int32_t threads) {
  Groups groups(ledger.documents.rows(), threads);
  for (const GroupKey& key : keys)
    groups.add_level(key.keys(),
                     [&](std::int64_t row) { return key.code_of(static_cast<std::size_t>(row)); });
  groups.add_level(ranks.size(), [&](std::int64_t row) {
    return ranks.rank(ledger.documents.currency[static_cast<std::size_t>(row)]);
  });
  return groups;
}

// Every currency from its groups.
std::vector<GroupBridge> whole_currencies(const std::vector<GroupBridge>& rows, const CurrencyRanks& ranks) {
  std::vector<GroupBridge> totals;
  for (const std::uint16_t currency : ranks.currencies()) {
    GroupBridge total;
    total.currency = currency;
    bool is_there = false;
    for (const GroupBridge& row : rows) {
      if (row.currency != currency) continue;
      total.before.add(row.before);
      total.after.add(row.after);
      total.booked_before.add(row.booked_before);
      total.booked_after.add(row.booked_after);
      is_there = true;
    }
    if (is_there) totals.push_back(std::move(total));
  }
  return totals;
}

}  // namespace

GroupBridges find_group_bridges(const LedgerData& ledger, Date from, Date to, const BridgeOptions& options) {
  const CurrencyRanks ranks(ledger.currencies);
  std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(ledger));
  Groups groups = group_documents(ledger, keys, ranks, options.threads);
  GroupBridges found{std::move(keys),
                     std::move(groups),
                     SalesWindow(from, options.months),
                     SalesWindow(to, options.months),
                     {},
                     {},
                     {},
                     {},
                     {},
                     {}};
  Measured first = measure(ledger, found.before, options, found.groups);
  Measured second = measure(ledger, found.after, options, found.groups);
  found.control_before = std::move(first.control);
  found.control_after = std::move(second.control);
  found.base_before = first.base;
  found.base_after = second.base;
  for (std::uint32_t group = 0; group < found.groups.size(); ++group) {
    if (first.groups[group].is_empty() && second.groups[group].is_empty()) continue;
    const std::uint16_t currency = ranks.currency(found.groups.code(group, found.keys.size()));
    GroupBridge row{group, currency, std::move(first.groups[group]), std::move(second.groups[group])};
    if (options.base_amounts != 0) {
      row.booked_before = std::move(first.booked[group]);
      row.booked_after = std::move(second.booked[group]);
    }
    found.rows.push_back(std::move(row));
  }
  found.totals = whole_currencies(found.rows, ranks);
  const auto split = [&](GroupBridge& row) {
    row.split = split_change(row.before, row.after, found.before.days(), found.after.days(), options.method);
  };
  for (GroupBridge& total : found.totals) split(total);
  for_each_part(static_cast<std::int64_t>(found.rows.size()), options.threads,
                [&](std::int64_t row) { split(found.rows[static_cast<std::size_t>(row)]); });
  return found;
}

}  // namespace openitem
