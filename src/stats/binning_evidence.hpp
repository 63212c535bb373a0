#pragma once
/// \file
/// Weight of evidence and information value of a bin.

#include "core/exponential.hpp"
#include "openitem/binning.hpp"

namespace openitem::stats {

/// Weight of either class.
struct ClassWeights {
  double ones = 0.0, zeros = 0.0;
  [[nodiscard]] double sum() const noexcept { return ones + zeros; }
  ClassWeights& operator+=(const ClassWeights& other) noexcept {
    ones += other.ones;
    zeros += other.zeros;
    return *this;
  }
};

/// What a bin is measured by: the classes of all rows, and the smoothing of its cells.
struct EvidenceScale {
  ClassWeights all;
  double smoothing = 0.5;
  CellSmoothing rule = CellSmoothing::empty_cells;
};

struct BinEvidence {
  double zeros_over_ones = 0.0;  ///< WoE, of the zeros over the ones
  double iv = 0.0;
};

/// Nothing is known of a bin without weight: 0 and 0.
[[nodiscard]] inline BinEvidence evidence_of(const ClassWeights& bin, const EvidenceScale& scale) noexcept {
  if (!(bin.sum() > 0.0)) return {};
  const bool smoothed = scale.rule == CellSmoothing::always || bin.ones == 0.0 || bin.zeros == 0.0;
  const double added = smoothed ? scale.smoothing : 0.0;
  const double zeros = (bin.zeros + added) / scale.all.zeros;
  const double ones = (bin.ones + added) / scale.all.ones;
  const double woe = log_positive(zeros / ones);
  return {woe, (zeros - ones) * woe};
}

}  // namespace openitem::stats
