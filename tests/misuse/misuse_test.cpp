// Every export of the C ABI, misused one argument at a time: what the manifest lists must be refused with the right
// status and argument, leave the outputs alone and never crash. An export or a parameter without a rule is a failure.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "calls.hpp"
#include "manifest.hpp"
#include "openitem/additive.h"
#include "openitem/aging.h"
#include "openitem/behaviour.h"
#include "openitem/binning.h"
#include "openitem/bridge.h"
#include "openitem/calendar.h"
#include "openitem/cash_plan.h"
#include "openitem/cashflow.h"
#include "openitem/collection_curves.h"
#include "openitem/datasets.h"
#include "openitem/day_count.h"
#include "openitem/discount.h"
#include "openitem/discount_history.h"
#include "openitem/discount_portfolio.h"
#include "openitem/exposure.h"
#include "openitem/interest.h"
#include "openitem/kpis.h"
#include "openitem/ledger.h"
#include "openitem/outcome.h"
#include "openitem/plan.h"
#include "openitem/plan_life.h"
#include "openitem/provision.h"
#include "openitem/revaluation.h"
#include "openitem/roll_rates.h"
#include "openitem/scorecard.h"
#include "openitem/scorecard_fit.h"
#include "openitem/stats.h"
#include "openitem/survival.h"
#include "openitem/terms.h"

namespace openitem::misuse::misuse_test {
namespace {

constexpr std::int64_t smallest32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t largest32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t smallest64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest64 = std::numeric_limits<std::int64_t>::max();

const Function& declared(const Call& call) {
  const std::vector<Function>& functions = manifest().functions;
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [&](const Function& f) { return f.name == call.name; });
  if (found == functions.end()) throw std::runtime_error(call.name + " is not in the manifest");
  return *found;
}

/// A failure must say so in full and change nothing else.
void expect_refused(const Outcome& outcome, oi_status status, std::size_t argument) {
  EXPECT_EQ(outcome.status, status) << oi_status_name(outcome.status) << ": " << outcome.error.message;
  EXPECT_EQ(outcome.error.status, outcome.status);
  EXPECT_EQ(outcome.error.argument, static_cast<std::int32_t>(argument)) << outcome.error.message;
  EXPECT_NE(outcome.error.message[0], '\0');
  EXPECT_TRUE(outcome.outputs_untouched);
}

/// Whatever the answer, it is one of ours.
void expect_sane(const Outcome& outcome) {
  EXPECT_NE(outcome.status, OI_INTERNAL) << outcome.error.message;
  EXPECT_STRNE(oi_status_name(outcome.status), "unknown");
  if (outcome.status != OI_OK) {
    EXPECT_TRUE(outcome.outputs_untouched);
  }
}

std::string test_name(const testing::TestParamInfo<Call>& info) { return info.param.name; }

class Misuse : public testing::TestWithParam<Call> {
 protected:
  const Call& call_ = GetParam();
  const Function& function_ = declared(call_);
};

INSTANTIATE_TEST_SUITE_P(Exports, Misuse, testing::ValuesIn(calls()), test_name);

TEST(MisuseMatrix, EveryExportHasARow) {
  std::set<std::string> exported;
  std::set<std::string> rows;
  for (const Function& function : manifest().functions) exported.insert(function.name);
  for (const Call& call : calls()) rows.insert(call.name);
  EXPECT_EQ(rows, exported);
  EXPECT_EQ(rows.size(), calls().size()) << "a row twice";
  EXPECT_FALSE(exported.empty());
}

/// The options below are filled by offsets that the manifest implies: they must be those of the compiler.
TEST(MisuseMatrix, StructsHaveTheSizesOfTheManifest) {
  const std::map<std::string, std::size_t> compiled = {
      {"oi_ledger_options", sizeof(oi_ledger_options)},
      {"oi_aging_options", sizeof(oi_aging_options)},
      {"oi_aging_series_options", sizeof(oi_aging_series_options)},
      {"oi_hierarchy_options", sizeof(oi_hierarchy_options)},
      {"oi_roll_forward_options", sizeof(oi_roll_forward_options)},
      {"oi_statement_options", sizeof(oi_statement_options)},
      {"oi_item_options", sizeof(oi_item_options)},
      {"oi_sample_options", sizeof(oi_sample_options)},
      {"oi_behaviour_options", sizeof(oi_behaviour_options)},
      {"oi_outcome_options", sizeof(oi_outcome_options)},
      {"oi_collection_curves_options", sizeof(oi_collection_curves_options)},
      {"oi_kpi_options", sizeof(oi_kpi_options)},
      {"oi_interest_options", sizeof(oi_interest_options)},
      {"oi_offer_options", sizeof(oi_offer_options)},
      {"oi_sliding_scale_options", sizeof(oi_sliding_scale_options)},
      {"oi_item_discount_options", sizeof(oi_item_discount_options)},
      {"oi_plan_options", sizeof(oi_plan_options)},
      {"oi_plan_alternative_options", sizeof(oi_plan_alternative_options)},
      {"oi_cash_plan_options", sizeof(oi_cash_plan_options)},
      {"oi_plan_life_options", sizeof(oi_plan_life_options)},
      {"oi_discount_portfolio_options", sizeof(oi_discount_portfolio_options)},
      {"oi_discount_history_options", sizeof(oi_discount_history_options)},
      {"oi_logistic_options", sizeof(oi_logistic_options)},
      {"oi_survival_options", sizeof(oi_survival_options)},
      {"oi_log_rank_options", sizeof(oi_log_rank_options)},
      {"oi_provision_matrix_options", sizeof(oi_provision_matrix_options)},
      {"oi_provision_options", sizeof(oi_provision_options)},
      {"oi_provision_movement_options", sizeof(oi_provision_movement_options)},
      {"oi_loss_rate_options", sizeof(oi_loss_rate_options)},
      {"oi_yield_options", sizeof(oi_yield_options)},
      {"oi_revaluation_options", sizeof(oi_revaluation_options)},
      {"oi_exposure_options", sizeof(oi_exposure_options)},
      {"oi_roll_rate_options", sizeof(oi_roll_rate_options)},
      {"oi_schedule_options", sizeof(oi_schedule_options)},
      {"oi_day_count_options", sizeof(oi_day_count_options)},
      {"oi_terms_options", sizeof(oi_terms_options)},
      {"oi_additive_options", sizeof(oi_additive_options)},
      {"oi_binning_options", sizeof(oi_binning_options)},
      {"oi_score_options", sizeof(oi_score_options)},
      {"oi_rating_class_options", sizeof(oi_rating_class_options)},
      {"oi_scorecard_fit_options", sizeof(oi_scorecard_fit_options)},
      {"oi_scorecard_validation_options", sizeof(oi_scorecard_validation_options)},
      {"oi_bridge_options", sizeof(oi_bridge_options)}};
  std::set<std::string> found;
  for (const auto& [name, fields] : manifest().structs) {
    if (!name.ends_with("_options")) continue;
    found.insert(name);
    const auto size = compiled.find(name);
    ASSERT_NE(size, compiled.end()) << name << " has no row";
    EXPECT_EQ(manifest().struct_size(name), size->second) << name;
  }
  EXPECT_EQ(found.size(), compiled.size());
}

/// The name of the options struct a parameter points to; empty = it points to something else.
std::string options_type(const Parameter& parameter) {
  const std::string begin = "const ";
  if (!parameter.type.starts_with(begin) || !parameter.type.ends_with("_options*")) return "";
  return parameter.type.substr(begin.size(), parameter.type.size() - begin.size() - 1);
}

/// Late interest has no default rate: options without one are read, and then refused. So are outcomes of 0 days past due.
oi_status status_of_defaults(const std::string& type) {
  if (type == "oi_outcome_options") return OI_OUT_OF_BOUNDS;
  if (type == "oi_additive_options") return OI_INVALID_ARGUMENT;  // of four rows none is left to validate by
  const bool needs_a_choice = type == "oi_interest_options" || type == "oi_plan_life_options" ||
                              type == "oi_scorecard_validation_options";
  return needs_a_choice ? OI_NOT_SET : OI_OK;
}

TEST_P(Misuse, TheValidCallSucceeds) {
  EXPECT_EQ(call_.arity, function_.params.size());
  const Outcome outcome = call_.run({});
  EXPECT_EQ(outcome.status, OI_OK) << outcome.error.column << ": " << outcome.error.message;
}

TEST_P(Misuse, EachPointerNull) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const Parameter& parameter = function_.params[i];
    if (!parameter.is_pointer()) continue;
    SCOPED_TRACE(parameter.name);
    const Outcome outcome = call_.run({.nulls = {i}});
    if (!function_.reports()) {
      EXPECT_TRUE(outcome.returned <= 0) << "no answer, 0 or -1 for NULL";
    } else if (parameter.nullable) {
      // Late interest has no default rate, receipts of plans no default order: without options they say so.
      const std::string type = options_type(parameter);
      const bool is_of_zeros = type == "oi_outcome_options";  // whose zeros are not its defaults
      EXPECT_EQ(outcome.status, type.empty() || is_of_zeros ? OI_OK : status_of_defaults(type))
          << outcome.error.message;
    } else {
      expect_refused(outcome, OI_NULL_ARGUMENT, i);
      EXPECT_NE(std::string(outcome.error.message).find(parameter.name), std::string::npos)
          << outcome.error.message;
    }
    if (parameter.name != "streams") {
      EXPECT_TRUE(outcome.streams_consumed);
    }
  }
}

