#pragma once
/// \file
/// From sums of components to the tables of key figures (docs/methods/kpis.md, 6).

#include <cstdint>
#include <span>
#include <vector>

#include "core/large_pages.hpp"
#include "kpi/kpi_groups.hpp"
#include "kpi/ledger_figures.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// Everything that has been computed. Refers to it.
struct KpiSource {
  std::span<const KpiPeriod> periods;
  const PeriodAxis& axis;
  const std::vector<GroupKey>& keys;
  const KpiGrouping& grouping;
  const KpiSums& sums;
  const CustomerBalances& customers;
  const KpiOptions& options;
  const std::vector<const LedgerFigure*>& figures;
};

/// A row for each period and each group with a document in the books by its end, in this order.
struct KpiRows {
  explicit KpiRows(const KpiSource& source);

  UnwrittenVector<std::uint32_t> group;
  std::vector<std::size_t> period_begins;  ///< rows of period p: [period_begins[p], period_begins[p + 1])
};

/// \throws Error overflow (a part of a figure leaves 64 bits).
[[nodiscard]] Table long_figures(const KpiSource& source, const KpiRows& rows);
[[nodiscard]] Table wide_figures(const KpiSource& source, const KpiRows& rows);
[[nodiscard]] Table component_table(const KpiSource& source, const KpiRows& rows);
[[nodiscard]] Table definition_table(const std::vector<const LedgerFigure*>& figures,
                                     const KpiOptions& options);

/// Adds the columns first, last, the groups and the currency; each row `times` times.
void add_row_columns(const KpiSource& source, const KpiRows& rows, std::size_t times, Table& table);

}  // namespace openitem
