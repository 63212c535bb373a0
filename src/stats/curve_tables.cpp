// Curves as tables, the form in which C and Python hand them out.

#include <array>
#include <cmath>
#include <string>

#include "column/about_lines.hpp"
#include "openitem/survival.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

/// A column of one member, null where it is not a number.
template <typename Row>
Column numbers(const char* name, const std::vector<Row>& rows, double Row::*member) {
  std::vector<double> values;
  std::vector<std::uint8_t> valid;
  for (const Row& row : rows) {
    const double value = row.*member;
    values.push_back(std::isnan(value) ? 0.0 : value);
    valid.push_back(std::isnan(value) ? 0 : 1);
  }
  return Column::float64(name, std::move(values)).with_validity(valid);
}

const char* name_of_interval(SurvivalInterval interval) noexcept {
  constexpr std::array<const char*, 4> names = {"", "plain", "log", "log_log"};
  return names[static_cast<std::size_t>(interval)];
}

}  // namespace

Result tables_of(const SurvivalCurve& curve) {
  Table points("curve");
  points.add(numbers("time", curve.points, &SurvivalPoint::time))
      .add(numbers("at_risk", curve.points, &SurvivalPoint::at_risk))
      .add(numbers("events", curve.points, &SurvivalPoint::events))
      .add(numbers("censored", curve.points, &SurvivalPoint::censored))
      .add(numbers("survival", curve.points, &SurvivalPoint::survival))
      .add(numbers("standard_error", curve.points, &SurvivalPoint::standard_error))
      .add(numbers("low", curve.points, &SurvivalPoint::low))
      .add(numbers("high", curve.points, &SurvivalPoint::high));
  Table quantiles("quantiles");
  quantiles.add(numbers("share", curve.quantiles, &SurvivalQuantile::share))
      .add(numbers("time", curve.quantiles, &SurvivalQuantile::time))
      .add(numbers("low", curve.quantiles, &SurvivalQuantile::low))
      .add(numbers("high", curve.quantiles, &SurvivalQuantile::high));
  AboutLines about;
  about.add("rows", std::to_string(curve.rows));
  about.add("weight", shortest(curve.weight));
  about.add("weight_of_events", shortest(curve.weight_of_events));
  about.add("interval", name_of_interval(curve.interval));
  about.add("confidence", shortest(curve.confidence));
  return Result({std::move(points), std::move(quantiles), about.table()});
}

Result tables_of(const CalibrationCurve& curve) {
  std::vector<Estimate> shares;
  std::vector<std::int64_t> rows;
  for (const CalibrationBin& bin : curve.bins) {
    shares.push_back(bin.share_of_ones);
    rows.push_back(bin.rows);
  }
  Table bins("bins");
  bins.add(numbers("from", curve.bins, &CalibrationBin::from))
      .add(numbers("to", curve.bins, &CalibrationBin::to))
      .add(numbers("mean_probability", curve.bins, &CalibrationBin::mean_probability))
      .add(numbers("share_of_ones", shares, &Estimate::value))
      .add(numbers("standard_error", shares, &Estimate::standard_error))
      .add(numbers("low", shares, &Estimate::low))
      .add(numbers("high", shares, &Estimate::high))
      .add(Column::int64("rows", std::move(rows), ColumnRole::count))
      .add(numbers("weight", curve.bins, &CalibrationBin::weight))
      .add(numbers("ones", curve.bins, &CalibrationBin::ones));
  AboutLines about;
  about.add("bins", std::to_string(curve.bins.size()));
  about.add("error", shortest(curve.error));
  about.add("error_if_calibrated", shortest(curve.error_if_calibrated));
  return Result({std::move(bins), about.table()});
}

}  // namespace openitem::stats
