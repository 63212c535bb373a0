#include "stats/symmetric_solver.hpp"

#include <cmath>

namespace openitem::stats {

SymmetricSolver::SymmetricSolver(std::span<const double> triangle) {
  std::size_t size = 0;
  while (size * (size + 1) / 2 < triangle.size()) ++size;
  for (std::size_t row = 0; row < size; ++row)
    scales_.push_back(std::sqrt(triangle[row * (row + 1) / 2 + row]));
  factor_.assign(size * size, 0.0);
  pivots_.assign(size, 0.0);
  // Row by row (Cholesky and Banachiewicz), so that it is known what is left of each unknown after those before it.
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      const double scale = scales_[row] * scales_[column];
      double value = scale > 0.0 ? triangle[row * (row + 1) / 2 + column] / scale : 0.0;
      for (std::size_t at = 0; at < column; ++at)
        value -= factor_[row * size + at] * factor_[column * size + at];
      if (column < row) {
        const double diagonal = factor_[column * size + column];
        factor_[row * size + column] = diagonal > 0.0 ? value / diagonal : 0.0;
      } else {
        pivots_[row] = value;
        factor_[row * size + row] = value > 0.0 ? std::sqrt(value) : 0.0;
      }
    }
  }
}

std::size_t SymmetricSolver::dependent(double least) const noexcept {
  for (std::size_t at = 0; at < pivots_.size(); ++at) {
    if (!(pivots_[at] > least)) return at;  // NaN is no pivot
  }
  return pivots_.size();
}

std::vector<double> SymmetricSolver::solve(std::span<const double> right) const {
  std::vector<double> found(size());
  for (std::size_t row = 0; row < size(); ++row) {
    found[row] = right[row] / scales_[row];
    for (std::size_t at = 0; at < row; ++at) found[row] -= factor_[row * size() + at] * found[at];
    found[row] /= factor_[row * size() + row];
  }
  for (std::size_t row = size(); row-- > 0;) {
    for (std::size_t at = row + 1; at < size(); ++at) found[row] -= factor_[at * size() + row] * found[at];
    found[row] /= factor_[row * size() + row];
  }
  for (std::size_t row = 0; row < size(); ++row) found[row] /= scales_[row];
  return found;
}

std::vector<double> SymmetricSolver::inverse() const {
  std::vector<double> found(size() * size()), unit(size(), 0.0);
  for (std::size_t column = 0; column < size(); ++column) {
    unit[column] = 1.0;
    const std::vector<double> values = solve(unit);
    for (std::size_t row = 0; row < size(); ++row) found[row * size() + column] = values[row];
    unit[column] = 0.0;
  }
  return found;
}

}  // namespace openitem::stats
