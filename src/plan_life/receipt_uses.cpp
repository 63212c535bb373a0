#include "plan_life/receipt_uses.hpp"

#include <algorithm>

namespace openitem {

std::vector<ReceiptUse> receipt_uses(const PaymentPlan& plan, const PlanPosition& position) {
  std::vector<ReceiptUse> uses;
  std::size_t at = 0;
  std::int64_t left = 0;
  for (const PlanStep& step : position.steps) {
    std::int64_t amount = step.amount;
    while (amount > 0) {
      if (left == 0) {
        const CountedReceipt& counted = position.receipts[at++];
        left = plan.receipts[counted.receipt].amount - counted.returned;
        continue;
      }
      const std::int64_t part = std::min(left, amount);
      uses.push_back({position.receipts[at - 1].receipt, {step.day, step.claim, step.part, part}});
      left -= part;
      amount -= part;
    }
  }
  return uses;
}

}  // namespace openitem
