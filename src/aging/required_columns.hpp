#pragma once
/// \file
/// Columns of a table to compare with: currencies and amounts of every row.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "column/required_cells.hpp"
#include "ledger/cells.hpp"

namespace openitem {

/// The one table of that name. \throws Error missing_column, unknown_name; what gather_tables throws.
[[nodiscard]] ChunkedTable require_table(std::span<const TableView> tables, std::string_view name);
/// Currency::index() of each row; nothing where the row has none. `column` may be nullptr. \throws Error
/// unknown_name.
[[nodiscard]] std::vector<std::optional<std::uint16_t>> require_currencies(const ChunkedColumn* column,
                                                                           std::int64_t rows);
/// Minor units; every row must have an amount. \throws Error missing_value, and as read_money.
[[nodiscard]] std::vector<std::int64_t> require_amounts(const ChunkedColumn& column,
                                                        std::span<const std::uint16_t> currencies,
                                                        MoneyForm form);

}  // namespace openitem
