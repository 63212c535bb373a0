#include "kpi/figure_parts.hpp"

namespace openitem {

using kpi::Warning;

FigureParts warned_if(FigureParts parts, bool is_so, Warning warning) noexcept {
  if (parts.warning == Warning::none && is_so) parts.warning = warning;
  return parts;
}

FigureParts share_of_whole(Int128 part, Int128 whole, std::int64_t count, Warning when_zero) noexcept {
  FigureParts parts{part, whole, count, when_zero};
  parts = warned_if(parts, whole == Int128{}, when_zero);
  return warned_if(parts, is_negative(whole), Warning::negative_balance);
}

FigureParts mean_of_days(Int128 amount_days, Int128 amount, std::int64_t items) noexcept {
  return share_of_whole(amount_days, amount, items,
                        items == 0 ? Warning::no_items : Warning::zero_denominator);
}

FigureParts share_of_sales(const FigureInputs& in, std::int64_t part) noexcept {
  const std::int64_t sales = in.sales();
  FigureParts parts{part, sales, 1, Warning::no_sales};
  parts = warned_if(parts, sales == 0, Warning::no_sales);
  return warned_if(parts, sales < 0, Warning::negative_sales);
}

}  // namespace openitem
