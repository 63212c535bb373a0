#include "openitem/additive.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/exponential.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "stats/additive_fit.hpp"
#include "stats/additive_options.hpp"
#include "stats/additive_tables.hpp"

namespace openitem::stats {
namespace {

/// Features as boosting takes them: every pre-bin a bin.
std::vector<FeaturePlan> boosted_plans(const BinningInput& input) {
  std::vector<FeaturePlan> plans(input.features().begin(), input.features().end());
  for (FeaturePlan& plan : plans) {
    plan.joined = false;
    if (plan.trend == BinTrend::free || plan.trend == BinTrend::increasing ||
        plan.trend == BinTrend::decreasing)
      continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("feature ")
                                              .append_quoted(plan.column->short_name())
                                              .append(" has trend ")
                                              .append(name_of(plan.trend))
                                              .append("; free, increasing or decreasing is possible"))
        .at(-1, "settings.trend");
  }
  return plans;
}

class AdditiveFitter {
 public:
  AdditiveFitter(std::span<const TableView> tables, const AdditiveOptions& options)
      : options_(options), input_(tables, binning_options_of(options)) {
    fit_bins(tables);
    const double base = input_.outcomes().all.ones / weight();
    feature_limits_ = {.max_leaves = static_cast<std::size_t>(options.max_leaves),
                       .min_leaf_weight = options.min_leaf_weight,
                       .min_gain = options.min_gain,
                       .l2 = options.l2,
                       .order_smoothing = options.category_smoothing * base * (1.0 - base)};
  }

  FittedAdditive run() && {
    boost_features();
    if (options_.pairs != 0) {
      choose_pairs();
      if (!parts_.pairs.empty()) boost_pairs();
    }
    centre();
    balance();
    std::vector<Table> tables = additive_tables(parts_, input_, options_);
    return {make_model(), Result(std::move(tables))};
  }

 private:
  void fit_bins(std::span<const TableView> tables) {
    const std::vector<FeaturePlan> plans = boosted_plans(input_);
    const BinningOptions options = binning_options_of(options_);
    const int threads_within = plans.size() == 1 ? options_.threads : 1;
    parts_.features.resize(plans.size());
    for_each_part(static_cast<std::int64_t>(plans.size()), options_.threads, [&](std::int64_t part) {
      const auto at = static_cast<std::size_t>(part);
      parts_.features[at] = fit_feature(plans[at], input_.outcomes(), options, threads_within);
    });
    for (std::size_t at = 0; at < plans.size(); ++at) {
      const BinnedFeature& feature = parts_.features[at].feature;
      if (feature.bins.size() > kMostCodes) {
        throw Error(Status::out_of_bounds,
                    Message()
                        .append("feature ")
                        .append_quoted(feature.name)
                        .append(" has more than 65,535 bins; list fewer special values"))
            .at(-1, "specials");
      }
      parts_.layouts.push_back(layout_of(feature, plans[at].trend));
      const Column placed = bins_of_rows(feature, options_.unseen, tables, options_.threads);
      std::vector<BinCode>& codes = codes_.emplace_back();
      for (const std::int32_t bin : placed.int32s()) codes.push_back(static_cast<BinCode>(bin));
      terms_.push_back({.codes = codes_.back(), .bins = feature.bins.size()});
    }
  }

  [[nodiscard]] std::size_t rows() const noexcept { return input_.outcomes().ones.size(); }
  [[nodiscard]] double weight() const noexcept { return input_.outcomes().all.sum(); }

  template <typename OfBag>
  void for_each_bag(OfBag&& of_bag) const {
    for_each_part(options_.bags, options_.threads, [&](std::int64_t bag) {
      of_bag(static_cast<std::size_t>(bag),
             rows_of_bag(input_.outcomes(), options_, static_cast<std::int32_t>(bag)));
    });
  }

  static double log_odds_of(const ClassWeights& classes) noexcept {
    return log_positive(classes.ones / classes.zeros);
  }

  // Means over the bags, added up in their order.
  void boost_features() {
    const auto bags = static_cast<std::size_t>(options_.bags);
    parts_.bags.resize(bags);
    starts_.resize(bags);
    for_each_bag([&](std::size_t bag, const BagRows& of_bag) {
      starts_[bag] = log_odds_of(of_bag.trained);
      std::vector<FeatureStep> steps;
      steps.reserve(parts_.layouts.size());
      for (const BinLayout& layout : parts_.layouts) steps.emplace_back(layout, feature_limits_);
      const FitStep fit = [&](std::size_t term, std::span<const Derivatives> cells,
                              std::span<const double> weights,
                              std::span<double> to) { steps[term].fit(cells, weights, to); };
      parts_.bags[bag].features = boost_stage(
          input_.outcomes(), of_bag, std::vector<double>(rows(), starts_[bag]), terms_, fit, options_);
    });
    for (const double start : starts_) parts_.intercept += start / static_cast<double>(bags);
    for (std::size_t at = 0; at < terms_.size(); ++at) {
      parts_.values.push_back(
          mean_of_bags(terms_[at].bins, [&](std::size_t bag) -> const std::vector<double>& {
            return parts_.bags[bag].features.values[at];
          }));
    }
  }

