#pragma once
/// \file
/// Advances and payments of a consumer credit: what both annual percentage rates ask of them.

#include <cstdint>
#include <span>
#include <string_view>

#include "openitem/cashflow.hpp"

namespace openitem::cashflow {

/// Rows of errors count the advances first, then the payments.
struct CreditDays {
  std::span<const std::int32_t> advance_days;
  std::span<const double> advances;
  std::span<const std::int32_t> payment_days;
  std::span<const double> payments;
};

/// \throws Error invalid_argument unless there is at least one of each.
void check_sides(std::size_t advances, std::size_t payments);
/// \throws Error invalid_data unless it is above zero and finite.
void check_credit_amount(double amount, std::int64_t row);
/// Lengths, amounts, dates. \throws Error ragged_columns, invalid_argument, invalid_data, date_out_of_range,
/// inconsistent_data (something before the first advance).
[[nodiscard]] Date first_advance(const CreditDays& credit);

}  // namespace openitem::cashflow
