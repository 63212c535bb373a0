#pragma once
/// \file
/// What the writer and the reader of a card's JSON text share.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace openitem::credit {

inline constexpr std::string_view kCardFormat = "openitem.scorecard";
inline constexpr std::int32_t kCardVersion = 1;
inline constexpr std::size_t kChecksumDigits = 16;
/// Special values that JSON has no number for.
inline constexpr std::string_view kInfinity = "infinity", kNegativeInfinity = "-infinity";

/// Sixteen hexadecimal digits in lower case.
[[nodiscard]] std::string checksum_digits(std::uint64_t checksum);

}  // namespace openitem::credit
