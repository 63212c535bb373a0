// Measures of scores: by their definitions, pair by pair, and where they mean nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "openitem/stats.hpp"
#include "stats/normal_quantile.hpp"

namespace openitem::stats_measures_test {
namespace {

using namespace stats;

struct Scores {
  std::vector<double> scores;
  std::vector<std::uint8_t> outcomes;
  std::vector<double> weights = {};

  [[nodiscard]] ScoredOutcomes view() const { return {scores, outcomes, weights}; }
};

Scores random_scores(std::uint32_t seed, std::size_t rows, bool with_weights) {
  std::mt19937 random(seed);
  Scores made;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto score = static_cast<double>(random() % 40);  // many ties
    made.scores.push_back(score / 50.0 + 0.05);
    made.outcomes.push_back(static_cast<double>(random() % 50) < score ? 1 : 0);
    if (with_weights) made.weights.push_back(static_cast<double>(random() % 3));
  }
  return made;
}

double weight_of(const Scores& given, std::size_t row) {
  return given.weights.empty() ? 1.0 : given.weights[row];
}

template <typename Call>
std::string refusal(Call&& call) {
  try {
    (void)call();
  } catch (const Error& error) {
    return std::string(status_name(error.status()));
  }
  return "accepted";
}

TEST(StatsMeasures, AucIsTheShareOfPairsInOrder) {
  for (const bool with_weights : {false, true}) {
    const Scores given = random_scores(3, 400, with_weights);
    double won = 0.0, pairs = 0.0;
    for (std::size_t one = 0; one < 400; ++one) {
      for (std::size_t zero = 0; zero < 400; ++zero) {
        if (given.outcomes[one] != 1 || given.outcomes[zero] != 0) continue;
        const double weight = weight_of(given, one) * weight_of(given, zero);
        pairs += weight;
        if (given.scores[one] > given.scores[zero]) won += weight;
        if (given.scores[one] == given.scores[zero]) won += 0.5 * weight;
      }
    }
    const Discrimination found = discriminate(given.view());
    EXPECT_NEAR(found.auc.value, won / pairs, 1e-12);
    EXPECT_NEAR(found.gini.value, 2 * won / pairs - 1, 1e-12);
    EXPECT_NEAR(found.gini.high - found.gini.low, 2 * (found.auc.high - found.auc.low), 1e-12);
  }
}

TEST(StatsMeasures, KolmogorovSmirnovIsTheGreatestDistance) {
  const Scores given = random_scores(5, 300, true);
  double greatest = 0.0;
  for (const double cut : given.scores) {
    double ones = 0.0, zeros = 0.0, all_ones = 0.0, all_zeros = 0.0;
    for (std::size_t row = 0; row < 300; ++row) {
      (given.outcomes[row] == 1 ? all_ones : all_zeros) += weight_of(given, row);
      if (given.scores[row] > cut) continue;
      (given.outcomes[row] == 1 ? ones : zeros) += weight_of(given, row);
    }
    greatest = std::max(greatest, std::abs(ones / all_ones - zeros / all_zeros));
  }
  EXPECT_NEAR(discriminate(given.view()).ks, greatest, 1e-12);
}

// scikit-learn's documentation of roc_auc_score; Gini and KS of the same four rows by hand.
TEST(StatsMeasures, FourRows) {
  const Scores given{{0.1, 0.4, 0.35, 0.8}, {0, 0, 1, 1}};
  const Discrimination found = discriminate(given.view());
  EXPECT_EQ(found.auc.value, 0.75);
  EXPECT_EQ(found.gini.value, 0.5);
  EXPECT_EQ(found.ks, 0.5);
  EXPECT_EQ(found.ks_score, 0.1);
  EXPECT_EQ(found.auc.high, 1.0);
}

// The interval of a repeated sample narrows with the root of the number of repetitions, and covers.
TEST(StatsMeasures, TheIntervalOfAnAucCoversItNineteenTimesInTwenty) {
  std::mt19937 random(17);
  std::normal_distribution<double> normal;
  const double truth = 0.5 * std::erfc(-1.0 / 2.0);  // P(N(1, 1) > N(0, 1)) = Phi(1 / sqrt 2)
  int covered = 0;
  for (int round = 0; round < 1000; ++round) {
    Scores given;
    for (int row = 0; row < 120; ++row) {
      given.outcomes.push_back(row % 3 == 0 ? 1 : 0);
      given.scores.push_back(normal(random) + (row % 3 == 0 ? 1.0 : 0.0));
    }
    const Discrimination found = discriminate(given.view());
    covered += found.auc.low <= truth && truth <= found.auc.high ? 1 : 0;
  }
  EXPECT_GT(covered, 920);
  EXPECT_LT(covered, 975);
}

TEST(StatsMeasures, OneClassHasNoDiscrimination) {
  const Scores given{{0.1, 0.2}, {1, 1}};
  const Discrimination found = discriminate(given.view());
  EXPECT_TRUE(std::isnan(found.auc.value));
  EXPECT_TRUE(std::isnan(found.ks));
  EXPECT_EQ(found.weight_of_ones, 2.0);
  const Calibration near = calibrate(given.view());
  EXPECT_NEAR(near.brier.value, (0.81 + 0.64) / 2, 1e-15);
  EXPECT_TRUE(std::isnan(near.slope.value));
  EXPECT_TRUE(std::isnan(near.intercept.value));
}

TEST(StatsMeasures, BrierAndLogLossAreMeans) {
  const Scores given = random_scores(7, 500, true);
  const Calibration found = calibrate(given.view());
  double brier = 0.0, loss = 0.0, weight = 0.0;
  for (std::size_t row = 0; row < 500; ++row) {
    const double p = given.scores[row];
    weight += given.weights[row];
    brier += given.weights[row] * (given.outcomes[row] - p) * (given.outcomes[row] - p);
    loss -= given.weights[row] * std::log(given.outcomes[row] == 1 ? p : 1 - p);
  }
  EXPECT_NEAR(found.brier.value, brier / weight, 1e-12);
  EXPECT_NEAR(found.log_loss.value, loss / weight, 1e-12);
  EXPECT_LT(found.brier.low, found.brier.value);
}

// Probabilities that a logistic regression gives to its own rows have intercept 0 and slope 1.
TEST(StatsMeasures, AFitIsCalibratedOnItsOwnRows) {
  std::mt19937 random(11);
  std::normal_distribution<double> normal;
  std::vector<double> x(800);
  std::vector<std::uint8_t> y(800);
  for (std::size_t row = 0; row < 800; ++row) {
    x[row] = normal(random);
    y[row] = normal(random) < x[row] - 0.3 ? 1 : 0;
  }
  const std::vector<std::span<const double>> features = {x};
  const LogisticFit fit = fit_logistic({features, y, {}, {}});
  std::vector<double> p(800);
  logistic_probabilities(features, fit.coefficients, true, {}, 1, p);
  const Calibration found = calibrate({p, y, {}});
  EXPECT_EQ(found.slope_status, FitStatus::converged);
  EXPECT_NEAR(found.slope.value, 1.0, 1e-9);
  EXPECT_NEAR(found.intercept.value, 0.0, 1e-9);
  // Odds three times too high: the intercept says so, the slope does not change.
  for (double& value : p) value = 3 * value / (1 - value) / (1 + 3 * value / (1 - value));
  const Calibration bold = calibrate({p, y, {}});
  EXPECT_NEAR(bold.intercept.value, -std::log(3.0), 1e-8);
  EXPECT_NEAR(bold.slope.value, 1.0, 1e-8);
}

TEST(StatsMeasures, CertaintyThatWasWrongIsInfinitelyBad) {
  const Calibration found =
      calibrate({std::vector<double>{0.0, 1.0, 0.5}, std::vector<std::uint8_t>{1, 1, 0}, {}});
  EXPECT_TRUE(std::isinf(found.log_loss.value));
  EXPECT_TRUE(std::isnan(found.slope.value));
  EXPECT_NEAR(found.brier.value, 1.25 / 3, 1e-15);
}

TEST(StatsMeasures, QuantilesOfTheNormalDistribution) {
  for (const double z : {0.01, 0.3, 0.6744897501960817, 1.0, 1.959963984540054, 3.0, 6.0}) {
    const double confidence = std::erf(z / std::sqrt(2.0));
    EXPECT_NEAR(two_sided_quantile(confidence), z, z < 5 ? 1e-12 * z + 1e-15 : 1e-5) << z;
  }
  EXPECT_NEAR(two_sided_quantile(0.95), 1.959963984540054, 1e-14);
  EXPECT_NEAR(two_sided_quantile(0.5), 0.6744897501960817, 1e-15);
}

TEST(StatsMeasures, BadInputIsNamed) {
  const Scores good = random_scores(13, 20, false);
  Scores bad = good;
  bad.scores[2] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refusal([&] { return discriminate(bad.view()); }), "invalid_data");
  bad = good;
  bad.scores.pop_back();
  EXPECT_EQ(refusal([&] { return discriminate(bad.view()); }), "ragged_columns");
  bad = good;
  bad.outcomes[0] = 2;
  EXPECT_EQ(refusal([&] { return discriminate(bad.view()); }), "invalid_data");
  bad = good;
  bad.weights.assign(20, 1.0);
  bad.weights[1] = -0.5;
  EXPECT_EQ(refusal([&] { return calibrate(bad.view()); }), "invalid_data");
  bad.weights.assign(20, 0.0);
  EXPECT_EQ(refusal([&] { return discriminate(bad.view()); }), "invalid_argument");
  bad = good;
  bad.scores[3] = 1.01;
  EXPECT_EQ(refusal([&] { return calibrate(bad.view()); }), "invalid_data");
  EXPECT_EQ(refusal([&] { return discriminate(bad.view()); }), "accepted");
  for (const double confidence : {0.0, 1.0, -1.0, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_EQ(refusal([&] { return discriminate(good.view(), confidence); }), "out_of_bounds");
}

}  // namespace
}  // namespace openitem::stats_measures_test
