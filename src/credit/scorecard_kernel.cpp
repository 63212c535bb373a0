#include "credit/scorecard_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/message.hpp"
#include "stats/additive_checks.hpp"

namespace openitem::credit {
namespace {

double most_of(const std::vector<double>& points) { return *std::max_element(points.begin(), points.end()); }

/// A row's reasons are counted from `from`: what it has more than that is no loss.
std::vector<double> losses_of(const std::vector<double>& points, double from) {
  std::vector<double> lost;
  lost.reserve(points.size());
  for (const double one : points) lost.push_back(std::max(0.0, from - one));
  return lost;
}

}  // namespace

ScorecardKernel::ScorecardKernel(const ScorecardParts& parts, ReasonBaseline baseline, bool with_losses)
    : base_points_(parts.base_points) {
  const std::span<const stats::BinnedFeature> features = parts.binning.features();
  const bool from_mean = baseline == ReasonBaseline::mean;
  for (std::size_t at = 0; at < features.size(); ++at) {
    const FeaturePoints& of = parts.features[at];
    Source source{.name = features[at].name, .first = at, .points = of.points};
    if (with_losses && from_mean && std::isnan(of.mean)) {
      throw Error(Status::invalid_argument,
                  Message()
                      .append("the mean points of feature ")
                      .append_quoted(source.name)
                      .append(" are not known; state them in the card, or take best_attainable"));
    }
    if (with_losses) source.lost = losses_of(of.points, from_mean ? of.mean : most_of(of.points));
    sources_.push_back(std::move(source));
  }
  for (const PairPoints& of : parts.pairs) {
    Source source{.name = stats::pair_name(parts.binning, of.first, of.second),
                  .first = static_cast<std::size_t>(of.first),
                  .second = static_cast<std::size_t>(of.second),
                  .seconds = features[static_cast<std::size_t>(of.second)].bins.size(),
                  .points = of.points};
    // Beyond the features' own points the mean of a pair is nothing.
    if (with_losses) source.lost = losses_of(of.points, from_mean ? 0.0 : most_of(of.points));
    sources_.push_back(std::move(source));
  }
  for (std::size_t at = 1; at < parts.classes.size(); ++at) class_bounds_.push_back(parts.classes[at].lower);
}

std::size_t ScorecardKernel::place_of(const Source& source, const BinBlock& block, std::size_t at) noexcept {
  const auto first = static_cast<std::size_t>(block.of(source.first)[at]);
  if (source.seconds == 0) return first;
  return first * source.seconds + static_cast<std::size_t>(block.of(source.second)[at]);
}

template <typename Function>
void ScorecardKernel::for_each_place(const Source& source, const BinBlock& block,
                                     const Function& fn) noexcept {
  const std::int32_t* const first = block.of(source.first);
  if (source.seconds == 0) {
    for (std::size_t at = 0; at < block.rows; ++at) fn(at, static_cast<std::size_t>(first[at]));
    return;
  }
  for (std::size_t at = 0; at < block.rows; ++at) fn(at, place_of(source, block, at));
}

void ScorecardKernel::points_of(std::size_t source, const BinBlock& block, double* points) const noexcept {
  const double* const of = sources_[source].points.data();
  for_each_place(sources_[source], block, [&](std::size_t at, std::size_t place) { points[at] = of[place]; });
}

void ScorecardKernel::scores_of(const BinBlock& block, double* scores) const noexcept {
  std::fill_n(scores, block.rows, base_points_);
  for (const Source& source : sources_) {
    const double* const of = source.points.data();
    for_each_place(source, block, [&](std::size_t at, std::size_t place) { scores[at] += of[place]; });
  }
}

void ScorecardKernel::reasons_of(const BinBlock& block, std::size_t at, std::span<std::int32_t> reasons,
                                 std::span<double> lost) const noexcept {
  std::size_t count = 0;
  for (std::size_t source = 0; source < sources_.size(); ++source) {
    const double loss = sources_[source].lost[place_of(sources_[source], block, at)];
    if (!(loss > 0.0) || (count == reasons.size() && !(loss > lost[count - 1]))) continue;
    // Behind those that lost as much: of equals the earlier comes first.
    std::size_t place = count < reasons.size() ? count++ : count - 1;
    for (; place > 0 && lost[place - 1] < loss; --place) {
      reasons[place] = reasons[place - 1];
      lost[place] = lost[place - 1];
    }
    reasons[place] = static_cast<std::int32_t>(source);
    lost[place] = loss;
  }
  for (; count < reasons.size(); ++count) {
    reasons[count] = kNoReason;
    lost[count] = 0.0;
  }
}

std::int32_t ScorecardKernel::class_of(double score) const noexcept {
  const auto above = std::upper_bound(class_bounds_.begin(), class_bounds_.end(), score);
  return static_cast<std::int32_t>(above - class_bounds_.begin());
}

}  // namespace openitem::credit
