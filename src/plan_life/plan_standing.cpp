#include "plan_life/plan_standing.hpp"

#include <algorithm>
#include <array>

namespace openitem {
namespace {

constexpr std::array<std::string_view, 7> kInstalmentStates = {
    "future", "due", "part_paid", "missed", "paid_on_time", "paid_late", "superseded"};
constexpr std::array<std::string_view, kPlanStates> kPlanStateNames = {
    "not_begun", "kept", "late", "missed", "broken", "settled_early", "completed"};

class StandingReader {
 public:
  StandingReader(const PaymentPlan& plan, const PlanPosition& position, std::int32_t as_of,
                 const PlanLifeOptions& options)
      : plan_(plan), position_(position), as_of_(as_of), options_(options) {}

  PlanStanding read() {
    for (std::size_t at = 0; at < position_.claims.size(); ++at) add(position_.claims[at], is_old(at));
    found_.open_costs = position_.costs - position_.costs_paid;
    found_.state = state();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_old(std::size_t at) const noexcept { return at < position_.version_begin; }

  void add(const PlanClaim& claim, bool is_old) {
    for (std::size_t part = 0; part < claim.paid.size(); ++part) {
      found_.scheduled[part] += claim.scheduled[part];
      found_.dropped[part] += claim.dropped[part];
      found_.paid[part] += claim.paid[part];
      found_.open[part] += claim.open(part);
    }
    const std::int64_t open = claim.open();
    if (claim.due < as_of_ && open > 0) {
      found_.arrears += open;
      if (found_.arrears_since == kNoDate || claim.due < found_.arrears_since) {
        found_.arrears_since = claim.due;
      }
    }
    if (claim.due >= as_of_ && open > 0) add_next(claim.due, open);
    if (claim.due < as_of_ && open > options_.tolerance) has_late_ = true;
    if (open > options_.tolerance) all_paid_ = false;
    last_due_ = std::max(last_due_, plan_.instalments[claim.instalment].due);
    const InstalmentState state = state_of(claim, is_old);
    found_.instalments.push_back(state);
    const bool is_paid = state == InstalmentState::paid_on_time || state == InstalmentState::paid_late;
    const bool has_day = is_paid && claim.paid_on != kNoDate;
    found_.days_late.push_back(has_day ? std::max(0, claim.paid_on - claim.due) : kNoDate);
    count(claim, state);
  }

  void add_next(std::int32_t due, std::int64_t open) {
    if (found_.next_due == kNoDate || due < found_.next_due) {
      found_.next_due = due;
      found_.next_amount = 0;
    }
    if (due == found_.next_due) found_.next_amount += open;
  }

  void count(const PlanClaim& claim, InstalmentState state) {
    if (state == InstalmentState::superseded || claim.due > as_of_) return;
    ++found_.due_count;
    if (state == InstalmentState::paid_on_time) ++found_.on_time_count;
    if (state == InstalmentState::paid_late) ++found_.late_count;
    if (state == InstalmentState::missed) ++found_.missed_count;
  }

  [[nodiscard]] InstalmentState state_of(const PlanClaim& claim, bool is_old) const {
    const std::int64_t open = claim.open();
    if (is_old && open == 0 && sum_of(claim.dropped) > 0) return InstalmentState::superseded;
    if (open == 0 || (claim.due <= as_of_ && open <= options_.tolerance)) {
      const bool is_late = claim.paid_on != kNoDate && claim.paid_on > claim.grace_end;
      return is_late ? InstalmentState::paid_late : InstalmentState::paid_on_time;
    }
    if (claim.due > as_of_) return InstalmentState::future;
    if (as_of_ > claim.grace_end) return InstalmentState::missed;
    return sum_of(claim.paid) > 0 ? InstalmentState::part_paid : InstalmentState::due;
  }

  [[nodiscard]] std::int32_t begin() const {
    if (plan_.start != kNoDate) return plan_.start;
    const PlanVersion& first = plan_.versions.front();
    return first.agreed != kAlwaysAgreed ? first.agreed : plan_.instalments[first.begin].due;
  }

  [[nodiscard]] PlanState state() const {
    const bool has_history = position_.received > 0 || position_.costs > 0;
    if (position_.claims.empty() || (as_of_ < begin() && !has_history)) return PlanState::not_begun;
    if (all_paid_ && found_.open_costs == 0) {
      return last_due_ <= as_of_ ? PlanState::completed : PlanState::settled_early;
    }
    if (position_.is_broken) return PlanState::broken;
    if (found_.missed_count > 0) return PlanState::missed;
    return has_late_ ? PlanState::late : PlanState::kept;
  }

  const PaymentPlan& plan_;
  const PlanPosition& position_;
  const std::int32_t as_of_;
  const PlanLifeOptions& options_;
  PlanStanding found_;
  bool has_late_ = false, all_paid_ = true;
  std::int32_t last_due_ = kAlwaysAgreed;
};

}  // namespace

std::string_view name_of(InstalmentState state) noexcept {
  return kInstalmentStates[static_cast<std::size_t>(state)];
}

std::string_view name_of(PlanState state) noexcept {
  return kPlanStateNames[static_cast<std::size_t>(state)];
}

PlanStanding standing_of(const PaymentPlan& plan, const PlanPosition& position, std::int32_t as_of,
                         const PlanLifeOptions& options) {
  return StandingReader(plan, position, as_of, options).read();
}

}  // namespace openitem