TEST_P(Misuse, FailureWithoutAnErrorRecord) {
  if (!function_.reports()) return;
  const std::size_t error = function_.params.size() - 1;
  EXPECT_EQ(function_.params[error].name, "error");
  for (std::size_t i = 0; i < error; ++i) {
    if (!function_.params[i].is_pointer() || function_.params[i].nullable) continue;
    SCOPED_TRACE(function_.params[i].name);
    const Outcome outcome = call_.run({.nulls = {i, error}});
    EXPECT_EQ(outcome.status, OI_NULL_ARGUMENT);
    EXPECT_TRUE(outcome.outputs_untouched);
  }
}

TEST_P(Misuse, EveryPointerNullAtOnce) {
  Spoiled all;
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    if (function_.params[i].is_pointer()) all.nulls.insert(i);
  }
  expect_sane(call_.run(all));
}

TEST_P(Misuse, EnumsWithoutAMeaning) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const auto constants = manifest().enums.find(function_.params[i].type);
    if (constants == manifest().enums.end() || !function_.reports()) continue;
    SCOPED_TRACE(function_.params[i].name);
    std::int64_t last = 0;
    for (const auto& [name, value] : constants->second) {
      last = std::max<std::int64_t>(last, value);
      expect_sane(call_.run({.numbers = {{i, value}}}));
    }
    for (const std::int64_t bad : {std::int64_t{-1}, last + 1, std::int64_t{99}, smallest32, largest32}) {
      SCOPED_TRACE(bad);
      expect_refused(call_.run({.numbers = {{i, bad}}}), OI_INVALID_ARGUMENT, i);
    }
  }
}

