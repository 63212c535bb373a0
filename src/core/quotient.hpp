#pragma once
/// \file
/// The one step from exact integers to a floating figure.

#include "core/int128.hpp"

namespace openitem {

/// numerator / denominator rounded once, to the nearest double, ties to even; the same bits on every machine. A zero numerator
/// gives +0. Requires denominator != 0 and |denominator| < 2^127.
[[nodiscard]] double quotient(Int128 numerator, Int128 denominator) noexcept;

}  // namespace openitem
