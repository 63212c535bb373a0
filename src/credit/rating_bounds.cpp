#include "credit/rating_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "credit/figure_columns.hpp"
#include "openitem/binning.hpp"
#include "stats/checks.hpp"

namespace openitem::credit {
namespace {

constexpr std::int32_t kMostClasses = 50;

void check_class_bounds(const std::vector<double>& bounds) {
  if (bounds.size() >= static_cast<std::size_t>(kMostClasses)) {
    throw Error(Status::out_of_bounds, Message()
                                           .append("bounds are ")
                                           .append(bounds.size())
                                           .append("; expected at most 49, between 50 classes"));
  }
  for (std::size_t at = 0; at < bounds.size(); ++at) {
    const bool rises = std::isfinite(bounds[at]) && (at == 0 || bounds[at] > bounds[at - 1]);
    if (rises) continue;
    throw Error(Status::invalid_argument,
                Message().append("bounds[").append(at).append(
                    "] is not a finite number above the one before it; list the scores where a "
                    "class begins, rising"));
  }
}

void check_class_names(const RatingClassOptions& options) {
  const std::vector<std::string>& names = options.names;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool is_new =
        !names[at].empty() && std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(at),
                                        names[at]) == names.begin() + static_cast<std::ptrdiff_t>(at);
    if (is_new) continue;
    throw Error(Status::invalid_argument,
                Message().append("names[").append(at).append("] is empty or there twice; each class has a "
                                                             "name of its own"));
  }
  const std::size_t needed =
      options.bounds.empty() ? static_cast<std::size_t>(options.max_classes) : options.bounds.size() + 1;
  if (names.empty() || names.size() == needed) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("names are ")
                                            .append(names.size())
                                            .append("; expected ")
                                            .append(needed)
                                            .append(", one for each class there may be, the best first"));
}

}  // namespace

void check_rating_options(const RatingClassOptions& options) {
  check_bounds("max_classes", options.max_classes, 2, kMostClasses);
  check_figure("min_share", options.min_share, 0.0, 0.5);
  check_figure("min_ones", options.min_ones, 0.0, kMostFigure);
  check_figure("pd_floor", options.pd_floor, 0.0, 1.0);
  stats::check_confidence(options.confidence);
  if (name_of(options.direction).empty())
    throw Error(Status::invalid_argument, "direction is not a choice: higher_is_better or higher_is_worse");
  if (name_of(options.pd).empty())
    throw Error(Status::invalid_argument, "pd is not a choice: observed or predicted");
  check_class_bounds(options.bounds);
  check_class_names(options);
}

std::vector<double> rating_bounds(const RatedOutcomes& rated, const RatingClassOptions& options) {
  if (!options.bounds.empty()) return options.bounds;
  const ColumnView scores = {.name = "score", .type = ColumnType::float64, .values = rated.scores.data()};
  const std::array<ColumnView, 2> rows = {
      ColumnView{.name = "outcome", .type = ColumnType::uint8, .values = rated.outcomes.data()},
      ColumnView{.name = "weight", .type = ColumnType::float64, .values = rated.weights.data()}};
  const auto count = static_cast<std::int64_t>(rated.scores.size());
  const std::array<TableView, 2> tables = {
      TableView{.name = "features", .columns = &scores, .column_count = 1, .rows = count},
      TableView{.name = "outcomes",
                .columns = rows.data(),
                .column_count = rated.weights.empty() ? 1 : 2,
                .rows = count}};
  const bool falls = options.direction == ScoreDirection::higher_is_better;
  const stats::FittedBinning fitted =
      stats::fit_binning(tables, {.woe = stats::WoeDirection::zeros_over_ones,
                                  .trend = falls ? stats::BinTrend::decreasing : stats::BinTrend::increasing,
                                  .max_bins = options.max_classes,
                                  .min_share = options.min_share,
                                  .min_ones = options.min_ones});
  std::vector<double> bounds;
  for (const stats::Bin& bin : fitted.binning.features().front().bins) {
    if (bin.kind == stats::BinKind::interval && std::isfinite(bin.lower)) bounds.push_back(bin.lower);
  }
  return bounds;
}

}  // namespace openitem::credit
