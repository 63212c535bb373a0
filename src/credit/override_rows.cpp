#include "credit/override_rows.hpp"

#include <algorithm>
#include <array>

#include "column/required_cells.hpp"
#include "credit/validation_rows.hpp"
#include "time/date_format.hpp"

namespace openitem::credit {
namespace {

constexpr std::array<std::string_view, 1> kOverrideTables = {"decisions"};
constexpr std::array<std::string_view, 7> kDecisionColumns = {
    "from_class", "to_class", "reason", "decided_by", "decided_on", "outcome", "weight"};

std::vector<std::string_view> decision_texts(const ChunkedColumn* column, std::int64_t rows) {
  if (column == nullptr) return std::vector<std::string_view>(static_cast<std::size_t>(rows));
  TextCells cells = read_texts(*column, 1);
  require_readable(*column, cells.problems);
  return std::move(cells.values);
}

std::vector<std::string_view> class_texts(const ChunkedTable& table, std::string_view name) {
  const ChunkedColumn& column = require_column(table, name);
  std::vector<std::string_view> texts = decision_texts(&column, table.rows());
  const auto empty = std::find(texts.begin(), texts.end(), std::string_view());
  if (empty != texts.end())
    refuse_cell(Status::missing_value, column, empty - texts.begin(), "a class or a decision");
  return texts;
}

}  // namespace

OverrideRows::OverrideRows(std::span<const TableView> tables) : tables_(tables, kOverrideTables) {
  const ChunkedTable& table = tables_.require("decisions");
  require_known_columns(table, kDecisionColumns);
  if (table.rows() == 0)
    throw Error(Status::invalid_argument, "there are no decisions to report on").at(-1, "decisions");
  const auto rows = static_cast<std::size_t>(table.rows());
  from = class_texts(table, "from_class");
  to = class_texts(table, "to_class");
  reasons = decision_texts(table.find("reason"), table.rows());
  decided_by = decision_texts(table.find("decided_by"), table.rows());
  decided_on.assign(rows, kNoDate);
  if (const ChunkedColumn* const column = table.find("decided_on")) {
    DateCells cells = read_dates(*column, DateFormat("iso"), 1);
    require_readable(*column, cells.problems);
    decided_on = std::move(cells.days);
  }
  outcomes.assign(rows, 0);
  is_known.assign(rows, 0);
  if (const ChunkedColumn* const column = table.find("outcome"))
    read_outcomes(*column, 1, outcomes, is_known);
  weights.assign(rows, 1.0);
  if (const ChunkedColumn* const column = table.find("weight")) weights = read_row_weights(*column, 1);
  check_reasons(table);
  if (std::none_of(weights.begin(), weights.end(), [](double weight) { return weight > 0.0; }))
    throw Error(Status::invalid_argument, "there is no decision of a weight above 0").at(-1, "decisions");
}

void OverrideRows::check_reasons(const ChunkedTable& table) const {
  const ChunkedColumn* const column = table.find("reason");
  for (std::size_t row = 0; row < size(); ++row) {
    if (is_override(row) == !reasons[row].empty()) continue;
    if (column == nullptr) static_cast<void>(require_column(table, "reason"));
    refuse_cell(is_override(row) ? Status::missing_value : Status::invalid_data, *column,
                static_cast<std::int64_t>(row),
                is_override(row) ? "the reason why the class was overridden"
                                 : "no reason where from_class and to_class are the same");
  }
}

}  // namespace openitem::credit
