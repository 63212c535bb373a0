#include "kpi/item_balances.hpp"

namespace openitem {
namespace {

std::uint16_t month_of(const PeriodWindows& windows, std::uint32_t posted) noexcept {
  std::uint16_t month = 0;
  while (month < windows.history.size() && posted <= windows.history[month].window.begin) ++month;
  return month;
}

}  // namespace

OriginBalances::OriginBalances(const PeriodAxis& axis, std::uint32_t groups)
    : groups_(groups),
      width_(axis.periods().front().history.size() + 1),
      slots_(axis.positions() + std::size_t{1}, kNone) {
  for (const PeriodWindows& windows : axis.periods()) {
    const std::uint32_t end = windows.period.end;
    if (slots_[end] != kNone) continue;  // the history depends on the last day alone
    slots_[end] = static_cast<std::uint32_t>(months_.size());
    std::vector<std::uint16_t>& months = months_.emplace_back();
    for (std::uint32_t posted = 0; posted <= end; ++posted) months.push_back(month_of(windows, posted));
  }
  balances_.resize(months_.size() * groups_ * width_, 0);
}

}  // namespace openitem
