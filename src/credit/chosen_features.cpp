#include "credit/chosen_features.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/message.hpp"
#include "credit/feature_views.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {
namespace {

/// Whether bins that have a weight differ in their evidence.
std::vector<bool> features_that_differ(const stats::FittedBinning& fitted) {
  const std::span<const stats::BinnedFeature> features = fitted.binning.features();
  const std::span<const double> weights = fitted.tables.table("bins").column("weight").float64s();
  std::vector<bool> differ(features.size(), false);
  std::size_t row = 0;
  for (std::size_t at = 0; at < features.size(); ++at) {
    std::optional<double> first;
    for (const stats::Bin& bin : features[at].bins) {
      if (!(weights[row++] > 0.0)) continue;
      if (!first) first = bin.woe;
      if (*first != bin.woe) differ[at] = true;
    }
  }
  return differ;
}

std::vector<CandidateFeature> candidates_of(const stats::FittedBinning& fitted, double min_iv) {
  const std::vector<bool> differ = features_that_differ(fitted);
  const std::span<const double> iv = fitted.tables.table("features").column("iv").float64s();
  std::vector<CandidateFeature> candidates(iv.size());
  for (std::size_t at = 0; at < iv.size(); ++at) {
    candidates[at].iv = iv[at];
    if (!differ[at])
      candidates[at].choice = FeatureChoice::constant;
    else if (!(iv[at] >= min_iv))
      candidates[at].choice = FeatureChoice::low_iv;
  }
  return candidates;
}

[[noreturn]] void refuse_all(const stats::FittedBinning& fitted, std::span<const CandidateFeature> candidates,
                             double min_iv) {
  const auto best = std::max_element(candidates.begin(), candidates.end(),
                                     [](const auto& a, const auto& b) { return a.iv < b.iv; });
  const auto at = static_cast<std::size_t>(best - candidates.begin());
  throw Error(Status::invalid_argument,
              Message()
                  .append("no feature has bins that differ and an information value of min_iv = ")
                  .append(stats::shortest(min_iv))
                  .append(" or more; the greatest is ")
                  .append(stats::shortest(best->iv))
                  .append(", of ")
                  .append_quoted(fitted.binning.features()[at].name))
      .at(-1, "features");
}

/// Weights of evidence of the features that are left, and their regression.
class EvidenceRegression {
 public:
  EvidenceRegression(const stats::Binning& binning, std::span<const TableView> features,
                     const stats::RowOutcomes& outcomes, const ScorecardOptions& options)
      : binning_(binning), outcomes_(outcomes), options_(options) {
    const FeatureViews views(features, binning);
    woe_ = transform_binning(binning, views.views(), stats::BinningOutput::woe, options.threads);
    for (const stats::BinnedFeature& feature : binning.features()) {
      places_.push_back(places_.size());
      columns_.push_back(woe_.table("rows").column(feature.name).float64s());
    }
  }

  [[nodiscard]] stats::LogisticFit fit() const {
    stats::LogisticFit found = run();
    if (found.status == stats::FitStatus::converged) return found;
    throw Error(
        Status::invalid_argument,
        found.status == stats::FitStatus::separated
            ? "weights of evidence tell the outcomes apart without error, so no finite coefficients are the "
              "most likely; give a ridge, as in 1, or leave out the feature that tells them apart"
            : "the regression did not converge within max_iterations; give more, or a ridge, as in 1")
        .at(-1, "features");
  }

