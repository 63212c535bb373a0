#pragma once
/// \file
/// The tables of a provision call and their cells: rates in parts per billion, optional money, names.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aging/required_columns.hpp"
#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// The tables of one call, gathered by name.
class ProvisionTables {
 public:
  /// \throws Error unknown_name for a table that is not among `names`; what gather_tables throws.
  ProvisionTables(std::span<const TableView> tables, std::span<const std::string_view> names);
  /// nullptr when it was not given.
  [[nodiscard]] const ChunkedTable* find(std::string_view name) const noexcept;
  /// \throws Error missing_column.
  [[nodiscard]] const ChunkedTable& require(std::string_view name) const;

 private:
  std::vector<ChunkedTable> tables_;
};

/// Refuses a column that is none of `names`, nor one that `also` accepts: a misspelt column must not be ignored.
/// \throws Error unknown_name.
void refuse_other_columns(const ChunkedTable& table, std::span<const std::string_view> names);

/// What a cell of rates may be, in parts per billion.
struct RateBounds {
  std::int64_t low, high;
  const char* expected;  ///< to follow "expected" in a message
};
inline constexpr RateBounds kLossRate{0, 1'000'000'000, "a fraction from 0 to 1 (0.05 = 5 %)"};

/// Parts per billion of each row; nothing where the cell is empty. Decimals and texts of at most nine digits after the point;
/// a float is read as its shortest decimal, rounded half up. \throws Error invalid_data, inexact_amount, wrong_type.
[[nodiscard]] std::vector<std::optional<std::int64_t>> read_rates(const ChunkedColumn& column,
                                                                  const RateBounds& bounds);
/// The same where no cell may be empty. \throws also Error missing_value.
[[nodiscard]] std::vector<std::int64_t> require_rates(const ChunkedColumn& column, const RateBounds& bounds);

/// Minor units of each row, 0 or more; nothing where the cell is empty. A row with an amount needs a currency.
/// \throws Error missing_value (currency), invalid_data (negative), and as read_money.
[[nodiscard]] std::vector<std::optional<std::int64_t>> read_amounts(
    const ChunkedColumn& column, std::span<const std::optional<std::uint16_t>> currencies, MoneyForm form);

/// Text of each row. \throws Error missing_value, and as read_keys.
[[nodiscard]] std::vector<std::string> require_names(const ChunkedColumn& column);

/// "0.036": parts per billion as a fraction, without the zeros that say nothing.
[[nodiscard]] std::string rate_text(std::int64_t rate);

}  // namespace openitem
