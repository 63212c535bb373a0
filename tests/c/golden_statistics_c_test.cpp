// The golden cases about scorecards and survival, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "golden/data_rows.hpp"
#include "openitem/altman.h"
#include "openitem/distributions.h"
#include "openitem/points.h"
#include "openitem/stats.h"
#include "openitem/survival.h"

namespace openitem::golden::golden_statistics_c_test {
namespace {

using c_abi::answer;
using c_abi::ask;

/// Weights of evidence, or their value.
double evidence_of(const Inputs& inputs, std::vector<double>& weights) {
  const std::vector<double> a = inputs.numbers("dist_a"), b = inputs.numbers("dist_b");
  weights.resize(a.size());
  return answer([&](double* value, oi_error* error) {
    return oi_stats_weight_of_evidence(a.data(), b.data(), static_cast<std::int32_t>(a.size()),
                                       OI_EVIDENCE_GOOD_OVER_BAD, OI_BIN_SHARES, 0.0, value, weights.data(),
                                       nullptr, error);
  });
}

const Registration woe_case("woe_from_distributions", [](const Inputs& inputs) {
  EXPECT_EQ(inputs.text("orientation"), "a_over_b");
  std::vector<double> weights;
  evidence_of(inputs, weights);
  return Json(weights);
});
const Registration iv_case("iv", [](const Inputs& inputs) {
  std::vector<double> weights;
  return Json(evidence_of(inputs, weights));
});
const Registration psi_case("psi", [](const Inputs& inputs) {
  const std::vector<double> expected = inputs.numbers("expected"), actual = inputs.numbers("actual");
  return Json(answer([&](double* value, oi_error* error) {
    return oi_stats_population_stability(expected.data(), actual.data(),
                                         static_cast<std::int32_t>(expected.size()), OI_BIN_SHARES, 0.0,
                                         value, nullptr, error);
  }));
});
const Registration band_case("psi_band", [](const Inputs& inputs) {
  const auto band = answer<oi_stability_band>([&](oi_stability_band* found, oi_error* error) {
    return oi_stability_band_of(inputs.number("psi"), found, error);
  });
  return Json(oi_stability_band_name(band));
});

oi_points_scale scale_of(const Inputs& inputs, oi_odds_orientation orientation) {
  return answer<oi_points_scale>([&](oi_points_scale* scale, oi_error* error) {
    return oi_points_scaling(inputs.number("pdo"), inputs.number("base_score"), inputs.number("base_odds"),
                             orientation, scale, error);
  });
}

const Registration scaling_case("pdo_scaling", [](const Inputs& inputs) {
  const bool is_good = inputs.text("odds_orientation") == "good_to_bad";
  const oi_points_scale scale = scale_of(inputs, is_good ? OI_ODDS_GOOD_TO_BAD : OI_ODDS_BAD_TO_GOOD);
  return Json{{"factor", scale.factor}, {"offset", scale.offset}};
});
const Registration odds_case("score_to_odds", [](const Inputs& inputs) {
  const oi_points_scale scale = scale_of(inputs, OI_ODDS_GOOD_TO_BAD);
  const double score = inputs.number("score");
  return Json(answer([&](double* odds, oi_error* error) {
    return oi_points_odds_of_scores(&scale, &score, 1, odds, error);
  }));
});
const Registration score_case("odds_to_score", [](const Inputs& inputs) {
  const oi_points_scale scale = scale_of(inputs, OI_ODDS_GOOD_TO_BAD);
  const double odds = inputs.number("odds");
  return Json(answer([&](double* score, oi_error* error) {
    return oi_points_scores_of_odds(&scale, &odds, 1, score, error);
  }));
});
const Registration pd_case("odds_to_pd", [](const Inputs& inputs) {
  const double odds = inputs.number("odds_good_bad");
  return Json(answer([&](double* pd, oi_error* error) {
    return oi_points_pds_of_odds(OI_ODDS_GOOD_TO_BAD, &odds, 1, pd, error);
  }));
});

Json altman(const Inputs& inputs, oi_altman_model model) {
  const auto scale = answer<oi_altman_scale>([&](oi_altman_scale* found, oi_error* error) {
    return oi_altman_describe(model, OI_ALTMAN_SALES_ONE, found, error);
  });
  const std::vector<double> coefficients = inputs.numbers("coeff"), firm = inputs.numbers("x");
  EXPECT_EQ(static_cast<std::size_t>(scale.ratios), coefficients.size());
  for (std::size_t at = 0; at < coefficients.size(); ++at)
    EXPECT_EQ(scale.coefficients[at], coefficients[at]);
  if (inputs.has("constant")) {
    EXPECT_EQ(scale.constant, inputs.number("constant"));
  }
  std::vector<const double*> ratios;
  for (const double& ratio : firm) ratios.push_back(&ratio);
  oi_altman_zone zone = OI_ALTMAN_ZONE_NONE;
  const double score = answer([&](double* found, oi_error* error) {
    return oi_altman_scores(model, OI_ALTMAN_SALES_ONE, ratios.data(),
                            static_cast<std::int32_t>(ratios.size()), 1, found, &zone, error);
  });
  return {{"z", score}, {"zone", oi_altman_zone_name(zone)}};
}

const Registration z_case("altman_z", [](const Inputs& inputs) { return altman(inputs, OI_ALTMAN_Z); });
const Registration private_case("altman_z_private",
                                [](const Inputs& inputs) { return altman(inputs, OI_ALTMAN_Z_PRIME); });
const Registration four_case("altman_z_nonmanufacturing",
                             [](const Inputs& inputs) { return altman(inputs, OI_ALTMAN_Z_DOUBLE); });
const Registration em_case("altman_em_score",
                           [](const Inputs& inputs) { return altman(inputs, OI_ALTMAN_EM); });

oi_discrimination discrimination_of(const Inputs& inputs) {
  const std::vector<double> scores = inputs.numbers("score");
  std::vector<std::uint8_t> outcomes;
  for (const std::int64_t outcome : inputs.integers("y"))
    outcomes.push_back(static_cast<std::uint8_t>(outcome));
  const oi_scored_outcomes scored = {scores.data(), outcomes.data(), nullptr,
                                     static_cast<std::int64_t>(scores.size())};
  return answer<oi_discrimination>([&](oi_discrimination* found, oi_error* error) {
    return oi_stats_discriminate(&scored, 0.95, found, error);
  });
}

const Registration auc_case("auc",
                            [](const Inputs& inputs) { return Json(discrimination_of(inputs).auc.value); });
const Registration gini_case("gini",
                             [](const Inputs& inputs) { return Json(discrimination_of(inputs).gini.value); });
const Registration ks_case("ks", [](const Inputs& inputs) { return Json(discrimination_of(inputs).ks); });

const Registration logistic_case("logistic_regression", [](const Inputs& inputs) {
  const std::vector<Row> rows = rows_of(inputs);
  std::vector<std::vector<double>> columns;
  std::vector<const double*> features;
  for (const std::string& name : inputs.texts("covariates")) columns.push_back(numbers_of(rows, name));
  for (const std::vector<double>& column : columns) features.push_back(column.data());
  std::vector<std::uint8_t> outcomes;
  for (const double outcome : numbers_of(rows, inputs.text("response")))
    outcomes.push_back(outcome != 0.0 ? 1 : 0);
  oi_logistic_options options = OI_LOGISTIC_OPTIONS_INIT;
  options.no_intercept = inputs.flag("intercept") ? 0 : 1;
  const std::size_t size = columns.size() + (inputs.flag("intercept") ? 1 : 0);
  std::vector<double> coefficients(size), errors(size);
  const oi_regression_columns given = {features.data(),
                                       outcomes.data(),
                                       nullptr,
                                       nullptr,
                                       static_cast<std::int64_t>(rows.size()),
                                       static_cast<std::int32_t>(features.size()),
                                       0};
  const auto fit = answer<oi_logistic_fit>([&](oi_logistic_fit* found, oi_error* error) {
    return oi_stats_fit_logistic(&given, &options, found, coefficients.data(), errors.data(), nullptr, error);
  });
  return Json{{"coef", coefficients},
              {"se", errors},
              {"loglik", fit.log_likelihood},
              {"null_loglik", fit.null_log_likelihood},
              {"deviance", -2.0 * fit.log_likelihood},
              {"null_deviance", -2.0 * fit.null_log_likelihood},
              {"mcfadden", 1.0 - fit.log_likelihood / fit.null_log_likelihood},
              {"aic", 2.0 * static_cast<double>(size) - 2.0 * fit.log_likelihood}};
});

/// Columns of a case about survival, kept for the calls.
struct Case {
  explicit Case(const Inputs& inputs)
      : rows(rows_of(inputs)),
        times(numbers_of(rows, inputs.text("time"))),
        events(events_of(inputs, rows)),
        columns({times.data(), events.data(), nullptr, static_cast<std::int64_t>(rows.size())}) {}

