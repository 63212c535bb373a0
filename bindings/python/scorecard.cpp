#include "openitem/scorecard.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "call.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace openitem::python {
namespace {

std::vector<std::string> card_feature_names(const credit::Scorecard& card) {
  std::vector<std::string> names;
  for (const stats::BinnedFeature& feature : card.parts().binning.features()) names.push_back(feature.name);
  return names;
}

py::object card_scale(const credit::Scorecard& card) {
  const std::optional<credit::PointsScale>& scale = card.parts().scale;
  if (!scale) return py::none();
  const bool is_good_to_bad = scale->orientation == credit::OddsOrientation::good_to_bad;
  return py::make_tuple(scale->factor, scale->offset, is_good_to_bad ? "good_to_bad" : "bad_to_good");
}

std::shared_ptr<Result> scored(const credit::Scorecard& card, const InputTables& tables, std::int32_t reasons,
                               const std::string& baseline, bool points, std::int32_t threads) {
  const credit::ScoreOptions options = {
      .reasons = reasons,
      .baseline = choose<credit::ReasonBaseline>("baseline", baseline, {"best_attainable", "mean"}),
      .points = points ? 1 : 0,
      .threads = threads};
  const std::vector<TableView> views = tables.views();
  return without_lock([&] { return std::make_shared<Result>(credit::score(card, views, options)); });
}

/// `json`: bytes, so that a text that is not UTF-8 is refused by the one who reads it.
std::shared_ptr<credit::Scorecard> card_of_json(const py::bytes& json) {
  const auto text = static_cast<std::string_view>(json);
  return without_lock([&] { return std::make_shared<credit::Scorecard>(credit::scorecard_of_json(text)); });
}

}  // namespace

void bind_scorecard(py::module_& module) {
  py::class_<credit::Scorecard, std::shared_ptr<credit::Scorecard>>(module, "Scorecard", "A scorecard.")
      .def("feature_names", &card_feature_names)
      .def("scale", &card_scale)
      .def("base_points", [](const credit::Scorecard& card) { return card.parts().base_points; })
      .def("describe",
           [](const credit::Scorecard& card) {
             return without_lock([&] { return std::make_shared<Result>(credit::describe_scorecard(card)); });
           })
      .def("to_json",
           [](const credit::Scorecard& card) {
             return without_lock([&] { return credit::scorecard_to_json(card); });
           })
      .def("score", &scored, py::arg("tables"), py::arg("reasons"), py::arg("baseline"), py::arg("points"),
           py::arg("threads"));
  module.def(
      "read_scorecard",
      [](const InputTables& tables) {
        const std::vector<TableView> views = tables.views();
        return without_lock(
            [&] { return std::make_shared<credit::Scorecard>(credit::read_scorecard(views)); });
      },
      py::arg("tables"));
  module.def("scorecard_of_json", &card_of_json, py::arg("json"));
}

}  // namespace openitem::python
