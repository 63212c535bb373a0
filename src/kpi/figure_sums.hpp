#pragma once
/// \file
/// Figures whose two parts are sums of components with whole factors, as data: what a column of them is computed from
/// (docs/methods/kpis.md, 5).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kpi/ledger_components.hpp"
#include "kpi/ledger_periods.hpp"

namespace openitem {

/// Where in a period a component is looked up.
enum class TermPlace : std::uint8_t { opening, closing, moved, moved_for_sales };
/// What a term is multiplied by.
enum class TermFactor : std::uint8_t { one, two, sales_days, months };

/// `sign` x factor x component. Component::receivable stands for the receivable that the options choose.
struct SumTerm {
  Component component;
  TermPlace place;
  std::int8_t sign = 1;
  TermFactor factor = TermFactor::one;
};

struct TermSum {
  static constexpr std::size_t kMost = 4;
  std::array<SumTerm, kMost> terms{};
  std::size_t count = 0;
};

struct FigureSums {
  TermSum numerator, denominator;
};

/// nullptr: the figure is no division of two such sums, or its values come one by one.
[[nodiscard]] const FigureSums* find_figure_sums(std::string_view figure) noexcept;

[[nodiscard]] constexpr std::int64_t factor_of(TermFactor factor, const PeriodWindows& windows) noexcept {
  switch (factor) {
    case TermFactor::one: return 1;
    case TermFactor::two: return 2;
    case TermFactor::sales_days: return windows.sales_days;
    case TermFactor::months: return windows.months;
  }
  return 1;
}

}  // namespace openitem
