#include "credit/validation_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "stats/binning_numbers.hpp"
#include "time/date_format.hpp"

namespace openitem::credit {
namespace {

void check_period_choice(const ValidationOptions& options) {
  if (options.split && !options.development.empty()) {
    throw Error(
        Status::invalid_argument,
        "split and development are both given; rows are compared before and after a date, or with one of "
        "their periods");
  }
  if (options.split || !options.development.empty()) return;
  throw Error(
      Status::not_set,
      "neither split nor development is given; say from which day on rows are validation (split, column "
      "observed_on), or with which period the others are compared (development, column period)");
}

void split_by_date(const ChunkedTable& table, Date split, std::int32_t threads, ValidationRows& rows) {
  const ChunkedColumn& column = require_column(table, "observed_on");
  const DateCells cells = read_dates(column, DateFormat("iso"), threads);
  require_readable(column, cells.problems);
  rows.periods = {"development", "validation"};
  rows.period_of.reserve(cells.days.size());
  for (std::size_t row = 0; row < cells.days.size(); ++row) {
    if (cells.days[row] == kNoDate)
      refuse_cell(Status::missing_value, column, static_cast<std::int64_t>(row), "the day of the row");
    rows.period_of.push_back(cells.days[row] < split.days() ? 0 : 1);
  }
}

void split_by_period(const ChunkedTable& table, const std::string& development, std::int32_t threads,
                     ValidationRows& rows) {
  const ChunkedColumn& column = require_column(table, "period");
  KeyCells cells = read_keys(column, threads);
  require_readable(column, cells.problems);
  const auto missing = std::find(cells.codes.begin(), cells.codes.end(), kNoKey);
  if (missing != cells.codes.end())
    refuse_cell(Status::missing_value, column, missing - cells.codes.begin(), "the name of a period");
  for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code)
    rows.periods.push_back(cells.dictionary.text_of(code));
  rows.period_of = std::move(cells.codes);
  const auto found = std::find(rows.periods.begin(), rows.periods.end(), development);
  if (found == rows.periods.end()) {
    throw Error(Status::invalid_argument,
                Message().append("no row is of the period of development, ").append_quoted(development))
        .at(-1, column.name());
  }
  rows.development = static_cast<std::size_t>(found - rows.periods.begin());
}

}  // namespace

void read_outcomes(const ChunkedColumn& column, std::int32_t threads, std::vector<std::uint8_t>& outcomes,
                   std::vector<std::uint8_t>& is_known) {
  BooleanCells cells = read_booleans(column, threads);
  require_readable(column, cells.problems);
  outcomes = std::move(cells.values);
  is_known = std::move(cells.is_null);
  for (std::uint8_t& flag : is_known) flag = flag != 0 ? 0 : 1;
}

std::vector<double> read_row_weights(const ChunkedColumn& column, std::int32_t threads) {
  constexpr double least = 1e-100, greatest = 1e100;
  std::vector<double> weights = stats::feature_numbers(column, threads);
  for (std::size_t row = 0; row < weights.size(); ++row) {
    if (weights[row] == 0.0 || (weights[row] >= least && weights[row] <= greatest)) continue;
    refuse_cell(std::isnan(weights[row]) ? Status::missing_value : Status::invalid_data, column,
                static_cast<std::int64_t>(row), "0, or a weight from 10^-100 to 10^100");
  }
  return weights;
}

ValidationRows read_validation_rows(std::span<const TableView> tables, const ValidationOptions& options) {
  check_period_choice(options);
  constexpr std::array<std::string_view, 2> table_names = {"features", "outcomes"};
  const std::array<std::string_view, 3> columns = {
      "outcome", "weight", options.split ? std::string_view("observed_on") : std::string_view("period")};
  const NamedTables given(tables, table_names);
  const ChunkedTable& features = given.require("features");
  const ChunkedTable& table = given.require("outcomes");
  require_known_columns(table, columns);
  if (table.rows() != features.rows()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("outcomes have ")
                                            .append(table.rows())
                                            .append(" rows, features ")
                                            .append(features.rows())
                                            .append("; each row of features has one in outcomes"))
        .at(-1, "outcomes");
  }
  ValidationRows rows;
  read_outcomes(require_column(table, "outcome"), options.threads, rows.outcomes, rows.is_known);
  const ChunkedColumn* const weights = table.find("weight");
  rows.weights = weights != nullptr ? read_row_weights(*weights, options.threads)
                                    : std::vector<double>(rows.outcomes.size(), 1.0);
  if (options.split)
    split_by_date(table, *options.split, options.threads, rows);
  else
    split_by_period(table, options.development, options.threads, rows);
  double weight = 0.0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.period_of[row] == rows.development) weight += rows.weights[row];
  }
  if (weight > 0.0) return rows;
  throw Error(
      Status::invalid_argument,
      "there is no row of a weight above 0 in the period of development; the others are compared with it")
      .at(-1, "outcomes");
}

}  // namespace openitem::credit
