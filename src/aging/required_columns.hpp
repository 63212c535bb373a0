#pragma once
/// \file
/// Columns of a table to compare with: every cell must be readable, the first one that is not is an Error.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "ledger/cells.hpp"

namespace openitem {

/// The one table of that name. \throws Error missing_column, unknown_name; what gather_tables throws.
[[nodiscard]] ChunkedTable require_table(std::span<const TableView> tables, std::string_view name);
/// \throws Error missing_column listing the columns there are.
[[nodiscard]] const ChunkedColumn& require_column(const ChunkedTable& table, std::string_view name);

/// Key codes; a missing key is kNoKey. \throws Error at the first unreadable cell.
[[nodiscard]] KeyCells require_keys(const ChunkedColumn& column);
void require_readable(const ChunkedColumn& column, const std::vector<CellProblem>& problems);

/// "table.column of row 3 is 'x'; expected ...", located there.
[[noreturn]] void refuse_cell(Status status, const ChunkedColumn& column, std::int64_t row,
                              std::string_view expected);

/// Currency::index() of each row; nothing where the row has none. `column` may be nullptr. \throws Error
/// unknown_name.
[[nodiscard]] std::vector<std::optional<std::uint16_t>> require_currencies(const ChunkedColumn* column,
                                                                           std::int64_t rows);
/// Minor units; every row must have an amount. \throws Error missing_value, and as read_money.
[[nodiscard]] std::vector<std::int64_t> require_amounts(const ChunkedColumn& column,
                                                        std::span<const std::uint16_t> currencies,
                                                        MoneyForm form);

}  // namespace openitem
