#pragma once
/// \file
/// Rows of a feature counted by value, and values put together to pre-bins.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/binning_evidence.hpp"
#include "stats/binning_input.hpp"

namespace openitem::stats {

/// Rows and their weights.
struct CountedRows {
  std::int64_t count = 0;
  ClassWeights weights;
  CountedRows& operator+=(const CountedRows& other) noexcept {
    count += other.count;
    weights += other.weights;
    return *this;
  }
  void add(const ClassWeights& row) noexcept {
    ++count;
    weights += row;
  }
};

/// A numeric feature by value.
struct CountedNumbers {
  std::vector<double> values;         ///< ascending, without the special ones
  std::vector<CountedRows> rows;      ///< of each value
  std::vector<CountedRows> specials;  ///< in the order of the plan
  CountedRows missing;
};

/// \throws Error invalid_data: an infinite value that is not special, at its row.
[[nodiscard]] CountedNumbers count_numbers(const FeaturePlan& plan, const RowOutcomes& outcomes, int threads);

/// Pre-bins of values in order: first value of each, from 0, and what is in them.
struct PreBins {
  std::vector<std::size_t> starts;
  std::vector<ClassWeights> weights;  ///< each above 0, or one of 0
};

/// At most `most` of about equal weight, or one for each value that has a weight. None for no values.
[[nodiscard]] PreBins prebins_of_equal_weight(std::span<const CountedRows> values, std::size_t most);

/// Those that lie between cuts, and for each but the first the cut where it begins.
[[nodiscard]] PreBins prebins_between_cuts(const CountedNumbers& numbers, std::span<const double> cuts,
                                           std::vector<double>& bounds);

}  // namespace openitem::stats
