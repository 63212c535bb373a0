#include "openitem/binning.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "stats/binning_feature.hpp"
#include "stats/binning_input.hpp"
#include "stats/binning_tables.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

constexpr double kMostWeight = 1e100;

void check_number(std::string_view name, double value, double first, double last) {
  if (value >= first && value <= last) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append(name)
                                         .append(" = ")
                                         .append(shortest(value))
                                         .append(" is not within ")
                                         .append(shortest(first))
                                         .append(" .. ")
                                         .append(shortest(last)));
}

template <typename Enum>
void check_named(std::string_view name, Enum value) {
  if (!name_of(value).empty()) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(name)
                                            .append(" = ")
                                            .append(static_cast<std::int32_t>(value))
                                            .append(" is not a choice"));
}

void check_options(const BinningOptions& options) {
  if (options.woe == WoeDirection::not_set) {
    throw Error(
        Status::not_set,
        "woe is not set: choose zeros_over_ones (high = good where outcome 1 is bad) or its negative, "
        "ones_over_zeros");
  }
  check_named("woe", options.woe);
  check_named("trend", options.trend);
  check_named("smoothing_rule", options.smoothing_rule);
  check_named("unseen", options.unseen);
  check_bounds("max_bins", options.max_bins, 1, 50);
  check_bounds("max_prebins", options.max_prebins, 2, 1000);
  check_number("min_share", options.min_share, 0.0, 0.5);
  check_number("min_ones", options.min_ones, 0.0, kMostWeight);
  check_number("min_zeros", options.min_zeros, 0.0, kMostWeight);
  check_number("min_gain", options.min_gain, 0.0, kMostWeight);
  check_number("smoothing", options.smoothing, 1e-9, 1e9);
  check_number("category_smoothing", options.category_smoothing, 0.0, 1e9);
  check_number("other_share", options.other_share, 0.0, 0.5);
  check_threads(options.threads);
}

Table about_binning(const BinningInput& input, const BinningOptions& options) {
  AboutLines about;
  about.add("report", "binning");
  about.add("formula", "docs/methods/binning.md");
  about.add("rows", std::to_string(input.rows()));
  about.add("weight_of_ones", shortest(input.outcomes().all.ones));
  about.add("weight_of_zeros", shortest(input.outcomes().all.zeros));
  about.add("woe", std::string(name_of(options.woe)));
  about.add("trend", std::string(name_of(options.trend)));
  about.add("max_bins", std::to_string(options.max_bins));
  about.add("max_prebins", std::to_string(options.max_prebins));
  about.add("min_share", shortest(options.min_share));
  about.add("min_ones", shortest(options.min_ones));
  about.add("min_zeros", shortest(options.min_zeros));
  about.add("min_gain", shortest(options.min_gain));
  about.add("smoothing", shortest(options.smoothing));
  about.add("smoothing_rule", std::string(name_of(options.smoothing_rule)));
  about.add("category_smoothing", shortest(options.category_smoothing));
  about.add("other_share", shortest(options.other_share));
  about.add("unseen", std::string(name_of(options.unseen)));
  return about.table();
}

}  // namespace

FittedBinning fit_binning(std::span<const TableView> tables, const BinningOptions& options) {
  check_options(options);
  const BinningInput input(tables, options);
  const std::span<const FeaturePlan> plans = input.features();
  // Features beside one another; the cells of a single one in parts.
  const int threads_within = plans.size() == 1 ? options.threads : 1;
  std::vector<FittedFeature> fitted(plans.size());
  for_each_part(static_cast<std::int64_t>(plans.size()), options.threads, [&](std::int64_t part) {
    const auto at = static_cast<std::size_t>(part);
    fitted[at] = fit_feature(plans[at], input.outcomes(), options, threads_within);
  });
  std::vector<Table> results = fitted_tables(fitted, input.outcomes().all, input.rows());
  results.push_back(about_binning(input, options));
  std::vector<BinnedFeature> features;
  features.reserve(fitted.size());
  for (FittedFeature& of : fitted) features.push_back(std::move(of.feature));
  return {Binning(std::move(features), options.unseen), Result(std::move(results))};
}

}  // namespace openitem::stats
