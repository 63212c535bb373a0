#include "openitem/additive.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "additive_handle.hpp"
#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "core/parallel.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_additive_options default_additive_options = OI_ADDITIVE_OPTIONS_INIT;
constexpr std::int64_t first_additive_size = 120;  // version 0.1
constexpr std::int32_t additive_options_argument = 2;

template <typename Number>
void take_given(Number given, Number& choice) {
  if (given != Number{}) choice = given;
}
void take_given(const double* given, double& choice) {
  if (given != nullptr) choice = *given;
}

stats::AdditiveOptions read_additive_options(const oi_additive_options* options) {
  const oi_additive_options given = read_options(options, default_additive_options,
                                                 {.type = "oi_additive_options",
                                                  .argument = additive_options_argument,
                                                  .first_size = first_additive_size});
  stats::AdditiveOptions choices;
  choices.threads = given.threads;
  take_given(given.max_bins, choices.max_bins);
  choices.pairs = given.pairs;
  take_given(given.pair_bins, choices.pair_bins);
  take_given(given.max_leaves, choices.max_leaves);
  take_given(given.max_rounds, choices.max_rounds);
  take_given(given.patience, choices.patience);
  take_given(given.bags, choices.bags);
  choices.seed = given.seed;
  take_given(given.learning_rate, choices.learning_rate);
  take_given(given.l2, choices.l2);
  choices.other_share = given.other_share;
  take_given(given.validation_share, choices.validation_share);
  take_given(given.tolerance, choices.tolerance);
  take_given(given.min_leaf_weight, choices.min_leaf_weight);
  take_given(given.min_gain, choices.min_gain);
  take_given(given.category_smoothing, choices.category_smoothing);
  choices.unseen =
      read_choice(given.unseen, stats::UnseenCategory::other, "options.unseen",
                  "OI_UNSEEN_CATEGORY_ERROR, OI_UNSEEN_CATEGORY_MISSING or OI_UNSEEN_CATEGORY_OTHER",
                  additive_options_argument);
  if (given.reserved != 0) {
    throw Error(Status::invalid_argument, "options.reserved must be 0")
        .of_argument(additive_options_argument);
  }
  return choices;
}

/// Whose fault it is: an option out of its bounds, or the tables.
std::int32_t additive_blame(const Error& failure) noexcept {
  return failure.status() == Status::out_of_bounds && failure.column().empty() ? additive_options_argument
                                                                               : 0;
}

}  // namespace

oi_status oi_additive_options_init(oi_additive_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_additive_options;
  });
}

oi_status oi_additive_fit(const oi_table* tables, int32_t table_count, const oi_additive_options* options,
                          oi_additive** additive, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const stats::AdditiveOptions choices = read_additive_options(options);
    require(additive, "additive", 3);
    try {
      stats::FittedAdditive fitted = stats::fit_additive(given.views(), choices);
      auto model = std::make_unique<oi_additive>(oi_additive{std::move(fitted.model)});
      if (result != nullptr) *result = make_handle(std::move(fitted.tables));
      *additive = model.release();
    } catch (Error& failure) {
      if (failure.record().argument < 0) failure.of_argument(additive_blame(failure));
      throw;
    }
  });
}

oi_status oi_additive_describe(const oi_additive* additive, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(additive, "additive", 0);
    require(result, "result", 1);
    *result = make_handle(stats::describe_additive(additive->model));
  });
}

oi_status oi_additive_predict(const oi_additive* additive, const oi_table* tables, int32_t table_count,
                              int32_t threads, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(additive, "additive", 0);
    const BorrowedTables given(tables, table_count, 1);
    blaming(3, [&] { check_threads(threads); });
    require(result, "result", 4);
    *result = make_handle(
        blaming(1, [&] { return stats::predict_additive(additive->model, given.views(), threads); }));
  });
}

void oi_additive_release(oi_additive* additive) { delete additive; }
