#pragma once
/// \file
/// Decimals to minor units, a cell at a time in hot loops: no allocation, no exception, no locale, no float.

#include <cstdint>
#include <string_view>

#include "core/int128.hpp"
#include "money/rounding.hpp"
#include "openitem/money.hpp"

namespace openitem {

enum class DecimalStatus : std::uint8_t {
  ok,
  empty,     ///< no text at all
  invalid,   ///< not [+-]digits[.digits] or [+-].digits
  inexact,   ///< more digits than asked for, not all zeros
  overflow,  ///< |minor units| >= 2^62
};

/// A decimal text cut (toward zero) to a number of digits after the point.
struct CutDecimal {
  std::uint64_t magnitude = 0;  ///< in units of the last digit kept, < 2^62
  bool negative = false;        ///< as written: "-0" is negative
  Remainder cut = Remainder::zero;
};

/// Reads the whole text; `decimals` 0..18. ok, empty, invalid or overflow; `result` is written only on ok.
[[nodiscard]] DecimalStatus cut_decimal(std::string_view text, std::int32_t decimals,
                                        CutDecimal& result) noexcept;

/// Reads the whole text into minor units of 10^-decimals, `decimals` 0..18. `minor` is written on ok, and on
/// inexact, where it holds the value rounded by `rounding`: the caller decides whether that was asked for.
[[nodiscard]] DecimalStatus parse_minor(std::string_view text, std::int32_t decimals, std::int64_t& minor,
                                        Rounding rounding = Rounding::half_up) noexcept;

/// The same for a decimal of `scale` digits after the point (negative: that many zeros before it), as in a
/// decimal128 column: value * 10^-scale.
[[nodiscard]] DecimalStatus decimal128_to_minor(Int128 value, std::int32_t scale, std::int32_t decimals,
                                                std::int64_t& minor,
                                                Rounding rounding = Rounding::half_up) noexcept;

}  // namespace openitem
