#pragma once
/// \file
/// Scorecards from rows and their outcomes: bins, the choice of features, logistic regression on weights of evidence, points, rating
/// classes. docs/methods/scorecard_fit.md states every rule and its source.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine and for any number of threads, over the same order of rows.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/binning.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/scorecard.hpp"
#include "openitem/stats.hpp"

namespace openitem::credit {

// ---- rating classes ----------------------------------------------------------------------------------------------------

/// What a high score means.
enum class ScoreDirection : std::int32_t {
  higher_is_better = 0,  ///< the share of outcome 1 falls with the score
  higher_is_worse = 1,
};

/// Where the PD of a class comes from.
enum class ClassPd : std::int32_t {
  observed = 0,   ///< the class's share of outcome 1, neighbours that are out of order pooled
  predicted = 1,  ///< the mean of the PDs of its rows
};

/// "higher_is_better", "observed" ...; "" for none.
[[nodiscard]] std::string_view name_of(ScoreDirection direction) noexcept;
[[nodiscard]] std::string_view name_of(ClassPd pd) noexcept;

struct RatingClassOptions {
  std::int32_t max_classes = 7;  ///< that are found, 2 .. 50; fewer where the limits allow no more
  double min_share = 0.05;       ///< of the weight of all rows, in each class that is found, 0 .. 0.5
  double min_ones = 1.0;         ///< weight of outcome 1 in each class that is found, 0 or more
  /// Scores where a class begins, all but the lowest; rising. Given: these are the classes, and the limits above are not asked.
  std::vector<double> bounds = {};
  std::vector<std::string> names = {};  ///< best first; empty: "1", "2" ... with "1" the best
  ScoreDirection direction = ScoreDirection::higher_is_better;
  ClassPd pd = ClassPd::observed;
  double pd_floor = 0.0;     ///< no class has a lower PD, 0 .. 1
  double confidence = 0.95;  ///< of the intervals of rates, above 0 and below 1
};

/// Scores and what became of them. Borrowed, of one length.
struct RatedOutcomes {
  std::span<const double> scores = {};
  std::span<const std::uint8_t> outcomes = {};  ///< 0 or 1; 1 = bad
  std::span<const double> weights = {};         ///< 0, or 10^-100 to 10^100; empty = 1 each
  std::span<const double> pds = {};             ///< 0 to 1; needed for ClassPd::predicted alone, else empty
};

/// Classes of scores, from the lowest score up, and the tables that show how they came about:
///  "classes" class, lower (included), upper (excluded), count, weight, share, ones, rate, low, high, mean_pd, pd
///  "proof"   line, count: rows less those of the classes; the difference is 0
///  "about"   name, value
struct RatingClasses {
  std::vector<RatingClass> classes;
  Result tables;
};

/// Classes of scores whose PDs are monotone in the score: of the greatest information value under the limits (the search of
/// fit_binning, with the trend of the direction), or those of the bounds given. O(rows log rows + 200^2 x classes). Pure.
/// \throws Error ragged_columns, invalid_data (row and column), invalid_argument (no row of a weight above 0, one class of outcomes
/// where classes are to be found, bounds that do not rise, too few names, a name twice or empty, PDs missing), out_of_bounds (options).
[[nodiscard]] RatingClasses rating_classes(const RatedOutcomes& rated,
                                           const RatingClassOptions& options = {});

/// The card with the classes of table "classes" (class, lower, pd; further columns of rating_classes are not read), or with those
/// given, in place of its own.
/// \throws Error as Scorecard, and what reading tables throws, with row and column.
[[nodiscard]] Scorecard with_classes(const Scorecard& card, std::span<const TableView> tables);
[[nodiscard]] Scorecard with_classes(const Scorecard& card, std::vector<RatingClass> classes);

// ---- the fit -----------------------------------------------------------------------------------------------------------

/// What becomes of a feature that the regression turns round: more points where its own bins say more risk.
enum class WrongSign : std::int32_t {
  keep = 0,  ///< it stays, and the table says so
  drop = 1,  ///< the worst is left out and the rest fitted anew, until there is none
};

/// "keep", "drop"; "" for none.
[[nodiscard]] std::string_view name_of(WrongSign rule) noexcept;

struct ScorecardOptions {
  /// How features are cut. Weights of evidence are those of zeros over ones: high = good.
  stats::BinningOptions binning = {.woe = stats::WoeDirection::zeros_over_ones};
  double min_iv = 0.02;  ///< information value that a feature needs, 0 or more
  WrongSign wrong_sign = WrongSign::keep;
  double ridge = 0.0;                 ///< of the regression on weights of evidence, 0 or more
  std::int32_t max_iterations = 100;  ///< of the regression, 1 .. 10,000
  PointsOptions points = {};
  std::optional<RatingClassOptions> classes =
      {};                    ///< none: the card has no classes. Their direction is that of the points
  std::int32_t threads = 1;  ///< of all but the bins, at most 256; never changes a bit
};

/// A scorecard, the model it rounds, and the tables that show how they came about:
///  "features"      feature, type, status, iv, choice, coefficient, standard_error, sign, mean_points
///  "bins"          as of fit_binning, and value (log odds), points: null where the feature was not chosen
///  "categories"    as of fit_binning
///  "fit"           status, iterations, log_likelihood, null_log_likelihood, gradient, rows, weight, weight_of_ones, intercept,
///                  intercept_standard_error, ridge, dropped_for_sign, auc, gini, ks, auc_of_points
///  "classes"       as of rating_classes, where there are classes
///  "proof"         line, value: outcomes of 1 less the sum of probabilities, before points are rounded
///  "binning_proof" as of fit_binning
///  "about"         name, value
struct FittedScorecard {
  Scorecard card;
  stats::AdditiveModel model;
  Result tables;
};

/// A scorecard of table "features" for the outcomes (1 = bad) of table "outcomes" (outcome, weight); tables "settings", "specials" and
/// "cuts" may follow as for fit_binning, and "notes" (name, text), kept with the card.
/// Bins of the greatest information value; features whose bins differ and whose information value is at least `min_iv`; logistic
/// regression of the outcome on their weights of evidence; points of coefficient x weight of evidence. Pure.
/// \throws Error as fit_binning; invalid_argument (no feature has the information value; outcomes are separated, and there is no ridge; the
/// regression does not converge; a feature is a combination of others, and there is no ridge; a note twice), out_of_bounds (options).
[[nodiscard]] FittedScorecard fit_scorecard(std::span<const TableView> tables,
                                            const ScorecardOptions& options = {});

/// The card with the mean points of each feature over the rows of table "features" (weights: table "weights", column weight), for
/// reasons against the mean. What a card of an additive model or of an expert lacks. O(rows x features). Pure.
/// \throws Error as transform_binning; invalid_data (a weight; row and column), invalid_argument (no row of a weight above 0).
[[nodiscard]] Scorecard with_means(const Scorecard& card, std::span<const TableView> tables,
                                   std::int32_t threads = 1);

}  // namespace openitem::credit
