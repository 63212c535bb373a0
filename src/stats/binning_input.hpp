#pragma once
/// \file
/// What binning is made from: features, outcomes and what is set for single features, read and checked.

#include <cstdint>
#include <span>
#include <vector>

#include "column/named_tables.hpp"
#include "column/read.hpp"
#include "openitem/binning.hpp"
#include "stats/binning_evidence.hpp"

namespace openitem::stats {

/// How one feature is to be binned.
struct FeaturePlan {
  const ChunkedColumn* column = nullptr;
  FeatureType type = FeatureType::numeric;
  BinTrend trend = BinTrend::monotone;
  std::vector<double> specials = {};  ///< ascending
  std::vector<double> cuts = {};      ///< ascending; empty = between any values
  bool joined = true;                 ///< false: every pre-bin stays a bin, nothing is searched
};

struct RowOutcomes {
  std::vector<std::uint8_t> ones;  ///< 0 or 1
  std::vector<double> weights;     ///< empty = 1 each
  ClassWeights all;                ///< both above 0

  [[nodiscard]] ClassWeights of(std::size_t row) const noexcept {
    const double weight = weights.empty() ? 1.0 : weights[row];
    return ones[row] != 0 ? ClassWeights{weight, 0.0} : ClassWeights{0.0, weight};
  }
};

class BinningInput {
 public:
  /// \throws Error as fit_binning, of everything but the cells of features.
  BinningInput(std::span<const TableView> tables, const BinningOptions& options);

  [[nodiscard]] std::span<const FeaturePlan> features() const noexcept { return features_; }
  [[nodiscard]] const RowOutcomes& outcomes() const noexcept { return outcomes_; }
  [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }

 private:
  void read_outcomes(const ChunkedTable& table, std::int32_t threads);
  void read_settings(const ChunkedTable& table);
  void read_specials(const ChunkedTable& table);
  void read_cuts(const ChunkedTable& table);
  [[nodiscard]] FeaturePlan& plan_of(const ChunkedColumn& names, std::int64_t row, std::string_view name);

  NamedTables tables_;
  std::int64_t rows_ = 0;
  std::vector<FeaturePlan> features_;
  RowOutcomes outcomes_;
};

}  // namespace openitem::stats
