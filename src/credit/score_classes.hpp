#pragma once
/// \file
/// In which class of scores a score falls.

#include <algorithm>
#include <cstddef>
#include <span>

namespace openitem::credit {

/// `bounds`: least scores of all classes but the lowest, rising.
[[nodiscard]] inline std::size_t class_of_score(std::span<const double> bounds, double score) noexcept {
  return static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), score) - bounds.begin());
}

}  // namespace openitem::credit
