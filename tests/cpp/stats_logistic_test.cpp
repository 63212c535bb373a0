// Logistic regression: what must hold at the most likely coefficients, and what is said where there are none.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "openitem/stats.hpp"

namespace openitem::stats_logistic_test {
namespace {

using namespace stats;

/// Columns that own their numbers.
struct Sample {
  std::vector<std::vector<double>> features;
  std::vector<std::uint8_t> outcomes;
  std::vector<double> weights = {}, offsets = {};

  [[nodiscard]] std::vector<std::span<const double>> spans() const {
    return {features.begin(), features.end()};
  }
};

LogisticFit fit(const Sample& sample, const LogisticOptions& options = {}) {
  const std::vector<std::span<const double>> spans = sample.spans();
  return fit_logistic({spans, sample.outcomes, sample.weights, sample.offsets}, options);
}

std::vector<double> probabilities(const Sample& sample, const LogisticFit& found, bool intercept = true) {
  const std::vector<std::span<const double>> spans = sample.spans();
  std::vector<double> values(sample.outcomes.size());
  logistic_probabilities(spans, found.coefficients, intercept, sample.offsets, 1, values);
  return values;
}

Sample random_sample(std::uint32_t seed, std::size_t rows, std::size_t features) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  Sample sample{std::vector<std::vector<double>>(features, std::vector<double>(rows)), {}};
  for (std::size_t row = 0; row < rows; ++row) {
    double eta = -0.5;
    for (std::size_t at = 0; at < features; ++at) {
      const double value = normal(random);
      eta += (at % 2 == 0 ? 0.7 : -0.4) * value;
      // Places and scales far apart: neither may cost digits.
      sample.features[at][row] = std::pow(10.0, static_cast<double>(at) * 2 - 4) * (value + 30.0);
    }
    sample.outcomes.push_back(uniform(random) < 1 / (1 + std::exp(-eta)) ? 1 : 0);
  }
  return sample;
}

std::string refusal(const Sample& sample, const LogisticOptions& options = {}) {
  try {
    (void)fit(sample, options);
  } catch (const Error& error) {
    return std::string(status_name(error.status())) + ": " + error.what();
  }
  return "accepted";
}

TEST(StatsLogistic, TheScoreIsZero) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    Sample sample = random_sample(seed, 700, 4);
    std::mt19937 random(seed);
    for (std::size_t row = 0; row < 700; ++row) {
      sample.weights.push_back(static_cast<double>(random() % 4));
      sample.offsets.push_back(static_cast<double>(random() % 100) / 50.0 - 1.0);
    }
    const LogisticFit found = fit(sample);
    ASSERT_EQ(found.status, FitStatus::converged);
    const std::vector<double> expected = probabilities(sample, found);
    double sum = 0.0;
    std::vector<double> score(4, 0.0), size(4, 0.0);
    for (std::size_t row = 0; row < 700; ++row) {
      const double residual = sample.weights[row] * (sample.outcomes[row] - expected[row]);
      sum += residual;
      for (std::size_t at = 0; at < 4; ++at) {
        score[at] += residual * sample.features[at][row];
        size[at] += std::abs(residual * sample.features[at][row]);
      }
    }
    EXPECT_NEAR(sum, 0.0, 1e-9);
    for (std::size_t at = 0; at < 4; ++at) EXPECT_NEAR(score[at] / size[at], 0.0, 1e-11) << at;
  }
}

// Two by two: the coefficient is the log of the odds ratio, its variance the sum of reciprocals (Woolf 1955).
TEST(StatsLogistic, OneBinaryFeatureIsAnOddsRatio) {
  Sample sample{{{0, 0, 1, 1}}, {0, 1, 0, 1}, {60, 40, 25, 75}, {}};
  const LogisticFit found = fit(sample);
  EXPECT_NEAR(found.coefficients[0], std::log(40.0 / 60.0), 1e-13);
  EXPECT_NEAR(found.coefficients[1], std::log(75.0 / 25.0 * 60.0 / 40.0), 1e-13);
  EXPECT_NEAR(found.standard_errors[0], std::sqrt(1.0 / 60 + 1.0 / 40), 1e-12);
  EXPECT_NEAR(found.standard_errors[1], std::sqrt(1.0 / 60 + 1.0 / 40 + 1.0 / 25 + 1.0 / 75), 1e-12);
  EXPECT_NEAR(found.log_likelihood,
              60 * std::log(0.6) + 40 * std::log(0.4) + 25 * std::log(0.25) + 75 * std::log(0.75), 1e-10);
  EXPECT_NEAR(found.null_log_likelihood, 115 * std::log(0.575) + 85 * std::log(0.425), 1e-10);
  EXPECT_EQ(found.rows, 4);
  EXPECT_EQ(found.weight, 200.0);
  EXPECT_EQ(found.weight_of_ones, 115.0);
}

