#include "openitem/stats.hpp"

#include <memory>
#include <string>

#include "call.hpp"
#include "module.hpp"
#include "openitem/distributions.hpp"
#include "statistics.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

void bind_logistic(py::module_& module) {
  module.def(
      "fit_logistic",
      [](const std::vector<DoubleColumn>& features, const FlagColumn& outcomes,
         const std::optional<DoubleColumn>& weights, const std::optional<DoubleColumn>& offsets,
         bool intercept, double ridge, std::int32_t max_iterations, double tolerance, std::int32_t threads) {
        const std::vector<std::span<const double>> columns = columns_of(features);
        const stats::RegressionColumns given = {.features = columns,
                                                .outcomes = column_of(outcomes),
                                                .weights = column_of(weights),
                                                .offsets = column_of(offsets)};
        const stats::LogisticOptions options = {.intercept = intercept,
                                                .ridge = ridge,
                                                .max_iterations = max_iterations,
                                                .tolerance = tolerance,
                                                .threads = threads};
        const stats::LogisticFit fit = without_lock([&] { return stats::fit_logistic(given, options); });
        return py::make_tuple(std::string(name_of(fit.status)), fit.iterations, array_from(fit.coefficients),
                              array_from(fit.standard_errors), array_from(fit.covariance), fit.log_likelihood,
                              fit.null_log_likelihood, fit.gradient, fit.rows, fit.weight,
                              fit.weight_of_ones);
      },
      py::arg("features"), py::arg("outcomes"), py::arg("weights"), py::arg("offsets"), py::arg("intercept"),
      py::arg("ridge"), py::arg("max_iterations"), py::arg("tolerance"), py::arg("threads"));
  module.def("logistic_probabilities",
             [](const std::vector<DoubleColumn>& features, const DoubleColumn& coefficients, bool intercept,
                const std::optional<DoubleColumn>& offsets, std::int64_t rows, std::int32_t threads) {
               const std::vector<std::span<const double>> columns = columns_of(features);
               std::vector<double> found(static_cast<std::size_t>(rows));
               without_lock([&] {
                 stats::logistic_probabilities(columns, column_of(coefficients), intercept,
                                               column_of(offsets), threads, found);
               });
               return array_from(found);
             });
}

stats::ScoredOutcomes scored_of(const DoubleColumn& scores, const FlagColumn& outcomes,
                                const std::optional<DoubleColumn>& weights) {
  return {.scores = column_of(scores), .outcomes = column_of(outcomes), .weights = column_of(weights)};
}

void bind_measures(py::module_& module) {
  module.def("discriminate", [](const DoubleColumn& scores, const FlagColumn& outcomes,
                                const std::optional<DoubleColumn>& weights, double confidence) {
    const stats::Discrimination found =
        without_lock([&] { return stats::discriminate(scored_of(scores, outcomes, weights), confidence); });
    return py::make_tuple(tuple_from(found.auc), tuple_from(found.gini), found.ks, found.ks_score, found.rows,
                          found.weight_of_ones, found.weight_of_zeros);
  });
  module.def("calibrate", [](const DoubleColumn& scores, const FlagColumn& outcomes,
                             const std::optional<DoubleColumn>& weights, double confidence) {
    const stats::Calibration found =
        without_lock([&] { return stats::calibrate(scored_of(scores, outcomes, weights), confidence); });
    return py::make_tuple(tuple_from(found.brier), tuple_from(found.log_loss), tuple_from(found.intercept),
                          tuple_from(found.slope), std::string(name_of(found.slope_status)));
  });
  module.def("calibration_curve", [](const DoubleColumn& scores, const FlagColumn& outcomes,
                                     const std::optional<DoubleColumn>& weights, std::int32_t bins,
                                     double confidence) {
    const stats::CalibrationCurve found = without_lock(
        [&] { return stats::calibration_curve(scored_of(scores, outcomes, weights), bins, confidence); });
    return py::make_tuple(std::make_shared<Result>(tables_of(found)), found.error, found.error_if_calibrated);
  });
}

stats::BinOptions bin_options_of(const std::string& figures, double smoothing) {
  return {.figures = choose<stats::BinFigures>("figures", figures, {"", "counts", "shares"}),
          .smoothing = smoothing};
}

void bind_bins(py::module_& module) {
  module.def("population_stability", [](const DoubleColumn& expected, const DoubleColumn& actual,
                                        const std::string& figures, double smoothing) {
    const stats::Stability found = stats::population_stability(column_of(expected), column_of(actual),
                                                               bin_options_of(figures, smoothing));
    return py::make_tuple(found.index, std::string(name_of(found.band)), array_from(found.contributions));
  });
  module.def("stability_band",
             [](double index) { return std::string(name_of(stats::stability_band(index))); });
  module.def(
      "weight_of_evidence", [](const DoubleColumn& goods, const DoubleColumn& bads,
                               const std::string& orientation, const std::string& figures, double smoothing) {
        const stats::Evidence found =
            stats::weight_of_evidence(column_of(goods), column_of(bads),
                                      choose<stats::EvidenceOrientation>(
                                          "orientation", orientation, {"", "good_over_bad", "bad_over_good"}),
                                      bin_options_of(figures, smoothing));
        return py::make_tuple(found.information_value, array_from(found.weights),
                              array_from(found.contributions));
      });
}

}  // namespace

void bind_stats(py::module_& module) {
  bind_logistic(module);
  bind_measures(module);
  bind_bins(module);
}

}  // namespace openitem::python
