// Whether rows fall where they fell when the card was made: stability indices of the score and of every feature.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "core/message.hpp"
#include "credit/figure_columns.hpp"
#include "credit/score_classes.hpp"
#include "credit/validation_tables.hpp"
#include "openitem/distributions.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {
namespace {

/// What is compared: the score or a feature, as the bins of rows.
struct Characteristic {
  std::string name;
  std::vector<std::string> labels = {};           ///< of its bins
  std::vector<double> points = {};                ///< of its bins; empty of the score
  std::vector<std::vector<double>> weights = {};  ///< by period and bin
  std::vector<double> means = {};                 ///< of the score, by period; empty of a feature
};

std::string interval_label(double lower, double upper) {
  if (std::isinf(lower)) return std::isinf(upper) ? "all" : "below " + stats::shortest(upper);
  if (std::isinf(upper)) return "from " + stats::shortest(lower);
  return stats::shortest(lower) + " to below " + stats::shortest(upper);
}

std::string label_of(const stats::Bin& bin) {
  switch (bin.kind) {
    case stats::BinKind::interval: return interval_label(bin.lower, bin.upper);
    case stats::BinKind::special: return stats::shortest(bin.lower);
    case stats::BinKind::categories: break;
    default: return std::string(name_of(bin.kind));
  }
  std::string label;
  for (const std::string& category : bin.categories) label += (label.empty() ? "" : ", ") + category;
  return label;
}

/// Bins of equal weight of the scores of the development rows, equal scores together: as of the calibration curve.
std::vector<double> score_bounds(const ScoredRows& scored, std::int32_t bins) {
  const ValidationRows& rows = scored.rows;
  std::vector<std::size_t> order;
  double all = 0.0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.period_of[row] != rows.development || !(rows.weights[row] > 0.0)) continue;
    order.push_back(row);
    all += rows.weights[row];
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return scored.scores[a] != scored.scores[b] ? scored.scores[a] < scored.scores[b] : a < b;
  });
  std::vector<double> bounds;
  double before = 0.0;
  std::int64_t last_bin = -1;
  for (std::size_t first = 0; first < order.size();) {
    const double score = scored.scores[order[first]];
    double weight = 0.0;
    for (; first < order.size() && scored.scores[order[first]] == score; ++first)
      weight += rows.weights[order[first]];
    const auto bin = static_cast<std::int64_t>((before + 0.5 * weight) / all * bins);
    if (last_bin >= 0 && bin > last_bin) bounds.push_back(score);
    last_bin = bin;
    before += weight;
  }
  return bounds;
}

Characteristic score_characteristic(const ScoredRows& scored, const ValidationOptions& options) {
  const std::vector<RatingClass>& classes = scored.card.parts().classes;
  std::vector<double> bounds;
  for (std::size_t at = 1; at < classes.size(); ++at) bounds.push_back(classes[at].lower);
  if (classes.empty()) bounds = score_bounds(scored, options.score_bins);
  Characteristic found{.name = "score"};
  for (std::size_t bin = 0; bin <= bounds.size(); ++bin) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    found.labels.push_back(!classes.empty() ? classes[bin].name
                                            : interval_label(bin == 0 ? -infinite : bounds[bin - 1],
                                                             bin == bounds.size() ? infinite : bounds[bin]));
  }
  const std::size_t periods = scored.rows.periods.size();
  found.weights.assign(periods, std::vector<double>(bounds.size() + 1, 0.0));
  found.means.assign(periods, 0.0);
  std::vector<double> all(periods, 0.0);
  for (std::size_t row = 0; row < scored.rows.size(); ++row) {
    const std::size_t period = scored.rows.period_of[row];
    const double weight = scored.rows.weights[row];
    found.weights[period][class_of_score(bounds, scored.scores[row])] += weight;
    found.means[period] += weight * scored.scores[row];
    all[period] += weight;
  }
  for (std::size_t period = 0; period < periods; ++period) found.means[period] /= all[period];
  return found;
}

Characteristic feature_characteristic(const ScoredRows& scored, std::size_t at) {
  const stats::BinnedFeature& feature = scored.card.parts().binning.features()[at];
  Characteristic found{.name = feature.name, .points = scored.card.parts().features[at].points};
  for (const stats::Bin& bin : feature.bins) found.labels.push_back(label_of(bin));
  found.weights.assign(scored.rows.periods.size(), std::vector<double>(feature.bins.size(), 0.0));
  const std::span<const std::int32_t> bins = scored.bins.int32s(feature.name);
  for (std::size_t row = 0; row < bins.size(); ++row)
    found.weights[scored.rows.period_of[row]][static_cast<std::size_t>(bins[row])] +=
        scored.rows.weights[row];
  return found;
}

