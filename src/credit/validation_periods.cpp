// How a card does in each period.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "credit/figure_columns.hpp"
#include "credit/score_classes.hpp"
#include "credit/scorecard_scale.hpp"
#include "credit/validation_tables.hpp"
#include "openitem/stats.hpp"
#include "stats/normal_quantile.hpp"
#include "stats/wilson_interval.hpp"

namespace openitem::credit {
namespace {

/// The rows of one period, or of all, whose outcome is known and whose weight is above 0.
struct PeriodRows {
  std::int64_t rows = 0, known = 0;  ///< counts, of any weight
  double weight = 0.0, known_weight = 0.0, ones = 0.0, pds = 0.0;
  std::vector<double> risks, row_pds, weights;
  std::vector<std::uint8_t> outcomes;
};

constexpr std::size_t kAllPeriods = std::numeric_limits<std::size_t>::max();

PeriodRows rows_of_period(const ScoredRows& scored, std::size_t period) {
  PeriodRows found;
  const double sign = scored.high_is_better() ? -1.0 : 1.0;
  for (std::size_t row = 0; row < scored.rows.size(); ++row) {
    if (period != kAllPeriods && scored.rows.period_of[row] != period) continue;
    const double weight = scored.rows.weights[row];
    ++found.rows;
    found.weight += weight;
    if (scored.rows.is_known[row] == 0) continue;
    ++found.known;
    if (!(weight > 0.0)) continue;
    found.known_weight += weight;
    found.ones += scored.rows.outcomes[row] != 0 ? weight : 0.0;
    found.risks.push_back(sign * scored.scores[row]);
    found.outcomes.push_back(scored.rows.outcomes[row]);
    found.weights.push_back(weight);
    if (scored.pds.empty()) continue;
    found.row_pds.push_back(scored.pds[row]);
    found.pds += weight * scored.pds[row];
  }
  return found;
}

/// Columns of figures that grow row by row, in the order in which the first row names them.
class FigureColumns {
 public:
  void begin_row() noexcept { at_ = 0; }
  void add(const char* name, double value) {
    if (at_ == names_.size()) {
      names_.emplace_back(name);
      values_.emplace_back();
    }
    values_[at_++].push_back(value);
  }
  void add(const std::array<const char*, 3>& names, const stats::Estimate& of) {
    add(names[0], of.value);
    add(names[1], of.low);
    add(names[2], of.high);
  }
  void add_to(Table& table) && {
    for (std::size_t at = 0; at < names_.size(); ++at)
      table.add(figure_column(std::move(names_[at]), std::move(values_[at])));
  }