  template <typename ValuesOfBag>
  [[nodiscard]] std::vector<double> mean_of_bags(std::size_t bins, ValuesOfBag&& values_of) const {
    std::vector<double> mean(bins, 0.0);
    for (std::size_t bag = 0; bag < parts_.bags.size(); ++bag) {
      const std::vector<double>& values = values_of(bag);
      for (std::size_t bin = 0; bin < bins; ++bin) mean[bin] += values[bin];
    }
    for (double& value : mean) value /= static_cast<double>(parts_.bags.size());
    return mean;
  }

  /// Every row trains.
  [[nodiscard]] BagRows all_rows() const {
    BagRows all{.training = input_.outcomes().weights,
                .validation = std::vector<double>(rows(), 0.0),
                .trained = input_.outcomes().all};
    if (all.training.empty()) all.training.assign(rows(), 1.0);
    return all;
  }

  void choose_pairs() {
    for (std::size_t at = 0; at < parts_.features.size(); ++at)
      parts_.coarse.push_back(coarse_bins(parts_.features[at], parts_.layouts[at], options_.pair_bins));
    const PairedFeatures paired{.codes = codes_, .coarse = parts_.coarse};
    const BagRows all = all_rows();
    std::vector<double> log_odds(rows(), parts_.intercept);
    add_values(terms_, parts_.values, log_odds);
    RowDerivatives at_means(input_.outcomes(), all, std::move(log_odds));
    at_means.refresh();
    parts_.ranked =
        rank_pairs(paired, parts_.layouts, at_means, all.training, feature_limits_, options_.threads);
    const std::size_t chosen = options_.pairs < 0
                                   ? parts_.ranked.size()
                                   : std::min(parts_.ranked.size(), static_cast<std::size_t>(options_.pairs));
    for (std::size_t at = 0; at < chosen; ++at) {
      const CandidatePair& pair = parts_.ranked[at];
      parts_.pairs.push_back({.pair = pair});
      pair_codes_.push_back(paired.cells_of(pair));
    }
    for (std::size_t at = 0; at < chosen; ++at) {
      pair_terms_.push_back({.codes = pair_codes_[at], .bins = paired.shape_of(parts_.ranked[at]).cells()});
    }
  }

  // Each bag goes on from its own features.
  void boost_pairs() {
    const PairedFeatures paired{.codes = codes_, .coarse = parts_.coarse};
    for_each_bag([&](std::size_t bag, const BagRows& of_bag) {
      std::vector<double> log_odds(rows(), starts_[bag]);
      add_values(terms_, parts_.bags[bag].features.values, log_odds);
      std::vector<PairStep> steps;
      steps.reserve(parts_.pairs.size());
      for (const FittedPair& of : parts_.pairs) steps.emplace_back(paired.shape_of(of.pair), feature_limits_);
      const FitStep fit = [&](std::size_t term, std::span<const Derivatives> cells,
                              std::span<const double> weights,
                              std::span<double> to) { steps[term].fit(cells, weights, to); };
      parts_.bags[bag].pairs =
          boost_stage(input_.outcomes(), of_bag, std::move(log_odds), pair_terms_, fit, options_);
    });
    for (std::size_t at = 0; at < parts_.pairs.size(); ++at) {
      parts_.pairs[at].values = mean_of_bags(
          pair_terms_[at].bins,
          [&](std::size_t bag) -> const std::vector<double>& { return parts_.bags[bag].pairs.values[at]; });
      purify(parts_.pairs[at]);
      std::vector<double> joint(pair_terms_[at].bins, 0.0);
      for (std::size_t row = 0; row < rows(); ++row)
        joint[pair_codes_[at][row]] += input_.outcomes().of(row).sum();
      for (std::size_t cell = 0; cell < joint.size(); ++cell)
        parts_.pairs[at].importance += joint[cell] * std::fabs(parts_.pairs[at].values[cell]) / weight();
    }
  }

