#include <cmath>
#include <utility>

#include "core/message.hpp"
#include "openitem/additive.hpp"
#include "stats/additive_checks.hpp"

namespace openitem::stats {

AdditiveModel::AdditiveModel(Binning binning, double intercept, std::vector<std::vector<double>> values,
                             std::vector<AdditivePair> pairs)
    : binning_(std::move(binning)),
      intercept_(intercept),
      values_(std::move(values)),
      pairs_(std::move(pairs)) {
  if (!std::isfinite(intercept_)) throw Error(Status::invalid_argument, "the intercept is not finite");
  const std::span<const BinnedFeature> features = binning_.features();
  if (values_.size() != features.size()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("there are values of ")
                                              .append(values_.size())
                                              .append(" features, the binning has ")
                                              .append(features.size()));
  }
  for (std::size_t at = 0; at < features.size(); ++at) check_bin_numbers(features[at], values_[at], "values");
  PairChecks checks(binning_);
  for (const AdditivePair& pair : pairs_) checks.check(pair.first, pair.second, pair.values, "values");
}

}  // namespace openitem::stats
