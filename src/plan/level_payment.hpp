#pragma once
/// \file
/// The payment that repays a balance exactly, as a ratio of natural numbers, rounded once.

#include <cstdint>
#include <span>
#include <vector>

#include "plan/periods.hpp"

namespace openitem::plan {

/// How level payments grow: by `growth` parts per billion after every `every` instalments; every 0 = they do not.
struct PaymentGrowth {
  std::int64_t growth = 0;
  std::int32_t every = 0;
};

/// The first payment A with balance x prod(1 + i) - sum of A (1 + g)^step x later growth = balloon, as a multiple of `unit`.
/// \throws Error overflow.
[[nodiscard]] std::int64_t level_payment(std::int64_t balance, std::int64_t balloon,
                                         std::span<const PlanPeriod> periods, const PaymentGrowth& growth,
                                         std::int64_t unit, Rounding rounding);

/// The greatest rate a period, in units of 10^-12, at which `payments` are still worth `balance` or more.
[[nodiscard]] PeriodRate actuarial_rate(std::int64_t balance, std::span<const std::int64_t> payments);

}  // namespace openitem::plan
