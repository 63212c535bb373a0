#include "openitem/binning.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "arguments.hpp"
#include "binning_handle.hpp"
#include "binning_options.hpp"
#include "borrowed_tables.hpp"
#include "core/parallel.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "struct_reader.hpp"
#include "variants.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_binning_options default_binning_options = OI_BINNING_OPTIONS_INIT;
constexpr std::int64_t first_binning_size = 88;  // version 0.1
constexpr std::int32_t options_argument = 3;

stats::UnseenCategory read_unseen(std::int32_t value, const char* name, std::int32_t argument) {
  return read_choice(value, stats::UnseenCategory::other, name,
                     "OI_UNSEEN_CATEGORY_ERROR, OI_UNSEEN_CATEGORY_MISSING or OI_UNSEEN_CATEGORY_OTHER",
                     argument);
}

}  // namespace

stats::BinningOptions openitem::c_abi::read_binning_options(const oi_binning_options* options,
                                                            stats::WoeDirection woe, std::int32_t argument) {
  stats::BinningOptions choices;
  choices.woe = woe;
  const oi_binning_options given =
      read_options(options, default_binning_options,
                   {.type = "oi_binning_options", .argument = argument, .first_size = first_binning_size});
  choices.threads = given.threads;
  choices.trend = read_choice(given.trend, stats::BinTrend::free, "options.trend",
                              "OI_BIN_TREND_MONOTONE .. OI_BIN_TREND_FREE", argument);
  if (given.max_bins != 0) choices.max_bins = given.max_bins;
  if (given.max_prebins != 0) choices.max_prebins = given.max_prebins;
  choices.smoothing_rule =
      read_choice(given.smoothing_rule, stats::CellSmoothing::always, "options.smoothing_rule",
                  "OI_CELL_SMOOTHING_EMPTY_CELLS or OI_CELL_SMOOTHING_ALWAYS", argument);
  choices.unseen = read_unseen(given.unseen, "options.unseen", argument);
  choices.min_ones = given.min_ones;
  choices.min_zeros = given.min_zeros;
  choices.min_gain = given.min_gain;
  if (given.smoothing != 0.0) choices.smoothing = given.smoothing;
  choices.other_share = given.other_share;
  if (given.min_share != nullptr) choices.min_share = *given.min_share;
  if (given.category_smoothing != nullptr) choices.category_smoothing = *given.category_smoothing;
  return choices;
}

namespace {

/// Whose fault it is: an option out of its bounds, or the tables.
std::int32_t blamed_argument(const Error& failure) noexcept {
  return failure.status() == Status::out_of_bounds && failure.column().empty() ? options_argument : 0;
}

}  // namespace

oi_status oi_binning_options_init(oi_binning_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_binning_options;
  });
}

oi_status oi_binning_fit(const oi_table* tables, int32_t table_count, oi_woe_direction woe,
                         const oi_binning_options* options, oi_binning** binning, oi_result** result,
                         oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const auto direction = read_variant(woe, stats::WoeDirection::ones_over_zeros, "woe",
                                        "OI_WOE_ZEROS_OVER_ONES or OI_WOE_ONES_OVER_ZEROS", 2);
    const stats::BinningOptions choices = read_binning_options(options, direction, options_argument);
    require(binning, "binning", 4);
    try {
      stats::FittedBinning fitted = stats::fit_binning(given.views(), choices);
      auto model = std::make_unique<oi_binning>(oi_binning{std::move(fitted.binning)});
      if (result != nullptr) *result = make_handle(std::move(fitted.tables));
      *binning = model.release();
    } catch (Error& failure) {
      if (failure.record().argument < 0) failure.of_argument(blamed_argument(failure));
      throw;
    }
  });
}

oi_status oi_binning_read(const oi_table* tables, int32_t table_count, oi_unseen_category unseen,
                          oi_binning** binning, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    const stats::UnseenCategory choice = read_unseen(unseen, "unseen", 2);
    require(binning, "binning", 3);
    *binning = blaming(0, [&] { return new oi_binning{stats::read_binning(given.views(), choice)}; });
  });
}

oi_status oi_binning_describe(const oi_binning* binning, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(binning, "binning", 0);
    require(result, "result", 1);
    *result = make_handle(stats::describe_binning(binning->model));
  });
}

oi_status oi_binning_transform(const oi_binning* binning, const oi_table* tables, int32_t table_count,
                               oi_binning_output output, int32_t threads, oi_result** result,
                               oi_error* error) {
  return guard(error, [&] {
    require(binning, "binning", 0);
    const BorrowedTables given(tables, table_count, 1);
    const stats::BinningOutput choice =
        read_variant(output, stats::BinningOutput::bin, "output", "OI_BINNING_WOE or OI_BINNING_BIN", 3);
    blaming(4, [&] { check_threads(threads); });
    require(result, "result", 5);
    *result = make_handle(
        blaming(1, [&] { return stats::transform_binning(binning->model, given.views(), choice, threads); }));
  });
}

void oi_binning_release(oi_binning* binning) { delete binning; }