  // Means of rows and columns, by the weights of either feature alone, go to the features.
  void purify(FittedPair& of) {
    const CoarseBins& first = parts_.coarse[of.pair.first];
    const CoarseBins& second = parts_.coarse[of.pair.second];
    const std::size_t width = second.weights.size();
    std::vector<double> of_first(first.weights.size(), 0.0), of_second(width, 0.0);
    double mean = 0.0;
    for (std::size_t row = 0; row < of_first.size(); ++row) {
      for (std::size_t column = 0; column < width; ++column) {
        const double value = of.values[row * width + column];
        of_first[row] += second.weights[column] / weight() * value;
        of_second[column] += first.weights[row] / weight() * value;
      }
      mean += first.weights[row] / weight() * of_first[row];
    }
    for (std::size_t row = 0; row < of_first.size(); ++row) {
      for (std::size_t column = 0; column < width; ++column)
        of.values[row * width + column] -= of_first[row] + of_second[column] - mean;
    }
    const auto give = [&](std::size_t feature, const CoarseBins& groups, const std::vector<double>& means) {
      for (std::size_t bin = 0; bin < groups.of_bin.size(); ++bin)
        parts_.values[feature][bin] += means[groups.of_bin[bin]] - mean;
    };
    give(of.pair.first, first, of_first);
    give(of.pair.second, second, of_second);
    parts_.intercept += mean;
  }

  void centre() {
    for (std::size_t at = 0; at < parts_.values.size(); ++at) {
      double mean = 0.0;
      for (std::size_t bin = 0; bin < parts_.values[at].size(); ++bin)
        mean += parts_.features[at].figures[bin].rows.weights.sum() / weight() * parts_.values[at][bin];
      for (std::size_t bin = 0; bin < parts_.values[at].size(); ++bin) {
        // Nothing is known of missing or special values that never came: they change nothing.
        const bool is_unknown = bin >= parts_.layouts[at].cuttable &&
                                !(parts_.features[at].figures[bin].rows.weights.sum() > 0.0);
        parts_.values[at][bin] = is_unknown ? 0.0 : parts_.values[at][bin] - mean;
      }
      parts_.intercept += mean;
    }
  }

  // The intercept at which probabilities and outcomes have one sum.
  void balance() {
    constexpr int most_steps = 100;
    const BagRows all = all_rows();
    std::vector<double> log_odds(rows(), parts_.intercept);
    add_values(terms_, parts_.values, log_odds);
    for (std::size_t at = 0; at < parts_.pairs.size(); ++at)
      add_values(std::span(pair_terms_).subspan(at, 1), std::span(&parts_.pairs[at].values, 1), log_odds);
    RowDerivatives moving(input_.outcomes(), all, std::move(log_odds));
    const std::vector<BinCode> one_bin(rows(), 0);
    for (int count = 0; count < most_steps; ++count) {
      Derivatives sums;
      moving.refresh();
      moving.add_up(one_bin, std::span(&sums, 1));
      if (!(sums.hessian > 0.0)) return;
      const double step = std::clamp(-sums.gradient / sums.hessian, -1.0, 1.0);
      parts_.intercept += step;
      if (std::fabs(step) < 1e-12) return;
      moving.move(one_bin, std::span(&step, 1));
    }
  }

  AdditiveModel make_model() {
    std::vector<AdditivePair> pairs;
    for (const FittedPair& of : parts_.pairs) {
      const CoarseBins& first = parts_.coarse[of.pair.first];
      const CoarseBins& second = parts_.coarse[of.pair.second];
      AdditivePair& made = pairs.emplace_back(AdditivePair{
          static_cast<std::int32_t>(of.pair.first), static_cast<std::int32_t>(of.pair.second), {}});
      for (const BinCode row : first.of_bin) {
        for (const BinCode column : second.of_bin)
          made.values.push_back(of.values[row * second.weights.size() + column]);
      }
    }
    std::vector<BinnedFeature> features;
    features.reserve(parts_.features.size());
    for (FittedFeature& of : parts_.features) features.push_back(std::move(of.feature));
    return {Binning(std::move(features), options_.unseen), parts_.intercept, std::move(parts_.values),
            std::move(pairs)};
  }

  const AdditiveOptions& options_;
  const BinningInput input_;
  StepLimits feature_limits_;
  FittedParts parts_;
  std::vector<std::vector<BinCode>> codes_, pair_codes_;
  std::vector<BoostedTerm> terms_, pair_terms_;
  std::vector<double> starts_;  // log odds of the training rows of each bag
};

}  // namespace

double FittedParts::importance_of(std::size_t feature, double weight) const noexcept {
  double sum = 0.0;
  for (std::size_t bin = 0; bin < values[feature].size(); ++bin)
    sum += features[feature].figures[bin].rows.weights.sum() / weight * std::fabs(values[feature][bin]);
  return sum;
}

FittedAdditive fit_additive(std::span<const TableView> tables, const AdditiveOptions& options) {
  check_additive_options(options);
  return AdditiveFitter(tables, options).run();
}

}  // namespace openitem::stats
