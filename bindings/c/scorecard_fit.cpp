#include "openitem/scorecard_fit.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "additive_handle.hpp"
#include "arguments.hpp"
#include "binning_options.hpp"
#include "borrowed_tables.hpp"
#include "core/bounds.hpp"
#include "core/parallel.hpp"
#include "credit/points_checks.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/scorecard_fit.hpp"
#include "openitem/scorecard_validation.hpp"
#include "scorecard_handle.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_rating_class_options default_rating_class_options = OI_RATING_CLASS_OPTIONS_INIT;
constexpr oi_scorecard_fit_options default_scorecard_fit_options = OI_SCORECARD_FIT_OPTIONS_INIT;
constexpr oi_scorecard_validation_options default_validation_options = OI_SCORECARD_VALIDATION_OPTIONS_INIT;
constexpr std::int64_t first_rating_size = 80, first_fit_size = 88,
                       first_validation_size = 56;  // version 0.1
constexpr std::int32_t most_bounds = 49, most_names = 50;

template <class Value>
std::span<const Value> optional_span(const Value* values, std::int64_t rows) {
  if (values == nullptr) return {};
  return {values, static_cast<std::size_t>(rows)};
}

credit::RatingClassOptions read_rating_options(const oi_rating_class_options* options,
                                               std::int32_t argument) {
  const oi_rating_class_options given = read_options(
      options, default_rating_class_options,
      {.type = "oi_rating_class_options", .argument = argument, .first_size = first_rating_size});
  require_zero(given.reserved, "options.reserved", argument);
  require_array(given.bounds, given.bound_count, "options.bounds", argument, most_bounds);
  require_count(given.name_count, 0, most_names, "options.name_count", argument);
  credit::RatingClassOptions choices;
  if (given.max_classes != 0) choices.max_classes = given.max_classes;
  if (given.bound_count > 0) choices.bounds.assign(given.bounds, given.bounds + given.bound_count);
  choices.names = read_names(given.names, given.name_count, "options.names", argument);
  choices.direction =
      read_choice(given.direction, credit::ScoreDirection::higher_is_worse, "options.direction",
                  "OI_SCORE_HIGHER_IS_BETTER or OI_SCORE_HIGHER_IS_WORSE", argument);
  choices.pd = read_choice(given.pd, credit::ClassPd::predicted, "options.pd",
                           "OI_CLASS_PD_OBSERVED or OI_CLASS_PD_PREDICTED", argument);
  if (given.min_share != nullptr) choices.min_share = *given.min_share;
  if (given.min_ones != nullptr) choices.min_ones = *given.min_ones;
  choices.pd_floor = given.pd_floor;
  if (given.confidence != 0.0) choices.confidence = given.confidence;
  return choices;
}

credit::ScorecardOptions read_fit_options(const oi_scorecard_fit_options* options, std::int32_t argument) {
  const oi_scorecard_fit_options given =
      read_options(options, default_scorecard_fit_options,
                   {.type = "oi_scorecard_fit_options", .argument = argument, .first_size = first_fit_size});
  credit::ScorecardOptions choices;
  choices.binning = read_binning_options(given.binning, stats::WoeDirection::zeros_over_ones, argument);
  if (given.classes != nullptr) choices.classes = read_rating_options(given.classes, argument);
  choices.threads = given.threads;
  choices.wrong_sign = read_choice(given.wrong_sign, credit::WrongSign::drop, "options.wrong_sign",
                                   "OI_WRONG_SIGN_KEEP or OI_WRONG_SIGN_DROP", argument);
  if (given.min_iv != nullptr) choices.min_iv = *given.min_iv;
  choices.ridge = given.ridge;
  if (given.max_iterations != 0) choices.max_iterations = given.max_iterations;
  if (given.base_score != nullptr) choices.points.base_score = *given.base_score;
  if (given.pdo != 0.0) choices.points.pdo = given.pdo;
  if (given.base_odds != 0.0) choices.points.base_odds = given.base_odds;
  if (given.orientation != OI_ODDS_NOT_SET) {
    choices.points.orientation =
        read_choice(given.orientation, credit::OddsOrientation::bad_to_good, "options.orientation",
                    "OI_ODDS_GOOD_TO_BAD or OI_ODDS_BAD_TO_GOOD", argument);
  }
  choices.points.decimals = given.decimals;
  choices.points.spread_base = given.spread_base;
  return choices;
}

credit::ValidationOptions read_validation_options(const oi_scorecard_validation_options* options,
                                                  std::int32_t argument) {
  const oi_scorecard_validation_options given = read_options(
      options, default_validation_options,
      {.type = "oi_scorecard_validation_options", .argument = argument, .first_size = first_validation_size});
  require_zero(given.reserved, "options.reserved", argument);
  credit::ValidationOptions choices;
  choices.split = read_optional_day(given.split, "options.split", argument);
  choices.development = read_optional_text(given.development);
  if (given.score_bins != 0) choices.score_bins = given.score_bins;
  if (given.calibration_bins != 0) choices.calibration_bins = given.calibration_bins;
  if (given.smoothing != nullptr) choices.smoothing = *given.smoothing;
  if (given.confidence != 0.0) choices.confidence = given.confidence;
  choices.threads = given.threads;
  return choices;
}

