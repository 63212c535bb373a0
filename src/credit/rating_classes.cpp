// Rating classes: rows put into classes of scores, and a PD for each that is monotone in the score.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "core/message.hpp"
#include "credit/figure_columns.hpp"
#include "credit/rating_bounds.hpp"
#include "credit/score_classes.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/scored_outcomes.hpp"
#include "stats/shortest.hpp"
#include "stats/wilson_interval.hpp"

namespace openitem::credit {
namespace {

/// Rows of one class.
struct ClassRows {
  std::int64_t count = 0;
  double weight = 0.0, ones = 0.0, pds = 0.0;
};

void check_pds(const RatedOutcomes& rated, ClassPd pd) {
  if (rated.pds.empty()) {
    if (pd == ClassPd::observed || rated.scores.empty()) return;
    throw Error(Status::invalid_argument, "pds are missing; classes of predicted PD need the PD of each row");
  }
  if (rated.pds.size() != rated.scores.size()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("pds has ")
                                            .append(rated.pds.size())
                                            .append(" rows; expected ")
                                            .append(rated.scores.size())
                                            .append(", as many as scores has"))
        .at(-1, "pds");
  }
  for (std::size_t row = 0; row < rated.pds.size(); ++row) {
    if (rated.pds[row] >= 0.0 && rated.pds[row] <= 1.0) continue;
    throw Error(Status::invalid_data, Message()
                                          .append("pds of row ")
                                          .append(row)
                                          .append(" is no probability; expected a number from 0 to 1"))
        .at(static_cast<std::int64_t>(row), "pds");
  }
}

std::vector<ClassRows> rows_of_classes(const RatedOutcomes& rated, std::span<const double> bounds) {
  std::vector<ClassRows> classes(bounds.size() + 1);
  for (std::size_t row = 0; row < rated.scores.size(); ++row) {
    ClassRows& of = classes[class_of_score(bounds, rated.scores[row])];
    const double weight = rated.weights.empty() ? 1.0 : rated.weights[row];
    ++of.count;
    of.weight += weight;
    of.ones += rated.outcomes[row] != 0 ? weight : 0.0;
    if (!rated.pds.empty()) of.pds += weight * rated.pds[row];
  }
  return classes;
}

/// Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955): neighbouring
/// classes whose PDs are out of order get that of them together. `classes`: from the worst to the best, so that PDs fall. A class
/// without weight has the PD of the next worse one, or else of the next better one: no class is thought better for being empty.
std::vector<double> falling_pds(const std::vector<ClassRows>& classes, ClassPd pd) {
  struct Pool {
    double bad, weight;
    std::size_t last;  // class where it ends
    [[nodiscard]] double rate() const noexcept { return bad / weight; }
  };
  std::vector<Pool> pools;
  for (std::size_t at = 0; at < classes.size(); ++at) {
    if (!(classes[at].weight > 0.0)) {
      if (!pools.empty()) pools.back().last = at;
      continue;
    }
    pools.push_back({pd == ClassPd::observed ? classes[at].ones : classes[at].pds, classes[at].weight, at});
    while (pools.size() > 1 && pools[pools.size() - 2].rate() < pools.back().rate()) {
      const Pool upper = pools.back();
      pools.pop_back();
      pools.back() = {pools.back().bad + upper.bad, pools.back().weight + upper.weight, upper.last};
    }
  }
  std::vector<double> pds(classes.size());
  std::size_t pool = 0;
  for (std::size_t at = 0; at < pds.size(); ++at) {
    if (at > pools[pool].last) ++pool;
    pds[at] = std::min(pools[pool].rate(), 1.0);
  }
  return pds;
}

Table classes_table(const std::vector<RatingClass>& classes, const std::vector<ClassRows>& rows,
                    const RatedOutcomes& rated, double confidence) {
  const double z = stats::two_sided_quantile(confidence);
  double all = 0.0;
  for (const ClassRows& of : rows) all += of.weight;
  std::vector<std::string_view> names;
  std::vector<std::int64_t> count;
  std::array<std::vector<double>, 10> figures;  // in the order of the columns
  for (std::size_t at = 0; at < classes.size(); ++at) {
    const ClassRows& of = rows[at];
    const bool has_rows = of.weight > 0.0;
    const stats::Estimate rate =
        has_rows ? stats::share_with_interval(of.ones, of.weight, z) : stats::Estimate{};
    const double mean = has_rows && !rated.pds.empty() ? of.pds / of.weight : kNoFigure;
    const double upper = at + 1 < classes.size() ? classes[at + 1].lower : kNoFigure;
    names.push_back(classes[at].name);
    count.push_back(of.count);
    const std::array<double, 10> row = {
        classes[at].lower, upper,     of.weight, of.weight / all, of.ones, rate.value,
        rate.low,          rate.high, mean,      classes[at].pd};
    for (std::size_t column = 0; column < row.size(); ++column) figures[column].push_back(row[column]);
  }
  constexpr std::array<const char*, 10> titles = {"lower", "upper", "weight", "share",   "ones",
                                                  "rate",  "low",   "high",   "mean_pd", "pd"};
  Table table("classes");
  table.add(Column::text("class", names));
  const auto add_figures = [&](std::size_t from, std::size_t to) {
    for (; from < to; ++from) table.add(figure_column(titles[from], std::move(figures[from])));
  };
  add_figures(0, 2);
  table.add(Column::int64("count", std::move(count), ColumnRole::count));
  add_figures(2, figures.size());
  return table;
}

Table classes_proof(std::int64_t rows, const std::vector<ClassRows>& classes) {
  std::int64_t held = 0;
  for (const ClassRows& of : classes) held += of.count;
  Table table("proof");
  table.add(Column::text("line", {"rows", "less rows of classes", "difference"}));
  table.add(Column::int64("count", {rows, -held, rows - held}, ColumnRole::count));
  return table;
}

Table about_classes(const RatedOutcomes& rated, const RatingClassOptions& options, std::size_t classes) {
  AboutLines about;
  about.add("report", "rating classes");
  about.add("formula", "docs/methods/scorecard_fit.md");
  about.add("rows", std::to_string(rated.scores.size()));
  about.add("classes", std::to_string(classes));
  about.add("cut", options.bounds.empty() ? "found" : "given");
  if (options.bounds.empty()) {
    about.add("max_classes", std::to_string(options.max_classes));
    about.add("min_share", stats::shortest(options.min_share));
    about.add("min_ones", stats::shortest(options.min_ones));
  }
  about.add("direction", std::string(name_of(options.direction)));
  about.add("pd", std::string(name_of(options.pd)));
  about.add("pd_floor", stats::shortest(options.pd_floor));
  about.add("confidence", stats::shortest(options.confidence));
  return about.table();
}

}  // namespace

