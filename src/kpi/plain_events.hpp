#pragma once
/// \file
/// The hot loop: balances of plain documents are linear in their events, so a document or application is looked at once,
/// whatever the number of days.

#include <cstdint>

#include "kpi/ledger_events.hpp"

namespace openitem {

/// Whether documents of the kind are credit sales.
[[nodiscard]] constexpr bool is_sale(std::uint8_t kind) noexcept {
  switch (static_cast<DocumentKind>(kind)) {
    case DocumentKind::invoice:
    case DocumentKind::debit_note:
    case DocumentKind::credit_note: return true;
    default: return false;
  }
}

/// Whether balances of plain documents are sums of events in this query: one version of everything, the clock `latest`.
[[nodiscard]] bool has_plain_events(const KpiQuery& query);

/// What documents [begin, end) and their applications bring, as changes from position to position. Requires
/// has_plain_events. `by_documents`: the receivable comes from documents alone, those that are not plain among them.
void add_plain_events(const KpiQuery& query, bool by_documents, std::int64_t begin, std::int64_t end,
                      KpiSums& sums);

/// What the document adds to the movements of the position. \throws Error overflow.
void add_movement(const KpiQuery& query, std::uint32_t document, std::uint32_t position, ComponentSums& sums);

/// Turns the changes of groups [begin, end) into balances. `first_day`: no date of the ledger is before it.
/// \throws Error overflow.
void settle_balances(const PeriodAxis& axis, std::int32_t first_day, std::uint32_t begin, std::uint32_t end,
                     ComponentSums& sums);

/// The first of all issue, posting and due dates of documents.
[[nodiscard]] std::int32_t first_day_of(const Documents& documents) noexcept;

}  // namespace openitem