/// How numbers of one name behave: what is refused with which status, and what only must be answered sanely.
struct NumberRule {
  oi_status status = OI_OK;
  std::vector<std::int64_t> refused = {};
  std::vector<std::int64_t> answered = {};
};

const NumberRule& rule_of(const std::string& function, const Parameter& parameter) {
  static const NumberRule day = {
      OI_DATE_OUT_OF_RANGE, {smallest32, -25568, 2932897, largest32}, {-25567, 0, 2932896}};
  static const NumberRule free = {OI_OK, {}, {smallest64, smallest32, -1, 0, 1, largest32, largest64}};
  static const NumberRule array = {OI_OUT_OF_BOUNDS, {smallest32, -1, (1 << 24) + 1, largest32}, {0, 1}};
  static const NumberRule dates = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 4097, largest32}, {1, 2}};
  static const NumberRule parts = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, (1 << 24) + 1, largest32}, {1}};
  static const NumberRule rows = {
      OI_OUT_OF_BOUNDS,
      {smallest64, -1, 4'000'000'001, std::int64_t{1} << 40, std::int64_t{1} << 62, largest64},
      {0, 1}};
  static const NumberRule digits = {OI_OUT_OF_BOUNDS, {smallest32, -1, 19, largest32}, {0, 1, 18}};
  static const NumberRule days = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 36'601, largest32}, {1, 36'600}};
  static const NumberRule periods = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1001, largest32}, {1, 1000}};
  static const NumberRule grace = {OI_OUT_OF_BOUNDS, {smallest32, -1, 367, largest32}, {0, 366}};
  static const NumberRule at_least_one = {OI_OUT_OF_BOUNDS, {smallest64, -1, 0}, {1, largest64}};
  static const NumberRule period_ends = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1, 4097, largest32}, {2}};
  static const NumberRule not_negative = {OI_OUT_OF_BOUNDS, {smallest64, -1}, {0, 1, largest64}};
  static const NumberRule amount = {OI_OUT_OF_BOUNDS, {smallest64, largest64}, {-1, 0, 1}};
  static const NumberRule debt = {OI_OUT_OF_BOUNDS, {smallest64, -1, largest64}, {0, 1}};
  static const NumberRule interest_rate = {
      OI_OUT_OF_BOUNDS, {smallest64, -1, 100'000'000'001, largest64}, {0, 100'000'000'000}};
  static const NumberRule days_late = {
      OI_OUT_OF_BOUNDS, {smallest32, -1, 4'000'001, largest32}, {0, 4'000'000}};
  static const NumberRule threads = {OI_OUT_OF_BOUNDS, {smallest32, -1, 257, largest32}, {0, 1, 256}};
  static const NumberRule year_of_discount = {
      OI_OUT_OF_BOUNDS, {smallest32, -1, 367, largest32}, {0, 1, 366}};
  static const NumberRule whole_rate = {OI_OUT_OF_BOUNDS, {smallest32, -1, 1, 2, largest32}, {0}};
  static const NumberRule capital_rate = {OI_OUT_OF_BOUNDS, {smallest32, -1}, {0, 1, largest32}};
  static const NumberRule fraction = {OI_OUT_OF_BOUNDS, {smallest32, -1, 2, largest32}, {0, 1}};
  static const NumberRule flag = {OI_OUT_OF_BOUNDS, {smallest32, -1, 2, largest32}, {0, 1}};
  static const NumberRule weekend = {OI_OUT_OF_BOUNDS, {smallest32, -1, 127, largest32}, {0, 96, 126}};
  static const NumberRule rule_year = {OI_OUT_OF_BOUNDS, {smallest32, 1899, 10'000, largest32}, {2000}};
  static const NumberRule every = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 10'001, largest32}, {1, 10'000}};
  static const NumberRule row_periods = {OI_OUT_OF_BOUNDS, {smallest32, -1, 100'001, largest32}, {0, 1}};
  static const NumberRule capacity = {OI_BUFFER_TOO_SMALL, {smallest64, -1, 0, 1}, {largest64}};
  static const NumberRule percent_digits = {OI_OUT_OF_BOUNDS, {smallest32, -1, 10, largest32}, {0, 1, 9}};
  static const NumberRule point_digits = {OI_OUT_OF_BOUNDS, {smallest32, -2, 10, largest32}, {-1, 0, 9}};
  static const NumberRule per_year = {
      OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1'000'001, largest32}, {1, 1'000'000}};
  static const NumberRule positive = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 367, largest32}, {1, 366}};
  static const NumberRule multiple = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 53, largest32}, {1}};
  static const NumberRule documents = {
      OI_OUT_OF_BOUNDS, {smallest64, -1, 0, 1, 99, 100'000'001, std::int64_t{1} << 40, largest64}, {100}};
  static const NumberRule above_nothing = {
      OI_OUT_OF_BOUNDS, {smallest64, -1, 0, std::int64_t{1} << 62, largest64}, {1, 10'000}};
  static const NumberRule instalments = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 2001, largest32}, {1, 2000}};
  static const NumberRule of_twelve = {OI_OUT_OF_BOUNDS, {smallest32, -1, 13, largest32}, {0, 12}};
  static const NumberRule row_of_twelve = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 13, largest32}, {1, 12}};
  static const NumberRule long_term = {
      OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1'000'001, largest32}, {12, 360}};
  static const NumberRule annual_rate = {OI_OUT_OF_BOUNDS, {smallest64, smallest32}, {0, 1}};
  static const NumberRule share = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1, largest32}};
  static const NumberRule bins = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 10'001, largest32}, {1, 4}};
  static const NumberRule groups = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 1, 1001, largest32}, {2, 3}};
  static const NumberRule ratios = {OI_OUT_OF_BOUNDS, {smallest32, -1, 0, 6, largest32}, {4, 5}};
  static const NumberRule smoothing = {OI_OUT_OF_BOUNDS, {smallest32, -1, 1'000'001, largest32}, {0, 1}};
  static const NumberRule index_of_shift = {OI_INVALID_ARGUMENT, {smallest64, -1}, {0, 1, largest64}};
  static const NumberRule pdo = {OI_OUT_OF_BOUNDS, {smallest32, 0, 1'000'001, largest64}, {-20, 20}};
  static const NumberRule base_score = {OI_OUT_OF_BOUNDS, {smallest64, largest64}, {-1, 0, 600}};
  static const NumberRule base_odds = {OI_OUT_OF_BOUNDS, {smallest64, -1, 0, largest64}, {1, 50}};
  static const NumberRule json_bytes = {
      OI_OUT_OF_BOUNDS, {smallest64, -1, (64 << 20) + 1, largest64}, {0, 1}};
  static const std::map<std::string, const NumberRule*> by_name = {{"column_count", &array},
                                                                   {"size", &json_bytes},
                                                                   {"confidence", &share},
                                                                   {"group_count", &groups},
                                                                   {"ratio_count", &ratios},
                                                                   {"smoothing", &smoothing},
                                                                   {"stability_index", &index_of_shift},
                                                                   {"pdo", &pdo},
                                                                   {"base_score", &base_score},
                                                                   {"base_odds", &base_odds},
                                                                   {"table_count", &array},
                                                                   {"stream_count", &array},
                                                                   {"as_of_count", &dates},
                                                                   {"count", &parts},
                                                                   {"rows", &rows},
                                                                   {"weekdays_only", &flag},
                                                                   {"spread_base", &flag},
                                                                   {"include_start", &flag},
                                                                   {"include_end", &flag},
                                                                   {"weekend", &weekend},
                                                                   {"holidays_count", &array},
                                                                   {"rules_count", &array},
                                                                   {"first_year", &rule_year},
                                                                   {"last_year", &rule_year},
                                                                   {"every", &every},
                                                                   {"periods_per_row", &row_periods},
                                                                   {"amount", &amount},
                                                                   {"debt", &debt},
                                                                   {"rate", &interest_rate},
                                                                   {"days_late", &days_late},
                                                                   {"year_days", &periods},
                                                                   {"threads", &threads},
                                                                   {"discount_rate", &whole_rate},
                                                                   {"cost_of_capital", &capital_rate},
                                                                   {"discount_days", &days_late},
                                                                   {"payment_day", &days_late},
                                                                   {"net_days", &days_late},
                                                                   {"days_early", &days_late},
                                                                   {"days_accelerated", &days_late},
                                                                   {"share_taking", &fraction},
                                                                   {"discount_day", &days_late},
                                                                   {"otherwise_day", &days_late},
                                                                   {"apr", &interest_rate},
                                                                   {"decimals", &digits},
                                                                   {"power", &digits},
                                                                   {"capacity", &capacity},
                                                                   {"documents", &documents},
                                                                   {"index", &free},
                                                                   {"minor", &free},
                                                                   {"opening", &free},
                                                                   {"write_offs", &free},
                                                                   {"recoveries", &free},
                                                                   {"currency", &free},
                                                                   {"closing", &free},
                                                                   {"a", &free},
                                                                   {"b", &free},
                                                                   {"c", &free},
                                                                   {"months", &free},
                                                                   {"year", &free},
                                                                   {"month", &free},
                                                                   {"day_of_month", &free},
                                                                   {"seed", &free},
                                                                   {"ending_balance", &free},
                                                                   {"beginning_balance", &free},
                                                                   {"ending_current_balance", &free},
                                                                   {"credit_sales", &free},
                                                                   {"cost", &free},
                                                                   {"collected", &free},
                                                                   {"bad_debt", &free},
                                                                   {"recovered", &free},
                                                                   {"written_off", &free},
                                                                   {"base", &free},
                                                                   {"open_deductions", &free},
                                                                   {"deductions", &free},
                                                                   {"disputed", &free},
                                                                   {"total_receivables", &free},
                                                                   {"past_due", &free},
                                                                   {"dso", &free},
                                                                   {"best_possible_dso", &free},
                                                                   {"balance_count", &array},
                                                                   {"month_count", &array},
                                                                   {"days", &days},
                                                                   {"periods", &periods},
                                                                   {"grace_days", &grace},
                                                                   {"n", &at_least_one},
                                                                   {"dates_count", &period_ends},
                                                                   {"opening", &not_negative},
                                                                   {"rolled", &not_negative},
                                                                   {"rate_count", &array},
                                                                   {"nper", &free},
                                                                   {"payment", &free},
                                                                   {"present_value", &free},
                                                                   {"future_value", &free},
                                                                   {"per", &free},
                                                                   {"first", &free},
                                                                   {"last", &free},
                                                                   {"advance_count", &parts},
                                                                   {"payment_count", &parts},
                                                                   {"multiple", &multiple},
                                                                   {"terms_count", &array},
                                                                   {"net", &free},
                                                                   {"tax", &free},
                                                                   {"total", &free},
                                                                   {"discount", &free},
                                                                   {"paid", &free},
                                                                   {"taken", &free},
                                                                   {"terminal_loss", &fraction},
                                                                   {"principal", &above_nothing},
                                                                   {"most", &above_nothing},
                                                                   {"instalments", &instalments},
                                                                   {"term", &long_term},
                                                                   {"elapsed", &of_twelve},
                                                                   {"remaining", &of_twelve},
                                                                   {"finance_charge", &debt},
                                                                   {"row", &row_of_twelve},
                                                                   {"annual_rate", &annual_rate}};
  if (parameter.name == "bin_count") return function == "oi_stats_calibration_curve" ? bins : parts;
  if (function == "oi_plan_schedule_row" && parameter.name == "principal") return free;
  if (function == "oi_plan_schedule_row" && parameter.name == "periods") return long_term;
  if (function.starts_with("oi_plan_") && parameter.name == "cost_of_capital") return interest_rate;
  if (parameter.type == "oi_day") return day;
  if (parameter.name == "periods_per_year") return parameter.type == "double" ? positive : per_year;
  if (function.starts_with("oi_cashflow_") && parameter.name == "rate_count") return parts;
  if (function.starts_with("oi_discount_") && parameter.name == "rate") return capital_rate;
  if (function == "oi_discount_history_compute" && parameter.name == "cost_of_capital") return interest_rate;
  if (function.starts_with("oi_discount_") && parameter.name == "year_days") return year_of_discount;
  if (!function.starts_with("oi_interest_") && parameter.name == "rate") return free;
  if (function == "oi_cashflow_round_percent" && parameter.name == "decimals") return percent_digits;
  if (function == "oi_scorecard_of_additive" && parameter.name == "decimals") return point_digits;
  const auto found = by_name.find(parameter.name);
  if (found == by_name.end())
    throw std::runtime_error(function + ": no rule for numbers called " + parameter.name);
  return *found->second;
}

