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

/// How an additive model is boosted. Every default is that of docs/methods/additive.md.
struct AdditiveOptions {
  std::int32_t max_bins = 256;     ///< of the numbers or categories of a feature, 2 .. 1,000
  std::int32_t pairs = 0;          ///< the strongest pairs of features that are added, 0 .. 10,000; -1 = all
  std::int32_t pair_bins = 16;     ///< of the numbers or categories of a feature within a pair, 2 .. 64
  std::int32_t max_leaves = 3;     ///< of each step of a feature, 2 .. 16
  double learning_rate = 0.05;     ///< share of each step that is taken, 0.0001 .. 1
  std::int32_t max_rounds = 2000;  ///< over all features, and again over all pairs, 1 .. 100,000
  /// Share of the rows of each class, other ones for each bag, that say when to stop, 0 .. 0.5; 0 = max_rounds are made.
  double validation_share = 0.15;
  std::int32_t patience =
      50;  ///< rounds without a lower loss of these rows after which a bag ends, 1 .. 100,000
  double tolerance = 1e-5;  ///< what counts as lower, 0 .. 1, in log loss a row
  std::int32_t bags = 8;    ///< models that are averaged, 1 .. 100; one alone where validation_share is 0
  double min_leaf_weight = 5.0;  ///< of training rows in each leaf, 0 .. 10^100
  double min_gain =
      2.0;          ///< fall of twice the log loss of the training rows that a cut must bring, 0 .. 10^100
  double l2 = 1.0;  ///< added to the second derivatives of a leaf, 10^-6 .. 10^9
  double category_smoothing =
      1.0;                   ///< weight at the rate of all rows by which categories are ordered, 0 .. 10^9
  double other_share = 0.0;  ///< categories of a smaller share of the weight go to "other"; 0 .. 0.5
  UnseenCategory unseen = UnseenCategory::error;
  std::int64_t seed = 0;     ///< of the choice of validation rows, 0 or more
  std::int32_t threads = 1;  ///< at most 256; never changes a bit
};

/// A model, and the tables that show how it came about:
///  "features"    feature, type, status, trend, bins, importance (weighted mean of |value|)
///  "values"      feature, bin, kind, lower (included), upper (excluded), categories, count, weight, ones, rate, value
///  "categories"  feature, bin, category, count, weight, ones
///  "pairs"       first, second, strength, chosen, importance: strongest first
///  "pair_values" first, second, first_bin, first_last_bin, second_bin, second_last_bin, value: of blocks of bins of the features
///  "rounds"      bag, stage ("features", "pairs"), round, training_log_loss, validation_log_loss, kept
///  "proof"       feature, line, count: rows less those of the bins; the difference is 0
///  "about"       name, value
struct FittedAdditive {
  AdditiveModel model;
  Result tables;
};

/// An additive model of the columns of table "features" for the outcomes of table "outcomes" (outcome, weight); tables "settings"
/// (feature, trend: free, increasing or decreasing, type), "specials" and "cuts" (feature, value) may follow, as of fit_binning.
/// Time: bags x rounds x (rows + bins) x features, and the like for pairs; memory 2 bytes a row and feature or pair, 50 bytes a row of each bag
/// at work. Pure.
/// \throws Error as fit_binning; also out_of_bounds (options), invalid_argument (several bags without validation, fewer rows of a class
/// than validation needs, a trend other than free, increasing and decreasing).
[[nodiscard]] FittedAdditive fit_additive(std::span<const TableView> tables,
                                          const AdditiveOptions& options = {});

/// Tables of a model: "model" (name, value: the intercept), "values" (feature, bin, kind, lower, upper, categories, value), "categories"
/// (feature, bin, category), "pairs" (first, second), "pair_values" (as of a fit). O(bins). Pure.
[[nodiscard]] Result describe_additive(const AdditiveModel& model);

/// Log odds of outcome 1 of each row of table "features". O(rows x (features x log bins + pairs)); memory beside it 12 bytes a row, and 4
/// for each feature of a pair. Pure.
/// \throws Error as transform_binning; invalid_argument (another number of rows than `log_odds` holds).
void additive_log_odds(const AdditiveModel& model, std::span<const TableView> tables, std::int32_t threads,
                       std::span<double> log_odds);

/// Table "rows": log_odds, and probability of outcome 1. \throws Error as transform_binning.
[[nodiscard]] Result predict_additive(const AdditiveModel& model, std::span<const TableView> tables,
                                      std::int32_t threads = 1);

}  // namespace openitem::stats
