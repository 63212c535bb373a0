#include "stats/additive_options.hpp"

#include <limits>
#include <string>

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "stats/shortest.hpp"

namespace openitem::stats {
namespace {

void check_real_option(std::string_view name, double value, double first, double last) {
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

}  // namespace

void check_additive_options(const AdditiveOptions& options) {
  check_bounds("max_bins", options.max_bins, 2, 1000);
  check_bounds("pairs", options.pairs, -1, 10'000);
  check_bounds("pair_bins", options.pair_bins, 2, 64);
  check_bounds("max_leaves", options.max_leaves, 2, 16);
  check_real_option("learning_rate", options.learning_rate, 1e-4, 1.0);
  check_bounds("max_rounds", options.max_rounds, 1, 100'000);
  check_real_option("validation_share", options.validation_share, 0.0, 0.5);
  check_bounds("patience", options.patience, 1, 100'000);
  check_real_option("tolerance", options.tolerance, 0.0, 1.0);
  check_bounds("bags", options.bags, 1, 100);
  check_real_option("min_leaf_weight", options.min_leaf_weight, 0.0, 1e100);
  check_real_option("min_gain", options.min_gain, 0.0, 1e100);
  check_real_option("l2", options.l2, 1e-6, 1e9);
  check_real_option("category_smoothing", options.category_smoothing, 0.0, 1e9);
  check_real_option("other_share", options.other_share, 0.0, 0.5);
  check_bounds("seed", options.seed, 0, std::numeric_limits<std::int64_t>::max());
  check_threads(options.threads);
  if (name_of(options.unseen).empty()) throw Error(Status::invalid_argument, "unseen is not a choice");
  if (options.bags > 1 && options.validation_share == 0.0) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("bags = ")
                    .append(options.bags)
                    .append(" would be the same model again and again: bags differ by their validation rows "
                            "alone; give bags 1 or a validation_share above 0"));
  }
}

BinningOptions binning_options_of(const AdditiveOptions& options) {
  return {.woe = WoeDirection::ones_over_zeros,
          .trend = BinTrend::free,
          .max_prebins = options.max_bins,
          .category_smoothing = options.category_smoothing,
          .other_share = options.other_share,
          .unseen = options.unseen,
          .threads = options.threads};
}

void add_option_lines(AboutLines& about, const AdditiveOptions& options) {
  about.add("max_bins", std::to_string(options.max_bins));
  about.add("pairs", std::to_string(options.pairs));
  about.add("pair_bins", std::to_string(options.pair_bins));
  about.add("max_leaves", std::to_string(options.max_leaves));
  about.add("learning_rate", shortest(options.learning_rate));
  about.add("max_rounds", std::to_string(options.max_rounds));
  about.add("validation_share", shortest(options.validation_share));
  about.add("patience", std::to_string(options.patience));
  about.add("tolerance", shortest(options.tolerance));
  about.add("bags", std::to_string(options.bags));
  about.add("min_leaf_weight", shortest(options.min_leaf_weight));
  about.add("min_gain", shortest(options.min_gain));
  about.add("l2", shortest(options.l2));
  about.add("category_smoothing", shortest(options.category_smoothing));
  about.add("other_share", shortest(options.other_share));
  about.add("unseen", std::string(name_of(options.unseen)));
  about.add("seed", std::to_string(options.seed));
}

}  // namespace openitem::stats
