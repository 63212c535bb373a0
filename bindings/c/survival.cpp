#include "openitem/survival.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "estimates.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/survival.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_survival_options default_survival_options = OI_SURVIVAL_OPTIONS_INIT;
constexpr oi_log_rank_options default_log_rank_options = OI_LOG_RANK_OPTIONS_INIT;
constexpr std::int64_t first_survival_size = 32, first_log_rank_size = 40;  // version 0.1
constexpr std::int64_t largest_quantile_count = 1000, largest_group_count = 1000;

stats::SurvivalColumns read_followed(const oi_survival_columns* columns, std::int32_t argument) {
  require(columns, "columns", argument);
  require_count(columns->rows, 0, largest_row_count, "columns.rows", argument);
  return {.times = required_column(columns->times, columns->rows, "columns.times", argument),
          .events = required_column(columns->events, columns->rows, "columns.events", argument),
          .weights = optional_column(columns->weights, columns->rows)};
}

stats::KaplanMeierOptions read_survival_options(const oi_survival_options* options, std::int32_t argument) {
  const oi_survival_options given =
      read_options(options, default_survival_options,
                   {.type = "oi_survival_options", .argument = argument, .first_size = first_survival_size});
  require_zero(given.reserved, "options.reserved", argument);
  require_array(given.quantiles, given.quantile_count, "options.quantiles", argument, largest_quantile_count);
  stats::KaplanMeierOptions read;
  if (given.confidence != 0.0) read.confidence = given.confidence;
  read_confidence(read.confidence, argument);
  if (given.quantiles != nullptr)
    read.quantiles.assign(given.quantiles, given.quantiles + given.quantile_count);
  blaming(argument, [&] { stats::check_quantiles(read.quantiles); });
  return read;
}

struct LogRankChoices {
  stats::LogRankOptions options;
  std::span<const std::int32_t> strata;
};

LogRankChoices read_log_rank_options(const oi_log_rank_options* options, std::int64_t rows,
                                     std::int32_t argument) {
  const oi_log_rank_options given =
      read_options(options, default_log_rank_options,
                   {.type = "oi_log_rank_options", .argument = argument, .first_size = first_log_rank_size});
  require_zero(given.reserved, "options.reserved", argument);
  LogRankChoices read;
  read.options.weights = read_choice(given.weights, stats::LogRankWeights::fleming_harrington,
                                     "options.weights", "OI_LOG_RANK_*", argument);
  read.options.p = given.p;
  read.options.q = given.q;
  blaming(argument, [&] { stats::check_log_rank_options(read.options); });
  read.strata = optional_column(given.strata, rows);
  return read;
}

}  // namespace

oi_status oi_survival_options_init(oi_survival_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_survival_options;
  });
}

oi_status oi_survival_kaplan_meier(const oi_survival_columns* columns, oi_survival_interval interval,
                                   const oi_survival_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const stats::SurvivalColumns given = read_followed(columns, 0);
    const auto scale = read_variant(
        interval, stats::SurvivalInterval::log_log, "interval",
        "OI_SURVIVAL_INTERVAL_PLAIN, OI_SURVIVAL_INTERVAL_LOG or OI_SURVIVAL_INTERVAL_LOG_LOG", 1);
    stats::KaplanMeierOptions choices = read_survival_options(options, 2);
    choices.interval = scale;
    require(result, "result", 3);
    *result = make_handle(blaming(0, [&] { return tables_of(stats::kaplan_meier(given, choices)); }));
  });
}

oi_status oi_log_rank_options_init(oi_log_rank_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_log_rank_options;
  });
}

oi_status oi_survival_log_rank(const oi_survival_columns* columns, const int32_t* groups, int32_t group_count,
                               const oi_log_rank_options* options, oi_log_rank* log_rank, double* observed,
                               double* expected, double* variance, oi_error* error) {
  return guard(error, [&] {
    require_count(group_count, 2, largest_group_count, "group_count", 2);
    const stats::SurvivalColumns given = read_followed(columns, 0);
    require(groups, "groups", 1);
    const LogRankChoices choices = read_log_rank_options(options, columns->rows, 3);
    require(log_rank, "log_rank", 4);
    const stats::LogRank found = blaming(0, [&] {
      return stats::log_rank(given, optional_column(groups, columns->rows), group_count, choices.strata,
                             choices.options);
    });
    *log_rank = {found.chi_square, found.p_value, found.degrees_of_freedom, 0};
    write_figures(found.observed, observed);
    write_figures(found.expected, expected);
    write_figures(found.variance, variance);
  });
}

oi_status oi_survival_concordance(const oi_survival_columns* columns, const double* scores,
                                  oi_score_meaning meaning, double confidence, oi_concordance* concordance,
                                  oi_error* error) {
  return guard(error, [&] {
    const stats::SurvivalColumns given = read_followed(columns, 0);
    require(scores, "scores", 1);
    const auto way = read_variant(meaning, stats::ScoreMeaning::higher_is_later, "meaning",
                                  "OI_SCORE_HIGHER_IS_SOONER or OI_SCORE_HIGHER_IS_LATER", 2);
    read_confidence(confidence, 3);
    require(concordance, "concordance", 4);
    const stats::Concordance found = blaming(0, [&] {
      return stats::concordance(given, optional_column(scores, columns->rows), way, confidence);
    });
    *concordance = {estimate_as_c(found.index), found.concordant, found.discordant, found.tied};
  });
}
