#pragma once
/// \file
/// The figures of an aging: which money columns it has, and the tables "rows" and "totals".

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/aging_kernel.hpp"
#include "aging/buckets.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// The money columns in order: buckets, then `unapplied` or `credit_balance`, then `disputed`.
struct FigureColumns {
  std::vector<std::string> labels;
  std::int32_t credit_cell = -1;    ///< -1 = no such column
  std::int32_t disputed_cell = -1;  ///< -1 = no such column
  [[nodiscard]] std::int32_t money_cells() const noexcept { return static_cast<std::int32_t>(labels.size()); }
};
/// Columns beside the document currency (docs/methods/aging.md, 10).
inline constexpr const char* kBaseCurrency = "base_currency";
inline constexpr const char* kWithoutBaseItems = "without_base_items";
inline constexpr const char* kWithoutBaseOpen = "without_base_open";
[[nodiscard]] inline std::string base_name(const std::string& label) { return "base_" + label; }
/// All of them.
[[nodiscard]] std::vector<std::string> base_column_names(const FigureColumns& columns);

/// \throws Error invalid_argument when a name in `by` is that of a figure column.
[[nodiscard]] FigureColumns figure_columns(const Buckets& buckets, const AgingOptions& options);

/// The rows of the table: a group of the matrix and its currency, ascending by key, and its key columns.
struct FigureRows {
  std::vector<Column> keys;
  std::vector<std::uint32_t> groups;
  std::vector<std::uint16_t> currencies;  ///< of each row
};

/// What all rows of one currency add up to.
struct CurrencyFigures {
  std::uint16_t currency = 0;
  std::vector<std::int64_t> cells;  ///< money, by column
  std::int64_t open_items = 0;
  std::int64_t overdue_documents = 0;
  std::int64_t future_payments = 0;
  [[nodiscard]] std::int64_t total() const noexcept;
};

/// Ascending by currency; future payments are left at 0.
[[nodiscard]] std::vector<CurrencyFigures> sum_by_currency(const FigureRows& rows, const CellMatrix& cells);

/// `future_payments` by group of the matrix; nullptr = no such column.
[[nodiscard]] Table rows_table(FigureRows rows, const CellMatrix& cells, const FigureColumns& columns,
                               const std::vector<std::int64_t>* future_payments);
[[nodiscard]] Table totals_table(std::span<const CurrencyFigures> totals, const FigureColumns& columns,
                                 bool with_future_payments);

}  // namespace openitem
