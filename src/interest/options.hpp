#pragma once
/// \file
/// Options of late interest: checked, and what follows from them.

#include <cstdint>
#include <string_view>

#include "openitem/interest.hpp"

namespace openitem {

/// \throws Error out_of_bounds unless 0 <= value <= last.
void check_interest_choice(std::string_view option, std::int32_t value, std::int32_t last);

/// Whether a table "reference" is given, and items have rates of their own, decides which rates must be stated.
struct RateSources {
  bool has_reference, has_item_rates;
};
/// \throws Error not_set, invalid_argument, out_of_bounds.
void check_interest_options(const InterestOptions& options, const RateSources& sources);

/// Days from the due date to the first one that bears interest: 1, or 0 where the due date counts.
[[nodiscard]] constexpr std::int32_t first_day_shift(LateDayCounting counting) noexcept {
  return counting == LateDayCounting::due_to_paid || counting == LateDayCounting::due_to_before_paid ? 0 : 1;
}
/// Days from a payment to the first one without what it paid: 1, or 0 where the day of payment does not count.
[[nodiscard]] constexpr std::int32_t payment_day_shift(LateDayCounting counting) noexcept {
  return counting == LateDayCounting::after_due_to_paid || counting == LateDayCounting::due_to_paid ? 1 : 0;
}

[[nodiscard]] Table interest_about(Date as_of, const InterestOptions& options, const char* source);

}  // namespace openitem
