#pragma once
/// \file
/// That the receivables of all groups are those of the control account: opening + documents = closing.

#include "kpi/kpi_tables.hpp"
#include "kpi/plain_balances.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

/// Documents are summed by kind without groups, balances over the groups: the difference is 0 where every cent of the one
/// is in the other. `totals`: both, where they have been summed with the balances of a ledger of one currency; else null.
[[nodiscard]] Table kpi_proof(const KpiSource& source, const KpiQuery& query, const CurrencyRanks& ranks,
                              const BalanceTotals* totals);

}  // namespace openitem
