#pragma once
/// \file
/// Sums of amounts x days that say when they leave 64 bits.

#include <cstdint>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {

[[noreturn]] inline void throw_day_overflow() {
  throw Error(Status::overflow,
              "a sum of amounts x days leaves 64 bits; ask for fewer figures of days, or for smaller groups");
}

inline void add_days_of(std::int64_t& sum, std::int64_t amount, std::int64_t days) {
  std::int64_t product = 0;
  if (mul_overflows(amount, days, product) || add_overflows(sum, product, sum)) throw_day_overflow();
}

}  // namespace openitem
