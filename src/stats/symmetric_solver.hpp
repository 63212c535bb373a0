#pragma once
/// \file
/// Symmetric positive definite equations of a few unknowns.

#include <cstddef>
#include <span>
#include <vector>

namespace openitem::stats {

/// Lower triangle, row after row, as a factorisation whose unknowns are scaled to a diagonal of 1.
class SymmetricSolver {
 public:
  explicit SymmetricSolver(std::span<const double> triangle);

  /// The first unknown that, after those before it, has no more than `least` of its own left of 1; size() where all have.
  [[nodiscard]] std::size_t dependent(double least) const noexcept;
  /// Requires dependent(0) == size().
  [[nodiscard]] std::vector<double> solve(std::span<const double> right) const;
  /// The whole inverse, row after row. Requires dependent(0) == size().
  [[nodiscard]] std::vector<double> inverse() const;
  [[nodiscard]] std::size_t size() const noexcept { return scales_.size(); }

 private:
  std::vector<double> scales_;  // square roots of the diagonal
  std::vector<double> factor_;  // lower triangular, size x size, row after row
  std::vector<double> pivots_;  // what is left of each diagonal element, of 1
};

}  // namespace openitem::stats
