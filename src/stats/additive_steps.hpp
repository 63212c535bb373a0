#pragma once
/// \file
/// One step of boosting: a small tree over the bins of a feature, or over the grid of a pair, fitted to sums of derivatives.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "openitem/additive.hpp"
#include "stats/additive_rows.hpp"

namespace openitem::stats {

/// Sums over the rows of a bin: first derivative of the log loss by the log odds, and second.
struct Derivatives {
  double gradient = 0.0, hessian = 0.0;

  Derivatives& operator+=(const Derivatives& other) noexcept {
    gradient += other.gradient;
    hessian += other.hessian;
    return *this;
  }
  /// Twice the fall of the loss by the best step of a leaf, to second order.
  [[nodiscard]] double gain(double l2) const noexcept { return gradient * gradient / (hessian + l2); }
  [[nodiscard]] double step(double l2) const noexcept { return -gradient / (hessian + l2); }
};

/// Derivatives and weight, of a leaf or a bin.
struct LeafSums {
  Derivatives derivatives;
  double weight = 0.0;

  LeafSums& operator+=(const LeafSums& other) noexcept {
    derivatives += other.derivatives;
    weight += other.weight;
    return *this;
  }
  LeafSums& operator-=(const LeafSums& other) noexcept {
    derivatives.gradient -= other.derivatives.gradient;
    derivatives.hessian -= other.derivatives.hessian;
    weight -= other.weight;
    return *this;
  }
};

struct StepLimits {
  std::size_t max_leaves = 3;
  double min_leaf_weight = 0.0, min_gain = 0.0, l2 = 1.0;
  double order_smoothing = 0.0;  ///< second derivative added where categories are put in order
};

/// Trees over the bins of one feature.
class FeatureStep {
 public:
  FeatureStep(const BinLayout& layout, const StepLimits& limits) : layout_(layout), limits_(limits) {}

  /// The step of each bin, by its derivatives and weight.
  void fit(std::span<const Derivatives> cells, std::span<const double> weights, std::span<double> steps);

 private:
  struct Leaf {
    std::size_t begin = 0, end = 0;
    double step = 0.0;
    double gain = 0.0;    // of the best cut; 0 = none
    std::size_t cut = 0;  // first place of the right part
  };

  void order_bins(std::span<const Derivatives> cells);
  void add_up(std::span<const Derivatives> cells, std::span<const double> weights);
  [[nodiscard]] LeafSums sums_of(std::size_t begin, std::size_t end) const noexcept;
  [[nodiscard]] Leaf leaf_of(std::size_t begin, std::size_t end) const noexcept;
  void find_cut(std::size_t at) noexcept;
  [[nodiscard]] bool keeps_trend(std::size_t leaf, double left, double right) const noexcept;
  bool split_best();

  BinLayout layout_;
  StepLimits limits_;
  std::vector<std::size_t> order_;  // places of bins
  std::vector<LeafSums> below_;     // sums of the places below
  std::vector<Leaf> leaves_;        // from the lowest place up
  std::vector<double> ratios_;
};

/// A grid of bins of two features, row after row.
struct GridShape {
  std::size_t rows = 0, columns = 0;
  [[nodiscard]] std::size_t cells() const noexcept { return rows * columns; }
};

/// Trees over the grid of one pair: a cut of one feature, then one of the other on either side.
class PairStep {
 public:
  PairStep(const GridShape& shape, const StepLimits& limits) : shape_(shape), limits_(limits) {}

  /// The step of each cell. Returns the gain over one leaf of all.
  double fit(std::span<const Derivatives> cells, std::span<const double> weights, std::span<double> steps);

 private:
  /// Cells [0, a) x [0, b) of the grid, whichever feature is cut first.
  struct Side {
    double gain = 0.0;
    std::size_t cut = 0;  // 0 = not cut
  };
  struct Tree {
    double gain = 0.0;
    std::size_t cut = 0;
    bool columns_first = false;
    Side low = {}, high = {};
  };

  void add_up(std::span<const Derivatives> cells, std::span<const double> weights);
  [[nodiscard]] const LeafSums& corner(std::size_t row, std::size_t column) const noexcept {
    return below_[row * (shape_.columns + 1) + column];
  }
  [[nodiscard]] LeafSums sums_of(std::size_t row, std::size_t row_end, std::size_t column,
                                 std::size_t column_end) const noexcept;
  [[nodiscard]] Side best_side(std::size_t begin, std::size_t end, bool columns_first) const noexcept;
  void look_for_tree(Tree& best, bool columns_first) const noexcept;
  void set_steps(const Tree& tree, std::span<double> steps) const noexcept;
  void set_leaf(std::size_t row, std::size_t row_end, std::size_t column, std::size_t column_end,
                std::span<double> steps) const noexcept;

  GridShape shape_;
  StepLimits limits_;
  std::vector<LeafSums> below_;  // (rows + 1) x (columns + 1)
};

}  // namespace openitem::stats
