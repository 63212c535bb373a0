#include "plan_life/plan_replay.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "core/message.hpp"
#include "ledger/cells.hpp"
#include "plan_life/period_interest.hpp"
#include "plan_life/receipt_application.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();

/// What versions and breaks have settled about an instalment for good.
struct SettledTerms {
  PlanParts dropped{};
  std::int32_t due = 0, grace_end = 0;
};

class PlanTeller {
 public:
  PlanTeller(const PaymentPlan& plan, const KeyDictionary& keys, const PlanLifeOptions& options)
      : plan_(plan), keys_(keys), options_(options) {
    terms_.reserve(plan.instalments.size());
    for (const PlanInstalment& instalment : plan.instalments) {
      terms_.push_back({{}, instalment.due, instalment.grace_end});
    }
  }

  PlanPosition tell(std::int32_t as_of) {
    const std::vector<std::int32_t> turns = turns_until(as_of);
    for (std::size_t at = 0; at < turns.size(); ++at) {
      const std::int32_t begin = turns[at];
      take_versions(begin);
      const std::int32_t end = at + 1 < turns.size() ? turns[at + 1] - 1 : as_of;
      watch(begin, end, as_of);
    }
    PlanPosition position = run(as_of, as_of, as_of);
    position.is_broken = is_broken_;
    position.is_accelerated = is_accelerated_;
    position.broken_on = broken_on_;
    position.cured_on = cured_on_;
    position.broken_by = broken_by_;
    return position;
  }

 private:
  // Days from which the past reads differently: the beginning, returns, new versions.
  [[nodiscard]] std::vector<std::int32_t> turns_until(std::int32_t as_of) const {
    std::vector<std::int32_t> turns = {kAlwaysAgreed};
    for (const PlanReceipt& taken_back : plan_.returns) {
      if (taken_back.known <= as_of) turns.push_back(taken_back.day);
    }
    for (const PlanVersion& version : plan_.versions) {
      if (version.agreed <= as_of) turns.push_back(version.agreed);
    }
    std::sort(turns.begin(), turns.end());
    turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
    return turns;
  }

  // A version that is agreed on this day takes over what was open, as known at the end of the day before.
  void take_versions(std::int32_t day) {
    for (std::size_t at = taken_; at < plan_.versions.size() && plan_.versions[at].agreed == day; ++at) {
      if (at > 0) take_over(plan_.versions[at]);
      ++taken_;
    }
  }

  void take_over(const PlanVersion& version) {
    const PlanPosition before = run(version.agreed - 1, version.agreed - 1, version.agreed - 1);
    std::int64_t open = 0;
    for (const PlanClaim& claim : before.claims) open += claim.open(kPrincipalPart);
    if (open != version.principal) refuse_version(version, open);
    for (const PlanClaim& claim : before.claims) {
      PlanParts& dropped = terms_[claim.instalment].dropped;
      for (std::size_t part = 0; part < dropped.size(); ++part) dropped[part] += claim.open(part);
    }
    is_broken_ = is_accelerated_ = false;
  }

  [[noreturn]] void refuse_version(const PlanVersion& version, std::int64_t open) const {
    throw Error(Status::inconsistent_data, Message()
                                               .append("the version of plan ")
                                               .append_quoted(keys_.text_of(plan_.key))
                                               .append(" agreed on ")
                                               .append(show_day(version.agreed))
                                               .append(" has a principal of ")
                                               .append(show_money(version.principal, plan_.currency))
                                               .append("; at the end of the day before ")
                                               .append(show_money(open, plan_.currency))
                                               .append(" was open, and a new version carries exactly that"))
        .at(plan_.instalments[version.begin].row, "instalments.principal");
  }

  // Breaks and cures on the days [begin, end], by what is known at the as-of date.
  void watch(std::int32_t begin, std::int32_t end, std::int32_t known) {
    if (options_.break_after_missed == 0 && options_.break_after_days == 0) return;
    std::int32_t from = begin;
    while (from <= end) {
      watched_from_ = from;
      restart_on_ = kNever;
      (void)run(end, known, begin);
      if (restart_on_ == kNever) break;
      from = restart_on_ + 1;
    }
    watched_from_ = kNever;
  }