TEST_P(Misuse, NumbersOutOfBounds) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const Parameter& parameter = function_.params[i];
    if (parameter.is_pointer() || manifest().enums.contains(parameter.type)) continue;
    SCOPED_TRACE(parameter.name);
    const NumberRule& rule = rule_of(call_.name, parameter);
    for (const std::int64_t bad : rule.refused) {
      SCOPED_TRACE(bad);
      expect_refused(call_.run({.numbers = {{i, bad}}}), rule.status, i);
    }
    for (const std::int64_t good : rule.answered) {
      SCOPED_TRACE(good);
      expect_sane(call_.run({.numbers = {{i, good}}}));
    }
  }
}

/// A huge count is refused before the array is looked at: with no array at all the answer is the same.
TEST_P(Misuse, HugeCountsComeBeforeTheirArrays) {
  for (std::size_t i = 1; i < function_.params.size(); ++i) {
    if (!function_.params[i].name.ends_with("_count")) continue;
    for (const std::int64_t bad : {std::int64_t{-1}, largest32}) {
      SCOPED_TRACE(function_.params[i].name);
      const std::size_t array = function_.params[i - 1].name == "names" ? i - 2 : i - 1;
      expect_refused(call_.run({.nulls = {array}, .numbers = {{i, bad}}}), OI_OUT_OF_BOUNDS, i);
    }
  }
}

