#include "stats/additive_checks.hpp"

#include <algorithm>
#include <cmath>

#include "core/message.hpp"

namespace openitem::stats {
namespace {

bool is_not_finite(double number) noexcept { return !std::isfinite(number); }

[[noreturn]] void refuse_pair(std::int32_t first, std::int32_t second, std::string_view why) {
  throw Error(Status::invalid_argument, Message()
                                            .append("the pair of features ")
                                            .append(first)
                                            .append(" and ")
                                            .append(second)
                                            .append(" ")
                                            .append(why));
}

}  // namespace

std::string pair_name(const Binning& binning, std::int32_t first, std::int32_t second) {
  const std::span<const BinnedFeature> features = binning.features();
  return features[static_cast<std::size_t>(first)].name + " x " +
         features[static_cast<std::size_t>(second)].name;
}

void check_bin_numbers(const BinnedFeature& feature, std::span<const double> numbers, std::string_view what) {
  if (numbers.size() != feature.bins.size()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("feature ")
                                              .append_quoted(feature.name)
                                              .append(" has ")
                                              .append(feature.bins.size())
                                              .append(" bins and ")
                                              .append(numbers.size())
                                              .append(" ")
                                              .append(what)
                                              .append("; each bin needs one number"));
  }
  const auto found = std::find_if(numbers.begin(), numbers.end(), is_not_finite);
  if (found == numbers.end()) return;
  throw Error(Status::invalid_argument, Message()
                                            .append("feature ")
                                            .append_quoted(feature.name)
                                            .append(": bin ")
                                            .append(found - numbers.begin())
                                            .append(" has ")
                                            .append(what)
                                            .append(" that are not finite"));
}

void PairChecks::check(std::int32_t first, std::int32_t second, std::span<const double> numbers,
                       std::string_view what) {
  const std::span<const BinnedFeature> features = binning_.features();
  const auto count = static_cast<std::int32_t>(features.size());
  if (first < 0 || second < 0 || first >= count || second >= count) {
    refuse_pair(first, second, "names a feature that is not there; they are numbered from 0");
  }
  if (first == second) refuse_pair(first, second, "is of a feature with itself");
  if (first > second)
    refuse_pair(first, second, "is out of order; the feature that comes earlier is the first");
  if (!seen_.emplace(first, second).second) refuse_pair(first, second, "stands twice");
  const std::size_t cells = features[static_cast<std::size_t>(first)].bins.size() *
                            features[static_cast<std::size_t>(second)].bins.size();
  if (numbers.size() != cells) {
    refuse_pair(first, second,
                Message()
                    .append("has ")
                    .append(numbers.size())
                    .append(" ")
                    .append(what)
                    .append(" for ")
                    .append(cells)
                    .append(" pairs of bins; each needs one number"));
  }
  const auto found = std::find_if(numbers.begin(), numbers.end(), is_not_finite);
  if (found == numbers.end()) return;
  refuse_pair(first, second,
              Message()
                  .append("has ")
                  .append(what)
                  .append(" that are not finite, at place ")
                  .append(found - numbers.begin()));
}

}  // namespace openitem::stats
