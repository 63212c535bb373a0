#include "bridge/base_causes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bridge/counterfactual.hpp"

namespace openitem {
namespace {

// Average booked rates: base currency for one of the document currency, both in minor units.
struct Rates {
  Share sales, debits, credits;
};

Share rate_of(std::int64_t base, std::int64_t amount) noexcept {
  return share_of(static_cast<double>(base), static_cast<double>(amount));
}

Rates rates_of(const BookedSums& sums) {
  return {rate_of(sums.base_sales, sums.booked.sales()), rate_of(sums.base_debits, sums.debits()),
          rate_of(sums.base_credits, sums.booked.unapplied_credits)};
}

// One document currency, in base currency.
class CurrencyValues {
 public:
  explicit CurrencyValues(const GroupBridge& bridge)
      : amounts_(bridge.booked_before.booked, bridge.booked_after.booked),
        before_(rates_of(bridge.booked_before)),
        after_(rates_of(bridge.booked_after)) {
    complete(before_.sales, after_.sales);
    complete(before_.debits, after_.debits);
    complete(before_.credits, after_.credits);
  }

  [[nodiscard]] double receivables(Moved moved) const noexcept {
    const Rates& rates = rates_at(moved);
    return rates.debits.value * amounts_.debits(moved) + rates.credits.value * amounts_.credits(moved);
  }
  [[nodiscard]] double sales(Moved moved) const noexcept {
    return rates_at(moved).sales.value * amounts_.sales(moved);
  }
  [[nodiscard]] bool is_identity() const noexcept { return amounts_.is_identity(); }
  [[nodiscard]] bool is_moved() const noexcept {
    return before_.sales.value != after_.sales.value || before_.debits.value != after_.debits.value ||
           before_.credits.value != after_.credits.value;
  }

 private:
  [[nodiscard]] const Rates& rates_at(Moved moved) const noexcept {
    return (moved & bit_of(Cause::currency)) != 0 ? after_ : before_;
  }
  CounterfactualValue amounts_;
  Rates before_, after_;
};

// Where no rate moves the cause is no player: its part is 0 to the last unit.
void insert_currency(std::vector<std::int64_t>& parts) {
  if (parts.empty()) return;
  parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(Cause::currency), 0);
}

}  // namespace

CurrencyBridge split_base_change(const BaseGroupBridge& row, BridgeMethod method) {
  std::vector<CurrencyValues> currencies;
  currencies.reserve(row.of.size());
  for (const GroupBridge* const bridge : row.of) currencies.emplace_back(*bridge);
  const auto sum_of = [&](double (CurrencyValues::*value)(Moved) const noexcept) {
    return [&currencies, value](Moved moved) {
      double sum = 0.0;
      for (const CurrencyValues& each : currencies) sum += (each.*value)(moved);
      return sum;
    };
  };
  const bool is_identity = std::all_of(currencies.begin(), currencies.end(),
                                       [](const CurrencyValues& each) { return each.is_identity(); });
  const bool is_moved = std::any_of(currencies.begin(), currencies.end(),
                                    [](const CurrencyValues& each) { return each.is_moved(); });
  CurrencyBridge split =
      split_ends(row.before, row.after, is_moved ? BridgeIn::base_currency : BridgeIn::document_currency,
                 {sum_of(&CurrencyValues::receivables), sum_of(&CurrencyValues::sales), is_identity}, method);
  if (is_moved) return split;
  insert_currency(split.receivables.parts);
  if (split.dso) insert_currency(split.dso->parts);
  return split;
}

}  // namespace openitem
