// What a card lacks that was not fitted here: the mean points of its features, and its classes.

#include "credit/card_means.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/parallel.hpp"
#include "credit/feature_views.hpp"
#include "credit/validation_rows.hpp"
#include "openitem/scorecard_fit.hpp"
#include "stats/binning_numbers.hpp"

namespace openitem::credit {
namespace {

/// Empty where there is no such table: 1 each.
std::vector<double> row_weights(const NamedTables& given, std::int64_t rows, std::int32_t threads) {
  const ChunkedTable* const table = given.find("weights");
  if (table == nullptr) return {};
  constexpr std::array<std::string_view, 1> names = {"weight"};
  require_known_columns(*table, names);
  const ChunkedColumn& column = require_column(*table, "weight");
  if (table->rows() != rows) {
    throw Error(Status::ragged_columns,
                "weights have another number of rows than features; each row has one weight")
        .at(-1, "weights");
  }
  return read_row_weights(column, threads);
}

}  // namespace

void set_means(ScorecardParts& parts, const std::vector<std::vector<double>>& weights) {
  for (std::size_t at = 0; at < parts.features.size(); ++at) {
    double sum = 0.0, all = 0.0;
    for (std::size_t bin = 0; bin < weights[at].size(); ++bin) {
      sum += weights[at][bin] * parts.features[at].points[bin];
      all += weights[at][bin];
    }
    parts.features[at].mean = sum / all;
  }
}

Scorecard with_means(const Scorecard& card, std::span<const TableView> tables, std::int32_t threads) {
  check_threads(threads);
  constexpr std::array<std::string_view, 2> names = {"features", "weights"};
  const NamedTables given(tables, names);
  const std::int64_t rows = given.require("features").rows();
  const std::vector<double> weights = row_weights(given, rows, threads);
  const bool has_rows = weights.empty() ? rows > 0
                                        : std::any_of(weights.begin(), weights.end(),
                                                      [](double weight) { return weight > 0.0; });
  if (!has_rows) {
    throw Error(Status::invalid_argument, "there is no row of a weight above 0; a mean needs some")
        .at(-1, "features");
  }
  ScorecardParts parts = card.parts();
  const Result bins = stats::transform_binning(parts.binning, views_named(tables, "features"),
                                               stats::BinningOutput::bin, threads);
  set_means(parts, bin_weights(parts.binning, bins.table("rows"), weights, threads));
  return Scorecard(std::move(parts));
}

Scorecard with_classes(const Scorecard& card, std::vector<RatingClass> classes) {
  ScorecardParts parts = card.parts();
  parts.classes = std::move(classes);
  return Scorecard(std::move(parts));
}

Scorecard with_classes(const Scorecard& card, std::span<const TableView> tables) {
  constexpr std::array<std::string_view, 1> names = {"classes"};
  constexpr std::array<std::string_view, 12> columns = {
      "class", "lower", "pd", "upper", "count", "weight", "share", "ones", "rate", "low", "high", "mean_pd"};
  const NamedTables given(tables, names);
  const ChunkedTable& table = given.require("classes");
  require_known_columns(table, columns);  // from "upper" on, not read
  const ChunkedColumn& class_column = require_column(table, "class");
  const ChunkedColumn& lower_column = require_column(table, "lower");
  const TextCells texts = read_texts(class_column, 1);
  require_readable(class_column, texts.problems);
  const std::vector<double> lower = stats::feature_numbers(lower_column, 1);
  const ChunkedColumn* const pd_column = table.find("pd");
  std::vector<RatingClass> classes(texts.values.size());
  const std::vector<double> pds = pd_column != nullptr ? stats::feature_numbers(*pd_column, 1)
                                                       : std::vector<double>(classes.size(), std::nan(""));
  for (std::size_t at = 0; at < classes.size(); ++at) {
    const auto row = static_cast<std::int64_t>(at);
    if (texts.values[at].empty())
      refuse_cell(Status::missing_value, class_column, row, "the name of a class");
    if (std::isnan(lower[at]) != (at == 0)) {
      refuse_cell(at == 0 ? Status::invalid_data : Status::missing_value, lower_column, row,
                  at == 0 ? "null: the first class is the lowest and has no lower bound"
                          : "the score where the class begins");
    }
    classes[at].name = texts.values[at];
    if (at > 0) classes[at].lower = lower[at];
    classes[at].pd = pds[at];
  }
  return with_classes(card, std::move(classes));
}

}  // namespace openitem::credit
