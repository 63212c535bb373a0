#pragma once
// How tests look into the figures of an aging.

#include <charconv>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger_fixture.hpp"
#include "openitem/aging.hpp"

namespace openitem::aging_test {

using ledger_test::build;
using ledger_test::euros;
using ledger_test::text_table;
using ledger_test::TextColumn;

// A cell as text, whatever its type, a double in the fewest digits that give it back; "" for null.
inline std::string cell_text(const Table& table, std::string_view column_name, std::int64_t row) {
  const Column& column = table.column(column_name);
  if (column.is_null(row)) return "";
  switch (column.type()) {
    case ColumnType::int64: return std::to_string(column.int64s()[static_cast<std::size_t>(row)]);
    case ColumnType::int32: return std::to_string(column.int32s()[static_cast<std::size_t>(row)]);
    case ColumnType::float64: {
      char digits[32];
      const double value = column.float64s()[static_cast<std::size_t>(row)];
      return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
    }
    case ColumnType::date32: return Date(column.int32s()[static_cast<std::size_t>(row)]).iso();
    default: return std::string(column.text_at(row));
  }
}

// All rows of some columns.
inline std::vector<std::vector<std::string>> cells(const Table& table,
                                                   const std::vector<const char*>& columns) {
  std::vector<std::vector<std::string>> rows;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    rows.emplace_back();
    for (const char* const column : columns) rows.back().push_back(cell_text(table, column, row));
  }
  return rows;
}

// Figure of the first row whose `key` column reads `value`; 0 where there is no such row.
inline std::int64_t figure(const Table& table, std::string_view key, std::string_view value,
                           std::string_view column) {
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (cell_text(table, key, row) == value) return table.int64s(column)[static_cast<std::size_t>(row)];
  }
  return 0;
}
inline std::int64_t total_figure(const Aging& aging, std::string_view column,
                                 std::string_view currency = "EUR") {
  return figure(aging.table("totals"), "currency", currency, column);
}

// Amount of a line of the proof; nothing where the line is not there.
inline std::optional<std::int64_t> proof_amount(const Aging& aging, std::string_view line,
                                                std::string_view currency = "EUR") {
  const Table& proof = aging.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) == line && proof.text_at("currency", row) == currency) {
      return proof.int64s("amount")[static_cast<std::size_t>(row)];
    }
  }
  return std::nullopt;
}
inline std::vector<std::vector<std::string>> proof_lines(const Aging& aging) {
  return cells(aging.table("proof"), {"currency", "line", "count", "amount"});
}
inline std::string about(const Aging& aging, std::string_view name) {
  const Table& table = aging.table("about");
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (table.text_at("name", row) == name) return std::string(table.text_at("value", row));
  }
  return "no such line";
}

// Every byte a reader can see, so that two results can be compared for equality.
inline std::string bytes_of(const Result& result) {
  std::string bytes;
  for (const Table& table : result.tables()) {
    bytes += "\n#" + table.name();
    for (const Column& column : table.columns()) {
      bytes += "\n" + column.name() + ":" + std::to_string(static_cast<int>(column.type())) + ":";
      for (std::int64_t row = 0; row < table.rows(); ++row) {
        bytes += column.is_null(row) ? std::string("\\N") : cell_text(table, column.name(), row);
        bytes += ";";
      }
    }
  }
  return bytes;
}

template <typename Function>
std::optional<Error> error_of(Function&& function) {
  try {
    function();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace openitem::aging_test
