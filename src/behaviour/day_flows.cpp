#include "behaviour/day_flows.hpp"

#include <algorithm>

namespace openitem::behaviour {

FlowSums FlowSums::less(const FlowSums& other) const noexcept {
  return {payments - other.payments,           payment_returns - other.payment_returns,
          invoices - other.invoices,           invoiced - other.invoiced,
          credited - other.credited,           disputes - other.disputes,
          promises_kept - other.promises_kept, promises_broken - other.promises_broken};
}

void DayFlows::clear() noexcept {
  days_.clear();
  for (Peaks& peaks : peaks_) {
    peaks.at.clear();
    peaks.first = 0;
  }
}

void DayFlows::append(const FlowDay& day) {
  const auto at = static_cast<std::uint32_t>(days_.size());
  days_.push_back(day);
  if (!day.is_begun) return;
  for (Peaks& peaks : peaks_) {
    while (peaks.at.size() > peaks.first && days_[peaks.at.back()].balance <= day.balance)
      peaks.at.pop_back();
    peaks.at.push_back(at);
  }
}

std::size_t DayFlows::count_until(std::int64_t day) const noexcept {
  const auto after =
      std::upper_bound(days_.begin(), days_.end(), day,
                       [](std::int64_t wanted, const FlowDay& known) { return wanted < known.day; });
  return static_cast<std::size_t>(after - days_.begin());
}

FlowSums DayFlows::until(std::int64_t day) const noexcept {
  const std::size_t count = count_until(day);
  return count == 0 ? FlowSums{} : days_[count - 1].sums;
}

FlowSums DayFlows::sums(std::uint32_t window, std::int32_t day) const noexcept {
  if (days_.empty()) return {};
  if (windows_[window].kind == WindowKind::all) return days_.back().sums;
  return days_.back().sums.less(until(std::int64_t{day} - windows_[window].length));
}

FlowSums DayFlows::sums_before(std::uint32_t window, std::int32_t day) const noexcept {
  const std::int64_t length = windows_[window].length;
  return until(day - length).less(until(day - 2 * length));
}

std::optional<std::int64_t> DayFlows::high_balance(std::uint32_t window, std::int32_t day) noexcept {
  Peaks& peaks = peaks_[window];
  if (windows_[window].kind == WindowKind::days) {
    // The balance on the first day of the window was carried into it unless it changed on that day.
    const std::size_t count = count_until(std::int64_t{day} - windows_[window].length + 1);
    while (count > 0 && peaks.first < peaks.at.size() && peaks.at[peaks.first] + std::size_t{1} < count)
      ++peaks.first;
  }
  if (peaks.first == peaks.at.size()) return std::nullopt;
  return days_[peaks.at[peaks.first]].balance;
}

}  // namespace openitem::behaviour
