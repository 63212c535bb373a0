#include "plan_life/early_settlement.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/day_count.hpp"
#include "openitem/money.hpp"
#include "plan_life/period_interest.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kRateOne = 1'000'000'000;

/// Open parts by whether they are due.
struct OpenSides {
  PlanParts due{}, not_due{};
  std::int64_t prepaid_interest = 0;  // paid of what is not due
};

class SettlementFigure {
 public:
  SettlementFigure(const PaymentPlan& plan, const PlanPosition& position, std::int32_t as_of,
                   const PlanLifeOptions& options)
      : plan_(plan), position_(position), as_of_(as_of), options_(options) {
    for (const PlanClaim& claim : position.claims) {
      PlanParts& side = claim.due <= as_of ? open_.due : open_.not_due;
      for (std::size_t part = 0; part < side.size(); ++part) side[part] += claim.open(part);
      if (claim.due > as_of) open_.prepaid_interest += claim.paid[kInterestPart];
    }
  }

  std::vector<SettlementLine> lines() {
    add("principal_not_due", open_.not_due[kPrincipalPart]);
    add("principal_due", open_.due[kPrincipalPart]);
    add("interest_due", open_.due[kInterestPart]);
    add("fees_due", open_.due[kFeePart]);
    add("costs", position_.costs - position_.costs_paid);
    add_interest();
    add("settlement_fee", fee());
    add("unapplied", -position_.unapplied);
    lines_.push_back({"settlement", total_});
    return std::move(lines_);
  }

 private:
  void add(std::string_view name, std::int64_t amount) {
    if (amount == 0) return;
    lines_.push_back({name, amount});
    total_ = checked_add(total_, amount);
  }

  void add_interest() {
    switch (options_.settlement) {
      case SettlementMethod::period_share: add("accrued_interest", share_of_period()); return;
      case SettlementMethod::accrued: add("accrued_interest", accrued()); return;
      default: break;
    }
    add("interest_not_due", open_.not_due[kInterestPart]);
    add("fees_not_due", open_.not_due[kFeePart]);
    if (options_.settlement == SettlementMethod::rule_of_78) add("rebate", -rebate());
  }

  [[nodiscard]] const PlanVersion& version() const { return plan_.versions[position_.versions - 1]; }

  // Of each instalment not due: what is earned of its interest and not paid.
  [[nodiscard]] std::int64_t share_of_period() const {
    std::int64_t sum = 0;
    for (std::size_t at = position_.version_begin; at < position_.claims.size(); ++at) {
      const PlanClaim& claim = position_.claims[at];
      if (claim.due <= as_of_ || claim.open(kInterestPart) == 0) continue;
      const std::int64_t earned =
          earned_interest(plan_, version(), claim.instalment, as_of_, options_.rounding);
      sum += std::clamp(earned - claim.paid[kInterestPart], std::int64_t{0}, claim.open(kInterestPart));
    }
    return sum;
  }

  // Principal not due x rate x the part of a year since the running period began, less interest paid ahead.
  [[nodiscard]] std::int64_t accrued() const {
    const std::int64_t principal = open_.not_due[kPrincipalPart];
    if (principal == 0) return 0;
    if (!plan_.rate) {
      throw Error(Status::missing_value,
                  Message().append("interest accrues at the rate of the plan; state plans.rate, 0 for none"))
          .at(plan_.plans_row, "plans.rate");
    }
    const auto running =
        std::find_if(position_.claims.begin() + static_cast<std::ptrdiff_t>(position_.version_begin),
                     position_.claims.end(), [&](const PlanClaim& claim) { return claim.due > as_of_; });
    if (running == position_.claims.end() || *plan_.rate == 0) return 0;
    const std::int32_t start = period_start(plan_, version(), running->instalment);
    if (start >= as_of_) return 0;
    const YearFraction years = year_fraction(Date(start), Date(as_of_), options_.day_count);
    const std::int64_t interest =
        multiply_divide(principal, checked_mul(*plan_.rate, years.numerator),
                        checked_mul(years.denominator, kRateOne), options_.rounding);
    return std::max(std::int64_t{0}, interest - open_.prepaid_interest);
  }

  // Sum of digits: of n equal periods, k of them to come, k (k + 1) / (n (n + 1)) of the finance charge is not earned.
  [[nodiscard]] std::int64_t rebate() const {
    if (position_.claims.empty()) return 0;
    std::int64_t charge = 0, periods = 0, to_come = 0;
    for (std::size_t at = version().begin; at < version().end; ++at) {
      const PlanInstalment& instalment = plan_.instalments[at];
      charge += instalment.parts[kInterestPart];
      if (instalment.number == 0) continue;
      ++periods;
      if (instalment.due > as_of_) ++to_come;
    }
    if (periods == 0) return 0;
    const std::int64_t unearned =
        multiply_divide(charge, to_come * (to_come + 1), periods * (periods + 1), options_.rounding);
    return std::min(unearned, open_.not_due[kInterestPart]);
  }

  [[nodiscard]] std::int64_t fee() const {
    const std::int64_t principal = open_.not_due[kPrincipalPart];
    if (principal == 0) return 0;
    return checked_add(plan_.settlement_fee,
                       multiply_divide(principal, options_.settlement_fee_rate, kRateOne, options_.rounding));
  }

  const PaymentPlan& plan_;
  const PlanPosition& position_;
  const std::int32_t as_of_;
  const PlanLifeOptions& options_;
  OpenSides open_;
  std::vector<SettlementLine> lines_;
  std::int64_t total_ = 0;
};

}  // namespace

std::vector<SettlementLine> early_settlement(const PaymentPlan& plan, const PlanPosition& position,
                                             std::int32_t as_of, const PlanLifeOptions& options) {
  return SettlementFigure(plan, position, as_of, options).lines();
}

}  // namespace openitem
