#pragma once
/// \file
/// The options of an aging: what is refused before anything is read, and the names of the choices.

#include <string_view>

#include "openitem/aging.hpp"

namespace openitem {

/// Names as in docs/methods/aging.md; never null for a checked option.
[[nodiscard]] const char* basis_name(AgingBasis basis) noexcept;
[[nodiscard]] const char* missing_date_name(MissingDate missing_date) noexcept;
[[nodiscard]] const char* credit_mode_name(CreditMode mode) noexcept;
[[nodiscard]] const char* dispute_mode_name(DisputeMode mode) noexcept;

/// Threads, choices and the options that only go together; bounds are checked by `Buckets`, names in `by` by
/// `GroupKeys`. \throws Error out_of_bounds, invalid_argument.
void check_aging_options(const AgingOptions& options);

/// The same for item columns, where further options do not apply and are refused by name.
void check_item_aging_options(const AgingOptions& options);

/// Refuses what adds columns or tables beside those of the document currency, for figures that have no place for them.
/// \throws Error invalid_argument naming the option.
void refuse_figures_beside(const AgingOptions& options, std::string_view figures);

/// \throws Error out_of_bounds naming the option unless 0 <= value <= last.
void check_choice(std::string_view option, std::int32_t value, std::int32_t last);

}  // namespace openitem
