#include "stats/binning_input.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "stats/binning_names.hpp"
#include "stats/binning_numbers.hpp"

namespace openitem::stats {
namespace {

constexpr std::array<std::string_view, 5> kInputTables = {"features", "outcomes", "settings", "specials",
                                                          "cuts"};
constexpr double kLeastWeight = 1e-100,
                 kGreatestWeight = 1e100;  // shares and their ratios stay normal doubles

/// \throws Error missing_value at the first row without a text.
std::vector<std::string_view> optional_texts(const ChunkedColumn* column, std::size_t rows) {
  if (column == nullptr) return std::vector<std::string_view>(rows);
  TextCells cells = read_texts(*column, 1);
  require_readable(*column, cells.problems);
  return std::move(cells.values);
}

std::vector<double> required_numbers(const ChunkedColumn& column) {
  std::vector<double> numbers = feature_numbers(column, 1);
  const auto missing =
      std::find_if(numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); });
  if (missing != numbers.end()) {
    refuse_cell(Status::missing_value, column, missing - numbers.begin(), "a number");
  }
  return numbers;
}

/// A value once more is a slip of the pen, and which of the two was meant is unknown.
void insert_distinct(std::vector<double>& values, double value, const ChunkedColumn& column, std::int64_t row,
                     std::string_view expected) {
  const auto place = std::lower_bound(values.begin(), values.end(), value);
  if (place != values.end() && *place == value) {
    refuse_cell(Status::invalid_argument, column, row, expected);
  }
  values.insert(place, value);
}

FeatureType type_of(const ChunkedColumn& column) noexcept {
  const bool is_null = column.chunks().empty() || column.type() == ColumnType::null;
  return is_null || holds_numbers(column) ? FeatureType::numeric : FeatureType::categorical;
}

}  // namespace

BinningInput::BinningInput(std::span<const TableView> tables, const BinningOptions& options)
    : tables_(tables, kInputTables) {
  const ChunkedTable& features = tables_.require("features");
  rows_ = features.rows();
  for (const ChunkedColumn& column : features.columns()) {
    features_.push_back({.column = &column, .type = type_of(column), .trend = options.trend});
  }
  if (features_.empty()) {
    throw Error(Status::invalid_argument, "features have no columns; give a column for each feature")
        .at(-1, "features");
  }
  read_outcomes(tables_.require("outcomes"), options.threads);
  if (const ChunkedTable* const settings = tables_.find("settings")) read_settings(*settings);
  if (const ChunkedTable* const specials = tables_.find("specials")) read_specials(*specials);
  if (const ChunkedTable* const cuts = tables_.find("cuts")) read_cuts(*cuts);
}

void BinningInput::read_outcomes(const ChunkedTable& table, std::int32_t threads) {
  constexpr std::array<std::string_view, 2> names = {"outcome", "weight"};
  require_known_columns(table, names);
  const ChunkedColumn& column = require_column(table, "outcome");
  if (table.rows() != rows_) {
    throw Error(Status::ragged_columns, Message()
                                            .append("outcomes have ")
                                            .append(table.rows())
                                            .append(" rows, features ")
                                            .append(rows_)
                                            .append("; each row of features has one outcome"))
        .at(-1, "outcomes");
  }
  BooleanCells cells = read_booleans(column, threads);
  require_readable(column, cells.problems);
  const auto missing = std::find(cells.is_null.begin(), cells.is_null.end(), std::uint8_t{1});
  if (missing != cells.is_null.end()) {
    refuse_cell(Status::missing_value, column, missing - cells.is_null.begin(), "0 or 1");
  }
  outcomes_.ones = std::move(cells.values);
  if (const ChunkedColumn* const weights = table.find("weight")) {
    outcomes_.weights = feature_numbers(*weights, threads);
    for (std::size_t row = 0; row < outcomes_.weights.size(); ++row) {
      const double weight = outcomes_.weights[row];
      if (weight == 0.0 || (weight >= kLeastWeight && weight <= kGreatestWeight)) continue;
      refuse_cell(std::isnan(weight) ? Status::missing_value : Status::invalid_data, *weights,
                  static_cast<std::int64_t>(row), "0, or a weight from 10^-100 to 10^100");
    }
  }
  for (std::size_t row = 0; row < outcomes_.ones.size(); ++row) outcomes_.all += outcomes_.of(row);
  if (outcomes_.all.ones > 0.0 && outcomes_.all.zeros > 0.0) return;
  throw Error(
      Status::invalid_argument,
      outcomes_.all.sum() > 0.0
          ? "outcomes are of one class alone; rows of outcome 0 and of outcome 1 are needed, each of a "
            "weight above 0"
          : "there is no row of a weight above 0; rows of outcome 0 and of outcome 1 are needed")
      .at(-1, column.name());
}

