#pragma once
/// \file
/// From exact parts to a key figure, and the checks that formulas share.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/int128.hpp"
#include "openitem/kpi.hpp"

namespace openitem::kpi {

/// A figure of this id with neither value nor parts.
[[nodiscard]] Figure empty_figure(std::string_view figure);

/// A figure that has no value for the reason `why`.
[[nodiscard]] Figure missing_figure(std::string_view figure, Warning why, std::int64_t count);

/// A figure without parts.
[[nodiscard]] Figure value_figure(std::string_view figure, double value, std::int64_t count);

/// value = numerator / denominator. A zero denominator gives no value and the warning `when_zero`.
/// \throws Error overflow (a part leaves 64 bits).
[[nodiscard]] Figure ratio_figure(std::string_view figure, Int128 numerator, Int128 denominator,
                                  std::int64_t count, Warning when_zero = Warning::zero_denominator);

/// The same figure with `warning`, unless it warns already.
[[nodiscard]] Figure warned(Figure figure, Warning warning) noexcept;

/// \throws Error overflow naming `what`.
[[nodiscard]] std::int64_t narrowed(Int128 value, std::string_view what);

/// \throws Error not_set when a required variant is 0, invalid_argument when it is beyond `last`.
void require_variant(std::int32_t value, std::int32_t last, std::string_view name);
template <class Variant>
void require_variant(Variant value, Variant last, std::string_view name) {
  require_variant(static_cast<std::int32_t>(value), static_cast<std::int32_t>(last), name);
}

/// \throws Error out_of_bounds.
void require_days(std::int32_t days, std::string_view name);
/// \throws Error invalid_argument naming both lists.
void require_same_length(std::size_t first, std::size_t second, std::string_view first_name,
                         std::string_view second_name);
/// \throws Error out_of_bounds with the row of the first one.
void require_not_negative(std::span<const std::int64_t> amounts, std::string_view name);

}  // namespace openitem::kpi