// ---- options structs ----------------------------------------------------------------------------------------------

/// The bytes of a default options struct, with room for what a later version appends.
class OptionsBytes {
 public:
  explicit OptionsBytes(const std::string& type) : size_(manifest().struct_size(type)), bytes_(size_ + 64) {
    set(0, static_cast<std::int64_t>(size_));
  }
  template <class Value>
  OptionsBytes& set(std::size_t offset, Value value) {
    std::memcpy(bytes_.data() + offset, &value, sizeof value);
    return *this;
  }
  OptionsBytes& set(const Field& field, std::int64_t value) {
    return field.size == 8 ? set(field.offset, value) : set(field.offset, static_cast<std::int32_t>(value));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const void* data() const { return bytes_.data(); }

 private:
  std::size_t size_;
  std::vector<unsigned char> bytes_;
};

/// Size of the first version that had the struct; others have one version so far.
std::size_t first_size(const std::string& type, std::size_t known) {
  static const std::map<std::string, std::size_t> grown = {
      {"oi_aging_options", 88},     {"oi_kpi_options", 88},       {"oi_bridge_options", 32},
      {"oi_provision_options", 40}, {"oi_interest_options", 160}, {"oi_terms_options", 56},
      {"oi_yield_options", 56}};
  const auto found = grown.find(type);
  return found == grown.end() ? known : found->second;
}

TEST_P(Misuse, EveryStructSize) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const std::string type = options_type(function_.params[i]);
    if (type.empty()) continue;
    SCOPED_TRACE(type);
    const std::size_t known = OptionsBytes(type).size();
    for (std::size_t size = 0; size <= known + 64; ++size) {
      SCOPED_TRACE(size);
      OptionsBytes options(type);
      options.set(0, static_cast<std::int64_t>(size));
      const Outcome outcome = call_.run({.pointers = {{i, options.data()}}});
      if (size < first_size(type, known) || size % 8 != 0) {  // every smaller size is nobody's
        expect_refused(outcome, OI_UNSUPPORTED_VERSION, i);
      } else {
        EXPECT_EQ(outcome.status, status_of_defaults(type)) << outcome.error.message;
      }
      if (size <= known || size % 8 != 0) continue;
      options.set(size - 1, static_cast<unsigned char>(1));
      expect_refused(call_.run({.pointers = {{i, options.data()}}}), OI_UNSUPPORTED_VERSION, i);
    }
    for (const std::int64_t size : {std::int64_t{-8}, std::int64_t{4104}, smallest64, largest64 - 7}) {
      OptionsBytes options(type);
      options.set(0, size);
      expect_refused(call_.run({.pointers = {{i, options.data()}}}), OI_UNSUPPORTED_VERSION, i);
    }
  }
}

