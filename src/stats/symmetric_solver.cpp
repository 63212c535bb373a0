#include "stats/symmetric_solver.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <cstdint>

namespace openitem::stats {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMatrix = Eigen::Map<const Matrix>;

Eigen::Index index_of(std::size_t size) noexcept { return static_cast<Eigen::Index>(size); }

}  // namespace

SymmetricSolver::SymmetricSolver(std::span<const double> triangle) {
  std::size_t size = 0;
  while (size * (size + 1) / 2 < triangle.size()) ++size;
  for (std::size_t row = 0; row < size; ++row)
    scales_.push_back(std::sqrt(triangle[row * (row + 1) / 2 + row]));
  factor_.assign(size * size, 0.0);
  pivots_.assign(size, 0.0);
  // Row by row rather than by Eigen's LLT, which does not say what is left of a diagonal element that fails.
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
  const ConstMatrix factor(factor_.data(), index_of(size()), index_of(size()));
  Eigen::VectorXd values(index_of(size()));
  for (std::size_t at = 0; at < size(); ++at) values[index_of(at)] = right[at] / scales_[at];
  factor.triangularView<Eigen::Lower>().solveInPlace(values);
  factor.transpose().triangularView<Eigen::Upper>().solveInPlace(values);
  std::vector<double> found(size());
  for (std::size_t at = 0; at < size(); ++at) found[at] = values[index_of(at)] / scales_[at];
  return found;
}

std::vector<double> SymmetricSolver::inverse() const {
  const ConstMatrix factor(factor_.data(), index_of(size()), index_of(size()));
  Matrix whole = Matrix::Identity(index_of(size()), index_of(size()));
  factor.triangularView<Eigen::Lower>().solveInPlace(whole);
  factor.transpose().triangularView<Eigen::Upper>().solveInPlace(whole);
  std::vector<double> found(size() * size());
  for (std::size_t row = 0; row < size(); ++row) {
    for (std::size_t column = 0; column < size(); ++column)
      found[row * size() + column] =
          whole(index_of(row), index_of(column)) / (scales_[row] * scales_[column]);
  }
  return found;
}

}  // namespace openitem::stats
