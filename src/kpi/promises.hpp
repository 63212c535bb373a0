#pragma once
/// \file
/// Promises to pay: which of them stand, what came in on them in time, and when that is decided (docs/methods/kpis.md, 3).

#include <cstdint>

#include "kpi/ledger_events.hpp"

namespace openitem {

inline constexpr ComponentSet kPromiseComponents = {
    Component::promised_open, Component::promises_open, Component::promises,
    Component::promised,      Component::promises_kept, Component::promised_kept,
    Component::promises_paid, Component::promised_paid, Component::promises_superseded};

/// Adds what the ledger's promises come to. Balances must be settled already. O(promises log promises + documents +
/// applications of documents that are promised).
/// \throws Error invalid_argument (a promise of a whole account that is in several groups), overflow.
void add_promises(const KpiQuery& query, const SeriesBooks& series, const Books& books, KpiSums& sums);

}  // namespace openitem