FeaturePlan& BinningInput::plan_of(const ChunkedColumn& names, std::int64_t row, std::string_view name) {
  const auto found = std::find_if(features_.begin(), features_.end(),
                                  [&](const FeaturePlan& plan) { return plan.column->short_name() == name; });
  if (found == features_.end()) {
    refuse_cell(Status::unknown_name, names, row, "the name of a column of features");
  }
  return *found;
}

void BinningInput::read_settings(const ChunkedTable& table) {
  constexpr std::array<std::string_view, 3> names = {"feature", "trend", "type"};
  require_known_columns(table, names);
  const ChunkedColumn& column = require_column(table, "feature");
  const std::vector<std::string_view> features = required_texts(column, "the name of a feature");
  const ChunkedColumn* const trend_column = table.find("trend");
  const ChunkedColumn* const type_column = table.find("type");
  const std::vector<std::string_view> trends = optional_texts(trend_column, features.size());
  const std::vector<std::string_view> types = optional_texts(type_column, features.size());
  for (std::size_t at = 0; at < features.size(); ++at) {
    const auto row = static_cast<std::int64_t>(at);
    if (std::find(features.begin(), features.begin() + row, features[at]) != features.begin() + row) {
      refuse_cell(Status::invalid_argument, column, row, "each feature once");
    }
    FeaturePlan& plan = plan_of(column, row, features[at]);
    if (!types[at].empty()) {
      plan.type = read_name<FeatureType>(types[at], *type_column, row, "numeric or categorical",
                                         FeatureType::numeric, FeatureType::categorical);
    }
    if (trends[at].empty()) continue;
    plan.trend = read_name<BinTrend>(trends[at], *trend_column, row,
                                     "monotone, increasing, decreasing, peak, valley or free",
                                     BinTrend::monotone, BinTrend::free);
    if (plan.type == FeatureType::categorical) {
      refuse_cell(Status::invalid_argument, *trend_column, row,
                  "nothing: categories have no order that a rate could follow");
    }
  }
}

void BinningInput::read_specials(const ChunkedTable& table) {
  constexpr std::array<std::string_view, 2> names = {"feature", "value"};
  constexpr std::string_view once = "each value once a feature";
  require_known_columns(table, names);
  const ChunkedColumn& values_column = require_column(table, "value");
  const std::vector<double> values = required_numbers(values_column);
  const ChunkedColumn* const column = table.find("feature");
  const std::vector<std::string_view> features = optional_texts(column, values.size());
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto row = static_cast<std::int64_t>(at);
    if (!features[at].empty()) {
      FeaturePlan& plan = plan_of(*column, row, features[at]);
      if (plan.type == FeatureType::categorical) {
        refuse_cell(Status::invalid_argument, *column, row, "a numeric feature: special values are numbers");
      }
      insert_distinct(plan.specials, values[at], values_column, row, once);
      continue;
    }
    for (FeaturePlan& plan : features_) {
      if (plan.type != FeatureType::numeric) continue;
      insert_distinct(plan.specials, values[at], values_column, row, once);
    }
  }
}

void BinningInput::read_cuts(const ChunkedTable& table) {
  constexpr std::array<std::string_view, 2> names = {"feature", "value"};
  constexpr std::size_t most_cuts = 999;  // between the most pre-bins there may be
  require_known_columns(table, names);
  const ChunkedColumn& column = require_column(table, "feature");
  const ChunkedColumn& values_column = require_column(table, "value");
  const std::vector<std::string_view> features = required_texts(column, "the name of a feature");
  const std::vector<double> values = required_numbers(values_column);
  for (std::size_t at = 0; at < values.size(); ++at) {
    const auto row = static_cast<std::int64_t>(at);
    FeaturePlan& plan = plan_of(column, row, features[at]);
    if (plan.type == FeatureType::categorical) {
      refuse_cell(Status::invalid_argument, column, row, "a numeric feature: categories are not cut");
    }
    if (std::isinf(values[at])) refuse_cell(Status::invalid_data, values_column, row, "a finite number");
    if (plan.cuts.size() == most_cuts) {
      refuse_cell(Status::out_of_bounds, values_column, row, "at most 999 cuts a feature");
    }
    insert_distinct(plan.cuts, values[at], values_column, row, "each cut once a feature");
  }
}

}  // namespace openitem::stats
