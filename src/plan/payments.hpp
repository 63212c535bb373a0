#pragma once
/// \file
/// Principal and interest of every instalment, without fees: one function for each way a plan is made.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/plan.hpp"
#include "plan/periods.hpp"

namespace openitem::plan {

/// What one instalment takes, fees apart.
struct PlanPart {
  std::int64_t principal = 0;
  std::int64_t interest = 0;
};

/// Level or graduated payments after a grace. Requires balloon <= balance.
[[nodiscard]] std::vector<PlanPart> amortising_parts(std::int64_t balance,
                                                     std::span<const PlanPeriod> periods,
                                                     const PlanTerms& terms);
/// The caller's payments. \throws Error invalid_argument (one that does not cover its interest; a wrong last one).
[[nodiscard]] std::vector<PlanPart> given_payment_parts(std::int64_t balance,
                                                        std::span<const PlanPeriod> periods,
                                                        const PlanTerms& terms);
/// Parts of principal that are level, the caller's, or all in the last instalment.
[[nodiscard]] std::vector<PlanPart> principal_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                                    const PlanTerms& terms);
/// A charge fixed beforehand.
[[nodiscard]] std::vector<PlanPart> add_on_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                                 const PlanTerms& terms);

/// `total` in `count` parts of multiples of terms.payment_unit, the residue placed as the terms say.
/// \throws Error invalid_argument (parts that come to more than the total before the last).
[[nodiscard]] std::vector<std::int64_t> level_parts(std::int64_t total, std::size_t count,
                                                    const PlanTerms& terms);

}  // namespace openitem::plan
