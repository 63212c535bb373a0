#include "openitem/scorecard.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "core/json_text.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "scorecard_handle.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_score_options default_score_options = OI_SCORE_OPTIONS_INIT;
constexpr std::int64_t first_score_size = 24;  // version 0.1
constexpr std::int32_t score_options_argument = 3;

credit::ScoreOptions read_score_options(const oi_score_options* options) {
  const oi_score_options given = read_options(
      options, default_score_options,
      {.type = "oi_score_options", .argument = score_options_argument, .first_size = first_score_size});
  return {.reasons = given.reasons,
          .baseline = read_choice(given.baseline, credit::ReasonBaseline::mean, "options.baseline",
                                  "OI_REASON_BEST_ATTAINABLE or OI_REASON_MEAN", score_options_argument),
          .points = given.points,
          .threads = given.threads};
}

/// Whose fault it is: an option, the card against which an option stands, or the tables.
std::int32_t blamed_by_score(const Error& failure) noexcept {
  const bool is_of_options =
      failure.status() == Status::out_of_bounds || failure.status() == Status::invalid_argument;
  return is_of_options && failure.column().empty() ? score_options_argument : 1;
}

Table json_table(const std::string& json) {
  const std::string_view text = json;
  Table table("json");
  table.add(Column::text("json", std::span(&text, 1)));
  return table;
}

}  // namespace

oi_status oi_score_options_init(oi_score_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_score_options;
  });
}

oi_status oi_scorecard_read(const oi_table* tables, int32_t table_count, oi_scorecard** scorecard,
                            oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables given(tables, table_count, 0);
    require(scorecard, "scorecard", 2);
    *scorecard = blaming(0, [&] { return new oi_scorecard{credit::read_scorecard(given.views())}; });
  });
}

oi_status oi_scorecard_of_json(const char* json, int64_t size, oi_scorecard** scorecard, oi_error* error) {
  return guard(error, [&] {
    require_count(size, 0, static_cast<std::int64_t>(kMostJsonBytes), "size", 1);
    require(json, "json", 0);
    require(scorecard, "scorecard", 2);
    const std::string_view text(json, static_cast<std::size_t>(size));
    *scorecard = blaming(0, [&] { return new oi_scorecard{credit::scorecard_of_json(text)}; });
  });
}

oi_status oi_scorecard_to_json(const oi_scorecard* scorecard, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    require(result, "result", 1);
    *result = make_handle(Result({json_table(credit::scorecard_to_json(scorecard->card))}));
  });
}

oi_status oi_scorecard_describe(const oi_scorecard* scorecard, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    require(result, "result", 1);
    *result = make_handle(credit::describe_scorecard(scorecard->card));
  });
}

oi_status oi_scorecard_score(const oi_scorecard* scorecard, const oi_table* tables, int32_t table_count,
                             const oi_score_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(scorecard, "scorecard", 0);
    const BorrowedTables given(tables, table_count, 1);
    const credit::ScoreOptions choices = read_score_options(options);
    require(result, "result", 4);
    try {
      *result = make_handle(credit::score(scorecard->card, given.views(), choices));
    } catch (Error& failure) {
      if (failure.record().argument < 0) failure.of_argument(blamed_by_score(failure));
      throw;
    }
  });
}

void oi_scorecard_release(oi_scorecard* scorecard) { delete scorecard; }