  void leave_out(std::size_t at) {
    places_.erase(places_.begin() + static_cast<std::ptrdiff_t>(at));
    columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  [[nodiscard]] std::vector<double> pds(const stats::LogisticFit& fit) const {
    std::vector<double> found(outcomes_.ones.size());
    stats::logistic_probabilities(columns_, fit.coefficients, true, {}, options_.threads, found);
    return found;
  }

 private:
  [[nodiscard]] stats::LogisticFit run() const {
    try {
      return stats::fit_logistic(
          {columns_, outcomes_.ones, outcomes_.weights, {}},
          {.ridge = options_.ridge, .max_iterations = options_.max_iterations, .threads = options_.threads});
    } catch (const Error& failure) {
      throw named(failure);
    }
  }

  /// The regression knows features by their number alone.
  [[nodiscard]] Error named(const Error& failure) const {
    constexpr std::string_view prefix = "features[";
    const std::string_view column = failure.column();
    if (failure.status() != Status::invalid_argument || !column.starts_with(prefix)) return failure;
    std::size_t number = 0;
    std::from_chars(column.data() + prefix.size(), column.data() + column.size(), number);
    const std::string& name = binning_.features()[places_[number]].name;
    return Error(Status::invalid_argument,
                 Message()
                     .append("the evidence of feature ")
                     .append_quoted(name)
                     .append(" is a combination of that of the features before it; leave one of them out or "
                             "give a ridge, as in 1"))
        .at(-1, "features." + name);
  }

  const stats::Binning& binning_;
  const stats::RowOutcomes& outcomes_;
  const ScorecardOptions& options_;
  Result woe_;
  std::vector<std::size_t> places_;
  std::vector<std::span<const double>> columns_;
};

/// Place among the coefficients of features of the one that is above 0 by the most of its standard errors; none is.
std::optional<std::size_t> most_wrong(const stats::LogisticFit& fit) {
  std::optional<std::size_t> found;
  double most = 0.0;
  for (std::size_t at = 1; at < fit.coefficients.size(); ++at) {
    const double z = fit.coefficients[at] / fit.standard_errors[at];
    if (!(z > most)) continue;
    most = z;
    found = at - 1;
  }
  return found;
}

}  // namespace

std::string_view name_of(FeatureChoice choice) noexcept {
  constexpr std::array<std::string_view, 5> names = {"", "chosen", "constant", "low_iv", "wrong_sign"};
  const auto at = static_cast<std::size_t>(choice);
  return at < names.size() ? names[at] : std::string_view();
}

stats::Binning binning_of(const stats::Binning& binning, std::span<const std::size_t> places) {
  std::vector<stats::BinnedFeature> features;
  for (const std::size_t place : places) features.push_back(binning.features()[place]);
  return {std::move(features), binning.unseen()};
}

ChosenFeatures choose_features(const stats::FittedBinning& fitted, std::span<const TableView> features,
                               const stats::RowOutcomes& outcomes, const ScorecardOptions& options) {
  ChosenFeatures found;
  found.candidates = candidates_of(fitted, options.min_iv);
  for (std::size_t at = 0; at < found.candidates.size(); ++at) {
    if (found.candidates[at].choice == FeatureChoice::chosen) found.chosen.push_back(at);
  }
  if (found.chosen.empty()) refuse_all(fitted, found.candidates, options.min_iv);
  const stats::Binning binning = binning_of(fitted.binning, found.chosen);
  EvidenceRegression regression(binning, features, outcomes, options);
  found.fit = regression.fit();
  while (options.wrong_sign == WrongSign::drop) {
    const std::optional<std::size_t> wrong = most_wrong(found.fit);
    if (!wrong) break;
    found.candidates[found.chosen[*wrong]].choice = FeatureChoice::wrong_sign;
    found.chosen.erase(found.chosen.begin() + static_cast<std::ptrdiff_t>(*wrong));
    regression.leave_out(*wrong);
    ++found.dropped;
    found.fit = regression.fit();
  }
  for (std::size_t at = 0; at < found.chosen.size(); ++at) {
    CandidateFeature& candidate = found.candidates[found.chosen[at]];
    candidate.coefficient = found.fit.coefficients[at + 1];
    candidate.standard_error = found.fit.standard_errors[at + 1];
  }
  found.pds = regression.pds(found.fit);
  return found;
}

}  // namespace openitem::credit
