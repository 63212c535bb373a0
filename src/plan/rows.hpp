#pragma once
/// \file
/// The rows of one plan: instalment by instalment, to the minor unit.

#include <cstdint>
#include <vector>

#include "openitem/plan.hpp"

namespace openitem::plan {

/// payment = principal + interest + fee. Principal is negative where interest or a fee joins it.
struct PlanRow {
  std::int32_t instalment = 0;  ///< 0 = at the start
  std::int32_t due = 0;         ///< days since 1970-01-01
  std::int64_t principal = 0, interest = 0, fee = 0, payment = 0, balance = 0;
};

/// The whole plan; principal sums to `principal` and the last balance is 0. Checks the terms. \throws Error as compute_plan.
[[nodiscard]] std::vector<PlanRow> plan_rows(std::int64_t principal, Date start, const PlanTerms& terms);

}  // namespace openitem::plan
