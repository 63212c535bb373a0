// compute_bridge: the change of receivables and DSO split into causes (docs/methods/bridge.md).

#include "openitem/bridge.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/about_lines.hpp"
#include "aging/group_keys.hpp"
#include "aging/options.hpp"
#include "bridge/bridge_tables.hpp"
#include "bridge/causes.hpp"
#include "bridge/group_bridges.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kMostMonths = 120;
constexpr std::array<const char*, 2> kMethodNames = {"shapley", "fixed_order"};

Table about_of(Date from, Date to, const BridgeOptions& options) {
  std::string order;
  for (std::size_t cause = 0; cause < kCauses; ++cause)
    order.append(cause == 0 ? "" : ",").append(cause_name(static_cast<Cause>(cause)));
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
  return lines.table();
}

void check_bridge(Date from, Date to, const BridgeOptions& options) {
  check_threads(options.threads);
  check_choice("method", static_cast<std::int32_t>(options.method),
               static_cast<std::int32_t>(BridgeMethod::fixed_order));
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
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
  constexpr std::array<std::string_view, 25> taken = {
      "currency",      "step",      "amount",         "millionths",   "days",
      "date",          "first_day", "last_day",       "month",        "sales",
      "receivables",   "older",     "older_disputed", "other_debits", "unapplied_credits",
      "dso",           "warning",   "not_due",        "credits",      "open_not_due",
      "open_past_due", "disputed",  "base_currency",  "ungrouped",    "mix"};
  refuse_own_columns(options.by, taken, "bridges");
}

}  // namespace

Bridge compute_bridge(const Ledger& ledger, Date from, Date to, const BridgeOptions& options) {
  check_bridge(from, to, options);
  check_names(options);
  const GroupBridges bridges = find_group_bridges(ledger.data(), from, to, options);
  std::vector<Table> tables;
  tables.push_back(bridge_receivables_table(bridges));
  if (!options.by.empty()) tables.push_back(bridge_totals_table(bridges));
  tables.push_back(bridge_dso_table(bridges));
  tables.push_back(bridge_balances_table(bridges));
  tables.push_back(bridge_months_table(bridges));
  tables.push_back(bridge_proof(bridges));
  tables.push_back(about_of(from, to, options));
  return Result(std::move(tables));
}

}  // namespace openitem
