#pragma once
/// \file
/// Table "plans": what each row says of its plan, over the terms that all share.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "column/rate_cells.hpp"
#include "column/read.hpp"
#include "openitem/plan.hpp"
#include "plan/checks.hpp"

namespace openitem::plan {

/// What a column `rate` of plans may hold.
inline constexpr RateBounds kPlanRate{0, 100 * kPartsOfOne, "a fraction from 0 to 100 (0.06 = 6 %)"};

struct PlanColumns {
  std::optional<KeyCells> keys;
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> principal;
  std::vector<std::int32_t> start;
  // Empty where there is no such column; a missing cell is the shared term.
  std::vector<std::int32_t> first_due;
  std::vector<std::int64_t> instalments, rate, down_payment, balloon, charge;
  std::vector<std::uint8_t> has_instalments, has_rate, has_down_payment, has_balloon, has_charge;

  [[nodiscard]] std::size_t rows() const noexcept { return start.size(); }
  /// The shared terms with what row `row` says.
  [[nodiscard]] PlanTerms terms_of(std::size_t row, const PlanTerms& shared) const;
};

/// \throws Error missing_column, missing_value, invalid_data, unknown_name, not_set ..., located.
[[nodiscard]] PlanColumns read_plan_columns(std::span<const TableView> tables, const PlanOptions& options);

}  // namespace openitem::plan
