#pragma once
/// \file
/// Rows that a card is validated on: periods, outcomes, weights.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "openitem/scorecard_validation.hpp"

namespace openitem::credit {

struct ValidationRows {
  std::vector<std::string> periods;  ///< in order: by bytes (integers by size), or development and validation
  std::size_t development = 0;       ///< place of the one the others are compared with
  std::vector<std::uint32_t> period_of;  ///< place, of each row
  std::vector<std::uint8_t> outcomes;    ///< 0 where it is not known
  std::vector<std::uint8_t> is_known;
  std::vector<double> weights;  ///< of each row

  [[nodiscard]] std::size_t size() const noexcept { return period_of.size(); }
};

/// \throws Error as validate_scorecard, of table "outcomes" and of the options that say what a period is.
[[nodiscard]] ValidationRows read_validation_rows(std::span<const TableView> tables,
                                                  const ValidationOptions& options);

/// 0, 1 or not known. \throws Error invalid_data.
void read_outcomes(const ChunkedColumn& column, std::int32_t threads, std::vector<std::uint8_t>& outcomes,
                   std::vector<std::uint8_t>& is_known);
/// \throws Error missing_value, invalid_data.
[[nodiscard]] std::vector<double> read_row_weights(const ChunkedColumn& column, std::int32_t threads);

}  // namespace openitem::credit
