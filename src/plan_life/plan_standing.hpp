#pragma once
/// \file
/// States and figures of a plan and its instalments on a day.

#include <cstdint>
#include <string_view>
#include <vector>

#include "plan_life/plan_replay.hpp"

namespace openitem {

enum class InstalmentState : std::uint8_t {
  future = 0,
  due = 1,
  part_paid = 2,
  missed = 3,
  paid_on_time = 4,
  paid_late = 5,
  superseded = 6,
};
[[nodiscard]] std::string_view name_of(InstalmentState state) noexcept;

enum class PlanState : std::uint8_t {
  not_begun = 0,
  kept = 1,
  late = 2,
  missed = 3,
  broken = 4,
  settled_early = 5,
  completed = 6,
};
inline constexpr std::size_t kPlanStates = 7;
[[nodiscard]] std::string_view name_of(PlanState state) noexcept;

struct PlanStanding {
  PlanState state = PlanState::not_begun;
  std::vector<InstalmentState> instalments;  ///< of the claims
  std::vector<std::int32_t> days_late;       ///< of the claims; kNoDate where they are not paid
  PlanParts scheduled{}, dropped{}, paid{}, open{};
  std::int64_t open_costs = 0;
  std::int64_t arrears = 0;  ///< open of what was due before the day; without costs
  std::int32_t arrears_since = kNoDate;
  std::int32_t next_due = kNoDate;  ///< the day itself or later
  std::int64_t next_amount = 0;
  std::int64_t due_count = 0, on_time_count = 0, late_count = 0, missed_count = 0;
};

[[nodiscard]] PlanStanding standing_of(const PaymentPlan& plan, const PlanPosition& position,
                                       std::int32_t as_of, const PlanLifeOptions& options);

}  // namespace openitem