 private:
  std::size_t at_ = 0;
  std::vector<std::string> names_;
  std::vector<std::vector<double>> values_;
};

/// Figures of one period, and how the regression behind the slope ended.
std::string_view add_figures(FigureColumns& figures, const PeriodRows& of, bool high_is_better,
                             const ValidationOptions& options) {
  const bool has_rows = !of.outcomes.empty(), has_pds = !of.row_pds.empty();
  stats::Discrimination told;
  stats::Calibration said;
  stats::CalibrationCurve curve{.error = kNoFigure, .error_if_calibrated = kNoFigure};
  if (has_rows) told = stats::discriminate({of.risks, of.outcomes, of.weights}, options.confidence);
  if (has_pds) {
    said = stats::calibrate({of.row_pds, of.outcomes, of.weights}, options.confidence);
    curve = stats::calibration_curve({of.row_pds, of.outcomes, of.weights}, options.calibration_bins,
                                     options.confidence);
  }
  figures.begin_row();
  figures.add("weight", of.weight);
  figures.add("ones", of.ones);
  figures.add("rate", has_rows ? of.ones / of.known_weight : kNoFigure);
  figures.add("mean_pd", has_pds ? of.pds / of.known_weight : kNoFigure);
  figures.add({"auc", "auc_low", "auc_high"}, told.auc);
  figures.add({"gini", "gini_low", "gini_high"}, told.gini);
  figures.add("ks", told.ks);
  figures.add("ks_score", high_is_better ? 0.0 - told.ks_score : told.ks_score);
  figures.add({"brier", "brier_low", "brier_high"}, said.brier);
  figures.add({"log_loss", "log_loss_low", "log_loss_high"}, said.log_loss);
  figures.add({"intercept", "intercept_low", "intercept_high"}, said.intercept);
  figures.add({"slope", "slope_low", "slope_high"}, said.slope);
  figures.add("calibration_error", curve.error);
  figures.add("calibration_error_if_calibrated", curve.error_if_calibrated);
  return has_pds ? name_of(said.slope_status) : std::string_view();
}

/// Where the interval of the rate lies beside the PD.
std::string_view verdict_of(double pd, const stats::Estimate& rate) noexcept {
  if (std::isnan(pd) || std::isnan(rate.value)) return "";
  if (pd < rate.low) return "underestimated";
  return pd > rate.high ? "overestimated" : "consistent";
}

/// Rows of one class in one period.
struct ClassOfPeriod {
  std::int64_t rows = 0;
  double weight = 0.0, known_weight = 0.0, ones = 0.0, pds = 0.0;
};

std::vector<ClassOfPeriod> classes_of_period(const ScoredRows& scored, std::span<const double> bounds,
                                             std::size_t period) {
  std::vector<ClassOfPeriod> classes(bounds.size() + 1);
  for (std::size_t row = 0; row < scored.rows.size(); ++row) {
    if (scored.rows.period_of[row] != period) continue;
    ClassOfPeriod& of = classes[class_of_score(bounds, scored.scores[row])];
    const double weight = scored.rows.weights[row];
    ++of.rows;
    of.weight += weight;
    if (!scored.pds.empty()) of.pds += weight * scored.pds[row];
    if (scored.rows.is_known[row] == 0) continue;
    of.known_weight += weight;
    of.ones += scored.rows.outcomes[row] != 0 ? weight : 0.0;
  }
  return classes;
}

}  // namespace

bool ScoredRows::high_is_better() const noexcept {
  return !card.parts().scale || pd_falls_with_score(*card.parts().scale);
}

Table periods_table(const ScoredRows& scored, const ValidationOptions& options) {
  std::vector<std::string_view> names, roles, slope_statuses;
  std::vector<std::int64_t> rows, known;
  FigureColumns figures;
  const auto add = [&](std::string_view name, std::string_view role, std::size_t period) {
    const PeriodRows of = rows_of_period(scored, period);
    names.push_back(name);
    roles.push_back(role);
    rows.push_back(of.rows);
    known.push_back(of.known);
    slope_statuses.push_back(add_figures(figures, of, scored.high_is_better(), options));
  };
  for (std::size_t period = 0; period < scored.rows.periods.size(); ++period) {
    add(scored.rows.periods[period], period == scored.rows.development ? "development" : "validation",
        period);
  }
  add("total", "total", kAllPeriods);
  Table table("periods");
  table.add(Column::text("period", names));
  table.add(Column::text("role", roles));
  table.add(Column::int64("rows", std::move(rows), ColumnRole::count));
  table.add(Column::int64("rows_with_outcome", std::move(known), ColumnRole::count));
  std::move(figures).add_to(table);
  table.add(text_column("slope_status", slope_statuses));
  return table;
}

Table period_classes_table(const ScoredRows& scored, const ValidationOptions& options) {
  const std::vector<RatingClass>& classes = scored.card.parts().classes;
  std::vector<double> bounds;
  for (std::size_t at = 1; at < classes.size(); ++at) bounds.push_back(classes[at].lower);
  const double z = stats::two_sided_quantile(options.confidence);
  std::vector<std::string_view> periods, names, verdicts;
  std::vector<std::int64_t> rows;
  FigureColumns figures;
  for (std::size_t period = 0; period < scored.rows.periods.size(); ++period) {
    const std::vector<ClassOfPeriod> found = classes_of_period(scored, bounds, period);
    double all = 0.0;
    for (const ClassOfPeriod& of : found) all += of.weight;
    for (std::size_t at = 0; at < found.size(); ++at) {
      const ClassOfPeriod& of = found[at];
      const stats::Estimate rate =
          of.known_weight > 0.0 ? stats::share_with_interval(of.ones, of.known_weight, z) : stats::Estimate{};
      periods.push_back(scored.rows.periods[period]);
      names.push_back(classes[at].name);
      rows.push_back(of.rows);
      figures.begin_row();
      figures.add("weight", of.weight);
      figures.add("share", all > 0.0 ? of.weight / all : kNoFigure);
      figures.add("ones", of.ones);
      figures.add({"rate", "low", "high"}, rate);
      figures.add("pd", classes[at].pd);
      figures.add("mean_pd", of.weight > 0.0 && !scored.pds.empty() ? of.pds / of.weight : kNoFigure);
      verdicts.push_back(verdict_of(classes[at].pd, rate));
    }
  }
  Table table("classes");
  table.add(Column::text("period", periods));
  table.add(Column::text("class", names));
  table.add(Column::int64("rows", std::move(rows), ColumnRole::count));
  std::move(figures).add_to(table);
  table.add(text_column("verdict", verdicts));
  return table;
}

}  // namespace openitem::credit
