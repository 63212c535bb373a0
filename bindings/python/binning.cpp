#include "openitem/binning.hpp"

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

stats::UnseenCategory unseen_named(const std::string& name) {
  return choose<stats::UnseenCategory>("unseen", name, {"error", "missing", "other"});
}

stats::BinningOptions binning_options(const std::string& woe, const std::string& trend, std::int32_t max_bins,
                                      std::int32_t max_prebins, double min_share, double min_ones,
                                      double min_zeros, double min_gain, double smoothing,
                                      const std::string& smoothing_rule, double category_smoothing,
                                      double other_share, const std::string& unseen, std::int32_t threads) {
  return {.woe = choose<stats::WoeDirection>("woe", woe, {"", "zeros_over_ones", "ones_over_zeros"}),
          .trend = choose<stats::BinTrend>(
              "trend", trend, {"monotone", "increasing", "decreasing", "peak", "valley", "free"}),
          .max_bins = max_bins,
          .max_prebins = max_prebins,
          .min_share = min_share,
          .min_ones = min_ones,
          .min_zeros = min_zeros,
          .min_gain = min_gain,
          .smoothing = smoothing,
          .smoothing_rule =
              choose<stats::CellSmoothing>("smoothing_rule", smoothing_rule, {"empty_cells", "always"}),
          .category_smoothing = category_smoothing,
          .other_share = other_share,
          .unseen = unseen_named(unseen),
          .threads = threads};
}

std::vector<std::string> feature_names(const stats::Binning& binning) {
  std::vector<std::string> names;
  for (const stats::BinnedFeature& feature : binning.features()) names.push_back(feature.name);
  return names;
}

}  // namespace

void bind_binning(py::module_& module) {
  py::class_<stats::Binning, std::shared_ptr<stats::Binning>>(module, "Binning", "Bins of features.")
      .def("feature_names", &feature_names)
      .def("unseen", [](const stats::Binning& binning) { return std::string(name_of(binning.unseen())); })
      .def("describe",
           [](const stats::Binning& binning) {
             return without_lock([&] { return std::make_shared<Result>(describe_binning(binning)); });
           })
      .def(
          "transform",
          [](const stats::Binning& binning, const InputTables& tables, const std::string& output,
             std::int32_t threads) {
            const auto choice = choose<stats::BinningOutput>("output", output, {"", "woe", "bin"});
            const std::vector<TableView> views = tables.views();
            return without_lock(
                [&] { return std::make_shared<Result>(transform_binning(binning, views, choice, threads)); });
          },
          py::arg("tables"), py::arg("output"), py::arg("threads"));
  py::class_<stats::BinningOptions>(module, "BinningOptions", "How bins are found.")
      .def(py::init(&binning_options), py::kw_only(), py::arg("woe"), py::arg("trend"), py::arg("max_bins"),
           py::arg("max_prebins"), py::arg("min_share"), py::arg("min_ones"), py::arg("min_zeros"),
           py::arg("min_gain"), py::arg("smoothing"), py::arg("smoothing_rule"),
           py::arg("category_smoothing"), py::arg("other_share"), py::arg("unseen"), py::arg("threads"));
  module.def(
      "fit_binning",
      [](const InputTables& tables, const stats::BinningOptions& options) {
        const std::vector<TableView> views = tables.views();
        stats::FittedBinning fitted = without_lock([&] { return fit_binning(views, options); });
        return py::make_tuple(std::make_shared<stats::Binning>(std::move(fitted.binning)),
                              std::make_shared<Result>(std::move(fitted.tables)));
      },
      py::arg("tables"), py::arg("options"));
  module.def(
      "read_binning",
      [](const InputTables& tables, const std::string& unseen) {
        const stats::UnseenCategory choice = unseen_named(unseen);
        const std::vector<TableView> views = tables.views();
        return without_lock([&] { return std::make_shared<stats::Binning>(read_binning(views, choice)); });
      },
      py::arg("tables"), py::arg("unseen"));
}

}  // namespace openitem::python
