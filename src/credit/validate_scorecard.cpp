#include <array>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "core/bounds.hpp"
#include "core/parallel.hpp"
#include "credit/feature_views.hpp"
#include "credit/figure_columns.hpp"
#include "credit/validation_tables.hpp"
#include "stats/checks.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {
namespace {

void check_validation_options(const ValidationOptions& options) {
  constexpr double most_smoothing = 1e6;
  check_bounds("score_bins", options.score_bins, 2, 50);
  check_bounds("calibration_bins", options.calibration_bins, 1, 10'000);
  check_figure("smoothing", options.smoothing, 0.0, most_smoothing);
  stats::check_confidence(options.confidence);
  check_threads(options.threads);
}

/// Rows of the input against those of the periods, which are counted on another way.
Table validation_proof(const ValidationRows& rows, const Table& periods, std::int64_t given) {
  const std::span<const std::int64_t> counts = periods.int64s("rows");
  std::int64_t held = 0;
  for (std::size_t period = 0; period < rows.periods.size(); ++period) held += counts[period];
  Table table("proof");
  table.add(Column::text("line", {"rows", "less rows of periods", "difference"}));
  table.add(Column::int64("count", {given, -held, given - held}, ColumnRole::count));
  return table;
}

Table about_validation(const ScoredRows& scored, const ValidationOptions& options) {
  AboutLines about;
  about.add("report", "scorecard validation");
  about.add("formula", "docs/methods/scorecard_validation.md");
  about.add("rows", std::to_string(scored.rows.size()));
  about.add("split", options.split ? options.split->iso() : "");
  about.add("development", scored.rows.periods[scored.rows.development]);
  about.add("direction", scored.high_is_better() ? "higher_is_better" : "higher_is_worse");
  about.add("score_bins",
            scored.card.parts().classes.empty() ? std::to_string(options.score_bins) : "classes");
  about.add("calibration_bins", std::to_string(options.calibration_bins));
  about.add("smoothing", stats::shortest(options.smoothing));
  about.add("confidence", stats::shortest(options.confidence));
  return about.table();
}

}  // namespace

Result validate_scorecard(const Scorecard& card, std::span<const TableView> tables,
                          const ValidationOptions& options) {
  check_validation_options(options);
  const ValidationRows rows = read_validation_rows(tables, options);
  const std::vector<TableView> features = views_named(tables, "features");
  const Result scores = score(card, features, {.threads = options.threads});
  const Result bins =
      transform_binning(card.parts().binning, features, stats::BinningOutput::bin, options.threads);
  const Table& table = scores.table("rows");
  const ScoredRows scored{card, rows, table.column("score").float64s(),
                          card.parts().scale ? table.column("pd").float64s() : std::span<const double>(),
                          bins.table("rows")};
  std::vector<Table> results = {periods_table(scored, options)};
  if (!card.parts().classes.empty()) results.push_back(period_classes_table(scored, options));
  for (Table& of : stability_tables(scored, options)) results.push_back(std::move(of));
  results.push_back(validation_proof(rows, results.front(), table.rows()));
  results.push_back(about_validation(scored, options));
  return Result(std::move(results));
}

}  // namespace openitem::credit
