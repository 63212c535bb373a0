#pragma once
/// \file
/// Cells of tables that are read by the rules of a ledger, each readable or an Error at its place.

#include <cstdint>
#include <optional>
#include <vector>

#include "column/read.hpp"
#include "ledger/cells.hpp"

namespace openitem {

/// Days; kNoDate where a cell is empty. \throws Error at the first unreadable cell.
[[nodiscard]] std::vector<std::int32_t> days_of_column(const ChunkedColumn& column,
                                                       const ReadingRules& rules);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int32_t> required_days(const ChunkedColumn& column, const ReadingRules& rules);

/// Currency index of each row: its own, where there is a column currency, or the stated one. \throws Error missing_value, unknown_name.
[[nodiscard]] std::vector<std::uint16_t> required_currencies(const ChunkedTable& table,
                                                             const ReadingRules& rules);
/// Minor units; nothing where a cell is empty. \throws Error as read_money, overflow.
[[nodiscard]] std::vector<std::optional<std::int64_t>> amounts_of_column(
    const ChunkedColumn& column, const std::vector<std::uint16_t>& currencies, MoneyForm form,
    std::int32_t threads);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int64_t> required_amounts(const ChunkedColumn& column,
                                                         const std::vector<std::uint16_t>& currencies,
                                                         MoneyForm form, std::int32_t threads);

}  // namespace openitem
