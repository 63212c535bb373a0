#pragma once
/// \file
/// Table "items": open invoices on their way into plans.

#include <cstdint>
#include <span>
#include <vector>

#include "column/read.hpp"
#include "openitem/plan.hpp"

namespace openitem::plan {

struct PlanItems {
  KeyCells items, plans;
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> planned;  ///< what goes into the plan: amount less what is disputed
  std::vector<std::int64_t> tax;      ///< part of `planned`
  std::vector<std::int32_t> due;
};

/// \throws Error inconsistent_data (an item twice, one that is settled or disputed as a whole, another currency than that of the plan's first
/// item), out_of_bounds (tax, disputed), missing_column, missing_value, invalid_data, each with row and column.
[[nodiscard]] PlanItems read_plan_items(std::span<const TableView> tables, const PlanOptions& options);

}  // namespace openitem::plan
