#pragma once
/// \file
/// The hot loop of receivables, past due and sales by customer: two straight passes, over documents and over applications,
/// without a branch that data decides.

#include <cstdint>

#include "kpi/ledger_events.hpp"

namespace openitem {

/// Whether these passes give what is asked for: receivable, past due and sales alone, by customer. Documents of several parts
/// need applications that lie in the order of the customers.
[[nodiscard]] bool has_plain_balances(const KpiQuery& query, std::int64_t parts) noexcept;

/// What documents [begin, end) and the applications to them bring, as changes from position to position. Requires
/// has_plain_balances, and that `begin` and `end` are first documents of customers or the end.
void add_plain_balances(const KpiQuery& query, std::int64_t begin, std::int64_t end, KpiSums& sums);

}  // namespace openitem
