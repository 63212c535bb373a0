#pragma once
/// \file
/// The bins of one feature's column, block by block: what every use of bins on rows is made of.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "openitem/binning.hpp"
#include "stats/binning_places.hpp"

namespace openitem::stats {

/// Rows that are read at once: their numbers and bins stay in the first level of the cache.
inline constexpr std::int64_t kBinBlock = 1024;

/// Refers to feature and column. Immutable: any number of threads may read at once.
class FeatureBins {
 public:
  /// \throws Error wrong_type, and the first category that cannot be read.
  FeatureBins(const BinnedFeature& feature, UnseenCategory unseen, const ChunkedColumn& column, int threads);

  /// bins[0] .. = the bins of rows [begin, end), at most kBinBlock of them. Allocates nothing.
  /// \throws Error missing_value, invalid_data at the first row that has none; an integer beyond 2^53 in these rows goes before it.
  void read(std::int64_t begin, std::int64_t end, std::int32_t* bins) const;

 private:
  void read_numbers(std::int64_t begin, std::int64_t end, std::int32_t* bins) const;
  void read_categories(std::int64_t begin, std::int64_t end, std::int32_t* bins) const;
  [[noreturn]] void refuse(std::int64_t row, bool is_missing) const;

  const ChunkedColumn& column_;
  std::optional<NumberPlaces> numbers_;  // of a numeric feature
  std::vector<std::uint32_t> codes_;     // of a categorical one: its category, by row
  std::vector<std::int32_t> bin_of_code_;
  std::int32_t missing_ = kNoBin;
};

/// The columns of table "features", one for each feature of the binning, in its order. \throws Error missing_column, unknown_name (a
/// column that is no feature).
[[nodiscard]] std::vector<const ChunkedColumn*> feature_columns(const Binning& binning,
                                                                const ChunkedTable& table);

}  // namespace openitem::stats
