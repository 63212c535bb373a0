#pragma once
/// \file
/// Tables of text cells, one line of the input after the other: cells that make sense by a letter, others as they are.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "byte_reader.hpp"
#include "openitem/column.hpp"

namespace openitem::fuzz {

/// "@x" stands for a cell that is often needed; anything else is itself.
inline std::string cell_of(std::string text) {
  static constexpr std::array<std::string_view, 16> usual = {
      "Adler",  "Birke", "A-1", "A-2", "2024-06-30", "2024-05-01", "2024-07-15",  "100.00",
      "-40.00", "40.00", "EUR", "JPY", "invoice",    "payment",    "credit_note", "4611686018427387903"};
  if (text.size() == 2 && text[0] == '@')
    return std::string(usual[static_cast<unsigned char>(text[1]) % usual.size()]);
  return text;
}

inline Table read_texts(ByteReader& reader, const char* name, const std::vector<const char*>& columns) {
  std::vector<std::vector<std::string>> cells(columns.size());
  for (int row = 0; row < 24 && !reader.is_at_end(); ++row) {
    for (auto& column : cells) column.push_back(cell_of(reader.text()));
  }
  Table table(name);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::vector<std::int64_t> offsets = {0};
    std::vector<char> bytes;
    std::vector<std::uint8_t> valid;
    for (const std::string& cell : cells[c]) {
      bytes.insert(bytes.end(), cell.begin(), cell.end());
      offsets.push_back(static_cast<std::int64_t>(bytes.size()));
      valid.push_back(cell.empty() ? 0 : 1);
    }
    table.add(Column::text(columns[c], std::move(offsets), std::move(bytes)).with_validity(valid));
  }
  return table;
}

}  // namespace openitem::fuzz
