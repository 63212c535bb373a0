#pragma once
/// \file
/// Values of figures without their parts: columns of numbers for whoever computes on with them (docs/methods/kpis.md, 6).

#include "kpi/kpi_tables.hpp"

namespace openitem {

/// The table "figures" of KpiLayout::value_form. \throws Error overflow (a part of a figure leaves 64 bits).
[[nodiscard]] Table value_figures(const KpiSource& source, const KpiRows& rows);

}  // namespace openitem
