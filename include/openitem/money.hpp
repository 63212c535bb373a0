#pragma once
/// \file
/// Money: integer minor units, ISO 4217 currencies, rounding, allocation. Nothing here is floating point.
/// Every function is pure and may be called from any thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/core.hpp"

namespace openitem {

/// The ten rounding modes. Default everywhere for money: half_up (ties away from zero).
enum class Rounding : std::int32_t {
  half_up = 0,       ///< ties away from zero (commercial)
  half_even = 1,     ///< ties to the even neighbour (bankers')
  half_down = 2,     ///< ties toward zero
  half_odd = 3,      ///< ties to the odd neighbour
  half_ceiling = 4,  ///< ties toward +infinity
  half_floor = 5,    ///< ties toward -infinity
  up = 6,            ///< away from zero
  down = 7,          ///< toward zero
  ceiling = 8,       ///< toward +infinity
  floor = 9,         ///< toward -infinity
};

/// A currency of the ISO 4217 table. XXX ("no currency") counts two decimals here; metals, bond units and
/// test codes have no minor unit and are refused.
class Currency {
 public:
  /// "EUR" -> the currency. \throws Error unknown_name.
  explicit Currency(std::string_view code);
  /// Three capital letters.
  [[nodiscard]] std::string_view code() const noexcept;
  /// ISO 4217 numeric code, three digits, e.g. "978".
  [[nodiscard]] std::string_view numeric() const noexcept;
  /// Decimals of the minor unit: EUR 2, JPY 0, KWD 3, CLF 4.
  [[nodiscard]] std::int32_t minor_units() const noexcept;
  /// Position in the library's table (stable within one version only).
  [[nodiscard]] std::uint16_t index() const noexcept { return index_; }
  [[nodiscard]] static Currency from_index(std::uint16_t index);
  friend bool operator==(Currency, Currency) noexcept = default;

 private:
  struct Trusted {};
  Currency(Trusted, std::uint16_t index) noexcept : index_(index) {}
  std::uint16_t index_;
};

/// Minor units of one currency: {105000, EUR} is EUR 1,050.00.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend bool operator==(const Money&, const Money&) noexcept = default;
};

/// Reads "-1234.50", "+3", ".5" (no exponent, no grouping, '.' as the decimal point) into minor units.
/// More digits than the currency has are an error unless they are zeros.
/// \throws Error invalid_data, inexact_amount, overflow (|minor| >= 2^62).
[[nodiscard]] std::int64_t parse_money(std::string_view text, Currency currency);
/// The same, rounding surplus digits by `rounding` instead of refusing them.
[[nodiscard]] std::int64_t parse_money(std::string_view text, Currency currency, Rounding rounding);
/// Prints minor units with exactly the currency's decimals: 105000 EUR -> "1050.00". Never grouped.
[[nodiscard]] std::string format_money(std::int64_t minor, Currency currency);

/// Rounds the decimal `text` to `decimals` digits (0..18) after the point: ("0.86313513", 5, half_up) ->
/// "0.86314". The result always has exactly `decimals` digits; a zero has no sign.
/// \throws Error invalid_data, overflow (more than 36 digits), out_of_bounds.
[[nodiscard]] std::string round_decimal(std::string_view text, std::int32_t decimals, Rounding rounding);

/// Rounds minor units to a multiple of 10^power minor units, power 0..18. \throws Error overflow, out_of_bounds.
[[nodiscard]] std::int64_t round_to_power_of_ten(std::int64_t minor, std::int32_t power, Rounding rounding);

/// Cash rounding: the multiple of `unit` nearest (by `rounding`) to the exact decimal `value`; both are
/// decimal texts in major units, e.g. ("1.025", "0.05", CHF, half_up) -> 105. `unit` must be positive and
/// a whole number of minor units.
[[nodiscard]] std::int64_t round_cash(std::string_view value, std::string_view unit, Currency currency,
                                      Rounding rounding);

/// round(a * b / c) with a 128-bit intermediate. \throws Error division_by_zero, overflow.
[[nodiscard]] std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c,
                                           Rounding rounding = Rounding::half_up);

/// Where allocation puts what is left for a negative total.
enum class AllocationSign : std::int32_t {
  symmetric =
      0,  ///< -x is split exactly as the negated split of x: a credit note cancels its invoice line by line
  floor = 1,  ///< parts are rounded toward -infinity first, then units are added (moneyphp)
};

/// Splits `minor` in proportion to `weights` (>= 0, at least one > 0): parts sum to the whole; leftover units
/// go to the largest remainders, ties to the first; a zero weight gets nothing. O(n log n).
/// \throws Error invalid_argument (no weights, negative, all zero), overflow (sum of weights >= 2^62).
[[nodiscard]] std::vector<std::int64_t> allocate(std::int64_t minor, std::span<const std::int64_t> weights,
                                                 AllocationSign sign = AllocationSign::symmetric);
/// The same with decimal weights ("0.33", "0.66"), exact: each has at most 18 digits.
[[nodiscard]] std::vector<std::int64_t> allocate(std::int64_t minor,
                                                 std::span<const std::string_view> weights,
                                                 AllocationSign sign = AllocationSign::symmetric);
/// n equal parts, the first ones larger. \throws Error out_of_bounds (n < 1).
[[nodiscard]] std::vector<std::int64_t> allocate_equal(std::int64_t minor, std::int32_t parts,
                                                       AllocationSign sign = AllocationSign::symmetric);

}  // namespace openitem
