#pragma once
/// \file
/// Numbers as texts of messages and of tables "about", whatever the locale.

#include <array>
#include <charconv>
#include <string>

namespace openitem::stats {

/// The fewest digits that read back as the same number.
[[nodiscard]] inline std::string shortest(double number) {
  std::array<char, 32> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

}  // namespace openitem::stats
