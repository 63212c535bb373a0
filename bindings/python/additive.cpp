#include "openitem/additive.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

stats::AdditiveOptions additive_options(std::int32_t max_bins, std::int32_t pairs, std::int32_t pair_bins,
                                        std::int32_t max_leaves, double learning_rate,
                                        std::int32_t max_rounds, double validation_share,
                                        std::int32_t patience, double tolerance, std::int32_t bags,
                                        double min_leaf_weight, double min_gain, double l2,
                                        double category_smoothing, double other_share,
                                        const std::string& unseen, std::int64_t seed, std::int32_t threads) {
  return {.max_bins = max_bins,
          .pairs = pairs,
          .pair_bins = pair_bins,
          .max_leaves = max_leaves,
          .learning_rate = learning_rate,
          .max_rounds = max_rounds,
          .validation_share = validation_share,
          .patience = patience,
          .tolerance = tolerance,
          .bags = bags,
          .min_leaf_weight = min_leaf_weight,
          .min_gain = min_gain,
          .l2 = l2,
          .category_smoothing = category_smoothing,
          .other_share = other_share,
          .unseen = choose<stats::UnseenCategory>("unseen", unseen, {"error", "missing", "other"}),
          .seed = seed,
          .threads = threads};
}

}  // namespace

void bind_additive(py::module_& module) {
  py::class_<stats::AdditiveModel, std::shared_ptr<stats::AdditiveModel>>(
      module, "AdditiveModel", "Log odds as a sum of one value a feature and pair.")
      .def("intercept", &stats::AdditiveModel::intercept)
      .def("feature_names",
           [](const stats::AdditiveModel& model) {
             std::vector<std::string> names;
             for (const stats::BinnedFeature& feature : model.binning().features())
               names.push_back(feature.name);
             return names;
           })
      .def("pair_names",
           [](const stats::AdditiveModel& model) {
             const auto features = model.binning().features();
             std::vector<std::pair<std::string, std::string>> names;
             for (const stats::AdditivePair& pair : model.pairs())
               names.emplace_back(features[static_cast<std::size_t>(pair.first)].name,
                                  features[static_cast<std::size_t>(pair.second)].name);
             return names;
           })
      .def("unseen",
           [](const stats::AdditiveModel& model) { return std::string(name_of(model.binning().unseen())); })
      .def("describe",
           [](const stats::AdditiveModel& model) {
             return without_lock([&] { return std::make_shared<Result>(describe_additive(model)); });
           })
      .def(
          "predict",
          [](const stats::AdditiveModel& model, const InputTables& tables, std::int32_t threads) {
            const std::vector<TableView> views = tables.views();
            return without_lock(
                [&] { return std::make_shared<Result>(predict_additive(model, views, threads)); });
          },
          py::arg("tables"), py::arg("threads"));
  py::class_<stats::AdditiveOptions>(module, "AdditiveOptions", "How an additive model is boosted.")
      .def(py::init(&additive_options), py::kw_only(), py::arg("max_bins"), py::arg("pairs"),
           py::arg("pair_bins"), py::arg("max_leaves"), py::arg("learning_rate"), py::arg("max_rounds"),
           py::arg("validation_share"), py::arg("patience"), py::arg("tolerance"), py::arg("bags"),
           py::arg("min_leaf_weight"), py::arg("min_gain"), py::arg("l2"), py::arg("category_smoothing"),
           py::arg("other_share"), py::arg("unseen"), py::arg("seed"), py::arg("threads"));
  module.def(
      "fit_additive",
      [](const InputTables& tables, const stats::AdditiveOptions& options) {
        const std::vector<TableView> views = tables.views();
        stats::FittedAdditive fitted = without_lock([&] { return fit_additive(views, options); });
        return py::make_tuple(std::make_shared<stats::AdditiveModel>(std::move(fitted.model)),
                              std::make_shared<Result>(std::move(fitted.tables)));
      },
      py::arg("tables"), py::arg("options"));
}

}  // namespace openitem::python
