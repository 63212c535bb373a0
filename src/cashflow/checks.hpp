#pragma once
/// \file
/// Numbers that come from outside: finite, within what a formula can take, lists of one length.

#include <cstdint>
#include <span>
#include <string_view>

#include "core/message.hpp"
#include "openitem/cashflow.hpp"

namespace openitem::cashflow {

/// Largest absolute value of an amount: sums of 2^24 of them stay finite, as do their products with time.
inline constexpr double kMostAmount = 1e280;

/// Appends a number in its shortest form.
Message& append_number(Message& message, double number) noexcept;

/// \throws Error out_of_bounds naming the number unless it is finite and not above kMostAmount.
void check_number(std::string_view name, double number);
/// \throws Error out_of_bounds unless -1 < rate.
void check_rate(std::string_view name, double rate);
void check_timing(PaymentTiming timing);
/// \throws Error invalid_data at the row.
[[noreturn]] void throw_bad_amount(std::int64_t row, std::string_view column, double amount);
/// Every amount must be finite and not above kMostAmount. \throws Error invalid_data at the first row that is not.
void check_amounts(std::span<const double> amounts, std::string_view column, std::int64_t first_row = 0);
/// \throws Error ragged_columns.
void check_same_length(std::string_view name, std::size_t size, std::string_view other,
                       std::size_t other_size);
/// A result that left the range of numbers. \throws Error overflow.
[[nodiscard]] double checked_result(std::string_view name, double value);

}  // namespace openitem::cashflow
