// Adapters of the golden cases about scorecards and survival (tests/golden/09_scorecard_survival.json).

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "golden/data_rows.hpp"
#include "golden_runner.hpp"
#include "openitem/altman.hpp"
#include "openitem/distributions.hpp"
#include "openitem/points.hpp"
#include "openitem/stats.hpp"
#include "openitem/survival.hpp"

namespace openitem::golden_statistics_test {
namespace {

using golden::Inputs;
using golden::Json;
using golden::Registration;
using golden::Row;

const stats::BinOptions shares = {.figures = stats::BinFigures::shares};

stats::Evidence evidence_of(const Inputs& inputs) {
  return stats::weight_of_evidence(inputs.numbers("dist_a"), inputs.numbers("dist_b"),
                                   stats::EvidenceOrientation::good_over_bad, shares);
}

const Registration woe_case("woe_from_distributions", [](const Inputs& inputs) {
  EXPECT_EQ(inputs.text("orientation"), "a_over_b");
  return Json(evidence_of(inputs).weights);
});
const Registration iv_case("iv",
                           [](const Inputs& inputs) { return Json(evidence_of(inputs).information_value); });
const Registration psi_case("psi", [](const Inputs& inputs) {
  return Json(
      stats::population_stability(inputs.numbers("expected"), inputs.numbers("actual"), shares).index);
});
const Registration band_case("psi_band", [](const Inputs& inputs) {
  return Json(std::string(name_of(stats::stability_band(inputs.number("psi")))));
});

credit::PointsScale scale_of(const Inputs& inputs, credit::OddsOrientation orientation) {
  return credit::points_scaling(inputs.number("pdo"), inputs.number("base_score"), inputs.number("base_odds"),
                                orientation);
}

const Registration scaling_case("pdo_scaling", [](const Inputs& inputs) {
  const bool is_good = inputs.text("odds_orientation") == "good_to_bad";
  const credit::PointsScale scale =
      scale_of(inputs, is_good ? credit::OddsOrientation::good_to_bad : credit::OddsOrientation::bad_to_good);
  return Json{{"factor", scale.factor}, {"offset", scale.offset}};
});

/// One number through a function of columns.
template <class Formula>
Json converted(double in, const Formula& formula) {
  double out = 0.0;
  formula(std::span<const double>(&in, 1), std::span<double>(&out, 1));
  return out;
}

const Registration odds_case("score_to_odds", [](const Inputs& inputs) {
  const credit::PointsScale scale = scale_of(inputs, credit::OddsOrientation::good_to_bad);
  return converted(inputs.number("score"), [&](auto in, auto out) { odds_of_scores(scale, in, out); });
});
const Registration score_case("odds_to_score", [](const Inputs& inputs) {
  const credit::PointsScale scale = scale_of(inputs, credit::OddsOrientation::good_to_bad);
  return converted(inputs.number("odds"), [&](auto in, auto out) { scores_of_odds(scale, in, out); });
});
const Registration pd_case("odds_to_pd", [](const Inputs& inputs) {
  return converted(inputs.number("odds_good_bad"),
                   [](auto in, auto out) { pds_of_odds(credit::OddsOrientation::good_to_bad, in, out); });
});

Json altman(const Inputs& inputs, credit::AltmanModel model) {
  const credit::AltmanScale scale = credit::altman_scale(model);
  const std::vector<double> coefficients = inputs.numbers("coeff"), firm = inputs.numbers("x");
  EXPECT_EQ(static_cast<std::size_t>(scale.ratios), coefficients.size());
  for (std::size_t at = 0; at < coefficients.size(); ++at)
    EXPECT_EQ(scale.coefficients.at(at), coefficients[at]);
  if (inputs.has("constant")) {
    EXPECT_EQ(scale.constant, inputs.number("constant"));
  }
  std::vector<std::span<const double>> ratios;
  for (const double& ratio : firm) ratios.emplace_back(&ratio, 1);
  double score = 0.0;
  credit::AltmanZone zone = {};
  credit::altman_scores(model, credit::SalesCoefficient::one, ratios, std::span(&score, 1),
                        std::span(&zone, 1));
  return {{"z", score}, {"zone", std::string(name_of(zone))}};
}

const Registration z_case("altman_z",
                          [](const Inputs& inputs) { return altman(inputs, credit::AltmanModel::z); });
const Registration private_case("altman_z_private", [](const Inputs& inputs) {
  return altman(inputs, credit::AltmanModel::z_prime);
});
const Registration four_case("altman_z_nonmanufacturing", [](const Inputs& inputs) {
  return altman(inputs, credit::AltmanModel::z_double);
});
const Registration em_case("altman_em_score",
                           [](const Inputs& inputs) { return altman(inputs, credit::AltmanModel::em); });

stats::Discrimination discrimination_of(const Inputs& inputs) {
  const std::vector<double> scores = inputs.numbers("score");
  std::vector<std::uint8_t> outcomes;
  for (const std::int64_t outcome : inputs.integers("y"))
    outcomes.push_back(static_cast<std::uint8_t>(outcome));
  return stats::discriminate({.scores = scores, .outcomes = outcomes});
}

const Registration auc_case("auc",
                            [](const Inputs& inputs) { return Json(discrimination_of(inputs).auc.value); });
const Registration gini_case("gini",
                             [](const Inputs& inputs) { return Json(discrimination_of(inputs).gini.value); });
const Registration ks_case("ks", [](const Inputs& inputs) { return Json(discrimination_of(inputs).ks); });

const Registration logistic_case("logistic_regression", [](const Inputs& inputs) {
  const std::vector<Row> rows = golden::rows_of(inputs);
  std::vector<std::vector<double>> columns;
  for (const std::string& name : inputs.texts("covariates"))
    columns.push_back(golden::numbers_of(rows, name));
  const std::vector<std::span<const double>> features(columns.begin(), columns.end());
  std::vector<std::uint8_t> outcomes;
  for (const double outcome : golden::numbers_of(rows, inputs.text("response")))
    outcomes.push_back(outcome != 0.0 ? 1 : 0);
  const stats::LogisticFit fit = stats::fit_logistic({.features = features, .outcomes = outcomes},
                                                     {.intercept = inputs.flag("intercept")});
  const auto size = static_cast<double>(fit.coefficients.size());
  return Json{{"coef", fit.coefficients},
              {"se", fit.standard_errors},
              {"loglik", fit.log_likelihood},
              {"null_loglik", fit.null_log_likelihood},
              {"deviance", -2.0 * fit.log_likelihood},
              {"null_deviance", -2.0 * fit.null_log_likelihood},
              {"mcfadden", 1.0 - fit.log_likelihood / fit.null_log_likelihood},
              {"aic", 2.0 * size - 2.0 * fit.log_likelihood}};
});

stats::SurvivalCurve curve_of(const Inputs& inputs) {
  const std::vector<Row> rows = golden::rows_of(inputs);
  const std::vector<double> times = golden::numbers_of(rows, inputs.text("time"));
  const std::vector<std::uint8_t> events = golden::events_of(inputs, rows);
  return stats::kaplan_meier({.times = times, .events = events}, {.interval = stats::SurvivalInterval::log});
}

const Registration curve_case("kaplan_meier", [](const Inputs& inputs) {
  const stats::SurvivalCurve curve = curve_of(inputs);
  Json survival = Json::array();
  for (const stats::SurvivalPoint& point : curve.points) {
    if (point.events > 0.0) survival.push_back({{"time", point.time}, {"survival", point.survival}});
  }
  return Json{{"survival", survival}, {"median", curve.quantiles.front().time}};
});
const Registration greenwood_case("greenwood_se", [](const Inputs& inputs) {
  Json errors = Json::array();
  for (const stats::SurvivalPoint& point : curve_of(inputs).points) {
    if (point.events > 0.0) errors.push_back({{"time", point.time}, {"se", point.standard_error}});
  }
  return errors;
});
const Registration median_case("kaplan_meier_median", [](const Inputs& inputs) {
  const stats::SurvivalCurve curve = curve_of(inputs);
  const stats::SurvivalQuantile& median = curve.quantiles.front();
  return Json{{"median", median.time},
              {"ci", {median.low, median.high}},
              {"n", curve.rows},
              {"events", curve.weight_of_events}};
});

stats::LogRank log_rank_of(const Inputs& inputs, stats::LogRankWeights weights) {
  const std::vector<Row> rows = golden::rows_of(inputs);
  const std::vector<double> times = golden::numbers_of(rows, inputs.text("time"));
  const std::vector<std::uint8_t> events = golden::events_of(inputs, rows);
  return stats::log_rank({.times = times, .events = events}, golden::groups_of(inputs, rows), 2, {},
                         {.weights = weights});
}

const Registration log_rank_case("logrank", [](const Inputs& inputs) {
  const stats::LogRank found = log_rank_of(inputs, stats::LogRankWeights::log_rank);
  return Json{{"chisq", found.chi_square},
              {"observed", found.observed},
              {"expected", found.expected},
              {"p", found.p_value}};
});
const Registration weighted_case("logrank_weighted", [](const Inputs& inputs) {
  const bool is_peto = inputs.text("weights") == "peto";
  return Json(
      log_rank_of(inputs, is_peto ? stats::LogRankWeights::peto : stats::LogRankWeights::gehan).chi_square);
});

}  // namespace
}  // namespace openitem::golden_statistics_test
