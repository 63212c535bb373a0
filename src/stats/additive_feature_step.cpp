#include <algorithm>
#include <numeric>

#include "stats/additive_steps.hpp"

namespace openitem::stats {

void FeatureStep::order_bins(std::span<const Derivatives> cells) {
  order_.resize(layout_.cuttable);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  if (!layout_.nominal) return;
  ratios_.resize(layout_.cuttable);
  for (std::size_t bin = 0; bin < layout_.cuttable; ++bin)
    ratios_[bin] = cells[bin].gradient / (cells[bin].hessian + limits_.order_smoothing + limits_.l2);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return ratios_[a] < ratios_[b]; });
}

void FeatureStep::add_up(std::span<const Derivatives> cells, std::span<const double> weights) {
  below_.resize(order_.size() + 1);
  below_[0] = {};
  for (std::size_t place = 0; place < order_.size(); ++place) {
    below_[place + 1] = below_[place];
    below_[place + 1] += {cells[order_[place]], weights[order_[place]]};
  }
}

LeafSums FeatureStep::sums_of(std::size_t begin, std::size_t end) const noexcept {
  LeafSums sums = below_[end];
  return sums -= below_[begin];
}

FeatureStep::Leaf FeatureStep::leaf_of(std::size_t begin, std::size_t end) const noexcept {
  return {.begin = begin, .end = end, .step = sums_of(begin, end).derivatives.step(limits_.l2)};
}

bool FeatureStep::keeps_trend(std::size_t leaf, double left, double right) const noexcept {
  if (layout_.trend != BinTrend::increasing && layout_.trend != BinTrend::decreasing) return true;
  const double sign = layout_.trend == BinTrend::increasing ? 1.0 : -1.0;
  if (sign * left > sign * right) return false;
  if (leaf > 0 && sign * leaves_[leaf - 1].step > sign * left) return false;
  return leaf + 1 == leaves_.size() || sign * right <= sign * leaves_[leaf + 1].step;
}

void FeatureStep::find_cut(std::size_t at) noexcept {
  Leaf& leaf = leaves_[at];
  leaf.gain = 0.0;
  const double whole = sums_of(leaf.begin, leaf.end).derivatives.gain(limits_.l2);
  for (std::size_t cut = leaf.begin + 1; cut < leaf.end; ++cut) {
    const LeafSums left = sums_of(leaf.begin, cut), right = sums_of(cut, leaf.end);
    const double gain = left.derivatives.gain(limits_.l2) + right.derivatives.gain(limits_.l2) - whole;
    if (!(gain > leaf.gain) || gain < limits_.min_gain || left.weight < limits_.min_leaf_weight ||
        right.weight < limits_.min_leaf_weight)
      continue;
    if (!keeps_trend(at, left.derivatives.step(limits_.l2), right.derivatives.step(limits_.l2))) continue;
    leaf.gain = gain;
    leaf.cut = cut;
  }
}

bool FeatureStep::split_best() {
  const auto best = std::max_element(leaves_.begin(), leaves_.end(),
                                     [](const Leaf& a, const Leaf& b) { return a.gain < b.gain; });
  if (!(best->gain > 0.0)) return false;
  const auto at = static_cast<std::size_t>(best - leaves_.begin());
  const std::size_t cut = best->cut, end = best->end;
  leaves_[at] = leaf_of(best->begin, cut);
  leaves_.insert(leaves_.begin() + static_cast<std::ptrdiff_t>(at) + 1, leaf_of(cut, end));
  // A leaf's neighbours limit how it may be cut, where there is a trend.
  const bool is_free = layout_.trend != BinTrend::increasing && layout_.trend != BinTrend::decreasing;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    if (!is_free || leaf == at || leaf == at + 1) find_cut(leaf);
  }
  return true;
}

void FeatureStep::fit(std::span<const Derivatives> cells, std::span<const double> weights,
                      std::span<double> steps) {
  order_bins(cells);
  add_up(cells, weights);
  leaves_.assign(1, leaf_of(0, order_.size()));
  if (limits_.max_leaves > 1) find_cut(0);
  while (leaves_.size() < limits_.max_leaves && split_best()) {
  }
  for (const Leaf& leaf : leaves_) {
    for (std::size_t place = leaf.begin; place < leaf.end; ++place) steps[order_[place]] = leaf.step;
  }
  for (std::size_t bin = layout_.cuttable; bin < layout_.bins; ++bin) {
    const bool is_known = weights[bin] > 0.0 && weights[bin] >= limits_.min_leaf_weight;
    steps[bin] = is_known ? cells[bin].step(limits_.l2) : 0.0;
  }
}

}  // namespace openitem::stats
