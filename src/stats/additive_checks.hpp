#pragma once
/// \file
/// What holds of every model that gives the bins of features, and pairs of features, a number each: log odds or points.

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "openitem/binning.hpp"

namespace openitem::stats {

/// "age x region": what a pair is called in messages and tables.
[[nodiscard]] std::string pair_name(const Binning& binning, std::int32_t first, std::int32_t second);

/// `what`: "points", "values". \throws Error invalid_argument naming feature and bin: another number than bins, one that is not finite.
void check_bin_numbers(const BinnedFeature& feature, std::span<const double> numbers, std::string_view what);

/// Pairs of one model, one after the other.
class PairChecks {
 public:
  explicit PairChecks(const Binning& binning) : binning_(binning) {}
  /// \throws Error invalid_argument naming the pair: a feature that is not there, with itself or behind the second, the pair once more,
  /// another number than bins x bins, one that is not finite.
  void check(std::int32_t first, std::int32_t second, std::span<const double> numbers, std::string_view what);

 private:
  const Binning& binning_;
  std::set<std::pair<std::int32_t, std::int32_t>> seen_;
};

}  // namespace openitem::stats
