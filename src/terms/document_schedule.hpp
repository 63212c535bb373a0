#pragma once
/// \file
/// What must hold of the amounts of a document, whether it stands alone or in a column.

#include <cstdint>
#include <optional>

#include "openitem/terms.hpp"
#include "terms/line_amounts.hpp"

namespace openitem {

/// What the rates of discounts are taken of. \throws Error inconsistent_data (tax that is no part of the total).
[[nodiscard]] std::int64_t discount_base(const TermsAmounts& amounts, TermsDiscountTax computation);
/// \throws Error overflow, inconsistent_data (a base amount of a document over 0).
void check_amounts(const TermsAmounts& amounts);
/// \throws Error not_set, inconsistent_data: fixed amounts of another currency.
void check_currency(const LineAmounts& lines, std::optional<Currency> currency);

}  // namespace openitem
