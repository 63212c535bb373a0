// Two distributions over the same bins: population stability, weight of evidence, information value.

#include "openitem/distributions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/exponential.hpp"
#include "core/message.hpp"
#include "stats/checks.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

constexpr double kMostSmoothing = 1e6;
constexpr double kSharesTogether = 1e-6;  // how far from 1 rounding in their sources takes them

void check_figures(std::span<const double> figures, const BinOptions& options, std::string_view name) {
  // Of greater or smaller figures a share could leave the range of doubles.
  const bool are_shares = options.figures == BinFigures::shares;
  const double most = are_shares ? 1.0 : 1e100;
  double sum = 0.0;
  for (std::size_t bin = 0; bin < figures.size(); ++bin) {
    const bool is_in_range = figures[bin] == 0.0 || (figures[bin] >= 1e-100 && figures[bin] <= most);
    if (!is_in_range) {
      throw Error(Status::invalid_data, Message()
                                            .append(name)
                                            .append(" of bin ")
                                            .append(bin)
                                            .append(are_shares ? " is no share; expected 0 to 1"
                                                               : " is no count; expected 0 or more"))
          .at(static_cast<std::int64_t>(bin), name);
    }
    sum += figures[bin];
  }
  if (!(sum > 0.0) || !std::isfinite(sum)) {
    throw Error(Status::invalid_argument,
                Message().append(name).append(" has nothing in its bins, or too much to count"))
        .at(-1, name);
  }
  if (are_shares && std::abs(sum - 1.0) > kSharesTogether) {
    throw Error(Status::invalid_argument, Message()
                                              .append(name)
                                              .append(" are together ")
                                              .append(shortest(sum))
                                              .append("; shares must be together 1, or give counts"))
        .at(-1, name);
  }
}

std::vector<double> shares_of(std::span<const double> figures, const BinOptions& options) {
  std::vector<double> shares(figures.begin(), figures.end());
  if (options.figures == BinFigures::shares) return shares;
  double sum = 0.0;
  for (double& share : shares) {
    share += options.smoothing;
    sum += share;
  }
  for (double& share : shares) share /= sum;
  return shares;
}

/// ln(first / second) of each bin; 0 where both are empty.
class LogRatios {
 public:
  LogRatios(std::span<const double> first, std::string_view first_name, std::span<const double> second,
            std::string_view second_name, const BinOptions& options) {
    check_bin_options(options);
    if (first.size() != second.size()) {
      throw Error(Status::ragged_columns, Message()
                                              .append(second_name)
                                              .append(" has ")
                                              .append(second.size())
                                              .append(" bins; expected ")
                                              .append(first.size())
                                              .append(", as many as ")
                                              .append(first_name)
                                              .append(" has"))
          .at(-1, second_name);
    }
    check_figures(first, options, first_name);
    check_figures(second, options, second_name);
    first_ = shares_of(first, options);
    second_ = shares_of(second, options);
    for (std::size_t bin = 0; bin < first_.size(); ++bin) {
      const bool is_first_empty = first_[bin] <= 0.0, is_second_empty = second_[bin] <= 0.0;
      if (is_first_empty != is_second_empty) {
        const std::string_view name = is_first_empty ? first_name : second_name;
        throw Error(Status::invalid_data,
                    Message()
                        .append(name)
                        .append(" of bin ")
                        .append(bin)
                        .append(" is 0 where the other is not: the logarithm is infinite. Join bins, or give "
                                "counts with smoothing, as in 0.5"))
            .at(static_cast<std::int64_t>(bin), name);
      }
      logs_.push_back(is_first_empty ? 0.0 : log_positive(first_[bin]) - log_positive(second_[bin]));
    }
  }

  [[nodiscard]] const std::vector<double>& logs() const noexcept { return logs_; }
  /// (first - second) ln(first / second) of each bin, and their sum.
  double contributions(std::vector<double>& parts) const {
    double sum = 0.0;
    for (std::size_t bin = 0; bin < logs_.size(); ++bin) {
      // Never below 0, but for the rounding of shares that are almost alike.
      parts.push_back(std::max((first_[bin] - second_[bin]) * logs_[bin], 0.0));
      sum += parts.back();
    }
    return sum;
  }

 private:
  std::vector<double> first_, second_, logs_;
};

}  // namespace

void check_bin_options(const BinOptions& options) {
  if (options.figures == BinFigures::not_set)
    throw Error(Status::not_set, "figures is not set: say whether they are counts or shares");
  const bool is_amount = options.smoothing >= 0.0 && options.smoothing <= kMostSmoothing;
  if (!is_amount) throw Error(Status::out_of_bounds, "smoothing must be 0 to 1,000,000");
  if (options.figures == BinFigures::shares && options.smoothing > 0.0) {
    throw Error(
        Status::invalid_argument,
        "smoothing is a number of rows added to each bin and means nothing beside shares; give counts");
  }
}

std::string_view name_of(StabilityBand band) noexcept {
  constexpr std::array<std::string_view, 4> names = {"", "no significant shift", "minor", "significant"};
  const auto at = static_cast<std::size_t>(band);
  return at < names.size() ? names[at] : std::string_view();
}

StabilityBand stability_band(double index) {
  if (!(index >= 0.0)) throw Error(Status::invalid_argument, "a stability index is a number of 0 or more");
  if (index < 0.10) return StabilityBand::no_significant_shift;
  return index < 0.25 ? StabilityBand::minor : StabilityBand::significant;
}

Stability population_stability(std::span<const double> expected, std::span<const double> actual,
                               const BinOptions& options) {
  const LogRatios ratios(actual, "actual", expected, "expected", options);
  Stability found;
  found.index = ratios.contributions(found.contributions);
  found.band = stability_band(found.index);
  return found;
}

Evidence weight_of_evidence(std::span<const double> goods, std::span<const double> bads,
                            EvidenceOrientation orientation, const BinOptions& options) {
  if (orientation == EvidenceOrientation::not_set) {
    throw Error(Status::not_set,
                "orientation is not set: textbooks differ in the sign of evidence, choose good_over_bad or "
                "bad_over_good");
  }
  const LogRatios ratios(goods, "goods", bads, "bads", options);
  Evidence found;
  found.information_value = ratios.contributions(found.contributions);
  found.weights = ratios.logs();
  if (orientation == EvidenceOrientation::bad_over_good) {
    for (double& weight : found.weights) weight = 0.0 - weight;
  }
  return found;
}

}  // namespace openitem::stats
