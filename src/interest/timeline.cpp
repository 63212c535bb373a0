#include "interest/timeline.hpp"

#include <algorithm>

#include "column/read.hpp"
#include "ledger/item_writer.hpp"

namespace openitem {

bool DisputeView::suspends_as_of(const DisputedAmount& dispute, std::int32_t day,
                                 std::int32_t known) const noexcept {
  if (dispute.opened > day || dispute.opened > known) return false;
  if (dispute.closed == kNoDate || dispute.closed > known) return true;
  return dispute.closed > day && !(dispute.is_rejected && accrues_rejected_);
}

std::int64_t DisputeView::sum(std::span<const DisputedAmount> disputes, std::int32_t day,
                              std::int32_t known) const noexcept {
  std::int64_t sum = 0;
  for (const DisputedAmount& dispute : disputes) {
    if (!suspends_as_of(dispute, day, known)) continue;
    if (dispute.amount == kWholeDisputed) return kWholeDisputed;
    sum += dispute.amount;
  }
  return sum;
}

std::int32_t day_without(std::int32_t paid_on, std::int32_t due, std::int32_t shift) noexcept {
  return due != kNoDate && paid_on <= due ? paid_on : paid_on + shift;
}

void add_dispute_days(std::span<const DisputedAmount> disputes, std::vector<std::int32_t>& days) {
  for (const DisputedAmount& dispute : disputes) {
    days.push_back(dispute.opened);
    if (dispute.closed != kNoDate) days.push_back(dispute.closed);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

}  // namespace openitem
