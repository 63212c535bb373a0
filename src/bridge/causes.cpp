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
  bridge.receivables.parts =
      parts_of(receivable_causes(in), after.receivables - before.receivables, method, values.receivables);
  if (bridge.dso)
    bridge.dso->parts =
        parts_of(dso_causes(in), bridge.dso->closing - bridge.dso->opening, method, [&](Moved moved) {
          const std::int32_t days = ((moved & bit_of(Cause::days)) != 0 ? after : before).days;
          return values.receivables(moved) * static_cast<double>(days) * static_cast<double>(kMillion) /
                 values.sales(moved);
        });
  const bool is_dso_split = bridge.dso && !bridge.dso->parts.empty();
  if (bridge.receivables.parts.empty() || (has_sales && !is_dso_split))
    bridge.warning = "not_split";
  else if (!has_sales)
    bridge.warning = "no_sales";
  return bridge;
}

CurrencyBridge split_change(const WindowSums& before, const WindowSums& after, std::int32_t days_before,
                            std::int32_t days_after, BridgeMethod method) {
  const Counterfactual value(before, after);
  return split_ends({before.receivables(), before.sales(), days_before},
                    {after.receivables(), after.sales(), days_after}, BridgeIn::document_currency,
                    {[&](Moved moved) { return value.receivables(moved); },
                     [&](Moved moved) { return value.sales(moved); }, value.is_identity()},
                    method);
}

}  // namespace openitem
