#pragma once
// A series of agings against the aging of each of its dates.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_test {

// Cells of the rows of one date, without the date; of a snapshot: of all rows.
inline std::vector<std::string> lines_of(const Table& table, const char* as_of) {
  std::vector<std::string> lines;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (as_of != nullptr && cell_text(table, "as_of", row) != as_of) continue;
    std::string line;
    for (const Column& column : table.columns()) {
      if (as_of != nullptr && column.name() == "as_of") continue;
      line += column.name() + ":" + std::to_string(static_cast<int>(column.type())) + ":" +
              std::to_string(static_cast<int>(column.role())) + "=" +
              (column.is_null(row) ? "\\N" : cell_text(table, column.name(), row)) + ";";
    }
    lines.push_back(line);
  }
  return lines;
}

inline void expect_every_date_is_its_aging(const Ledger& ledger, const std::vector<const char*>& as_of,
                                           const AgingOptions& options,
                                           const AgingSeriesOptions& series_options,
                                           const char* passes = "1") {
  std::vector<Date> dates;
  for (const char* const date : as_of) dates.emplace_back(date);
  const AgingSeries series = compute_aging_series(ledger, dates, options, series_options);
  std::int64_t rows = 0;
  std::int64_t missing = 0;
  for (const char* const date : as_of) {
    AgingOptions of_date = options;
    if (series_options.known_at_as_of != 0) of_date.known_at = Date(date);
    const Aging aging = compute_aging(ledger, Date(date), of_date);
    for (const char* const table : {"rows", "totals", "proof"}) {
      ASSERT_EQ(lines_of(series.table(table), date), lines_of(aging.table(table), nullptr)) << table << date;
    }
    rows += aging.table("rows").rows();
    missing += std::stoll(about(aging, "missing_date_items"));
  }
  EXPECT_EQ(series.table("rows").rows(), rows);
  for (std::int64_t row = 1; row < rows; ++row) {
    const auto at = static_cast<std::size_t>(row);
    ASSERT_LE(series.table("rows").int32s("as_of")[at - 1], series.table("rows").int32s("as_of")[at]);
  }
  EXPECT_EQ(about(series, "missing_date_items"), std::to_string(missing));
  EXPECT_EQ(about(series, "document_passes"), passes);
}

}  // namespace openitem::aging_test
