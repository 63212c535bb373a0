#pragma once
/// \file
/// Values of figures without their parts: columns of numbers for whoever computes on with them (docs/methods/kpis.md, 6).

#include "kpi/kpi_tables.hpp"
#include "kpi/plain_balances.hpp"

namespace openitem {

/// The table "figures" of KpiLayout::value_form. \throws Error overflow (a part of a figure leaves 64 bits).
[[nodiscard]] Table value_figures(const KpiSource& source, const KpiRows& rows);

/// Whether the values can be computed customer by customer from the rows of the ledger, without sums of all customers: few
/// components, plain documents, figures that divide one sum by another.
[[nodiscard]] bool has_straight_values(const KpiQuery& query,
                                       const std::vector<const LedgerFigure*>& figures);
/// The same table in this way: source.sums has `begins` alone. Adds to `totals` what the proof sets against the documents.
[[nodiscard]] Table straight_values(const KpiSource& source, const KpiRows& rows, const KpiQuery& query,
                                    BalanceTotals& totals);

}  // namespace openitem