  // The position at the end of `upto`, with what was known by `known` and returns until `returns_until`.
  PlanPosition run(std::int32_t upto, std::int32_t known, std::int32_t returns_until) {
    PlanPosition position;
    const std::vector<std::int64_t> counted = count_receipts(position, known, returns_until, upto);
    const std::vector<std::int32_t> days = days_until(upto, known);
    ReceiptApplication application(position, options_);
    std::vector<std::size_t> order;
    application.set_claims(order);
    std::size_t receipt = 0, cost = 0;
    for (const std::int32_t day : days) {
      if (add_versions(position, day)) {
        order = order_of(position);
        application.set_claims(order);
      }
      for (; cost < plan_.costs.size() && plan_.costs[cost].day <= day; ++cost) {
        if (plan_.costs[cost].known <= known) position.costs += plan_.costs[cost].amount;
      }
      for (; receipt < counted.size() && plan_.receipts[receipt].day <= day; ++receipt) {
        position.unapplied += counted[receipt];
        position.received += counted[receipt];
      }
      application.apply(day);
      if (day >= watched_from_ && look(position, day)) break;
    }
    return position;
  }

  // What is left of each receipt. Returns that name one come first on their day, the others take from the latest.
  std::vector<std::int64_t> count_receipts(PlanPosition& position, std::int32_t known,
                                           std::int32_t returns_until, std::int32_t upto) const {
    std::vector<std::int64_t> left;
    left.reserve(plan_.receipts.size());
    for (const PlanReceipt& receipt : plan_.receipts) {
      left.push_back(receipt.known <= known && receipt.day <= upto ? receipt.amount : 0);
    }
    for (std::size_t at = 0; at < plan_.returns.size();) {
      std::size_t end = at;
      while (end < plan_.returns.size() && plan_.returns[end].day == plan_.returns[at].day) ++end;
      for (const bool is_named : {true, false}) {
        for (std::size_t of_day = at; of_day < end; ++of_day) {
          const PlanReceipt& taken_back = plan_.returns[of_day];
          const bool counts = taken_back.day <= returns_until && taken_back.known <= known;
          if (counts && is_named == (taken_back.returns != kNoReceipt)) take_back(left, taken_back);
        }
      }
      at = end;
    }
    for (std::size_t at = 0; at < left.size(); ++at) {
      const PlanReceipt& receipt = plan_.receipts[at];
      if (receipt.known > known || receipt.day > upto) continue;
      position.receipts.push_back({at, receipt.amount - left[at]});
      position.returned += receipt.amount - left[at];
    }
    return left;
  }

  void take_back(std::vector<std::int64_t>& left, const PlanReceipt& taken_back) const {
    std::int64_t amount = taken_back.amount;
    if (taken_back.returns != kNoReceipt) {
      std::int64_t& of = left[static_cast<std::size_t>(taken_back.returns)];
      const std::int64_t part = std::min(of, amount);
      of -= part;
      amount -= part;
    } else {
      for (std::size_t at = left.size(); at > 0 && amount > 0; --at) {
        if (plan_.receipts[at - 1].day > taken_back.day) continue;
        const std::int64_t part = std::min(left[at - 1], amount);
        left[at - 1] -= part;
        amount -= part;
      }
    }
    if (amount == 0) return;
    throw Error(Status::inconsistent_data, Message()
                                               .append("receipts.amount of row ")
                                               .append(taken_back.row)
                                               .append(" takes back ")
                                               .append(show_money(taken_back.amount, plan_.currency))
                                               .append(", ")
                                               .append(show_money(amount, plan_.currency))
                                               .append(" more than is left of what it returns"))
        .at(taken_back.row, "receipts.amount");
  }

