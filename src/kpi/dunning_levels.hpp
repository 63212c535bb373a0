#pragma once
/// \file
/// The table "dunning_levels" (docs/methods/kpis.md, 6).

#include "kpi/kpi_tables.hpp"

namespace openitem {

/// Open debits of each period and group by level, ascending, those without a letter first.
[[nodiscard]] Table dunning_levels(const KpiSource& source, const KpiRows& rows);

}  // namespace openitem
