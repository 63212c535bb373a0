// compute_bridge: the change of receivables and DSO split into causes (docs/methods/bridge.md).

#include "openitem/bridge.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/base_items.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "bridge/base_bridges.hpp"
#include "bridge/base_tables.hpp"
#include "bridge/bridge_tables.hpp"
#include "bridge/causes.hpp"
#include "bridge/group_bridges.hpp"
#include "column/about_lines.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/counting_day.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMostMonths = 120;
constexpr std::array<const char*, 2> kMethodNames = {"shapley", "fixed_order"};

Table about_of(const Ledger& ledger, Date from, Date to, const BridgeOptions& options) {
  const bool in_base = options.base_amounts != 0;
  std::string order;
  for (const Cause cause : dso_causes(in_base ? BridgeIn::base_currency : BridgeIn::document_currency))
    order.append(order.empty() ? "" : ",").append(cause_name(cause));
  AboutLines lines;
  lines.add("formula", "bridge");
  lines.add("from", from.iso());
  lines.add("to", to.iso());
  lines.add("months", std::to_string(options.months));
  lines.add("method", kMethodNames[static_cast<std::size_t>(options.method)]);
  lines.add("order", order);
  lines.add("by", joined(options.by));
  lines.add("known_at", day_text(options.known_at));
  lines.add("clock", clock_name(options.clock));
  if (in_base) lines.add("base_currency", ledger.data().base_currency);
  return lines.table();
}

void check_bridge(Date from, Date to, const BridgeOptions& options) {
  check_threads(options.threads);
  check_choice("method", static_cast<std::int32_t>(options.method),
               static_cast<std::int32_t>(BridgeMethod::fixed_order));
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_choice("base_amounts", options.base_amounts, 1);
  check_bounds("option months", options.months, 1, kMostMonths);
  if (from < to) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("from is ")
                                            .append(from.iso())
                                            .append(", to is ")
                                            .append(to.iso())
                                            .append("; a bridge leads from an earlier day to a later one"));
}

// A dimension must not be called like a column of a table.
void check_names(const BridgeOptions& options) {
  constexpr std::array<std::string_view, 33> taken = {"currency",
                                                      "step",
                                                      "amount",
                                                      "millionths",
                                                      "days",
                                                      "date",
                                                      "first_day",
                                                      "last_day",
                                                      "month",
                                                      "sales",
                                                      "receivables",
                                                      "older",
                                                      "older_disputed",
                                                      "other_debits",
                                                      "unapplied_credits",
                                                      "dso",
                                                      "warning",
                                                      "not_due",
                                                      "credits",
                                                      "open_not_due",
                                                      "open_past_due",
                                                      "disputed",
                                                      "base_currency",
                                                      "ungrouped",
                                                      "mix",
                                                      "base_sales",
                                                      "open_debits",
                                                      "base_open_debits",
                                                      "open_credits",
                                                      "base_open_credits",
                                                      "without_base_items",
                                                      "without_base_open",
                                                      "without_base_sales"};
  refuse_own_columns(options.by, taken, "bridges");
}

// The tables in base currency.
void add_base_tables(std::vector<Table>& tables, const LedgerData& ledger, const GroupBridges& bridges,
                     const BridgeOptions& options) {
  const BaseBridges base = find_base_bridges(bridges, require_base_currency(ledger), options);
  const SplitRows splits = split_rows(base, BridgeIn::base_currency);
  tables.push_back(bridge_receivables_table(bridges, splits, "base_receivables"));
  if (!options.by.empty()) tables.push_back(bridge_totals_table(splits, "base_totals"));
  tables.push_back(bridge_dso_table(bridges, splits, "base_dso"));
  tables.push_back(base_balances_table(bridges, base));
  tables.push_back(base_rates_table(bridges, base));
  tables.push_back(base_bridge_proof(bridges, base, splits));
}

}  // namespace

Bridge compute_bridge(const Ledger& ledger, Date from, Date to, const BridgeOptions& options) {
  check_bridge(from, to, options);
  check_names(options);
  const GroupBridges bridges = find_group_bridges(ledger.data(), from, to, options);
  const SplitRows splits = split_rows(bridges, BridgeIn::document_currency);
  std::vector<Table> tables;
  tables.push_back(bridge_receivables_table(bridges, splits, "receivables"));
  if (!options.by.empty()) tables.push_back(bridge_totals_table(splits, "totals"));
  tables.push_back(bridge_dso_table(bridges, splits, "dso"));
  tables.push_back(bridge_balances_table(bridges));
  tables.push_back(bridge_months_table(bridges));
  tables.push_back(bridge_proof(bridges, splits));
  if (options.base_amounts != 0) add_base_tables(tables, ledger.data(), bridges, options);
  tables.push_back(about_of(ledger, from, to, options));
  return Result(std::move(tables));
}

}  // namespace openitem
