#include "openitem/stats.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "estimates.hpp"
#include "guard.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_logistic_options default_logistic_options = OI_LOGISTIC_OPTIONS_INIT;
constexpr std::int64_t first_logistic_size = 40;  // version 0.1
constexpr std::int64_t largest_feature_count = 10'000;
constexpr std::int64_t largest_bin_count = 10'000;

stats::LogisticOptions read_logistic_options(const oi_logistic_options* options, std::int32_t argument) {
  const oi_logistic_options given =
      read_options(options, default_logistic_options,
                   {.type = "oi_logistic_options", .argument = argument, .first_size = first_logistic_size});
  require_zero(given.reserved, "options.reserved", argument);
  require_count(given.no_intercept, 0, 1, "options.no_intercept", argument);
  require_count(given.max_iterations, 0, 10'000, "options.max_iterations", argument);
  blaming(argument, [&] { check_threads(given.threads); });
  stats::LogisticOptions read;
  read.intercept = given.no_intercept == 0;
  read.ridge = given.ridge;
  read.threads = given.threads;
  if (given.max_iterations != 0) read.max_iterations = given.max_iterations;
  if (given.gradient_tolerance != 0.0) read.tolerance = given.gradient_tolerance;
  blaming(argument, [&] { stats::check_logistic_options(read); });
  return read;
}

/// The features, one span a column; kept alive by the caller.
std::vector<std::span<const double>> read_features(const oi_regression_columns& columns,
                                                   std::int32_t argument) {
  require_count(columns.rows, 0, largest_row_count, "columns.rows", argument);
  require_array(columns.features, columns.feature_count, "columns.features", argument, largest_feature_count);
  require_zero(columns.reserved, "columns.reserved", argument);
  std::vector<std::span<const double>> features;
  features.reserve(static_cast<std::size_t>(columns.feature_count));
  for (std::int32_t at = 0; at < columns.feature_count; ++at)
    features.push_back(required_column(columns.features[at], columns.rows, "columns.features[]", argument));
  return features;
}

stats::ScoredOutcomes read_scored(const oi_scored_outcomes* scored, std::int32_t argument) {
  require(scored, "scored", argument);
  require_count(scored->rows, 0, largest_row_count, "scored.rows", argument);
  return {.scores = required_column(scored->scores, scored->rows, "scored.scores", argument),
          .outcomes = required_column(scored->outcomes, scored->rows, "scored.outcomes", argument),
          .weights = optional_column(scored->weights, scored->rows)};
}

oi_calibration_bin bin_as_c(const stats::CalibrationBin& bin) noexcept {
  return {bin.from,   bin.to,  bin.mean_probability, estimate_as_c(bin.share_of_ones), bin.rows,
          bin.weight, bin.ones};
}

}  // namespace

const char* oi_fit_status_name(oi_fit_status status) {
  return stats::name_of(static_cast<stats::FitStatus>(status)).data();
}

oi_status oi_logistic_options_init(oi_logistic_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_logistic_options;
  });
}

oi_status oi_stats_fit_logistic(const oi_regression_columns* columns, const oi_logistic_options* options,
                                oi_logistic_fit* fit, double* coefficients, double* standard_errors,
                                double* covariance, oi_error* error) {
  return guard(error, [&] {
    require(columns, "columns", 0);
    const std::vector<std::span<const double>> features = read_features(*columns, 0);
    const stats::LogisticOptions choices = read_logistic_options(options, 1);
    require(fit, "fit", 2);
    require(coefficients, "coefficients", 3);
    const stats::RegressionColumns given = {
        .features = features,
        .outcomes = required_column(columns->outcomes, columns->rows, "columns.outcomes", 0),
        .weights = optional_column(columns->weights, columns->rows),
        .offsets = optional_column(columns->offsets, columns->rows)};
    const stats::LogisticFit found = blaming(0, [&] { return stats::fit_logistic(given, choices); });
    *fit = {static_cast<oi_fit_status>(found.status),
            found.iterations,
            found.log_likelihood,
            found.null_log_likelihood,
            found.gradient,
            found.rows,
            found.weight,
            found.weight_of_ones};
    write_figures(found.coefficients, coefficients);
    write_figures(found.standard_errors, standard_errors);
    write_figures(found.covariance, covariance);
  });
}

oi_status oi_stats_logistic_probabilities(const oi_regression_columns* columns, const double* coefficients,
                                          const oi_logistic_options* options, double* probabilities,
                                          oi_error* error) {
  return guard(error, [&] {
    require(columns, "columns", 0);
    const std::vector<std::span<const double>> features = read_features(*columns, 0);
    require(coefficients, "coefficients", 1);
    const stats::LogisticOptions choices = read_logistic_options(options, 2);
    require(probabilities, "probabilities", 3);
    const std::span<const double> linear = {coefficients, features.size() + (choices.intercept ? 1 : 0)};
    std::vector<double> found(static_cast<std::size_t>(columns->rows));
    blaming(0, [&] {
      stats::logistic_probabilities(features, linear, choices.intercept,
                                    optional_column(columns->offsets, columns->rows), choices.threads, found);
    });
    write_figures(found, probabilities);
  });
}

oi_status oi_stats_discriminate(const oi_scored_outcomes* scored, double confidence,
                                oi_discrimination* discrimination, oi_error* error) {
  return guard(error, [&] {
    const stats::ScoredOutcomes given = read_scored(scored, 0);
    read_confidence(confidence, 1);
    require(discrimination, "discrimination", 2);
    const stats::Discrimination found = blaming(0, [&] { return stats::discriminate(given, confidence); });
    *discrimination = {
        estimate_as_c(found.auc), estimate_as_c(found.gini), found.ks, found.ks_score, found.rows,
        found.weight_of_ones,     found.weight_of_zeros};
  });
}

oi_status oi_stats_calibrate(const oi_scored_outcomes* scored, double confidence, oi_calibration* calibration,
                             oi_error* error) {
  return guard(error, [&] {
    const stats::ScoredOutcomes given = read_scored(scored, 0);
    read_confidence(confidence, 1);
    require(calibration, "calibration", 2);
    const stats::Calibration found = blaming(0, [&] { return stats::calibrate(given, confidence); });
    *calibration = {estimate_as_c(found.brier),
                    estimate_as_c(found.log_loss),
                    estimate_as_c(found.intercept),
                    estimate_as_c(found.slope),
                    static_cast<oi_fit_status>(found.slope_status),
                    0};
  });
}

oi_status oi_stats_calibration_curve(const oi_scored_outcomes* scored, int32_t bin_count, double confidence,
                                     oi_calibration_error* calibration_error, oi_calibration_bin* bins,
                                     oi_error* error) {
  return guard(error, [&] {
    require_count(bin_count, 1, largest_bin_count, "bin_count", 1);
    const stats::ScoredOutcomes given = read_scored(scored, 0);
    read_confidence(confidence, 2);
    require(calibration_error, "calibration_error", 3);
    const stats::CalibrationCurve found =
        blaming(0, [&] { return stats::calibration_curve(given, bin_count, confidence); });
    *calibration_error = {found.error, found.error_if_calibrated,
                          static_cast<std::int64_t>(found.bins.size())};
    if (bins == nullptr) return;
    std::transform(found.bins.begin(), found.bins.end(), bins,
                   [](const stats::CalibrationBin& bin) { return bin_as_c(bin); });
  });
}
