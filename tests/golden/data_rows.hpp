#pragma once
/// \file
/// Rows of the data sets that golden cases name, as texts by column.

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "cpp/golden_runner.hpp"

namespace openitem::golden {

using Row = std::map<std::string, std::string>;

inline std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) {
    std::erase_if(field, [](char character) { return character == '"' || character == '\r'; });
    fields.push_back(field);
  }
  return fields;
}

/// The rows of the case's data set, of its group where it names one.
inline std::vector<Row> rows_of(const Inputs& inputs) {
  const std::string path = std::string(OPENITEM_TEST_DIR) + "/golden/" + inputs.text("dataset");
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) throw std::runtime_error("cannot read " + path);
  const std::vector<std::string> names = fields_of(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = fields_of(line);
    Row row;
    for (std::size_t at = 0; at < fields.size(); ++at) row[names.at(at)] = fields[at];
    rows.push_back(row);
  }
  if (inputs.has("group")) {
    const Inputs group = inputs.object("group");
    const std::string column = group.text("column"), value = group.text("value");
    std::erase_if(rows, [&](const Row& row) { return row.at(column) != value; });
  }
  return rows;
}

inline std::vector<double> numbers_of(const std::vector<Row>& rows, const std::string& column) {
  std::vector<double> numbers;
  for (const Row& row : rows) numbers.push_back(std::stod(row.at(column)));
  return numbers;
}

/// 1 where the column has the value that is the event.
inline std::vector<std::uint8_t> events_of(const Inputs& inputs, const std::vector<Row>& rows) {
  const Inputs event = inputs.object("event");
  const std::string column = event.text("column"), value = std::to_string(event.integer("value"));
  std::vector<std::uint8_t> events;
  for (const Row& row : rows) events.push_back(row.at(column) == value ? 1 : 0);
  return events;
}

/// The place of each row's group in the order of the case.
inline std::vector<std::int32_t> groups_of(const Inputs& inputs, const std::vector<Row>& rows) {
  const std::vector<std::string> order = inputs.texts("group_order");
  const std::string column = inputs.text("group_column");
  std::vector<std::int32_t> groups;
  for (const Row& row : rows) {
    groups.push_back(
        static_cast<std::int32_t>(std::find(order.begin(), order.end(), row.at(column)) - order.begin()));
  }
  return groups;
}

}  // namespace openitem::golden
