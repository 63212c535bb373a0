#pragma once
/// \file
/// The figure that settles a plan on a day, as lines that add up to it.

#include <cstdint>
#include <string_view>
#include <vector>

#include "plan_life/plan_standing.hpp"

namespace openitem {

struct SettlementLine {
  std::string_view name;
  std::int64_t amount = 0;
};

/// Lines other than 0, then "settlement", their sum. \throws Error missing_value (rate, start_date), overflow.
[[nodiscard]] std::vector<SettlementLine> early_settlement(const PaymentPlan& plan,
                                                           const PlanPosition& position, std::int32_t as_of,
                                                           const PlanLifeOptions& options);

}  // namespace openitem
