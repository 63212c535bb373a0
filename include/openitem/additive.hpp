#pragma once
/// \file
/// Additive models on binned features: log odds as a sum of one value a feature and, where asked for, one a pair of features, so
/// that a person can read every part. docs/methods/additive.md states every rule.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine and for any number of threads, over the same order of rows.

#include <cstdint>
#include <span>
#include <vector>

#include "openitem/binning.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"

namespace openitem::stats {

/// What two features say together beyond what each says alone.
struct AdditivePair {
  std::int32_t first = 0;           ///< place of a feature in the binning
  std::int32_t second = 0;          ///< place of a later one
  std::vector<double> values = {};  ///< log odds, bins of `first` x bins of `second`, row after row
};

/// ln(odds of outcome 1) = intercept + the value of the bin of each feature + those of the pairs. Immutable: one may be used from
/// any number of threads at once.
class AdditiveModel {
 public:
  /// `values`: for each feature of the binning, in its order, log odds of each of its bins. O(bins).
  /// \throws Error invalid_argument naming feature, bin or pair: another number of values than bins, a value that is not finite, a
  /// pair twice, of a feature with itself, with the later feature first, or of a feature that is not there.
  AdditiveModel(Binning binning, double intercept, std::vector<std::vector<double>> values,
                std::vector<AdditivePair> pairs = {});

  [[nodiscard]] const Binning& binning() const noexcept { return binning_; }
  [[nodiscard]] double intercept() const noexcept { return intercept_; }
  [[nodiscard]] std::span<const std::vector<double>> values() const noexcept { return values_; }
  [[nodiscard]] std::span<const AdditivePair> pairs() const noexcept { return pairs_; }

 private:
  Binning binning_;
  double intercept_;
  std::vector<std::vector<double>> values_;
  std::vector<AdditivePair> pairs_;
};

}  // namespace openitem::stats
