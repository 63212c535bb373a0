#include "figures.hpp"

#include <algorithm>
#include <cstddef>

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
  const std::size_t length = std::min(figure.figure.size(), sizeof made.figure - 1);
  std::copy_n(figure.figure.data(), length, made.figure);
  return made;
}

}  // namespace openitem::c_abi
