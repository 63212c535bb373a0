#pragma once
/// \file
/// What plans accept, before anything is computed.

#include <cstdint>
#include <string_view>

#include "openitem/plan.hpp"

namespace openitem::plan {

inline constexpr std::int64_t kPartsOfOne = 1'000'000'000;
inline constexpr std::int64_t kMostInstalments = 2'000;
inline constexpr std::int64_t kMostRateUnit = 1'000'000'000'000'000;
inline constexpr std::int64_t kMostPaymentUnit = 1'000'000'000;
inline constexpr std::int64_t kMostCost = 100'000'000'000;  ///< of capital, parts per billion a year

/// \throws Error not_set (0), invalid_argument naming the choices.
void check_plan_choice(std::string_view name, std::int32_t value, std::int32_t last,
                       std::string_view choices);
/// \throws Error out_of_bounds unless 1 .. 2^62 - 1.
void check_principal(std::int64_t principal);
/// Everything that can be said without the principal. \throws Error as compute_plan.
void check_plan_terms(const PlanTerms& terms);
/// Of a plan whose first due date no row states. \throws Error invalid_argument.
void check_odd_period(const PlanTerms& terms);
/// \throws Error not_set (apr), out_of_bounds (threads).
void check_plan_options(const PlanOptions& options);

/// \throws Error not_set, out_of_bounds, invalid_argument (a day before `as_of`, options without what they belong to).
void check_alternatives(Date as_of, const AlternativeOptions& options);

[[nodiscard]] inline bool is_given_form(PlanForm form) noexcept {
  return form == PlanForm::given_payments || form == PlanForm::given_principal;
}
/// How many instalments there are.
[[nodiscard]] std::int32_t instalments_of(const PlanTerms& terms) noexcept;

}  // namespace openitem::plan
