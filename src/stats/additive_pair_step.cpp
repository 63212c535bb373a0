#include <utility>

#include "stats/additive_steps.hpp"

namespace openitem::stats {

void PairStep::add_up(std::span<const Derivatives> cells, std::span<const double> weights) {
  const std::size_t width = shape_.columns + 1;
  below_.assign((shape_.rows + 1) * width, {});
  for (std::size_t row = 0; row < shape_.rows; ++row) {
    LeafSums of_row;
    for (std::size_t column = 0; column < shape_.columns; ++column) {
      const std::size_t cell = row * shape_.columns + column;
      of_row += {cells[cell], weights[cell]};
      LeafSums& to = below_[(row + 1) * width + column + 1];
      to = below_[row * width + column + 1];
      to += of_row;
    }
  }
}

LeafSums PairStep::sums_of(std::size_t row, std::size_t row_end, std::size_t column,
                           std::size_t column_end) const noexcept {
  LeafSums high = corner(row_end, column_end), low = corner(row, column_end);
  high -= corner(row_end, column);
  low -= corner(row, column);
  return high -= low;
}

// The part of the grid between two places of the feature that is cut first, cut along the other where that gains.
PairStep::Side PairStep::best_side(std::size_t begin, std::size_t end, bool columns_first) const noexcept {
  const std::size_t places = columns_first ? shape_.rows : shape_.columns;
  const auto part = [&](std::size_t from, std::size_t to) {
    return columns_first ? sums_of(from, to, begin, end) : sums_of(begin, end, from, to);
  };
  const LeafSums whole = part(0, places);
  if (whole.weight < limits_.min_leaf_weight) return {.gain = -1.0};
  Side best{.gain = whole.derivatives.gain(limits_.l2)};
  for (std::size_t cut = 1; cut < places; ++cut) {
    const LeafSums low = part(0, cut);
    LeafSums high = whole;
    high -= low;
    const double gain = low.derivatives.gain(limits_.l2) + high.derivatives.gain(limits_.l2);
    if (gain > best.gain && low.weight >= limits_.min_leaf_weight && high.weight >= limits_.min_leaf_weight)
      best = {.gain = gain, .cut = cut};
  }
  return best;
}

void PairStep::look_for_tree(Tree& best, bool columns_first) const noexcept {
  const std::size_t places = columns_first ? shape_.columns : shape_.rows;
  for (std::size_t cut = 1; cut < places; ++cut) {
    const Side low = best_side(0, cut, columns_first);
    if (low.gain < 0.0) continue;
    const Side high = best_side(cut, places, columns_first);
    if (high.gain < 0.0 || !(low.gain + high.gain > best.gain)) continue;
    best = {
        .gain = low.gain + high.gain, .cut = cut, .columns_first = columns_first, .low = low, .high = high};
  }
}

void PairStep::set_leaf(std::size_t row, std::size_t row_end, std::size_t column, std::size_t column_end,
                        std::span<double> steps) const noexcept {
  const double step = sums_of(row, row_end, column, column_end).derivatives.step(limits_.l2);
  for (std::size_t at = row; at < row_end; ++at) {
    for (std::size_t to = column; to < column_end; ++to) steps[at * shape_.columns + to] = step;
  }
}

void PairStep::set_steps(const Tree& tree, std::span<double> steps) const noexcept {
  const std::size_t first = tree.columns_first ? shape_.columns : shape_.rows;
  const std::size_t second = tree.columns_first ? shape_.rows : shape_.columns;
  const auto set_side = [&](std::size_t begin, std::size_t end, std::size_t cut) {
    for (const auto& [from, to] : {std::pair(std::size_t{0}, cut), std::pair(cut, second)}) {
      if (from == to) continue;
      if (tree.columns_first) {
        set_leaf(from, to, begin, end, steps);
      } else {
        set_leaf(begin, end, from, to, steps);
      }
    }
  };
  if (tree.cut > 0) set_side(0, tree.cut, tree.low.cut);
  set_side(tree.cut, first, tree.high.cut);
}

double PairStep::fit(std::span<const Derivatives> cells, std::span<const double> weights,
                     std::span<double> steps) {
  add_up(cells, weights);
  const double one_leaf = corner(shape_.rows, shape_.columns).derivatives.gain(limits_.l2);
  Tree best{.gain = one_leaf};
  look_for_tree(best, false);
  look_for_tree(best, true);
  if (best.gain - one_leaf < limits_.min_gain) best = {.gain = one_leaf};
  set_steps(best, steps);
  return best.gain - one_leaf;
}

}  // namespace openitem::stats
