#pragma once
/// \file
/// Scorecards: points for the bins of features, their sum as a score, its probability of default, rating class and reasons. One form
/// for a fitted and for a typed card, one path to a score. docs/methods/scorecards.md states every rule and its source.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine and for any number of threads.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "openitem/additive.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/points.hpp"

namespace openitem::credit {

/// A feature's points in a scorecard.
struct FeaturePoints {
  std::vector<double> points = {};  ///< of each bin of the feature, by the bin's place
  /// Mean over the rows the card was made on, for reasons against the mean; NaN where nobody knows.
  double mean = std::numeric_limits<double>::quiet_NaN();
};

/// Points of two features together, beyond those of each alone.
struct PairPoints {
  std::int32_t first = 0, second = 0;  ///< places of features in the binning, first < second
  std::vector<double> points = {};     ///< bins of `first` x bins of `second`, row after row
};

/// A range of scores. Classes are listed from the lowest score up; the first begins at -infinity.
struct RatingClass {
  std::string name = {};
  double lower =
      -std::numeric_limits<double>::infinity();          ///< included; the class ends where the next begins
  double pd = std::numeric_limits<double>::quiet_NaN();  ///< of the class; NaN where none is stated
};

/// What a scorecard is made of.
struct ScorecardParts {
  stats::Binning binning;  ///< its WoE are shown, not used
  double base_points = 0.0;
  std::vector<FeaturePoints> features = {};  ///< one for each feature of the binning, in its order
  std::vector<PairPoints> pairs = {};
  std::optional<PointsScale> scale = {};  ///< what odds a score stands for; none: no PD of a row
  std::vector<RatingClass> classes = {};  ///< empty: none
  std::vector<std::pair<std::string, std::string>> notes =
      {};  ///< name and text, kept with the card: what "bad" meant, which rows ...
};

/// Immutable: one may score from any number of threads at once.
class Scorecard {
 public:
  /// O(bins). Negative zeros become zeros.
  /// \throws Error invalid_argument naming feature, bin, pair or class: another number of points than bins, points that are not
  /// finite or add up to more than 10^300, pairs as of AdditiveModel, two features or pairs ("a x b") of one name, class bounds that
  /// do not rise, a class twice or unnamed, PDs outside 0 .. 1 or not monotone in the score (with a scale: in its direction), a note
  /// twice or unnamed;
  /// invalid_text (a name that is not UTF-8); not_set, out_of_bounds (orientation and figures of the scale).
  explicit Scorecard(ScorecardParts parts);
  [[nodiscard]] const ScorecardParts& parts() const noexcept { return parts_; }

 private:
  ScorecardParts parts_;
};

/// How points come from log odds.
struct PointsOptions {
  double pdo = 20.0, base_score = 600.0, base_odds = 50.0;
  OddsOrientation orientation = OddsOrientation::good_to_bad;
  /// Decimals that points are rounded to (half away from zero), 0 .. 9; -1 = not rounded. Scores and PDs follow from the rounded points.
  std::int32_t decimals = 0;
  /// 1 = base points are spread evenly over the features (Siddiqi), so that there are none of their own.
  std::int32_t spread_base = 0;
};

/// The scorecard of a model in which outcome 1 is bad. Log odds of good to bad are the negative of the model's, so with F and O of
/// points_scaling points are -F x value and base points O - F x intercept (good_to_bad); F x value, O + F x intercept (bad_to_good).
/// O(bins). Pure.
/// \throws Error out_of_bounds (options), not_set (orientation), invalid_argument (points that doubles do not hold).
[[nodiscard]] Scorecard scorecard_of(const stats::AdditiveModel& model, const PointsOptions& options = {});

/// What the points a row lost are counted from.
enum class ReasonBaseline : std::int32_t {
  best_attainable = 0,  ///< the most points any bin of the feature has, or any pair of bins of a pair
  mean = 1,             ///< the feature's mean; 0 of a pair, whose points are beyond those of its features
};

struct ScoreOptions {
  std::int32_t reasons = 0;  ///< features and pairs named for each row, most points lost first, 0 .. 20
  ReasonBaseline baseline = ReasonBaseline::best_attainable;
  std::int32_t points = 0;   ///< 1 = also the points of every feature and pair
  std::int32_t threads = 1;  ///< at most 256; never changes a bit
};

/// Scores the rows of table "features": base points + points of each feature in their order + points of each pair in theirs, in
/// doubles. Table "rows": score; pd (with a scale); class; class_pd (where a class states one); reason_k (text) and reason_k_points
/// for k = 1 .. reasons, null where the row lost nothing more, of equal losses the earlier first; points_NAME of each feature and pair
/// where asked. Table "about".
/// O(rows x (features x log bins + pairs)). Memory is taken by column and by part of the rows, none by row. Pure.
/// \throws Error as transform_binning; the first bad row is named. out_of_bounds, invalid_argument (options; reasons against means
/// the card does not know).
[[nodiscard]] Result score(const Scorecard& card, std::span<const TableView> tables,
                           const ScoreOptions& options = {});

/// The points table and all else the card holds, as read_scorecard takes it: tables "card" (feature, bin, kind, lower, upper,
/// categories, woe, points), "categories" (feature, bin, category), "features" (feature, mean), "pairs" (first, second, first_bin,
/// second_bin, points), "classes" (class, lower, pd), "settings" (one row: base_points, factor, offset, orientation, unseen), "notes"
/// (name, text), "about". O(bins). Pure.
[[nodiscard]] Result describe_scorecard(const Scorecard& card);

/// The scorecard that tables state: an expert's, or one that was described. Table "card" alone is required, WoE may be left out there;
/// "features" may have a column weight, by which the points of the feature's bins are multiplied here and now. O(bins). Pure.
/// \throws Error as Scorecard and read_binning, and what reading tables throws, with row and column.
[[nodiscard]] Scorecard read_scorecard(std::span<const TableView> tables);

/// A checked, versioned JSON text of the card. docs/methods/scorecards.md has the schema. O(bins). Pure.
[[nodiscard]] std::string scorecard_to_json(const Scorecard& card);

/// The card of such a text, to the bit. O(bytes x log bytes). Pure.
/// \throws Error naming the byte or the path of the member (as column): invalid_data (not JSON, a member twice, a number out of
/// range), invalid_text (not UTF-8), out_of_bounds (above 64 MiB, nested deeper than 32), unknown_name (another format, a member or
/// choice nobody knows), unsupported_version (a newer file), inconsistent_data (the checksum is that of another text: damaged), missing_value (a
/// member that is not there), wrong_type (a member of another type); and as Binning and Scorecard.
[[nodiscard]] Scorecard scorecard_of_json(std::string_view json);

}  // namespace openitem::credit