  [[nodiscard]] std::vector<std::int32_t> days_until(std::int32_t upto, std::int32_t known) const {
    std::vector<std::int32_t> days = {kAlwaysAgreed};
    const auto add = [&](std::int32_t day) {
      if (day <= upto) days.push_back(day);
    };
    for (std::size_t version = 0; version < taken_; ++version) {
      add(plan_.versions[version].agreed);
      for (std::size_t at = plan_.versions[version].begin; at < plan_.versions[version].end; ++at) {
        add(terms_[at].due);
        if (watched_from_ == kNever) continue;
        add(terms_[at].grace_end + 1);
        add(terms_[at].due + options_.break_after_days + 1);
      }
    }
    for (const PlanReceipt& receipt : plan_.receipts) {
      if (receipt.known <= known) add(receipt.day);
    }
    for (const PlanReceipt& taken_back : plan_.returns) add(taken_back.day);
    for (const PlanCost& cost : plan_.costs) {
      if (cost.known <= known) add(cost.day);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  // Claims of the versions that are in force by the day; true where some came.
  bool add_versions(PlanPosition& position, std::int32_t day) const {
    const std::size_t before = position.versions;
    while (position.versions < taken_ && plan_.versions[position.versions].agreed <= day) {
      const PlanVersion& version = plan_.versions[position.versions++];
      position.version_begin = position.claims.size();
      for (std::size_t at = version.begin; at < version.end; ++at) {
        PlanClaim claim;
        claim.instalment = at;
        claim.due = terms_[at].due;
        claim.grace_end = terms_[at].grace_end;
        claim.scheduled = plan_.instalments[at].parts;
        claim.dropped = terms_[at].dropped;
        position.claims.push_back(claim);
      }
    }
    return position.versions != before;
  }

  [[nodiscard]] std::vector<std::size_t> order_of(const PlanPosition& position) const {
    std::vector<std::size_t> order(position.claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const PlanClaim &first = position.claims[a], &second = position.claims[b];
      return std::tuple(first.due, plan_.instalments[first.instalment].due) <
             std::tuple(second.due, plan_.instalments[second.instalment].due);
    });
    return order;
  }

  // True where the plan has changed and must be told again.
  bool look(const PlanPosition& position, std::int32_t day) {
    const std::uint32_t reasons = reasons_on(position, day);
    if (is_broken_) {
      if (options_.cure == BreakCure::arrears_paid && !has_arrears(position, day)) {
        is_broken_ = false;
        cured_on_ = day;
      }
      return false;
    }
    if (reasons == 0) return false;
    is_broken_ = true;
    broken_on_ = day;
    cured_on_ = kNoDate;
    broken_by_ = reasons;
    if (options_.acceleration == Acceleration::none) return false;
    accelerate(position, day);
    restart_on_ = day;
    return true;
  }

  [[nodiscard]] std::uint32_t reasons_on(const PlanPosition& position, std::int32_t day) const {
    std::int32_t missed = 0;
    std::uint32_t reasons = 0;
    for (const PlanClaim& claim : position.claims) {
      if (claim.due > day || claim.open() <= options_.tolerance) continue;
      if (day > claim.grace_end) ++missed;
      if (options_.break_after_days > 0 && day - claim.due > options_.break_after_days) {
        reasons |= kBrokenByDays;
      }
    }
    if (options_.break_after_missed > 0 && missed >= options_.break_after_missed) reasons |= kBrokenByMissed;
    return reasons;
  }

  [[nodiscard]] bool has_arrears(const PlanPosition& position, std::int32_t day) const {
    return std::any_of(position.claims.begin(), position.claims.end(), [&](const PlanClaim& claim) {
      return claim.due < day && claim.open() > options_.tolerance;
    });
  }

  // All open principal is due on the day. Of interest, what is earned by then stays; fees of later instalments are not earned.
  void accelerate(const PlanPosition& position, std::int32_t day) {
    is_accelerated_ = true;
    const PlanVersion& version = plan_.versions[position.versions - 1];
    for (std::size_t at = position.version_begin; at < position.claims.size(); ++at) {
      const PlanClaim& claim = position.claims[at];
      if (claim.due <= day) continue;
      SettledTerms& terms = terms_[claim.instalment];
      if (options_.acceleration == Acceleration::principal) {
        const std::int64_t earned = earned_interest(plan_, version, claim.instalment, day, options_.rounding);
        const std::int64_t unearned = claim.scheduled[kInterestPart] - earned;
        terms.dropped[kInterestPart] += std::min(unearned, claim.open(kInterestPart));
        terms.dropped[kFeePart] += claim.open(kFeePart);
      }
      terms.due = day;
      terms.grace_end = day;
    }
  }

  const PaymentPlan& plan_;
  const KeyDictionary& keys_;
  const PlanLifeOptions& options_;
  std::vector<SettledTerms> terms_;  // of each instalment
  std::size_t taken_ = 0;            // versions in force so far
  bool is_broken_ = false, is_accelerated_ = false;
  std::int32_t broken_on_ = kNoDate, cured_on_ = kNoDate;
  std::uint32_t broken_by_ = 0;
  std::int32_t watched_from_ = kNever, restart_on_ = kNever;
};

}  // namespace

PlanPosition tell_plan(const PaymentPlan& plan, const KeyDictionary& keys, std::int32_t as_of,
                       const PlanLifeOptions& options) {
  return PlanTeller(plan, keys, options).tell(as_of);
}

}  // namespace openitem
