#include "bridge/causes.hpp"

#include <cmath>
#include <cstdlib>

#include "bridge/counterfactual.hpp"
#include "bridge/parts.hpp"
#include "core/message.hpp"
#include "openitem/core.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

void check_exact(const BridgeEnd& end) {
  for (const std::int64_t amount : {end.sales, end.receivables}) {
    if (std::abs(amount) < kExactLimit) continue;
    throw Error(Status::overflow,
                Message()
                    .append("a bridge of ")
                    .append(amount)
                    .append(" minor units; expected less than 2^53, up to which shares are exact enough"));
  }
}

}  // namespace

std::optional<std::int64_t> dso_millionths(const BridgeEnd& end) {
  if (end.sales == 0) return std::nullopt;
  const double size = static_cast<double>(end.receivables) * static_cast<double>(end.days) *
                      static_cast<double>(kMillion) / static_cast<double>(end.sales);
  if (std::abs(size) >= static_cast<double>(kExactLimit)) return std::nullopt;
  return multiply_divide(end.receivables, std::int64_t{end.days} * kMillion, end.sales);
}

CurrencyBridge split_ends(const BridgeEnd& before, const BridgeEnd& after, BridgeIn in,
                          const BridgeValues& values, BridgeMethod method) {
  check_exact(before);
  check_exact(after);
  CurrencyBridge bridge{{before.receivables, after.receivables, {}}, std::nullopt, ""};
  const bool has_sales = before.sales != 0 && after.sales != 0;
  const std::optional<std::int64_t> dso_before = dso_millionths(before);
  const std::optional<std::int64_t> dso_after = dso_millionths(after);
  if (dso_before && dso_after) bridge.dso = Split{*dso_before, *dso_after, {}};
  if (!values.is_identity) {
    bridge.warning = "not_split";
    return bridge;
  }
  // The days come last: sets without them are the first half, and receivables are the same with them.
  const std::vector<Moved> sets = sets_of(dso_causes(in));
  std::vector<double> receivables;
  receivables.reserve(sets.size());
  for (std::size_t set = 0; set < sets.size() / 2; ++set)
    receivables.push_back(values.receivables(sets[set]));
  bridge.receivables.parts = parts_of(receivables, after.receivables - before.receivables, method);
  if (bridge.dso) {
    std::vector<double> millionths;
    millionths.reserve(sets.size());
    for (std::size_t set = 0; set < sets.size(); ++set) {
      const std::int32_t days = ((sets[set] & bit_of(Cause::days)) != 0 ? after : before).days;
      millionths.push_back(receivables[set % receivables.size()] * static_cast<double>(days) *
                           static_cast<double>(kMillion) / values.sales(sets[set]));
    }
    bridge.dso->parts = parts_of(millionths, bridge.dso->closing - bridge.dso->opening, method);
  }
  const bool is_dso_split = bridge.dso && !bridge.dso->parts.empty();
  if (bridge.receivables.parts.empty() || (has_sales && !is_dso_split))
    bridge.warning = "not_split";
  else if (!has_sales)
    bridge.warning = "no_sales";
  return bridge;
}

CurrencyBridge split_change(const WindowSums& before, const WindowSums& after, std::int32_t days_before,
                            std::int32_t days_after, BridgeMethod method) {
  const CounterfactualValue value(before, after);
  return split_ends({before.receivables(), before.sales(), days_before},
                    {after.receivables(), after.sales(), days_after}, BridgeIn::document_currency,
                    {[&](Moved moved) { return value.receivables(moved); },
                     [&](Moved moved) { return value.sales(moved); }, value.is_identity()},
                    method);
}

}  // namespace openitem
