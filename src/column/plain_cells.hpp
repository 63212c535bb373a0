#pragma once
/// \file
/// Cells of tables that go into no ledger: keys, currencies, amounts and days, each readable or an Error at its place.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "column/read.hpp"

namespace openitem {

/// A key in every row. \throws Error missing_value, and as require_keys.
[[nodiscard]] KeyCells require_row_keys(const ChunkedColumn& column, std::int32_t threads);
/// \throws Error inconsistent_data at the first row whose key an earlier one has; `expected` follows "expected".
void require_distinct_keys(const ChunkedColumn& column, const KeyCells& keys, std::string_view expected);

/// Index of the currency of each row: a column "currency", or the one stated. \throws Error not_set (neither), invalid_argument (both),
/// missing_value, unknown_name.
[[nodiscard]] std::vector<std::uint16_t> require_row_currencies(const ChunkedTable& table,
                                                                std::string_view stated,
                                                                std::int32_t threads);

/// Minor units in the currencies of the rows; `is_null` marks what is not there. \throws Error as read_money.
[[nodiscard]] MoneyCells read_row_amounts(const ChunkedColumn& column,
                                          std::span<const std::uint16_t> currencies, MoneyForm form,
                                          std::int32_t threads);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int64_t> require_row_amounts(const ChunkedColumn& column,
                                                            std::span<const std::uint16_t> currencies,
                                                            MoneyForm form, std::int32_t threads);

/// Days since 1970-01-01; kNoDate where a cell is empty. Text by `format`, ISO where that is empty.
[[nodiscard]] std::vector<std::int32_t> read_row_days(const ChunkedColumn& column, std::string_view format,
                                                      std::int32_t threads);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int32_t> require_row_days(const ChunkedColumn& column, std::string_view format,
                                                         std::int32_t threads);

}  // namespace openitem
