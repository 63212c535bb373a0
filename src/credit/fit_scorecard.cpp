// A scorecard from rows and their outcomes: the steps, one after the other.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/parallel.hpp"
#include "credit/card_means.hpp"
#include "credit/chosen_features.hpp"
#include "credit/feature_views.hpp"
#include "credit/figure_columns.hpp"
#include "credit/fit_tables.hpp"
#include "credit/rating_bounds.hpp"
#include "credit/scorecard_scale.hpp"
#include "openitem/scorecard_fit.hpp"
#include "stats/checks.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {
namespace {

using Notes = std::vector<std::pair<std::string, std::string>>;

void check_fit_options(const ScorecardOptions& options) {
  if (options.binning.woe == stats::WoeDirection::ones_over_zeros) {
    throw Error(Status::invalid_argument,
                "woe of a scorecard is zeros_over_ones, so that high is good; ones_over_zeros is not taken");
  }
  check_figure("min_iv", options.min_iv, 0.0, kMostFigure);
  if (name_of(options.wrong_sign).empty())
    throw Error(Status::invalid_argument, "wrong_sign is not a choice: keep or drop");
  check_threads(options.threads);
  stats::check_logistic_options(
      {.ridge = options.ridge, .max_iterations = options.max_iterations, .threads = options.threads});
  // What is wrong with points is said before the work, not after it.
  static_cast<void>(points_scaling(options.points.pdo, options.points.base_score, options.points.base_odds,
                                   options.points.orientation));
  if (options.classes) check_rating_options(*options.classes);
}

/// Of table "notes".
Notes notes_of(std::span<const TableView> tables) {
  constexpr std::array<std::string_view, 1> table_names = {"notes"};
  constexpr std::array<std::string_view, 2> columns = {"name", "text"};
  const NamedTables given(tables, table_names);
  const ChunkedTable* const table = given.find("notes");
  if (table == nullptr) return {};
  require_known_columns(*table, columns);
  const ChunkedColumn& name_column = require_column(*table, "name");
  const ChunkedColumn& text_column = require_column(*table, "text");
  const TextCells names = read_texts(name_column, 1), texts = read_texts(text_column, 1);
  require_readable(name_column, names.problems);
  require_readable(text_column, texts.problems);
  Notes notes;
  for (std::size_t row = 0; row < names.values.size(); ++row) {
    if (names.values[row].empty())
      refuse_cell(Status::missing_value, name_column, static_cast<std::int64_t>(row), "the name of a note");
    notes.emplace_back(names.values[row], texts.values[row]);
  }
  return notes;
}

/// What the card itself says of how it came about; notes of the caller come first and may not have these names.
void add_notes(Notes& notes, const stats::RowOutcomes& outcomes, const ChosenFeatures& found,
               const ScorecardOptions& options) {
  notes.emplace_back("method", "logistic regression on weights of evidence");
  notes.emplace_back("outcome_1", "bad");
  notes.emplace_back("rows", std::to_string(outcomes.ones.size()));
  notes.emplace_back("weight", stats::shortest(outcomes.all.sum()));
  notes.emplace_back("weight_of_ones", stats::shortest(outcomes.all.ones));
  notes.emplace_back("features_chosen", std::to_string(found.chosen.size()));
  notes.emplace_back("min_iv", stats::shortest(options.min_iv));
  notes.emplace_back("ridge", stats::shortest(options.ridge));
}

stats::AdditiveModel model_of(const stats::Binning& binning, const ChosenFeatures& found) {
  std::vector<std::vector<double>> values;
  for (std::size_t at = 0; at < found.chosen.size(); ++at) {
    const stats::BinnedFeature& feature = binning.features()[found.chosen[at]];
    std::vector<double>& of = values.emplace_back();
    for (const stats::Bin& bin : feature.bins)
      of.push_back(found.candidates[found.chosen[at]].coefficient * bin.woe + 0.0);
  }
  return {binning_of(binning, found.chosen), found.fit.coefficients.front(), std::move(values)};
}

RatingClasses classes_of_card(const ScorecardParts& parts, const Table& scored,
                              const stats::RowOutcomes& outcomes, RatingClassOptions options) {
  const bool falls = pd_falls_with_score(*parts.scale);
  if (falls && options.direction == ScoreDirection::higher_is_worse) {
    throw Error(
        Status::invalid_argument,
        "classes.direction is higher_is_worse, and a high score of these points is better; leave it out");
  }
  options.direction = falls ? ScoreDirection::higher_is_better : ScoreDirection::higher_is_worse;
  return rating_classes(
      {scored.column("score").float64s(), outcomes.ones, outcomes.weights, scored.column("pd").float64s()},
      options);
}

}  // namespace

std::string_view name_of(WrongSign rule) noexcept {
  constexpr std::array<std::string_view, 2> names = {"keep", "drop"};
  const auto at = static_cast<std::size_t>(rule);
  return at < names.size() ? names[at] : std::string_view();
}

FittedScorecard fit_scorecard(std::span<const TableView> tables, const ScorecardOptions& options) {
  check_fit_options(options);
  constexpr std::array<std::string_view, 6> names = {"features", "outcomes", "settings",
                                                     "specials", "cuts",     "notes"};
  static_cast<void>(NamedTables(tables, names));
  Notes notes = notes_of(views_named(tables, "notes"));
  stats::BinningOptions binning = options.binning;
  if (binning.woe == stats::WoeDirection::not_set) binning.woe = stats::WoeDirection::zeros_over_ones;
  const std::vector<TableView> fitted_tables = views_but(tables, "notes");
  const stats::FittedBinning fitted = fit_binning(fitted_tables, binning);
  const stats::BinningInput input(fitted_tables, binning);
  const stats::RowOutcomes& outcomes = input.outcomes();
  const ChosenFeatures found = choose_features(fitted, tables, outcomes, options);
  stats::AdditiveModel model = model_of(fitted.binning, found);
  add_notes(notes, outcomes, found, options);

  ScorecardParts parts = scorecard_of(model, options.points).parts();
  parts.notes = std::move(notes);
  const FeatureViews views(tables, model.binning());
  const Result bins =
      transform_binning(model.binning(), views.views(), stats::BinningOutput::bin, options.threads);
  set_means(parts, bin_weights(model.binning(), bins.table("rows"), outcomes.weights, options.threads));
  const Result scored = score(Scorecard(parts), views.views(), {.threads = options.threads});
  const Table& rows = scored.table("rows");
  const FitRecord record{fitted, found, outcomes, parts, model, rows.column("score").float64s()};
  std::vector<Table> results = fit_tables(record, options);
  if (options.classes) {
    RatingClasses classes = classes_of_card(parts, rows, outcomes, *options.classes);
    results.push_back(classes.tables.table("classes"));
    parts.classes = std::move(classes.classes);
  }
  results.push_back(about_fit(record, options));
  return {Scorecard(std::move(parts)), std::move(model), Result(std::move(results))};
}

}  // namespace openitem::credit
