#pragma once
/// \file
/// Decisions beside what the card said, read and checked.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "column/named_tables.hpp"
#include "openitem/column.hpp"

namespace openitem::credit {

class OverrideRows {
 public:
  /// \throws Error as override_report.
  explicit OverrideRows(std::span<const TableView> tables);

  [[nodiscard]] std::size_t size() const noexcept { return from.size(); }
  [[nodiscard]] bool is_override(std::size_t row) const noexcept { return from[row] != to[row]; }

  std::vector<std::string_view> from, to, reasons, decided_by;  ///< empty where there is none
  std::vector<std::int32_t> decided_on;                         ///< kNoDate where there is none
  std::vector<std::uint8_t> outcomes, is_known;
  std::vector<double> weights;

 private:
  void check_reasons(const ChunkedTable& table) const;

  NamedTables tables_;  // the texts are in its memory
};

}  // namespace openitem::credit
