#pragma once
/// \file
/// Cells of the input tables of late interest, each readable or an Error at its place.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "column/rate_cells.hpp"
#include "column/read.hpp"
#include "interest/accrual.hpp"
#include "ledger/cells.hpp"
#include "openitem/interest.hpp"

namespace openitem {

/// How cells of the call are to be read.
[[nodiscard]] ReadingRules reading_rules(const InterestOptions& options);

/// Days; kNoDate where a cell is empty. \throws Error at the first unreadable cell.
[[nodiscard]] std::vector<std::int32_t> days_of_column(const ChunkedColumn& column,
                                                       const ReadingRules& rules);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int32_t> required_days(const ChunkedColumn& column, const ReadingRules& rules);

/// Currency index of each row: its own or the stated one. `column` may be nullptr. \throws Error missing_value, unknown_name.
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

/// The table "reference". \throws Error as compute_interest.
[[nodiscard]] ReferenceRates read_reference(const ChunkedTable& table, const ReadingRules& rules);
/// The table "compensation". `table` may be nullptr.
[[nodiscard]] CompensationBands read_compensation(const ChunkedTable* table, const ReadingRules& rules);
/// The table "limits". `table` may be nullptr.
[[nodiscard]] InterestLimits read_limits(const ChunkedTable* table, const ReadingRules& rules);
/// Everything that holds for all items. The options must outlive it.
[[nodiscard]] InterestTerms interest_terms(const NamedTables& tables, Date as_of,
                                           const InterestOptions& options, bool has_item_rates);

}  // namespace openitem