  std::vector<Row> rows;
  std::vector<double> times;
  std::vector<std::uint8_t> events;
  oi_survival_columns columns;
};

/// A curve; a column of it by table and name.
class Curve {
 public:
  explicit Curve(const Inputs& inputs) {
    const Case given(inputs);
    oi_error error;
    ask(oi_survival_kaplan_meier(&given.columns, OI_SURVIVAL_INTERVAL_LOG, nullptr, &result_, &error), error);
  }
  Curve(const Curve&) = delete;
  Curve& operator=(const Curve&) = delete;
  ~Curve() { oi_result_release(result_); }

  [[nodiscard]] std::vector<double> column(const char* table, const char* name) const {
    oi_error error;
    oi_column view;
    std::int64_t rows = 0;
    ask(oi_result_column(result_, table, name, &view, &rows, &error), error);
    const auto* values = static_cast<const double*>(view.values);
    return {values, values + rows};
  }
  /// Rows with events, as "time" and another column.
  [[nodiscard]] Json with_events(const char* column_name, const std::string& key) const {
    const std::vector<double> times = column("curve", "time"), events = column("curve", "events"),
                              values = column("curve", column_name);
    Json listed = Json::array();
    for (std::size_t at = 0; at < times.size(); ++at) {
      if (events[at] > 0.0) listed.push_back({{"time", times[at]}, {key, values[at]}});
    }
    return listed;
  }