/// Runs `body`; an option out of its bounds is a fault of `options`, all else of `tables`.
template <class Body>
decltype(auto) blaming_options(std::int32_t tables, std::int32_t options, const Body& body) {
  try {
    return body();
  } catch (Error& failure) {
    const bool is_option = failure.column().empty() &&
                           (failure.status() == Status::out_of_bounds || failure.status() == Status::not_set);
    if (failure.record().argument < 0) failure.of_argument(is_option ? options : tables);
    throw;
  }
}

}  // namespace

oi_status oi_rating_class_options_init(oi_rating_class_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_rating_class_options;
  });
}

oi_status oi_rating_classes_find(const oi_scored_outcomes* scored, const double* pds,
                                 const oi_rating_class_options* options, oi_result** result,
                                 oi_error* error) {
  return guard(error, [&] {
    require(scored, "scored", 0);
    require_count(scored->rows, 0, largest_row_count, "scored.rows", 0);
    if (scored->rows > 0) {
      require(scored->scores, "scored.scores", 0);
      require(scored->outcomes, "scored.outcomes", 0);
    }
    const credit::RatingClassOptions choices = read_rating_options(options, 2);
    require(result, "result", 3);
    const credit::RatedOutcomes rated = {.scores = optional_span(scored->scores, scored->rows),
                                         .outcomes = optional_span(scored->outcomes, scored->rows),
                                         .weights = optional_span(scored->weights, scored->rows),
                                         .pds = optional_span(pds, scored->rows)};
    *result =
        make_handle(blaming_options(0, 2, [&] { return credit::rating_classes(rated, choices).tables; }));
  });
}

oi_status oi_scorecard_with_classes(const oi_scorecard* scorecard, const oi_table* tables,
                                    int32_t table_count, oi_scorecard** with_classes, oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    const BorrowedTables given(tables, table_count, 1);
    require(with_classes, "with_classes", 3);
    *with_classes =
        blaming(1, [&] { return new oi_scorecard{credit::with_classes(scorecard->card, given.views())}; });
  });
}

oi_status oi_scorecard_with_means(const oi_scorecard* scorecard, const oi_table* tables, int32_t table_count,
                                  int32_t threads, oi_scorecard** with_means, oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    const BorrowedTables given(tables, table_count, 1);
    blaming(3, [&] { check_threads(threads); });
    require(with_means, "with_means", 4);
    *with_means = blaming(
        1, [&] { return new oi_scorecard{credit::with_means(scorecard->card, given.views(), threads)}; });
  });
}

oi_status oi_scorecard_of_additive(const oi_additive* model, double pdo, double base_score, double base_odds,
                                   oi_odds_orientation orientation, int32_t decimals, int32_t spread_base,
                                   oi_scorecard** scorecard, oi_error* error) {
  return guard(error, [&] {
    require(model, "model", 0);
    blaming(1, [&] { credit::check_pdo(pdo); });
    blaming(2, [&] { credit::check_base_score(base_score); });
    blaming(3, [&] { credit::check_base_odds(base_odds); });
    const credit::OddsOrientation odds =
        read_variant(orientation, credit::OddsOrientation::bad_to_good, "orientation",
                     "OI_ODDS_GOOD_TO_BAD or OI_ODDS_BAD_TO_GOOD", 4);
    blaming(5, [&] { check_bounds("decimals", decimals, -1, 9); });
    blaming(6, [&] { check_bounds("spread_base", spread_base, 0, 1); });
    require(scorecard, "scorecard", 7);
    const credit::PointsOptions points = {.pdo = pdo,
                                          .base_score = base_score,
                                          .base_odds = base_odds,
                                          .orientation = odds,
                                          .decimals = decimals,
                                          .spread_base = spread_base};
    *scorecard = blaming(0, [&] { return new oi_scorecard{credit::scorecard_of(model->model, points)}; });
  });
}

oi_status oi_scorecard_fit_options_init(oi_scorecard_fit_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_scorecard_fit_options;
  });
}

oi_status oi_scorecard_fit(const oi_table* tables, int32_t table_count,
                           const oi_scorecard_fit_options* options, oi_scorecard** scorecard,
                           oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const credit::ScorecardOptions choices = read_fit_options(options, 2);
    require(scorecard, "scorecard", 3);
    credit::FittedScorecard fitted =
        blaming_options(0, 2, [&] { return credit::fit_scorecard(given.views(), choices); });
    auto card = std::make_unique<oi_scorecard>(oi_scorecard{std::move(fitted.card)});
    if (result != nullptr) *result = make_handle(std::move(fitted.tables));
    *scorecard = card.release();
  });
}

oi_status oi_scorecard_validation_options_init(oi_scorecard_validation_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_validation_options;
  });
}

oi_status oi_scorecard_validate(const oi_scorecard* scorecard, const oi_table* tables, int32_t table_count,
                                const oi_scorecard_validation_options* options, oi_result** result,
                                oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    const BorrowedTables given(tables, table_count, 1);
    const credit::ValidationOptions choices = read_validation_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(blaming_options(
        1, 3, [&] { return credit::validate_scorecard(scorecard->card, given.views(), choices); }));
  });
}

oi_status oi_scorecard_override_report(const oi_table* tables, int32_t table_count, double confidence,
                                       oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    require(result, "result", 3);
    *result = make_handle(
        blaming_options(0, 2, [&] { return credit::override_report(given.views(), confidence); }));
  });
}
