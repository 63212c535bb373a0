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
#include "column/read.hpp"
#include "interest/accrual.hpp"
#include "ledger/cells.hpp"
#include "openitem/interest.hpp"

namespace openitem {

/// The tables of one call, gathered by name.
class InterestTables {
 public:
  /// \throws Error unknown_name for a table that is not among `names`; what gather_tables throws.
  InterestTables(std::span<const TableView> tables, std::span<const std::string_view> names);
  /// nullptr when it was not given.
  [[nodiscard]] const ChunkedTable* find(std::string_view name) const noexcept;
  /// \throws Error missing_column.
  [[nodiscard]] const ChunkedTable& require(std::string_view name) const;

 private:
  std::vector<ChunkedTable> tables_;
};

/// A misspelt column must not be ignored. \throws Error unknown_name for a column that is none of `names` or `also`.
void require_known_columns(const ChunkedTable& table, std::span<const std::string_view> names,
                           std::span<const std::string> also = {});

/// How cells of the call are to be read.
[[nodiscard]] ReadingRules reading_rules(const InterestOptions& options);

/// Days; kNoDate where a cell is empty. \throws Error at the first unreadable cell.
[[nodiscard]] std::vector<std::int32_t> days_of_column(const ChunkedColumn& column,
                                                       const ReadingRules& rules);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int32_t> required_days(const ChunkedColumn& column, const ReadingRules& rules);

/// Parts per billion of decimal fractions, within [low, high]; nothing where a cell is empty.
/// \throws Error invalid_data, inexact_amount, wrong_type.
[[nodiscard]] std::vector<std::optional<std::int64_t>> fractions_of_column(const ChunkedColumn& column,
                                                                           std::int64_t low,
                                                                           std::int64_t high);

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
[[nodiscard]] InterestTerms interest_terms(const InterestTables& tables, Date as_of,
                                           const InterestOptions& options, bool has_item_rates);

}  // namespace openitem
