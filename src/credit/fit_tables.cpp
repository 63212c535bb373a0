#include "credit/fit_tables.hpp"

#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "credit/figure_columns.hpp"
#include "credit/scorecard_scale.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {
namespace {

/// The table under another name, or with further columns.
Table copy_of(const Table& table, const char* name) {
  Table copy(name);
  for (const Column& column : table.columns()) copy.add(column);
  return copy;
}

/// Place in the card of each feature of the binning; none where it was not chosen.
std::vector<std::optional<std::size_t>> places_in_card(const ChosenFeatures& found) {
  std::vector<std::optional<std::size_t>> places(found.candidates.size());
  for (std::size_t at = 0; at < found.chosen.size(); ++at) places[found.chosen[at]] = at;
  return places;
}

Table card_features(const FitRecord& record) {
  const Table& binned = record.binning.tables.table("features");
  const std::vector<std::optional<std::size_t>> places = places_in_card(record.found);
  std::vector<std::string_view> choices, signs;
  std::vector<double> coefficients, errors, means;
  for (std::size_t at = 0; at < places.size(); ++at) {
    const CandidateFeature& of = record.found.candidates[at];
    const bool is_chosen = places[at].has_value();
    choices.push_back(name_of(of.choice));
    coefficients.push_back(is_chosen ? of.coefficient : kNoFigure);
    errors.push_back(is_chosen ? of.standard_error : kNoFigure);
    means.push_back(is_chosen ? record.parts.features[*places[at]].mean : kNoFigure);
    signs.push_back(!is_chosen ? "" : of.coefficient > 0.0 ? "wrong" : "right");
  }
  Table table("features");
  for (const char* const name : {"feature", "type", "status", "iv"}) table.add(binned.column(name));
  table.add(Column::text("choice", choices));
  table.add(figure_column("coefficient", std::move(coefficients)));
  table.add(figure_column("standard_error", std::move(errors)));
  table.add(text_column("sign", signs));
  table.add(figure_column("mean_points", std::move(means)));
  return table;
}

Table card_bins(const FitRecord& record) {
  const std::vector<std::optional<std::size_t>> places = places_in_card(record.found);
  const std::span<const stats::BinnedFeature> features = record.binning.binning.features();
  std::vector<double> values, points;
  for (std::size_t at = 0; at < features.size(); ++at) {
    for (std::size_t bin = 0; bin < features[at].bins.size(); ++bin) {
      values.push_back(places[at] ? record.model.values()[*places[at]][bin] : kNoFigure);
      points.push_back(places[at] ? record.parts.features[*places[at]].points[bin] : kNoFigure);
    }
  }
  Table table = copy_of(record.binning.tables.table("bins"), "bins");
  table.add(figure_column("value", std::move(values)));
  table.add(figure_column("points", std::move(points)));
  return table;
}

Table fit_figures(const FitRecord& record, const ScorecardOptions& options) {
  const stats::LogisticFit& fit = record.found.fit;
  const stats::Discrimination by_model =
      stats::discriminate({record.found.pds, record.outcomes.ones, record.outcomes.weights});
  std::vector<double> risks(record.scores.begin(), record.scores.end());
  if (pd_falls_with_score(*record.parts.scale)) {
    for (double& risk : risks) risk = -risk;
  }
  const stats::Discrimination by_points =
      stats::discriminate({risks, record.outcomes.ones, record.outcomes.weights});
  Table table("fit");
  table.add(Column::text("status", {std::string(name_of(fit.status)).c_str()}));
  table.add(Column::int32("iterations", {fit.iterations}, ColumnRole::count));
  const auto add = [&](const char* name, double value) { table.add(figure_column(name, {value})); };
  add("log_likelihood", fit.log_likelihood);
  add("null_log_likelihood", fit.null_log_likelihood);
  add("gradient", fit.gradient);
  table.add(Column::int64("rows", {fit.rows}, ColumnRole::count));
  add("weight", fit.weight);
  add("weight_of_ones", fit.weight_of_ones);
  add("intercept", fit.coefficients.front());
  add("intercept_standard_error", fit.standard_errors.front());
  add("ridge", options.ridge);
  table.add(Column::int32("dropped_for_sign", {record.found.dropped}, ColumnRole::count));
  add("auc", by_model.auc.value);
  add("gini", by_model.gini.value);
  add("ks", by_model.ks);
  add("auc_of_points", by_points.auc.value);
  return table;
}

/// Where the likelihood is greatest, the probabilities are together the weight of outcome 1: the equation of the intercept.
Table fit_proof(const FitRecord& record) {
  double ones = 0.0, predicted = 0.0;
  for (std::size_t row = 0; row < record.found.pds.size(); ++row) {
    const double weight = record.outcomes.weights.empty() ? 1.0 : record.outcomes.weights[row];
    ones += record.outcomes.ones[row] != 0 ? weight : 0.0;
    predicted += weight * record.found.pds[row];
  }
  Table table("proof");
  table.add(Column::text("line", {"weight of outcome 1", "less the sum of probabilities", "difference"}));
  table.add(Column::float64("value", {ones, -predicted, ones - predicted}));
  return table;
}

}  // namespace

std::vector<Table> fit_tables(const FitRecord& record, const ScorecardOptions& options) {
  return {card_features(record),
          card_bins(record),
          record.binning.tables.table("categories"),
          fit_figures(record, options),
          fit_proof(record),
          copy_of(record.binning.tables.table("proof"), "binning_proof")};
}

Table about_fit(const FitRecord& record, const ScorecardOptions& options) {
  AboutLines about;
  about.add("report", "scorecard");
  about.add("formula", "docs/methods/scorecard_fit.md");
  const Table& binned = record.binning.tables.table("about");
  for (std::int64_t row = 0; row < binned.rows(); ++row) {
    const std::string_view name = binned.text_at("name", row);
    if (name == "report" || name == "formula" || name == "library") continue;
    about.add(name, std::string(binned.text_at("value", row)));
  }
  about.add("features_chosen", std::to_string(record.found.chosen.size()));
  about.add("min_iv", stats::shortest(options.min_iv));
  about.add("wrong_sign", std::string(name_of(options.wrong_sign)));
  about.add("ridge", stats::shortest(options.ridge));
  about.add("max_iterations", std::to_string(options.max_iterations));
  about.add("pdo", stats::shortest(options.points.pdo));
  about.add("base_score", stats::shortest(options.points.base_score));
  about.add("base_odds", stats::shortest(options.points.base_odds));
  about.add("orientation",
            options.points.orientation == OddsOrientation::good_to_bad ? "good_to_bad" : "bad_to_good");
  about.add("decimals", std::to_string(options.points.decimals));
  about.add("spread_base", std::to_string(options.points.spread_base));
  return about.table();
}

}  // namespace openitem::credit
