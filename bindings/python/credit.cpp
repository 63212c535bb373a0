#include <string>

#include "call.hpp"
#include "module.hpp"
#include "openitem/altman.hpp"
#include "openitem/points.hpp"
#include "statistics.hpp"

namespace openitem::python {
namespace {

namespace py = pybind11;

credit::OddsOrientation orientation_named(const std::string& name) {
  return choose<credit::OddsOrientation>("orientation", name, {"", "good_to_bad", "bad_to_good"});
}

/// A column of `formula(in, out)`.
template <class Formula>
py::array_t<double> converted(const DoubleColumn& in, const Formula& formula) {
  std::vector<double> found(static_cast<std::size_t>(in.size()));
  without_lock([&] { formula(column_of(in), std::span<double>(found)); });
  return array_from(found);
}

void bind_points(py::module_& module) {
  module.def("points_scaling",
             [](double pdo, double base_score, double base_odds, const std::string& orientation) {
               const credit::PointsScale scale =
                   credit::points_scaling(pdo, base_score, base_odds, orientation_named(orientation));
               return py::make_tuple(scale.factor, scale.offset);
             });
  module.def("scores_of_odds",
             [](double factor, double offset, const std::string& orientation, const DoubleColumn& odds) {
               const credit::PointsScale scale = {factor, offset, orientation_named(orientation)};
               return converted(odds, [&](auto in, auto out) { credit::scores_of_odds(scale, in, out); });
             });
  module.def("odds_of_scores",
             [](double factor, double offset, const std::string& orientation, const DoubleColumn& scores) {
               const credit::PointsScale scale = {factor, offset, orientation_named(orientation)};
               return converted(scores, [&](auto in, auto out) { credit::odds_of_scores(scale, in, out); });
             });
  module.def("pds_of_odds", [](const std::string& orientation, const DoubleColumn& odds) {
    const credit::OddsOrientation way = orientation_named(orientation);
    return converted(odds, [&](auto in, auto out) { credit::pds_of_odds(way, in, out); });
  });
  module.def("odds_of_pds", [](const std::string& orientation, const DoubleColumn& pds) {
    const credit::OddsOrientation way = orientation_named(orientation);
    return converted(pds, [&](auto in, auto out) { credit::odds_of_pds(way, in, out); });
  });
}

credit::AltmanModel model_named(const std::string& name) {
  return choose<credit::AltmanModel>("model", name, {"", "z", "z_prime", "z_double", "em"});
}

credit::SalesCoefficient sales_of(bool published) {
  return published ? credit::SalesCoefficient::published : credit::SalesCoefficient::one;
}

void bind_altman(py::module_& module) {
  module.def("altman_scale", [](const std::string& model, bool published) {
    const credit::AltmanScale scale = credit::altman_scale(model_named(model), sales_of(published));
    return py::make_tuple(
        std::vector<double>(scale.coefficients.begin(), scale.coefficients.begin() + scale.ratios),
        scale.constant, scale.distress_below, scale.safe_above);
  });
  module.def("altman_scores", [](const std::string& model, bool published,
                                 const std::vector<DoubleColumn>& ratios, std::int64_t rows) {
    const std::vector<std::span<const double>> columns = columns_of(ratios);
    std::vector<double> scores(static_cast<std::size_t>(rows));
    std::vector<credit::AltmanZone> zones(scores.size());
    credit::altman_scores(model_named(model), sales_of(published), columns, scores, zones);
    py::list names;
    for (const credit::AltmanZone zone : zones) names.append(py::str(std::string(name_of(zone))));
    return py::make_tuple(array_from(scores), names);
  });
}

}  // namespace

void bind_credit(py::module_& module) {
  bind_points(module);
  bind_altman(module);
}

}  // namespace openitem::python
