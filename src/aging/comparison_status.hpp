#pragma once
/// \file
/// How two figures of one key compare (docs/methods/aging.md, 8).

#include <cstdint>

namespace openitem {

enum class ComparisonStatus : std::uint8_t { equal, unequal, missing_left, missing_right };
inline constexpr const char* kComparisonStatusNames[] = {"equal", "unequal", "missing_left", "missing_right"};

/// Left = ours, right = theirs. A key that only one side has is equal where its figure is 0: nothing is
/// missing.
[[nodiscard]] constexpr ComparisonStatus compare_figures(bool has_left, std::int64_t left, bool has_right,
                                                         std::int64_t right) noexcept {
  if (left == right) return ComparisonStatus::equal;
  if (!has_left) return ComparisonStatus::missing_left;
  if (!has_right) return ComparisonStatus::missing_right;
  return ComparisonStatus::unequal;
}

}  // namespace openitem
