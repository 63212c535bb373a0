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
  double lower = -std::numeric_limits<double>::infinity();  ///< included; the class ends where the next begins
  double pd = std::numeric_limits<double>::quiet_NaN();     ///< of the class; NaN where none is stated
};

/// What a scorecard is made of.
struct ScorecardParts {
  stats::Binning binning;  ///< its WoE are shown, not used
  double base_points = 0.0;
  std::vector<FeaturePoints> features = {};  ///< one for each feature of the binning, in its order
  std::vector<PairPoints> pairs = {};
  std::optional<PointsScale> scale = {};      ///< what odds a score stands for; none: no PD of a row
  std::vector<RatingClass> classes = {};      ///< empty: none
  std::vector<std::pair<std::string, std::string>> notes = {};  ///< name and text, kept with the card: what "bad" meant, which rows ...
};

/// Immutable: one may score from any number of threads at once.
class Scorecard {
 public:
  /// \throws Error invalid_argument naming feature, bin, pair or class: another number of points than bins, points that are not
  /// finite, pairs as of AdditiveModel, class bounds that do not rise, a class twice or unnamed, PDs outside 0 .. 1 or not monotone
  /// in the score in the direction of the scale, a note twice; not_set (orientation of the scale).
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

/// The scorecard of a model in which outcome 1 is bad: points = -factor x log odds of the bin (for good_to_bad).
[[nodiscard]] Scorecard scorecard_of(const stats::AdditiveModel& model, const PointsOptions& options = {});

/// What the points a row lost are counted from.
enum class ReasonBaseline : std::int32_t {
  best_attainable = 0,  ///< the most points any bin of the feature has
  mean = 1,             ///< the feature's mean
};

struct ScoreOptions {
  std::int32_t reasons = 0;  ///< features named for each row, most points lost first, 0 .. 20
  ReasonBaseline baseline = ReasonBaseline::best_attainable;
  std::int32_t points = 0;   ///< 1 = also the points of every feature and pair
  std::int32_t threads = 1;  ///< at most 256; never changes a bit
};

/// Table "rows": score, [pd], [class], [class_pd], [reason_k, reason_k_points ...], [points of each feature ...]; "about".
[[nodiscard]] Result score(const Scorecard& card, std::span<const TableView> tables, const ScoreOptions& options = {});

/// Tables "card" (feature, bin, kind, lower, upper, categories, woe, points), "pairs", "classes", "notes", "about": the points table.
[[nodiscard]] Result describe_scorecard(const Scorecard& card);

/// The scorecard that tables state: the expert's card. As describe_scorecard writes them.
[[nodiscard]] Scorecard read_scorecard(std::span<const TableView> tables);

/// A checked, versioned JSON text of the card and back, to the bit. docs/methods/scorecards.md has the schema.
[[nodiscard]] std::string scorecard_to_json(const Scorecard& card);
[[nodiscard]] Scorecard scorecard_of_json(std::string_view json);

}  // namespace openitem::credit
