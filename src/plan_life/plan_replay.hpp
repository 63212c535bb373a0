#pragma once
/// \file
/// A plan told from its beginning to the end of one day: what each receipt pays, when the plan breaks, what a break and a new
/// version change. docs/methods/plan_life.md states every rule.

#include <cstdint>
#include <string>
#include <vector>

#include "plan_life/plan_book.hpp"

namespace openitem {

/// An instalment as it stands.
struct PlanClaim {
  std::size_t instalment = 0;  ///< among those of the plan
  std::int32_t due = 0;        ///< the day it counts by: its due date, or the day of the break
  std::int32_t grace_end = 0;
  std::int32_t paid_on = kNoDate;  ///< first day on which no more than the tolerance was open
  PlanParts scheduled{}, dropped{}, paid{};

  [[nodiscard]] std::int64_t open(std::size_t part) const noexcept {
    return scheduled[part] - dropped[part] - paid[part];
  }
  [[nodiscard]] std::int64_t open() const noexcept { return open(0) + open(1) + open(2); }
};

/// One step of a receipt's money into a part of a claim; kCostsClaim: into costs.
inline constexpr std::size_t kCostsClaim = static_cast<std::size_t>(-1);
struct PlanStep {
  std::int32_t day = 0;
  std::size_t claim = kCostsClaim;
  std::size_t part = 0;
  std::int64_t amount = 0;
};

/// A receipt as it counts: what is left of it after returns.
struct CountedReceipt {
  std::size_t receipt = 0;  ///< among those of the plan
  std::int64_t returned = 0;
};

/// Why a plan broke: bits.
inline constexpr std::uint32_t kBrokenByMissed = 1, kBrokenByDays = 2;

/// A plan at the end of a day.
struct PlanPosition {
  std::vector<PlanClaim> claims;  ///< of the versions agreed by then, in order of version and number
  std::size_t version_begin = 0;  ///< claims of the version in force begin here
  std::size_t versions = 0;       ///< agreed by then
  std::vector<PlanStep> steps;    ///< in order of time
  std::vector<CountedReceipt> receipts;
  std::int64_t received = 0;  ///< after returns
  std::int64_t returned = 0;
  std::int64_t costs = 0, costs_paid = 0;
  std::int64_t unapplied = 0;
  bool is_broken = false, is_accelerated = false;
  std::int32_t broken_on = kNoDate, cured_on = kNoDate;  ///< of the latest break
  std::uint32_t broken_by = 0;
};

/// \throws Error inconsistent_data (a version that does not carry the open principal, a return beyond what was received),
/// missing_value (start_date, where acceleration needs it), date_out_of_range (the calendar).
[[nodiscard]] PlanPosition tell_plan(const PaymentPlan& plan, const KeyDictionary& keys, std::int32_t as_of,
                                     const PlanLifeOptions& options);

}  // namespace openitem