class StabilityTables {
 public:
  StabilityTables(const ScoredRows& scored, const ValidationOptions& options)
      : scored_(scored), options_(options) {}

  void add(const Characteristic& of, std::size_t period) {
    const std::vector<double>& expected = of.weights[scored_.rows.development];
    const std::vector<double>& actual = of.weights[period];
    const double all_expected = std::accumulate(expected.begin(), expected.end(), 0.0);
    const double all_actual = std::accumulate(actual.begin(), actual.end(), 0.0);
    const bool has_rows = all_actual > 0.0;
    const stats::Stability found = has_rows ? stability_of(of, expected, actual) : stats::Stability{};
    double shift = of.means.empty() ? 0.0 : of.means[period] - of.means[scored_.rows.development];
    for (std::size_t bin = 0; bin < expected.size(); ++bin) {
      const double before = expected[bin] / all_expected;
      const double now = has_rows ? actual[bin] / all_actual : kNoFigure;
      if (!of.points.empty()) shift += (now - before) * of.points[bin];
      bin_periods_.push_back(scored_.rows.periods[period]);
      bin_names_.push_back(of.name);
      bins_.push_back(static_cast<std::int32_t>(bin));
      labels_.push_back(of.labels[bin]);
      development_shares_.push_back(before);
      shares_.push_back(now);
      contributions_.push_back(has_rows ? found.contributions[bin] : kNoFigure);
    }
    periods_.push_back(scored_.rows.periods[period]);
    names_.push_back(of.name);
    indices_.push_back(has_rows ? found.index : kNoFigure);
    bands_.push_back(has_rows ? name_of(found.band) : std::string_view());
    shifts_.push_back(shift);
  }

  [[nodiscard]] std::vector<Table> take() && {
    Table stability("stability");
    stability.add(Column::text("period", periods_));
    stability.add(Column::text("characteristic", names_));
    stability.add(figure_column("index", std::move(indices_)));
    stability.add(text_column("band", bands_));
    stability.add(figure_column("points_shift", std::move(shifts_)));
    Table bins("stability_bins");
    bins.add(Column::text("period", bin_periods_));
    bins.add(Column::text("characteristic", bin_names_));
    bins.add(Column::int32("bin", std::move(bins_)));
    bins.add(Column::text("label", labels_));
    bins.add(Column::float64("development_share", std::move(development_shares_)));
    bins.add(figure_column("share", std::move(shares_)));
    bins.add(figure_column("contribution", std::move(contributions_)));
    return {std::move(stability), std::move(bins)};
  }

 private:
  [[nodiscard]] stats::Stability stability_of(const Characteristic& of, const std::vector<double>& expected,
                                              const std::vector<double>& actual) const {
    try {
      return stats::population_stability(
          expected, actual, {.figures = stats::BinFigures::counts, .smoothing = options_.smoothing});
    } catch (const Error& failure) {
      // Bins have a number, rows of the input have none here.
      throw Error(
          failure.status(),
          Message().append("stability of ").append_quoted(of.name).append(": ").append(failure.what()))
          .at(-1, "features");
    }
  }

  const ScoredRows& scored_;
  const ValidationOptions& options_;
  std::vector<std::string_view> periods_, names_, bands_, bin_periods_, bin_names_, labels_;
  std::vector<std::int32_t> bins_;
  std::vector<double> indices_, shifts_, development_shares_, shares_, contributions_;
};

}  // namespace

std::vector<Table> stability_tables(const ScoredRows& scored, const ValidationOptions& options) {
  std::vector<Characteristic> characteristics = {score_characteristic(scored, options)};
  for (std::size_t at = 0; at < scored.card.parts().features.size(); ++at)
    characteristics.push_back(feature_characteristic(scored, at));
  StabilityTables tables(scored, options);
  for (std::size_t period = 0; period < scored.rows.periods.size(); ++period) {
    if (period == scored.rows.development) continue;
    for (const Characteristic& of : characteristics) tables.add(of, period);
  }
  return std::move(tables).take();
}

}  // namespace openitem::credit
