#pragma once
/// \file
/// What the parts of several figures have in common: their shape and the warnings that go with it (docs/methods/kpis.md, 5).

#include <cstdint>

#include "kpi/ledger_figures.hpp"

namespace openitem {

/// The same parts with the warning if `is_so`, unless they warn already.
[[nodiscard]] FigureParts warned_if(FigureParts parts, bool is_so, kpi::Warning warning) noexcept;

/// part / whole; a whole below 0 warns `negative_balance`, one of 0 `when_zero`.
[[nodiscard]] FigureParts share_of_whole(Int128 part, Int128 whole, std::int64_t count = 1,
                                         kpi::Warning when_zero = kpi::Warning::zero_denominator) noexcept;

/// Sum of amounts x days / sum of amounts of so many items.
[[nodiscard]] FigureParts mean_of_days(Int128 amount_days, Int128 amount, std::int64_t items) noexcept;

/// part / credit sales of the sales window.
[[nodiscard]] FigureParts share_of_sales(const FigureInputs& in, std::int64_t part) noexcept;

}  // namespace openitem
