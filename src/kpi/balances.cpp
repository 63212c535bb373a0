#include "kpi/balances.hpp"

#include "core/message.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {

BalanceMean mean_of(std::span<const std::int64_t> balances, Receivables receivables, std::string_view name) {
  require_variant(receivables, Receivables::average, "receivables");
  const bool ending = receivables == Receivables::ending;
  if (ending ? balances.size() != 1 : balances.size() < 2) {
    throw Error(
        Status::invalid_argument,
        Message()
            .append(name)
            .append(" has ")
            .append(balances.size())
            .append(ending ? " entries, expected the ending balance alone"
                           : " entries, expected two or more (beginning, ..., ending) for an average"));
  }
  Int128 sum;
  for (const std::int64_t balance : balances) sum = sum + Int128{balance};
  return {narrowed(sum, name), static_cast<std::int64_t>(balances.size())};
}

}  // namespace openitem::kpi
