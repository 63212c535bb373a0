#include "outcome/past_due_timeline.hpp"

#include <algorithm>
#include <functional>

namespace openitem::outcome {
namespace {

constexpr std::int64_t kPartsPerWhole = 1'000'000'000;

}  // namespace

std::int64_t Threshold::at(std::int64_t open) const noexcept {
  const std::int64_t whole = exposure.value_or(open);
  // floor(whole x share / 10^9) without a product above 2^63: share <= 10^9.
  const std::int64_t part = whole / kPartsPerWhole * share + whole % kPartsPerWhole * share / kPartsPerWhole;
  return std::max(materiality, part);
}

void PastDueTimeline::read(std::span<const AccountDocument> documents, std::span<const AccountEvent> events,
                           const Threshold& threshold) {
  documents_.assign(documents.size(), DocumentNow{});
  touched_.clear();
  sums_ = {};
  due_.clear();
  days_.clear();
  for (std::size_t next = 0; next < events.size();) {
    const std::int32_t day = events[next].day;
    for (; next < events.size() && events[next].day == day; ++next) take(documents, events[next]);
    for (const std::uint32_t slot : touched_) {
      documents_[slot].is_touched = false;
      if (documents_[slot].is_posted) look_again(documents[slot], slot, day);
    }
    touched_.clear();
    days_.push_back({day, oldest(), sums_.gross, sums_.past_due, threshold.at(sums_.exposure)});
  }
}

void PastDueTimeline::take(std::span<const AccountDocument> documents, const AccountEvent& event) {
  DocumentNow& document = documents_[event.slot];
  if (!document.is_touched) {
    document.is_touched = true;
    touched_.push_back(event.slot);
  }
  document.rest += event.amount;
  if (static_cast<behaviour::EventType>(event.type) != behaviour::EventType::posted) return;
  document.is_posted = true;
  document.rest += known_.ledger().documents.amount[documents[event.slot].row];
}

void PastDueTimeline::look_again(const AccountDocument& document, std::uint32_t slot, std::int32_t day) {
  DocumentNow& now = documents_[slot];
  Parts parts;
  items_.visit(document, now.rest, day, [&](std::int64_t open, std::int64_t disputed, std::int32_t due) {
    if (open <= 0) return;
    parts.gross += open;
    const std::int64_t counted = exclude_disputed_ ? open - disputed : open;
    if (counted == 0) return;
    parts.exposure += counted;
    if (day - due >= days_past_due_) parts.past_due += counted;
    parts.oldest = std::min(parts.oldest, due);
  });
  sums_.gross += parts.gross - now.parts.gross;
  sums_.exposure += parts.exposure - now.parts.exposure;
  sums_.past_due += parts.past_due - now.parts.past_due;
  if (parts.oldest != now.parts.oldest && parts.oldest != behaviour::kNeverEffective) {
    due_.emplace_back(parts.oldest, slot);
    std::push_heap(due_.begin(), due_.end(), std::greater<>());
  }
  now.parts = parts;
}

std::int32_t PastDueTimeline::oldest() {
  while (!due_.empty()) {
    const auto [due, slot] = due_.front();
    if (documents_[slot].parts.oldest == due) return due;
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    due_.pop_back();
  }
  return behaviour::kNeverEffective;
}

}  // namespace openitem::outcome
