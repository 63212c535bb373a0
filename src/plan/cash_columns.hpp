#pragma once
/// \file
/// Tables "plans" and "cash": what is to be paid, and the days on which there is something to pay it with.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "openitem/cash_plan.hpp"
#include "plan/cash_rows.hpp"

namespace openitem::plan {

struct CashColumns {
  std::optional<KeyCells> keys;  ///< of the plans
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> principal;
  std::vector<std::int32_t> start;
  std::vector<std::optional<std::int64_t>> rate;  ///< parts per billion; empty = no such column
  std::vector<std::vector<CashDay>> cash;         ///< of each plan, ascending, one row a day

  [[nodiscard]] std::size_t rows() const noexcept { return start.size(); }
};

/// \throws Error located at table, column and row, as compute_cash_plans.
[[nodiscard]] CashColumns read_cash_columns(std::span<const TableView> tables,
                                            const CashPlanOptions& options);

}  // namespace openitem::plan
