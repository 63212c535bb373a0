#pragma once
/// \file
/// Rates from few data: credibility toward the portfolio, and rates that never fall with age (docs/methods/provision.md, 7).

#include <cstdint>
#include <span>
#include <vector>

namespace openitem {

/// One vintage of a segment: what reached a bucket and what of it was lost; exposure above 0.
struct LossObservation {
  std::int64_t exposure, loss;
};

/// Buehlmann and Straub (1970), nonparametric estimates: the weight in 0 .. 1 of each segment's own rate. A segment without
/// observations has 0. Where no segment has two observations, or there is one segment alone, nothing can be estimated and the weight
/// is 1. O(observations).
[[nodiscard]] std::vector<double> credibility_weights(std::span<const std::vector<LossObservation>> segments);

/// Rates (parts per billion) made to ascend: neighbours in the wrong order get their mean by weight, rounded half up. O(n).
void pool_adjacent_violators(std::span<const std::int64_t> weights, std::span<std::int64_t> rates);

}  // namespace openitem
