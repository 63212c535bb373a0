#include "ledger/counting_day.hpp"

#include <algorithm>
#include <cstddef>

namespace openitem {

std::int32_t counting_day(const LedgerData& ledger, ApplicationClock clock, std::uint32_t application,
                          std::uint32_t debit, std::uint32_t credit) noexcept {
  const Applications& applications = ledger.applications;
  const std::int32_t posted = std::max(ledger.documents.posting[debit],
                                       credit == kNoRow ? kAlwaysKnown : ledger.documents.posting[credit]);
  switch (clock) {
    case ApplicationClock::latest: return std::max(applications.applied_on[application], posted);
    case ApplicationClock::payment_posting: return posted;
    case ApplicationClock::applied_on: return applications.applied_on[application];
    case ApplicationClock::recorded_on: break;
  }
  return applications.recorded_day(application);
}

const char* clock_name(ApplicationClock clock) noexcept {
  const auto index = static_cast<std::size_t>(clock);
  return index < kClockNames.size() ? kClockNames[index] : "";
}

}  // namespace openitem
