#pragma once
/// \file
/// Statistics of credit risk: logistic regression, measures of scores, survival. docs/methods/statistics.md states every formula
/// and its source.
///
/// Floating point throughout: nothing here is money. Every function is pure and may be called from any thread; the same bits on
/// every machine, for any number of threads, over the same order of rows.

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"

namespace openitem::stats {

/// Rows of a regression: one span a feature, all of one length. Borrowed.
struct RegressionColumns {
  std::span<const std::span<const double>> features = {};
  std::span<const std::uint8_t> outcomes = {};  ///< 0 or 1
  std::span<const double> weights = {};         ///< 0 or more; empty = 1 each. A weight of 2 is the row twice
  std::span<const double> offsets = {};         ///< added to the linear predictor; empty = 0
};

struct LogisticOptions {
  bool intercept = true;
  /// Penalty ridge / 2 x the sum of squared coefficients, the intercept left out; 0 or more. Above 0 a fit always exists.
  double ridge = 0.0;
  std::int32_t max_iterations = 100;  ///< 1 .. 10,000
  /// The fit stands when no part of the gradient, a unit of weight, is greater, in standard deviations of the features.
  double tolerance = 1e-10;
  std::int32_t threads = 1;  ///< at most 256; never changes a bit
};

/// What became of a fit.
enum class FitStatus : std::int32_t {
  converged = 1,
  separated =
      2,  ///< a combination of features tells the outcomes apart, in all rows or all that it moves: no finite
          ///< coefficients are the most likely ones
  not_converged = 3,  ///< `max_iterations` were not enough
};

/// "converged" ...; "" for none.
[[nodiscard]] std::string_view name_of(FitStatus status) noexcept;

/// P(outcome = 1) = 1 / (1 + exp(-eta)), eta = offset + coefficients x features.
struct LogisticFit {
  FitStatus status = FitStatus::not_converged;
  std::int32_t iterations = 0;
  /// The intercept first, where there is one. NaN unless converged.
  std::vector<double> coefficients = {};
  std::vector<double> standard_errors = {};  ///< from the inverse of the (penalised) information matrix
  std::vector<double> covariance = {};       ///< row after row
  double log_likelihood =
      std::numeric_limits<double>::quiet_NaN();  ///< at the last step, without the penalty
  /// Of the intercept and the offsets alone.
  double null_log_likelihood = std::numeric_limits<double>::quiet_NaN();
  double gradient = std::numeric_limits<double>::quiet_NaN();  ///< the greatest part, as `tolerance` means it
  std::int64_t rows = 0;                                       ///< of a weight above 0
  double weight = 0.0;
  double weight_of_ones = 0.0;
};

/// Maximum likelihood by Newton's method (IRLS) with step halving. O(rows x features^2) a step; several passes.
/// \throws Error ragged_columns, invalid_data (row and column of a number that is not finite, an outcome other than 0 and 1, a weight
/// below 0), invalid_argument (no rows of a weight above 0, one class of outcomes, a feature that is constant or a combination of
/// those before it while there is no ridge; all named), out_of_bounds (options).
[[nodiscard]] LogisticFit fit_logistic(const RegressionColumns& columns, const LogisticOptions& options = {});

/// Probabilities of rows: `coefficients` as a fit gives them. O(rows x features), no allocation a row.
/// \throws Error ragged_columns, invalid_data, out_of_bounds (threads).
void logistic_probabilities(std::span<const std::span<const double>> features,
                            std::span<const double> coefficients, bool intercept,
                            std::span<const double> offsets, std::int32_t threads,
                            std::span<double> probabilities);

// ---- measures of a score -----------------------------------------------------------------------------------------------

/// Scores and what became of them. Borrowed, of one length.
struct ScoredOutcomes {
  std::span<const double> scores = {};
  std::span<const std::uint8_t> outcomes = {};  ///< 0 or 1
  std::span<const double> weights = {};         ///< 0 or more; empty = 1 each
};

/// A figure and its interval; NaN where there is none.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double standard_error = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// How well a score tells outcome 1 (which should score higher) from outcome 0. NaN where there is one class only.
struct Discrimination {
  Estimate auc;   ///< P(score of a 1 > score of a 0) + P(equal) / 2; DeLong's variance
  Estimate gini;  ///< 2 AUC - 1
  double ks =
      std::numeric_limits<double>::quiet_NaN();  ///< greatest distance of the two distribution functions
  double ks_score = std::numeric_limits<double>::quiet_NaN();  ///< the least score at which it is reached
  std::int64_t rows = 0;                                       ///< of a weight above 0
  double weight_of_ones = 0.0, weight_of_zeros = 0.0;
};

/// `confidence` of the intervals, above 0 and below 1; those of AUC lie within 0 and 1. Intervals with weights take them as numbers of
/// rows. O(rows log rows).
/// \throws Error ragged_columns, invalid_data (row and column), out_of_bounds, invalid_argument (no row of a weight above 0).
[[nodiscard]] Discrimination discriminate(const ScoredOutcomes& scored, double confidence = 0.95);

/// How near probabilities are to outcomes.
struct Calibration {
  Estimate brier;     ///< mean of (outcome - probability)^2
  Estimate log_loss;  ///< mean of -ln of the probability of what happened; infinite where that was 0
  Estimate
      intercept;  ///< of the logistic regression of the outcome on 1, the log of the odds its offset: 0 = right on the whole
  Estimate slope;  ///< of that on the log of the odds: 1 = neither too bold (below) nor too timid
  FitStatus slope_status = FitStatus::not_converged;
};

/// Scores are probabilities, 0 to 1. Intercept and slope are missing where a probability is 0 or 1, or one class is.
/// \throws Error as discriminate.
[[nodiscard]] Calibration calibrate(const ScoredOutcomes& scored, double confidence = 0.95);

/// Rows of neighbouring probabilities.
struct CalibrationBin {
  double from = 0.0, to = 0.0;    ///< least and greatest probability
  double mean_probability = 0.0;  ///< what is said
  Estimate share_of_ones;         ///< what came: with Wilson's interval
  std::int64_t rows = 0;          ///< of a weight above 0
  double weight = 0.0, ones = 0.0;
};

struct CalibrationCurve {
  std::vector<CalibrationBin> bins = {};  ///< by probability; at most as many as asked
  /// Expected calibration error: mean over rows of |share of ones - mean probability| of their bin.
  double error = 0.0;
  /// What that is on average when every probability is right, by the normal approximation of each bin: chance alone.
  double error_if_calibrated = 0.0;
};

/// Bins of equal weight, 1 to 10,000 of them; equal probabilities stay together. O(rows log rows).
/// \throws Error as calibrate, out_of_bounds (bins).
[[nodiscard]] CalibrationCurve calibration_curve(const ScoredOutcomes& scored, std::int32_t bins = 10,
                                                 double confidence = 0.95);

/// Tables "bins" (from, to, mean_probability, share_of_ones, standard_error, low, high, rows, weight, ones), "about".
[[nodiscard]] Result tables_of(const CalibrationCurve& curve);

}  // namespace openitem::stats
