#pragma once
/// \file
/// What is open and what is suspended of an item, from day to day, out of payments and disputes
/// (docs/methods/late_interest.md, 3 and 7).

#include <cstdint>
#include <span>
#include <vector>

#include "interest/accrual.hpp"

namespace openitem {

/// One dispute about an item or document.
struct DisputedAmount {
  std::int64_t amount;          ///< magnitude; kWholeDisputed = all of it
  std::int32_t opened, closed;  ///< closed kNoDate = open
  bool is_rejected;             ///< its outcome is in favour of the seller
};

/// How disputes suspend interest: as it stands on the as-of date, and as it stood when interest was charged last.
class DisputeView {
 public:
  DisputeView(const InterestOptions& options, std::int32_t as_of) noexcept
      : accrues_rejected_(options.accrue_rejected != 0), as_of_(as_of) {}

  /// Whether the dispute suspends interest on `day`, as known on the as-of date.
  [[nodiscard]] bool suspends(const DisputedAmount& dispute, std::int32_t day) const noexcept {
    return suspends_as_of(dispute, day, as_of_);
  }
  /// The same as known on an earlier day.
  [[nodiscard]] bool suspends_as_of(const DisputedAmount& dispute, std::int32_t day,
                                    std::int32_t known) const noexcept;

  /// What disputes that suspend on `day` come to; kWholeDisputed where one is about all.
  [[nodiscard]] std::int64_t sum(std::span<const DisputedAmount> disputes, std::int32_t day,
                                 std::int32_t known) const noexcept;
  [[nodiscard]] std::int32_t as_of() const noexcept { return as_of_; }

 private:
  bool accrues_rejected_;
  std::int32_t as_of_;
};

/// The first day without what was paid on `paid_on`. A payment by the due date leaves no delay.
[[nodiscard]] std::int32_t day_without(std::int32_t paid_on, std::int32_t due, std::int32_t shift) noexcept;

/// Days on which disputes begin or end to suspend, ascending, each once. Appended to `days`, which is sorted anew.
void add_dispute_days(std::span<const DisputedAmount> disputes, std::vector<std::int32_t>& days);

}  // namespace openitem
