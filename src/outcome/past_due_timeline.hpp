#pragma once
/// \file
/// What is past due on an account, or on one invoice, from each day on which that changes (docs/methods/outcome.md, 2).

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "behaviour/account.hpp"
#include "behaviour/document_items.hpp"

namespace openitem::outcome {

using behaviour::AccountDocument;
using behaviour::AccountEvent;

/// T: what the sum past due must exceed.
struct Threshold {
  std::int64_t materiality;              ///< M
  std::int64_t share;                    ///< of the exposure, parts per billion
  std::optional<std::int64_t> exposure;  ///< nothing = what is open on the day

  [[nodiscard]] std::int64_t at(std::int64_t open) const noexcept;
};

/// Holds from the end of `day` to that of the day before the next one.
struct PastDueDay {
  std::int32_t day;
  std::int32_t oldest;    ///< earliest due day of an item; kNeverEffective = there is none
  std::int64_t gross;     ///< open items above 0
  std::int64_t past_due;  ///< P
  std::int64_t threshold;

  [[nodiscard]] bool is_past_due() const noexcept { return past_due > threshold; }
};

/// Scratch memory is kept from account to account.
class PastDueTimeline {
 public:
  PastDueTimeline(const behaviour::KnownRows& known, std::int32_t days_past_due, bool exclude_disputed)
      : known_(known), days_past_due_(days_past_due), exclude_disputed_(exclude_disputed), items_(known) {}

  /// `events` of these documents, by day.
  void read(std::span<const AccountDocument> documents, std::span<const AccountEvent> events,
            const Threshold& threshold);
  /// Ascending, each day once.
  [[nodiscard]] std::span<const PastDueDay> days() const noexcept { return days_; }

 private:
  struct Parts {
    std::int64_t gross = 0, exposure = 0, past_due = 0;
    std::int32_t oldest = behaviour::kNeverEffective;
  };
  struct DocumentNow {
    std::int64_t rest = 0;  // amount less what is applied
    bool is_posted = false;
    bool is_touched = false;
    Parts parts;
  };
  void take(std::span<const AccountDocument> documents, const AccountEvent& event);
  void look_again(const AccountDocument& document, std::uint32_t slot, std::int32_t day);
  [[nodiscard]] std::int32_t oldest();

  const behaviour::KnownRows& known_;
  std::int32_t days_past_due_;
  bool exclude_disputed_;
  behaviour::DocumentItems items_;
  std::vector<DocumentNow> documents_;
  std::vector<std::uint32_t> touched_;
  Parts sums_;
  // A heap of (due day, slot), earliest first; entries that no longer hold are dropped when they come to the top.
  std::vector<std::pair<std::int32_t, std::uint32_t>> due_;
  std::vector<PastDueDay> days_;
};

}  // namespace openitem::outcome