struct BadField {
  oi_status status = OI_OK;
  std::vector<std::int64_t> values = {};
};

/// As the bits of doubles: not a number, infinity, -1, 10^300.
const std::vector<std::int64_t> bad_doubles = {-1, largest64, std::bit_cast<std::int64_t>(HUGE_VAL),
                                               std::bit_cast<std::int64_t>(-1.0),
                                               std::bit_cast<std::int64_t>(1e300)};

const oi_day no_day = std::numeric_limits<std::int32_t>::max();

/// What is wrong for a field of this name and type; empty = the shape of the type says nothing about it.
BadField bad_values(const std::string& type, const Field& field) {
  // Names that other options have, with other bounds.
  static const std::map<std::string, BadField> of_additive = {
      {"max_bins", {OI_OUT_OF_BOUNDS, {-1, 1, 1001, smallest32, largest32}}},
      {"pairs", {OI_OUT_OF_BOUNDS, {-2, 10'001, smallest32, largest32}}},
      {"pair_bins", {OI_OUT_OF_BOUNDS, {-1, 1, 65, smallest32, largest32}}},
      {"max_leaves", {OI_OUT_OF_BOUNDS, {-1, 1, 17, smallest32, largest32}}},
      {"max_rounds", {OI_OUT_OF_BOUNDS, {-1, 100'001, smallest32, largest32}}},
      {"patience", {OI_OUT_OF_BOUNDS, {-1, 100'001, smallest32, largest32}}},
      {"bags", {OI_OUT_OF_BOUNDS, {-1, 101, smallest32, largest32}}},
      {"seed", {OI_OUT_OF_BOUNDS, {-1, smallest64}}},
      {"learning_rate", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"l2", {OI_OUT_OF_BOUNDS, bad_doubles}}};
  if (type == "oi_additive_options" && of_additive.contains(field.name)) return of_additive.at(field.name);
  static const std::map<std::string, BadField> by_name = {
      {"threads", {OI_OUT_OF_BOUNDS, {-1, 257, smallest32, largest32}}},
      {"future_payments", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"base_amounts", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"known_at_as_of", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"frequency", {OI_OUT_OF_BOUNDS, {-1, 5, 13, smallest32, largest32}}},
      {"end_of_month", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"step_tolerance", {OI_OUT_OF_BOUNDS, {-1, 32, smallest32, largest32}}},
      {"flat", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"customers", {OI_OUT_OF_BOUNDS, {-1, smallest32, largest32}}},
      {"months", {OI_OUT_OF_BOUNDS, {-1, 241, smallest32, largest32}}},
      {"forward_months", {OI_OUT_OF_BOUNDS, {-1, 64, smallest32, largest32}}},
      {"faults", {OI_OUT_OF_BOUNDS, {-1, 10'001, smallest32, largest32}}},
      {"rounding_power", {OI_OUT_OF_BOUNDS, {-1, 10, smallest32, largest32}}},
      {"day_count", {OI_INVALID_ARGUMENT, {-1, 28, smallest32, largest32}}},
      {"grace_unit", {OI_INVALID_ARGUMENT, {-1, 2, smallest32, largest32}}},
      {"due_on_business_day", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"rate", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"rate_unit", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'000'000'001, smallest64, largest64}}},
      {"every", {OI_OUT_OF_BOUNDS, {-1, 10'001, smallest32, largest32}}},
      {"interest_on_adjusted", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"finance_upfront_fee", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"grace", {OI_OUT_OF_BOUNDS, {-1, 2000, smallest32, largest32}}},
      {"growth_every", {OI_OUT_OF_BOUNDS, {-1, 2001, smallest32, largest32}}},
      {"single_fee_instalment", {OI_OUT_OF_BOUNDS, {-1, 2001, smallest32, largest32}}},
      {"growth", {OI_OUT_OF_BOUNDS, {-1'000'000'000, 10'000'000'001, smallest64, largest64}}},
      {"down_payment", {OI_OUT_OF_BOUNDS, {-1, std::int64_t{1} << 62, smallest64, largest64}}},
      {"down_payment_rate", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'000, smallest64, largest64}}},
      {"balloon", {OI_OUT_OF_BOUNDS, {-1, std::int64_t{1} << 62, smallest64, largest64}}},
      {"upfront_fee", {OI_OUT_OF_BOUNDS, {-1, std::int64_t{1} << 62, smallest64, largest64}}},
      {"instalment_fee", {OI_OUT_OF_BOUNDS, {-1, std::int64_t{1} << 62, smallest64, largest64}}},
      {"single_fee", {OI_OUT_OF_BOUNDS, {-1, std::int64_t{1} << 62, smallest64, largest64}}},
      {"most_share", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"payment_unit", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"given_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest64, largest64}}},
      {"default_hazard", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"default_share", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"wait_probability", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"agency_recovery", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"agency_fee", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"payment_day", {OI_OUT_OF_BOUNDS, {-1, 4'000'001, smallest32, largest32}}},
      {"minimum_days", {OI_OUT_OF_BOUNDS, {-1, 4'000'001, smallest32, largest32}}},
      {"minimum_invoices", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"minimum_offers", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"tolerance_days", {OI_OUT_OF_BOUNDS, {-1, 367, smallest32, largest32}}},
      {"search_limit", {OI_OUT_OF_BOUNDS, {-1, 100'000'001, smallest64, largest64}}},
      {"grace_days", {OI_OUT_OF_BOUNDS, {-1, 3651, smallest32, largest32}}},
      {"break_after_missed", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"break_after_days", {OI_OUT_OF_BOUNDS, {-1, 36'501, smallest32, largest32}}},
      {"tolerance", {OI_OUT_OF_BOUNDS, {-1, (std::int64_t{1} << 60) + 1, smallest64, largest64}}},
      {"settlement_fee_rate", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"compounding_months", {OI_OUT_OF_BOUNDS, {-1, 13, smallest32, largest32}}},
      {"on_credits", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"on_charges", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"spare_rejected", {OI_INVALID_ARGUMENT, {-1, 2, smallest32, largest32}}},
      {"max_bins", {OI_OUT_OF_BOUNDS, {-1, 51, smallest32, largest32}}},
      {"reasons", {OI_OUT_OF_BOUNDS, {-1, 21, smallest32, largest32}}},
      {"points", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"max_prebins", {OI_OUT_OF_BOUNDS, {-1, 1, 1001, smallest32, largest32}}},
      {"min_ones", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"min_zeros", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"min_gain", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"smoothing", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"other_share", {OI_OUT_OF_BOUNDS, bad_doubles}},
      {"rejected_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"maximum_share", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"charged_through",
       {OI_DATE_OUT_OF_RANGE, {static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&no_day))}}},
      {"forward_factor", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"forward_points", {OI_OUT_OF_BOUNDS, {-1'000'000'001, 1'000'000'001, smallest64, largest64}}},
      {"discount_rate", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"horizon", {OI_OUT_OF_BOUNDS, {-1, 90, 3651, smallest32, largest32}}},
      {"monotone", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"sales_months", {OI_OUT_OF_BOUNDS, {-1, 121, smallest32, largest32}}},
      {"history_months", {OI_OUT_OF_BOUNDS, {-1, 121, smallest32, largest32}}},
      {"month_days", {OI_OUT_OF_BOUNDS, {-1, 367, smallest32, largest32}}},
      {"top_n", {OI_OUT_OF_BOUNDS, {-1, smallest32}}},
      {"without_components", {OI_INVALID_ARGUMENT, {-1, 2, smallest32, largest32}}},
      {"promise_grace_days", {OI_OUT_OF_BOUNDS, {-1, 367, smallest32, largest32}}},
      {"watch_use", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"hold_use", {OI_OUT_OF_BOUNDS, {-2, 100'000'000'001, smallest64, largest64}}},
      {"watch_overdue_share", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"hold_overdue_share", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"review_use_above", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"review_use_below", {OI_OUT_OF_BOUNDS, {-1, 100'000'000'001, smallest64, largest64}}},
      {"watch_overdue_days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"hold_overdue_days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"watch_dunning_level", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"hold_dunning_level", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"watch_broken_promises", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"hold_broken_promises", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"promise_days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"review_expiry_days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"review_days", {OI_OUT_OF_BOUNDS, {-1, 36'601, smallest32, largest32}}},
      {"parts_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"single_limits", {OI_INVALID_ARGUMENT, {-1, 2, smallest32, largest32}}},
      // Bits of a double that is not a number.
      {"ridge", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"gradient_tolerance", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"confidence", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"p", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"q", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"max_classes", {OI_OUT_OF_BOUNDS, {-1, 1, 51, smallest32, largest32}}},
      {"bound_count", {OI_OUT_OF_BOUNDS, {-1, 50, smallest32, largest32}}},
      {"name_count", {OI_OUT_OF_BOUNDS, {-1, 51, smallest32, largest32}}},
      {"pd_floor", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"pdo", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"base_odds", {OI_OUT_OF_BOUNDS, {-1, largest64}}},
      {"decimals", {OI_OUT_OF_BOUNDS, {-2, 10, smallest32, largest32}}},
      {"spread_base", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"score_bins", {OI_OUT_OF_BOUNDS, {-1, 1, 51, smallest32, largest32}}},
      {"calibration_bins", {OI_OUT_OF_BOUNDS, {-1, 10'001, smallest32, largest32}}},
      {"no_intercept", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"max_iterations", {OI_OUT_OF_BOUNDS, {-1, 10'001, smallest32, largest32}}},
      {"quantile_count", {OI_OUT_OF_BOUNDS, {-1, 1001, smallest32, largest32}}},
      {"adjust_discounts", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"postponements_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"tables_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"figures_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"reserved", {OI_INVALID_ARGUMENT, {1, -1, largest32}}},
      {"reserved_end", {OI_INVALID_ARGUMENT, {1, -1, largest32}}},
      {"bounds_count", {OI_OUT_OF_BOUNDS, {-1, 64, smallest32, largest32}}},
      {"ages_count", {OI_OUT_OF_BOUNDS, {-1, 64, smallest32, largest32}}},
      {"percents_count", {OI_OUT_OF_BOUNDS, {-1, 64, smallest32, largest32}}},
      {"last_count", {OI_OUT_OF_BOUNDS, {-1, 17, smallest32, largest32}}},
      {"days_count", {OI_OUT_OF_BOUNDS, {-1, 17, smallest32, largest32}}},
      {"features_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"exclude_disputed", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"end_of_data",
       {OI_DATE_OUT_OF_RANGE, {static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&no_day))}}},
      {"materiality_share", {OI_OUT_OF_BOUNDS, {-1, 1'000'000'001, smallest64, largest64}}},
      {"days_past_due", {OI_OUT_OF_BOUNDS, {-1, 0, 3'651, smallest32, largest32}}},
      {"window", {OI_OUT_OF_BOUNDS, {-1, 0, 3'661, smallest32, largest32}}},
      {"count_write_offs", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"exclude_already_bad", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"exclude_no_exposure", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"shrink", {OI_OUT_OF_BOUNDS, {-1, 2, smallest32, largest32}}},
      {"shrink_weight", {OI_OUT_OF_BOUNDS, {-1, 1'000'001, smallest32, largest32}}},
      {"forward_bounds_count", {OI_OUT_OF_BOUNDS, {-1, 64, smallest32, largest32}}},
      {"by_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"map_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"customers_count", {OI_OUT_OF_BOUNDS, {-1, (1 << 24) + 1, smallest32, largest32}}},
      {"known_at",
       {OI_DATE_OUT_OF_RANGE, {static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&no_day))}}},
      {"known_at_from",
       {OI_DATE_OUT_OF_RANGE, {static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&no_day))}}}};
  if (manifest().enums.contains(field.type)) {
    const auto& constants = manifest().enums.at(field.type);
    return {OI_INVALID_ARGUMENT,
            {-1, static_cast<std::int64_t>(constants.size()), 99, smallest32, largest32}};
  }
  const bool is_array = field.type.ends_with("* const*");  // the number of its entries has the rule
  // A number of this name stands elsewhere.
  const bool is_number_elsewhere =
      field.type == "const double*" ||
      (field.type.ends_with("*") && (field.name == "rate" || field.name == "days"));
  const auto found = by_name.find(field.name);
  if (found != by_name.end() && !is_array && !is_number_elsewhere) return found->second;
  if (field.name == "struct_size" || field.type.ends_with("*"))
    return {};  // EveryStructSize, ArraysOfOptions
  throw std::runtime_error("no rule for options called " + field.name);
}

/// oi_aging_bucket looks at basis, bounds, months and their forward forms only; numbers of its other options have no bounds.
bool is_looked_at(const std::string& function, const Field& field) {
  return function != "oi_aging_bucket" ||
         (field.name != "threads" && field.name != "future_payments" && field.name != "base_amounts");
}

TEST_P(Misuse, EachOptionOutOfBounds) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const std::string type = options_type(function_.params[i]);
    if (type.empty()) continue;
    for (const Field& field : manifest().structs.at(type)) {
      const BadField bad = bad_values(type, field);
      if (!is_looked_at(call_.name, field)) continue;
      for (const std::int64_t value : bad.values) {
        SCOPED_TRACE(type + "." + field.name + " = " + std::to_string(value));
        OptionsBytes options(type);
        options.set(field, value);
        const Outcome outcome = call_.run({.pointers = {{i, options.data()}}});
        EXPECT_EQ(outcome.status, bad.status)
            << oi_status_name(outcome.status) << ": " << outcome.error.message;
        EXPECT_TRUE(outcome.outputs_untouched);
        EXPECT_TRUE(outcome.streams_consumed);
      }
    }
  }
}

TEST_P(Misuse, ArraysOfOptionsThatAreNotThere) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    const std::string type = options_type(function_.params[i]);
    if (type.empty()) continue;
    for (const Field& field : manifest().structs.at(type)) {
      if (!field.name.ends_with("_count") || field.name == "day_count") continue;
      SCOPED_TRACE(type + "." + field.name);
      OptionsBytes options(type);
      options.set(field, 1);
      expect_refused(call_.run({.pointers = {{i, options.data()}}}), OI_NULL_ARGUMENT, i);
      // Room for one entry of any kind, all of it zero: names that are NULL.
      static const std::int64_t zeros[4] = {};
      for (const Field& array : manifest().structs.at(type)) {
        if (array.name + "_count" != field.name) continue;
        options.set(array, static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&zeros[0])));
      }
      const Outcome outcome = call_.run({.pointers = {{i, options.data()}}});
      if (field.name == "by_count" || field.name == "map_count" || field.name == "customers_count") {
        expect_refused(outcome, OI_NULL_ARGUMENT, i);
      } else {
        expect_sane(outcome);
      }
    }
  }
}

TEST_P(Misuse, TextsNobodyKnows) {
  for (std::size_t i = 0; i < function_.params.size(); ++i) {
    if (function_.params[i].type != "const char*") continue;
    // Bytes with a size of their own: how long they are, no C library can know.
    if (i + 1 < function_.params.size() && function_.params[i + 1].name == "size") continue;
    SCOPED_TRACE(function_.params[i].name);
    for (const char* text : {"", "'\n\t"}) expect_sane(call_.run({.pointers = {{i, text}}}));
    for (const char* text : {"no such name", "\xff\xfe", "%"}) {
      SCOPED_TRACE(text);
      const Outcome outcome = call_.run({.pointers = {{i, text}}});
      expect_sane(outcome);
      // A format for printing may consist of literal characters alone; only a broken field is wrong.
      const bool is_literal = call_.name == "oi_day_format" && std::string(text) != "%";
      if (function_.reports() && !is_literal) {
        EXPECT_NE(outcome.status, OI_OK);
      }
    }
  }
}

}  // namespace
}  // namespace openitem::misuse::misuse_test