 private:
  oi_result* result_ = nullptr;
};

const Registration curve_case("kaplan_meier", [](const Inputs& inputs) {
  const Curve curve(inputs);
  return Json{{"survival", curve.with_events("survival", "survival")},
              {"median", curve.column("quantiles", "time").front()}};
});
const Registration greenwood_case("greenwood_se", [](const Inputs& inputs) {
  return Curve(inputs).with_events("standard_error", "se");
});
const Registration median_case("kaplan_meier_median", [](const Inputs& inputs) {
  const Curve curve(inputs);
  double events = 0.0;
  for (const double count : curve.column("curve", "events")) events += count;
  return Json{{"median", curve.column("quantiles", "time").front()},
              {"ci", {curve.column("quantiles", "low").front(), curve.column("quantiles", "high").front()}},
              {"n", curve.column("curve", "at_risk").front()},
              {"events", events}};
});

oi_log_rank log_rank_of(const Inputs& inputs, oi_log_rank_weights weights, std::vector<double>& observed,
                        std::vector<double>& expected) {
  const Case given(inputs);
  oi_log_rank_options options = OI_LOG_RANK_OPTIONS_INIT;
  options.weights = weights;
  observed.resize(2);
  expected.resize(2);
  return answer<oi_log_rank>([&](oi_log_rank* found, oi_error* error) {
    return oi_survival_log_rank(&given.columns, groups_of(inputs, given.rows).data(), 2, &options, found,
                                observed.data(), expected.data(), nullptr, error);
  });
}

const Registration log_rank_case("logrank", [](const Inputs& inputs) {
  std::vector<double> observed, expected;
  const oi_log_rank found = log_rank_of(inputs, OI_LOG_RANK_EQUAL, observed, expected);
  return Json{
      {"chisq", found.chi_square}, {"observed", observed}, {"expected", expected}, {"p", found.p_value}};
});
const Registration weighted_case("logrank_weighted", [](const Inputs& inputs) {
  std::vector<double> observed, expected;
  const bool is_peto = inputs.text("weights") == "peto";
  return Json(
      log_rank_of(inputs, is_peto ? OI_LOG_RANK_PETO : OI_LOG_RANK_GEHAN, observed, expected).chi_square);
});

}  // namespace
}  // namespace openitem::golden::golden_statistics_c_test
