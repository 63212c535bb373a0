#pragma once
/// \file
/// Which receipt's money went where: the oldest money is used first.

#include <cstdint>
#include <vector>

#include "plan_life/plan_replay.hpp"

namespace openitem {

/// Part of a receipt in one step.
struct ReceiptUse {
  std::size_t receipt = 0;  ///< among those of the plan
  PlanStep step;            ///< with the amount of this use
};

/// In order of time; the uses of a step are its amount.
[[nodiscard]] std::vector<ReceiptUse> receipt_uses(const PaymentPlan& plan, const PlanPosition& position);

}  // namespace openitem
