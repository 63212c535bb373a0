#pragma once
/// \file
/// What a plan comes to: sums, and what it costs a year.

#include <cstdint>
#include <span>

#include "openitem/cashflow.hpp"
#include "plan/rows.hpp"

namespace openitem::plan {

struct PlanFigures {
  std::int32_t instalments = 0;
  std::int64_t principal = 0, payments = 0, interest = 0, fees = 0;
  std::int64_t cost_of_credit = 0;   ///< payments - principal = interest + fees
  std::int64_t largest_payment = 0;  ///< of instalments 1 .. n
  std::int32_t final_due = 0;
  cashflow::Yield apr;             ///< only with a method
  cashflow::Yield effective_rate;  ///< internal rate of return a year, Act/365F
};

/// \throws Error overflow.
[[nodiscard]] PlanFigures plan_figures(std::span<const PlanRow> rows, std::int64_t principal, Date start,
                                       const PlanTerms& terms, PlanRateMethod method);
/// Of instalments 1 .. n.
[[nodiscard]] std::int64_t largest_payment_of(std::span<const PlanRow> rows) noexcept;

}  // namespace openitem::plan
