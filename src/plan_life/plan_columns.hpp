#pragma once
/// \file
/// Cells of the tables of a plan, each readable or an Error at its place.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "ledger/cells.hpp"
#include "openitem/plan_life.hpp"

namespace openitem {

[[nodiscard]] ReadingRules plan_reading_rules(const PlanLifeOptions& options);

/// The largest sum of money one plan may hold: parts of it can then be added without a check.
inline constexpr std::int64_t kLargestPlan = std::int64_t{1} << 60;

/// One table of the call, column by column. Borrows the table and the rules.
class PlanLifeColumns {
 public:
  PlanLifeColumns(const ChunkedTable& table, const ReadingRules& rules) : table_(table), rules_(rules) {}

  [[nodiscard]] std::int64_t rows() const noexcept { return table_.rows(); }
  [[nodiscard]] const ChunkedColumn* find(std::string_view name) const noexcept { return table_.find(name); }
  /// Days; kNoDate where a cell is empty or there is no such column.
  [[nodiscard]] std::vector<std::int32_t> days(std::string_view name) const;
  /// \throws Error missing_column, missing_value.
  [[nodiscard]] std::vector<std::int32_t> required_days(std::string_view name) const;
  /// Minor units; nothing where a cell is empty or there is no such column.
  [[nodiscard]] std::vector<std::optional<std::int64_t>> amounts(
      std::string_view name, const std::vector<std::uint16_t>& currencies) const;
  /// \throws Error missing_column, missing_value.
  [[nodiscard]] std::vector<std::int64_t> required_amounts(
      std::string_view name, const std::vector<std::uint16_t>& currencies) const;
  /// Integers in low .. high; nothing where a cell is empty or there is no such column. \throws Error invalid_data.
  [[nodiscard]] std::vector<std::optional<std::int64_t>> integers(std::string_view name, std::int64_t low,
                                                                  std::int64_t high) const;
  /// \throws Error also missing_column, missing_value.
  [[nodiscard]] std::vector<std::int64_t> required_integers(std::string_view name, std::int64_t low,
                                                            std::int64_t high) const;
  /// Currency of each row: its own or the stated one. \throws Error missing_value, unknown_name.
  [[nodiscard]] std::vector<std::uint16_t> required_currencies() const;
  /// A row without a currency has that of its plan, one with a currency must have the same. \throws Error inconsistent_data.
  void check_currencies(const std::vector<std::uint16_t>& of_plans) const;
  /// "table.name of row 3 is 'x'; expected ...".
  [[noreturn]] void refuse(Status status, std::string_view name, std::int64_t row,
                           std::string_view expected) const;

 private:
  const ChunkedTable& table_;
  const ReadingRules& rules_;
};

}  // namespace openitem
