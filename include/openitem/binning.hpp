#pragma once
/// \file
/// Optimal binning of features, weight of evidence and information value. docs/methods/binning.md states every rule and its source.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine and for any number of threads, over the same order of rows.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"

namespace openitem::stats {

/// Which class stands above the line in the weight of evidence. No default: both are in use, with opposite signs.
enum class WoeDirection : std::int32_t {
  not_set = 0,
  zeros_over_ones = 1,  ///< ln(share of the zeros / share of the ones): high = good where 1 is bad
  ones_over_zeros = 2,  ///< its negative
};

/// How the rate of outcome 1 runs from bin to bin.
enum class BinTrend : std::int32_t {
  monotone = 0,  ///< the better of increasing and decreasing
  increasing = 1,
  decreasing = 2,
  peak = 3,    ///< rises, then falls
  valley = 4,  ///< falls, then rises
  free = 5,
};

/// Which cells `smoothing` is added to.
enum class CellSmoothing : std::int32_t {
  empty_cells = 0,  ///< both of a bin in which one is 0
  always = 1,
};

/// What becomes of a category, at scoring, that was not there when the bins were made.
enum class UnseenCategory : std::int32_t {
  error = 0,
  missing = 1,  ///< the bin of missing values
  other = 2,    ///< the bin "other", which is made for it
};

enum class FeatureType : std::int32_t { numeric = 1, categorical = 2 };

enum class BinKind : std::int32_t {
  interval = 1,    ///< lower <= number < upper
  categories = 2,  ///< any of a set
  special = 3,     ///< one listed number
  other = 4,       ///< rare or unseen categories
  missing = 5,
};

/// Why a feature has the bins it has.
enum class BinningStatus : std::int32_t {
  binned = 1,      ///< two or more
  single_bin = 2,  ///< no split obeys the limits, or none brings anything
  constant = 3,    ///< one value alone
  no_values = 4,   ///< every row is missing, special or other
};

/// "zeros_over_ones", "monotone", "empty_cells", "error", "numeric", "interval", "binned" ...; "" for none.
[[nodiscard]] std::string_view name_of(WoeDirection direction) noexcept;
[[nodiscard]] std::string_view name_of(BinTrend trend) noexcept;
[[nodiscard]] std::string_view name_of(CellSmoothing smoothing) noexcept;
[[nodiscard]] std::string_view name_of(UnseenCategory unseen) noexcept;
[[nodiscard]] std::string_view name_of(FeatureType type) noexcept;
[[nodiscard]] std::string_view name_of(BinKind kind) noexcept;
[[nodiscard]] std::string_view name_of(BinningStatus status) noexcept;

struct BinningOptions {
  WoeDirection woe = WoeDirection::not_set;  ///< required
  BinTrend trend = BinTrend::monotone;     ///< of numeric features; table "settings" may say otherwise of one
  std::int32_t max_bins = 10;              ///< of intervals or categories, 1 .. 50
  std::int32_t max_prebins = 200;          ///< where the search may cut, 2 .. 1,000
  double min_share = 0.05;                 ///< of the weight of all rows, in each such bin, 0 .. 0.5
  double min_ones = 0.0, min_zeros = 0.0;  ///< weight of either class in each such bin, 0 or more
  double min_gain = 0.0;                   ///< information value that a further bin must bring, 0 or more
  double smoothing = 0.5;                  ///< added to cells, in weight, 10^-9 .. 10^9
  CellSmoothing smoothing_rule = CellSmoothing::empty_cells;
  double category_smoothing =
      1.0;                   ///< weight at the rate of all rows by which categories are ordered, 0 .. 10^9
  double other_share = 0.0;  ///< categories of a smaller share of the weight go to "other"; 0 .. 0.5
  UnseenCategory unseen = UnseenCategory::error;
  std::int32_t threads = 1;  ///< at most 256; never changes a bit
};

/// One bin of a feature.
struct Bin {
  BinKind kind = BinKind::interval;
  double lower = -std::numeric_limits<double>::infinity();  ///< of intervals, included; special: the value
  double upper = std::numeric_limits<double>::infinity();   ///< of intervals, excluded; special: the value
  std::vector<std::string> categories = {};                 ///< ascending by bytes
  double woe = 0.0;
};

/// A feature and its bins, which are numbered by their place.
struct BinnedFeature {
  std::string name = {};
  FeatureType type = FeatureType::numeric;
  std::vector<Bin> bins = {};
};

/// Bins of features, fitted or typed by hand. Immutable: one may be used from any number of threads at once.
class Binning {
 public:
  /// \throws Error invalid_argument naming feature and bin: intervals with a gap or an overlap, a value or a category twice, two bins
  /// of missing or other values, a bin that does not suit the feature's type, a WoE that is not finite, a feature twice or without bins.
  Binning(std::vector<BinnedFeature> features, UnseenCategory unseen);

  [[nodiscard]] std::span<const BinnedFeature> features() const noexcept { return features_; }
  [[nodiscard]] UnseenCategory unseen() const noexcept { return unseen_; }

 private:
  std::vector<BinnedFeature> features_;
  UnseenCategory unseen_;
};

/// A model, and the tables that show how it came about:
///  "features"   feature, type, status, trend, prebins, bins, iv
///  "bins"       feature, bin, kind, lower (included), upper (excluded), categories, count, weight, ones, zeros, share, rate, woe, iv
///  "categories" feature, bin, category, count, weight, ones
///  "proof"      feature, line, count: rows less those of the bins; the difference is 0
///  "about"      name, value
struct FittedBinning {
  Binning binning;
  Result tables;
};

/// Bins of the greatest information value under the options, of each column of table "features", for the outcomes of table
/// "outcomes" (outcome, weight); tables "settings" (feature, trend, type), "specials" and "cuts" (feature, value) may follow.
/// Time: rows + max_prebins^2 x max_bins, of each feature; memory beside it 20 bytes a row and 4 max_prebins^2 x max_bins bytes, of
/// each feature at work. Pure.
/// \throws Error not_set (woe), out_of_bounds (options), invalid_argument (no features or rows of a weight, one class of outcomes, a trend of
/// a categorical feature, a special value or cut twice), unknown_name (tables, columns, features), missing_column, missing_value,
/// ragged_columns, wrong_type, invalid_data (an infinite value, an outcome or a weight; row and column).
[[nodiscard]] FittedBinning fit_binning(std::span<const TableView> tables, const BinningOptions& options);

/// The model that tables "bins" (feature, bin, kind, lower, upper, woe; further columns of a fitted table are not read) and "categories"
/// (feature, bin, category) state. Pure.
/// \throws Error as Binning, and what reading tables throws, with row and column.
[[nodiscard]] Binning read_binning(std::span<const TableView> tables, UnseenCategory unseen);

/// Tables "bins" and "categories" of a model, as read_binning takes them. O(bins).
[[nodiscard]] Result describe_binning(const Binning& binning);

/// What a row becomes.
enum class BinningOutput : std::int32_t {
  woe = 1,  ///< float64: the weight of evidence of its bin
  bin = 2,  ///< int32: the number of its bin
};

/// Table "rows": for each feature of the model, in its order, what its column of table "features" becomes.
/// O(rows x log bins) a feature; no allocation a row. Pure.
/// \throws Error missing_column, unknown_name (a column that is no feature of the model), wrong_type, invalid_data (an infinite value, a
/// category nobody has seen), missing_value (and there is no bin for it), out_of_bounds (threads).
[[nodiscard]] Result transform_binning(const Binning& binning, std::span<const TableView> tables,
                                       BinningOutput output, std::int32_t threads = 1);

}  // namespace openitem::stats
