#include "figures.hpp"

namespace openitem::c_abi {

oi_figure as_c(const kpi::Figure& figure) noexcept {
  oi_figure made = {};
  made.value = figure.value.value_or(0.0);
  made.numerator = figure.numerator.value_or(0);
  made.denominator = figure.denominator.value_or(0);
  made.count = figure.count;
  made.has_value = figure.value ? 1 : 0;
  made.has_parts = figure.numerator ? 1 : 0;
  made.unit = static_cast<oi_kpi_unit>(figure.unit);
  made.kind = static_cast<oi_kpi_kind>(figure.kind);
  made.warning = static_cast<oi_kpi_warning>(figure.warning);
  figure.figure.copy(made.figure, sizeof made.figure - 1);
  return made;
}

}  // namespace openitem::c_abi
