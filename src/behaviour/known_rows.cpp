#include "behaviour/known_rows.hpp"

#include "ledger/item_writer.hpp"

namespace openitem::behaviour {

std::uint32_t KnownRows::row_of(std::uint32_t identity) const noexcept {
  if (!known_at_ && !ledger_.has_versions) return ledger_.current_row[identity];
  for (std::uint32_t at = ledger_.identity_offsets[identity]; at < ledger_.identity_offsets[identity + 1];
       ++at) {
    if (knows_document(ledger_.identity_rows[at])) return ledger_.identity_rows[at];
  }
  return kNoRow;
}

std::int32_t KnownRows::counting_day(std::uint32_t application, std::uint32_t side,
                                     std::uint32_t other) const noexcept {
  const std::vector<std::int32_t>& posting = ledger_.documents.posting;
  const Applications& applications = ledger_.applications;
  if (clock_ == ApplicationClock::applied_on) return applications.applied_on[application];
  if (clock_ == ApplicationClock::recorded_on) return applications.recorded_day(application);
  const std::uint32_t row = row_of(other);
  if (row == kNoRow) return kNeverEffective;
  const std::int32_t posted = std::max(posting[side], posting[row]);
  return clock_ == ApplicationClock::latest ? std::max(posted, applications.applied_on[application]) : posted;
}

std::int64_t KnownRows::disputed_on(std::uint32_t identity, std::int32_t day) const noexcept {
  const Disputes& disputes = ledger_.disputes;
  if (disputes.offsets.empty()) return 0;
  std::int64_t sum = 0;
  for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
    if (!is_recorded(disputes.recorded_on[at]) || disputes.opened[at] > day) continue;
    if (disputes.closed[at] != kNoDate && disputes.closed[at] <= day) continue;
    if (disputes.whole[at] != 0) return kWholeDisputed;
    sum += disputes.amount[at];
  }
  return sum;
}

}  // namespace openitem::behaviour
