#pragma once
/// \file
/// A sliding scale: days that count, and what they are worth.

#include <cstdint>
#include <string>

#include "openitem/discount.hpp"

namespace openitem::discount {

/// \throws Error not_set, out_of_bounds.
void check_scale(const SlidingScale& scale);
/// Days before `due`, 0 from there on; all of days since 1970-01-01.
[[nodiscard]] constexpr std::int32_t days_accelerated(std::int32_t due, std::int32_t pay) noexcept {
  return pay < due ? due - pay : 0;
}
/// Those that earn a discount.
[[nodiscard]] constexpr std::int32_t discounted_days(std::int32_t due, std::int32_t pay,
                                                     std::int32_t scale_ends,
                                                     std::int32_t minimum_days) noexcept {
  const std::int32_t days = days_accelerated(due, pay);
  return pay > scale_ends || days < minimum_days ? 0 : days;
}

}  // namespace openitem::discount
