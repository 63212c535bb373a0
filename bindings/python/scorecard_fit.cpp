#include "openitem/scorecard_fit.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"
#include "openitem/scorecard_validation.hpp"
#include "statistics.hpp"

namespace openitem::python {
namespace {

using CardPointer = std::shared_ptr<credit::Scorecard>;

credit::RatingClassOptions rating_options(std::int32_t max_classes, double min_share, double min_ones,
                                          std::vector<double> bounds, std::vector<std::string> names,
                                          const std::string& direction, const std::string& pd,
                                          double pd_floor, double confidence) {
  return {.max_classes = max_classes,
          .min_share = min_share,
          .min_ones = min_ones,
          .bounds = std::move(bounds),
          .names = std::move(names),
          .direction =
              choose<credit::ScoreDirection>("direction", direction, {"higher_is_better", "higher_is_worse"}),
          .pd = choose<credit::ClassPd>("pd", pd, {"observed", "predicted"}),
          .pd_floor = pd_floor,
          .confidence = confidence};
}

credit::ScorecardOptions fit_options(const stats::BinningOptions& binning, double min_iv,
                                     const std::string& wrong_sign, double ridge, std::int32_t max_iterations,
                                     double pdo, double base_score, double base_odds,
                                     const std::string& orientation, std::int32_t decimals, bool spread_base,
                                     std::optional<credit::RatingClassOptions> classes,
                                     std::int32_t threads) {
  return {.binning = binning,
          .min_iv = min_iv,
          .wrong_sign = choose<credit::WrongSign>("wrong_sign", wrong_sign, {"keep", "drop"}),
          .ridge = ridge,
          .max_iterations = max_iterations,
          .points = {.pdo = pdo,
                     .base_score = base_score,
                     .base_odds = base_odds,
                     .orientation = choose<credit::OddsOrientation>("orientation", orientation,
                                                                    {"", "good_to_bad", "bad_to_good"}),
                     .decimals = decimals,
                     .spread_base = spread_base ? 1 : 0},
          .classes = std::move(classes),
          .threads = threads};
}

void bind_options(py::module_& module) {
  py::class_<credit::RatingClassOptions>(module, "RatingClassOptions", "How rating classes are made.")
      .def(py::init(&rating_options), py::kw_only(), py::arg("max_classes"), py::arg("min_share"),
           py::arg("min_ones"), py::arg("bounds"), py::arg("names"), py::arg("direction"), py::arg("pd"),
           py::arg("pd_floor"), py::arg("confidence"));
  py::class_<credit::ScorecardOptions>(module, "ScorecardFitOptions", "How a scorecard is fitted.")
      .def(py::init(&fit_options), py::kw_only(), py::arg("binning"), py::arg("min_iv"),
           py::arg("wrong_sign"), py::arg("ridge"), py::arg("max_iterations"), py::arg("pdo"),
           py::arg("base_score"), py::arg("base_odds"), py::arg("orientation"), py::arg("decimals"),
           py::arg("spread_base"), py::arg("classes"), py::arg("threads"));
}

std::shared_ptr<Result> validated(const credit::Scorecard& card, const InputTables& tables,
                                  std::optional<std::int32_t> split, const std::string& development,
                                  std::int32_t score_bins, std::int32_t calibration_bins, double smoothing,
                                  double confidence, std::int32_t threads) {
  credit::ValidationOptions options{.development = development,
                                    .score_bins = score_bins,
                                    .calibration_bins = calibration_bins,
                                    .smoothing = smoothing,
                                    .confidence = confidence,
                                    .threads = threads};
  if (split) options.split = Date(*split);
  const std::vector<TableView> views = tables.views();
  return without_lock(
      [&] { return std::make_shared<Result>(credit::validate_scorecard(card, views, options)); });
}

}  // namespace

void bind_scorecard_fit(py::module_& module) {
  bind_options(module);
  module.def(
      "fit_scorecard",
      [](const InputTables& tables, const credit::ScorecardOptions& options) {
        const std::vector<TableView> views = tables.views();
        credit::FittedScorecard fitted = without_lock([&] { return credit::fit_scorecard(views, options); });
        return py::make_tuple(std::make_shared<credit::Scorecard>(std::move(fitted.card)),
                              std::make_shared<Result>(std::move(fitted.tables)));
      },
      py::arg("tables"), py::arg("options"));
  module.def(
      "rating_classes",
      [](const DoubleColumn& scores, const FlagColumn& outcomes, const std::optional<DoubleColumn>& weights,
         const std::optional<DoubleColumn>& pds, const credit::RatingClassOptions& options) {
        const credit::RatedOutcomes rated = {.scores = column_of(scores),
                                             .outcomes = column_of(outcomes),
                                             .weights = column_of(weights),
                                             .pds = column_of(pds)};
        return without_lock(
            [&] { return std::make_shared<Result>(credit::rating_classes(rated, options).tables); });
      },
      py::arg("scores"), py::arg("outcomes"), py::arg("weights"), py::arg("pds"), py::arg("options"));
  module.def(
      "scorecard_with_classes",
      [](const credit::Scorecard& card, const InputTables& tables) -> CardPointer {
        const std::vector<TableView> views = tables.views();
        return std::make_shared<credit::Scorecard>(credit::with_classes(card, views));
      },
      py::arg("card"), py::arg("tables"));
  module.def(
      "scorecard_of_additive",
      [](const stats::AdditiveModel& model, double pdo, double base_score, double base_odds,
         const std::string& orientation, std::int32_t decimals, bool spread_base) {
        const credit::PointsOptions points = {
            .pdo = pdo,
            .base_score = base_score,
            .base_odds = base_odds,
            .orientation = choose<credit::OddsOrientation>("orientation", orientation,
                                                           {"", "good_to_bad", "bad_to_good"}),
            .decimals = decimals,
            .spread_base = spread_base ? 1 : 0};
        return std::make_shared<credit::Scorecard>(credit::scorecard_of(model, points));
      },
      py::arg("model"), py::arg("pdo"), py::arg("base_score"), py::arg("base_odds"), py::arg("orientation"),
      py::arg("decimals"), py::arg("spread_base"));
  module.def(
      "scorecard_with_means",
      [](const credit::Scorecard& card, const InputTables& tables, std::int32_t threads) -> CardPointer {
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<credit::Scorecard>(credit::with_means(card, views, threads)); });
      },
      py::arg("card"), py::arg("tables"), py::arg("threads"));
  module.def("validate_scorecard", &validated, py::arg("card"), py::arg("tables"), py::arg("split"),
             py::arg("development"), py::arg("score_bins"), py::arg("calibration_bins"), py::arg("smoothing"),
             py::arg("confidence"), py::arg("threads"));
  module.def(
      "override_report",
      [](const InputTables& tables, double confidence) {
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<Result>(credit::override_report(views, confidence)); });
      },
      py::arg("tables"), py::arg("confidence"));
}

}  // namespace openitem::python
