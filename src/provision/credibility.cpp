#include "provision/credibility.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "core/int128.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

double rate_of(double loss, double exposure) noexcept { return exposure > 0 ? loss / exposure : 0; }

// Sums of one segment.
struct SegmentSums {
  double exposure = 0, loss = 0;
  std::size_t observations = 0;
};

// Neighbours with one rate.
struct Block {
  Int128 weighted;
  std::int64_t weight;
  std::int64_t rate;
  std::size_t size;
};

}  // namespace

std::vector<double> credibility_weights(std::span<const std::vector<LossObservation>> segments) {
  std::vector<SegmentSums> sums;
  SegmentSums all;
  double squares = 0;
  std::size_t freedom = 0;
  std::size_t observed = 0;
  for (const std::vector<LossObservation>& segment : segments) {
    SegmentSums sum;
    for (const LossObservation& one : segment) {
      sum.exposure += static_cast<double>(one.exposure);
      sum.loss += static_cast<double>(one.loss);
    }
    sum.observations = segment.size();
    all.exposure += sum.exposure;
    all.loss += sum.loss;
    squares += sum.exposure * sum.exposure;
    if (!segment.empty()) ++observed;
    if (!segment.empty()) freedom += segment.size() - 1;
    sums.push_back(sum);
  }
  std::vector<double> weights(segments.size(), 0);
  for (std::size_t i = 0; i < sums.size(); ++i) weights[i] = sums[i].observations > 0 ? 1 : 0;
  if (observed < 2 || freedom == 0) return weights;
  double within = 0;
  double between = 0;
  const double mean = rate_of(all.loss, all.exposure);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const double own = rate_of(sums[i].loss, sums[i].exposure);
    for (const LossObservation& one : segments[i]) {
      const auto exposure = static_cast<double>(one.exposure);
      const double deviation = rate_of(static_cast<double>(one.loss), exposure) - own;
      within += exposure * deviation * deviation;
    }
    between += sums[i].exposure * (own - mean) * (own - mean);
  }
  within /= static_cast<double>(freedom);
  const double scale = all.exposure - squares / all.exposure;
  const double variance = (between - static_cast<double>(observed - 1) * within) / scale;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].observations == 0) continue;
    const double signal = sums[i].exposure * variance;
    weights[i] = variance > 0 ? signal / (signal + within) : 0;
  }
  return weights;
}

void pool_adjacent_violators(std::span<const std::int64_t> weights, std::span<std::int64_t> rates) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const std::int64_t weight = std::max<std::int64_t>(weights[i], 1);
    blocks.push_back({multiply(rates[i], weight), weight, rates[i], 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].rate > blocks.back().rate) {
      const Block last = blocks.back();
      blocks.pop_back();
      Block& into = blocks.back();
      into.weighted = into.weighted + last.weighted;
      into.weight = checked_add(into.weight, last.weight);
      into.size += last.size;
      into.rate = to_int64(round_divide(into.weighted, into.weight, Rounding::half_up));
    }
  }
  std::size_t at = 0;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.size; ++i) rates[at++] = block.rate;
  }
}

}  // namespace openitem