// Spector and Mazzeo (1980), as in Greene's Econometric Analysis; figures as statsmodels prints them.
TEST(StatsLogistic, SpectorAndMazzeo) {
  const Sample sample{
      {{2.66, 2.89, 3.28, 2.92, 4.0,  2.86, 2.76, 2.87, 3.03, 3.92, 2.63, 3.32, 3.57, 3.26, 3.53, 2.74,
        2.75, 2.83, 3.12, 3.16, 2.06, 3.62, 2.89, 3.51, 3.54, 2.83, 3.39, 2.67, 3.65, 4.0,  3.1,  2.39},
       {20, 22, 24, 12, 21, 17, 17, 21, 25, 29, 20, 23, 23, 25, 26, 19,
        25, 19, 23, 25, 22, 28, 14, 26, 24, 27, 17, 24, 21, 23, 21, 19},
       {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
      {0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 1}};
  const LogisticFit found = fit(sample);
  const std::vector<double> coefficients = {-13.021346858115697, 2.8261125948893224, 0.09515766131790943,
                                            2.378687655093354};
  const std::vector<double> errors = {4.931324213602857, 1.2629410756291097, 0.14155420567369442,
                                      1.0645642544971377};
  for (std::size_t at = 0; at < 4; ++at) {
    EXPECT_NEAR(found.coefficients[at], coefficients[at], 1e-8);
    EXPECT_NEAR(found.standard_errors[at], errors[at], 1e-8);
  }
  EXPECT_NEAR(found.log_likelihood, -12.889634222131413, 1e-9);
  EXPECT_NEAR(found.null_log_likelihood, -20.591729696634204, 1e-9);
}

TEST(StatsLogistic, AWeightIsARowSoManyTimes) {
  Sample weighted = random_sample(5, 300, 3), repeated{std::vector<std::vector<double>>(3), {}};
  for (std::size_t row = 0; row < 300; ++row) {
    weighted.weights.push_back(static_cast<double>(row % 3));
    for (std::size_t copy = 0; copy < row % 3; ++copy) {
      for (std::size_t at = 0; at < 3; ++at) repeated.features[at].push_back(weighted.features[at][row]);
      repeated.outcomes.push_back(weighted.outcomes[row]);
    }
  }
  const LogisticFit one = fit(weighted), other = fit(repeated);
  for (std::size_t at = 0; at < 4; ++at) {
    EXPECT_NEAR(one.coefficients[at] / other.coefficients[at], 1.0, 1e-9);
    EXPECT_NEAR(one.standard_errors[at] / other.standard_errors[at], 1.0, 1e-9);
  }
  EXPECT_NEAR(one.log_likelihood, other.log_likelihood, 1e-9);
}

TEST(StatsLogistic, ScaleAndPlaceOfAFeatureMoveItsCoefficientAlone) {
  const Sample sample = random_sample(7, 400, 2);
  Sample moved = sample;
  for (double& value : moved.features[1]) value = value * 1000.0 + 7.0;
  const LogisticFit one = fit(sample), other = fit(moved);
  EXPECT_NEAR(other.coefficients[2] * 1000.0 / one.coefficients[2], 1.0, 1e-8);
  EXPECT_NEAR(other.coefficients[1] / one.coefficients[1], 1.0, 1e-8);
  EXPECT_NEAR(other.standard_errors[2] * 1000.0 / one.standard_errors[2], 1.0, 1e-8);
  EXPECT_NEAR(other.log_likelihood, one.log_likelihood, 1e-9);
}

// The penalised log-likelihood falls in every direction, by what its curvature says.
TEST(StatsLogistic, RidgeIsTheMaximumOfThePenalisedLikelihood) {
  Sample sample = random_sample(11, 250, 3);
  for (std::size_t at = 0; at < 3; ++at) {
    for (double& value : sample.features[at]) value *= std::pow(10.0, 4 - static_cast<double>(at) * 2);
  }
  const double ridge = 12.5;
  const LogisticFit found = fit(sample, {.ridge = ridge});
  ASSERT_EQ(found.status, FitStatus::converged);
  const auto objective = [&](const std::vector<double>& coefficients) {
    LogisticFit at = found;
    at.coefficients = coefficients;
    const std::vector<double> p = probabilities(sample, at);
    double sum = 0.0;
    for (std::size_t row = 0; row < p.size(); ++row)
      sum += std::log(sample.outcomes[row] == 1 ? p[row] : 1 - p[row]);
    for (std::size_t j = 1; j < 4; ++j) sum -= ridge / 2 * coefficients[j] * coefficients[j];
    return sum;
  };
  const double best = objective(found.coefficients);
  for (std::size_t at = 0; at < 4; ++at) {
    for (const double step : {-1e-3, 1e-3}) {
      std::vector<double> near = found.coefficients;
      near[at] += step * found.standard_errors[at];
      EXPECT_LT(objective(near), best);
    }
  }
  EXPECT_LT(std::abs(found.coefficients[1]), std::abs(fit(sample).coefficients[1]));
}

TEST(StatsLogistic, SeparationIsSaid) {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  Sample complete{std::vector<std::vector<double>>(2), {}}, quasi = complete;
  for (int row = 0; row < 200; ++row) {
    const double a = normal(random), b = normal(random);
    complete.features[0].push_back(a), complete.features[1].push_back(b);
    complete.outcomes.push_back(a > 0.2 ? 1 : 0);
    quasi.features[0].push_back(row % 3 == 0 ? 1.0 : 0.0), quasi.features[1].push_back(b);
    quasi.outcomes.push_back(row % 3 == 0 || b + normal(random) > 0 ? 1 : 0);
  }
  for (const Sample& sample : {complete, quasi}) {
    const LogisticFit found = fit(sample);
    EXPECT_EQ(found.status, FitStatus::separated);
    for (const double coefficient : found.coefficients) EXPECT_TRUE(std::isnan(coefficient));
    EXPECT_EQ(fit(sample, {.ridge = 0.1}).status, FitStatus::converged);
  }
  // One row deep on the other side, and there are coefficients again.
  const auto furthest = std::max_element(complete.features[0].begin(), complete.features[0].end());
  complete.outcomes[static_cast<std::size_t>(furthest - complete.features[0].begin())] = 0;
  EXPECT_EQ(fit(complete).status, FitStatus::converged);
  EXPECT_EQ(name_of(FitStatus::separated), "separated");
}

TEST(StatsLogistic, NearSeparationIsNoSeparation) {
  // 1,000 against 1: far apart, but finite.
  Sample sample{{{0, 0, 1, 1}}, {0, 1, 0, 1}, {100'000, 1, 1, 100'000}, {}};
  const LogisticFit found = fit(sample);
  ASSERT_EQ(found.status, FitStatus::converged);
  EXPECT_NEAR(found.coefficients[1], 2 * std::log(100'000.0), 1e-8);
}

TEST(StatsLogistic, TheSameBitsForAnyNumberOfThreads) {
  const Sample sample = random_sample(13, 210'000, 5);
  const LogisticFit one = fit(sample);
  ASSERT_EQ(one.status, FitStatus::converged);
  for (const std::int32_t threads : {2, 3, 8}) {
    const LogisticFit many = fit(sample, {.threads = threads});
    EXPECT_EQ(many.coefficients, one.coefficients);
    EXPECT_EQ(many.standard_errors, one.standard_errors);
    EXPECT_EQ(many.log_likelihood, one.log_likelihood);
  }
}

TEST(StatsLogistic, WithoutAnIntercept) {
  Sample sample{{{1, 1, 1, 1}, {0, 0, 1, 1}}, {0, 1, 0, 1}, {60, 40, 25, 75}, {}};
  const LogisticFit found = fit(sample, {.intercept = false});
  ASSERT_EQ(found.coefficients.size(), 2U);
  EXPECT_NEAR(found.coefficients[0], std::log(40.0 / 60.0), 1e-12);
  EXPECT_NEAR(found.coefficients[1], std::log(4.5), 1e-12);
  EXPECT_NEAR(found.null_log_likelihood, 200 * std::log(0.5), 1e-10);
  EXPECT_NEAR(probabilities(sample, found, false)[3], 0.75, 1e-12);
}

TEST(StatsLogistic, AnIterationTooFewIsSaid) {
  const LogisticFit found = fit(random_sample(17, 200, 3), {.max_iterations = 1});
  EXPECT_EQ(found.status, FitStatus::not_converged);
  EXPECT_EQ(found.iterations, 1);
  EXPECT_TRUE(std::isnan(found.coefficients[0]));
}

TEST(StatsLogistic, BadInputIsNamed) {
  const Sample good = random_sample(19, 50, 2);
  Sample bad = good;
  bad.features[1][7] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(refusal(bad),
            "invalid_data: features[1] of row 7 is inf; expected a finite number; give missing values a "
            "number or a "
            "bin of their own");
  bad = good;
  bad.features[0].pop_back();
  EXPECT_EQ(refusal(bad),
            "ragged_columns: features[0] has 49 rows; expected 50, as many as the first column has");
  bad = good;
  bad.outcomes[3] = 2;
  EXPECT_EQ(refusal(bad), "invalid_data: outcomes of row 3 is 2.000000; expected 0 or 1");
  bad = good;
  bad.weights.assign(50, 1.0);
  bad.weights[4] = -1.0;
  EXPECT_EQ(refusal(bad), "invalid_data: weights of row 4 is -1.000000; expected 0 or more");
  bad.weights.assign(50, 0.0);
  EXPECT_EQ(refusal(bad).substr(0, 51), "invalid_argument: there is no row of a weight above");
  bad = good;
  bad.outcomes.assign(50, 1);
  EXPECT_EQ(
      refusal(bad),
      "invalid_argument: all outcomes are 1 where the weight is above 0; a regression needs rows of both "
      "outcomes");
  bad = good;
  bad.features[1].assign(50, 3.7);
  EXPECT_EQ(
      refusal(bad),
      "invalid_argument: features[1] is the same number in every row; leave it out, the intercept stands "
      "for it");
  bad = good;
  bad.features.push_back(bad.features[0]);
  for (double& value : bad.features[2]) value = 5.0 - 2.0 * value;
  EXPECT_EQ(
      refusal(bad),
      "invalid_argument: features[2] is a combination of the features before it; leave one of them out or "
      "give a ridge");
  EXPECT_EQ(refusal(bad, {.ridge = 1.0}), "accepted");
  EXPECT_EQ(refusal({{}, {}, {}, {}}).substr(0, 16), "invalid_argument");
  EXPECT_EQ(refusal(good, {.max_iterations = 0}).substr(0, 13), "out_of_bounds");
  EXPECT_EQ(refusal(good, {.ridge = -1.0}).substr(0, 13), "out_of_bounds");
  EXPECT_EQ(refusal(good, {.tolerance = 0.0}).substr(0, 13), "out_of_bounds");
  EXPECT_EQ(refusal(good, {.threads = 257}).substr(0, 13), "out_of_bounds");
}

TEST(StatsLogistic, DuplicatesAndTwoRows) {
  Sample sample{{{1, 1, 2, 2}}, {0, 0, 1, 1}, {}, {}};
  EXPECT_EQ(fit(sample).status, FitStatus::separated);
  sample = {{{1, 2}}, {0, 1}, {}, {}};
  EXPECT_EQ(fit(sample).status, FitStatus::separated);
  sample = {{{1, 1, 2, 2}}, {0, 1, 0, 1}, {}, {}};
  EXPECT_NEAR(fit(sample).coefficients[1], 0.0, 1e-12);
}

TEST(StatsLogistic, ProbabilitiesOfFarPredictors) {
  const std::vector<double> x = {-1e6, -800.0, -40.0, 0.0, 40.0, 800.0, 1e6};
  const std::vector<std::span<const double>> features = {x};
  std::vector<double> p(x.size());
  logistic_probabilities(features, std::vector<double>{1.0}, false, {}, 1, p);
  EXPECT_EQ(p[3], 0.5);
  EXPECT_NEAR(p[2], std::exp(-40.0), 1e-30);
  EXPECT_EQ(p[6], 1.0);
  EXPECT_GE(p[0], 0.0);
  EXPECT_LT(p[0], 1e-300);
  for (std::size_t at = 1; at < p.size(); ++at) EXPECT_GE(p[at], p[at - 1]);
}

}  // namespace
}  // namespace openitem::stats_logistic_test