std::string_view name_of(ScoreDirection direction) noexcept {
  constexpr std::array<std::string_view, 2> names = {"higher_is_better", "higher_is_worse"};
  const auto at = static_cast<std::size_t>(direction);
  return at < names.size() ? names[at] : std::string_view();
}

std::string_view name_of(ClassPd pd) noexcept {
  constexpr std::array<std::string_view, 2> names = {"observed", "predicted"};
  const auto at = static_cast<std::size_t>(pd);
  return at < names.size() ? names[at] : std::string_view();
}

RatingClasses rating_classes(const RatedOutcomes& rated, const RatingClassOptions& options) {
  check_rating_options(options);
  static_cast<void>(stats::check_scored({rated.scores, rated.outcomes, rated.weights}, options.confidence));
  check_pds(rated, options.pd);
  const std::vector<double> bounds = rating_bounds(rated, options);
  std::vector<ClassRows> rows = rows_of_classes(rated, bounds);
  const std::size_t count = rows.size();
  const bool worst_first = options.direction == ScoreDirection::higher_is_better;
  std::vector<ClassRows> from_worst = rows;
  if (!worst_first) std::reverse(from_worst.begin(), from_worst.end());
  const std::vector<double> pds = falling_pds(from_worst, options.pd);
  std::vector<RatingClass> classes(count);
  for (std::size_t at = 0; at < count; ++at) {
    const std::size_t from_best = worst_first ? count - 1 - at : at;
    classes[at].name = options.names.empty() ? std::to_string(from_best + 1) : options.names[from_best];
    if (at > 0) classes[at].lower = bounds[at - 1];
    classes[at].pd = std::max(pds[worst_first ? at : count - 1 - at], options.pd_floor);
  }
  Result tables({classes_table(classes, rows, rated, options.confidence),
                 classes_proof(static_cast<std::int64_t>(rated.scores.size()), rows),
                 about_classes(rated, options, count)});
  return {std::move(classes), std::move(tables)};
}

}  // namespace openitem::credit
