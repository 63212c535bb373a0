// Plans whose payments are fixed first: each pays the interest of its period, the rest is principal.

#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "plan/checks.hpp"
#include "plan/level_payment.hpp"
#include "plan/payments.hpp"

namespace openitem::plan {
namespace {

/// What is left for the last payment when all before it are as given.
struct Simulation {
  std::int64_t last_payment = 0;  ///< balance and interest of the last period
  std::size_t short_at = 0;       ///< 1 + the place of the first payment below its interest; 0 = none
  std::int64_t interest_at = 0;   ///< of that place
  std::size_t repaid_at = 0;      ///< 1 + the place where nothing is left before the last; 0 = none
};

class Amortisation {
 public:
  Amortisation(std::int64_t balance, std::span<const PlanPeriod> periods, Rounding rounding)
      : balance_(balance), periods_(periods), rounding_(rounding) {}

  /// payment_at(place) for all but the last.
  template <class Payments>
  Simulation run(const Payments& payment_at, std::vector<PlanPart>* parts = nullptr) const {
    Simulation found;
    std::int64_t open = balance_;
    const std::size_t last = periods_.size() - 1;
    for (std::size_t at = 0; at <= last; ++at) {
      const std::int64_t interest = period_interest(open, periods_[at].rate, rounding_);
      const std::int64_t all = checked_add(open, interest);
      const std::int64_t payment = at == last ? all : payment_at(at);
      const std::int64_t principal = payment - interest;
      if (principal < 0 && found.short_at == 0) {
        found.short_at = at + 1;
        found.interest_at = interest;
      }
      if (at != last && principal > open && found.repaid_at == 0) found.repaid_at = at + 1;
      if (at == last) found.last_payment = all;
      if (at == last && all == 0 && last > 0) found.repaid_at = last;
      if (parts != nullptr) parts->push_back({principal, interest});
      open -= principal;
      if (open < 0) break;
      if (!is_amount(open))
        throw Error(Status::overflow, "the balance of the plan leaves the range of amounts");
    }
    return found;
  }

  [[nodiscard]] std::size_t size() const { return periods_.size(); }
  [[nodiscard]] std::int64_t balance() const { return balance_; }

 private:
  std::int64_t balance_;
  std::span<const PlanPeriod> periods_;
  Rounding rounding_;
};

void refuse_short(const Simulation& found, std::size_t before) {
  if (found.short_at == 0) return;
  throw Error(
      Status::invalid_argument,
      Message()
          .append("instalment ")
          .append(found.short_at + before)
          .append(" does not cover its interest, so the plan never amortises; the smallest payment that "
                  "would is ")
          .append(found.interest_at + 1)
          .append(" minor units"))
      .at(static_cast<std::int64_t>(found.short_at + before) - 1, "");
}

void refuse_early(const Simulation& found, std::size_t before) {
  if (found.repaid_at == 0) return;
  throw Error(
      Status::invalid_argument,
      Message()
          .append("payments of these sizes repay the plan with instalment ")
          .append(found.repaid_at + before)
          .append(" already; ask for so many instalments, smaller payments or a smaller payment_unit"));
}

/// The least value in [low, high] for which is_enough holds; high where none does. It holds from some value on.
template <class Predicate>
std::int64_t least(std::int64_t low, std::int64_t high, const Predicate& is_enough) {
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (is_enough(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

bool leaves_at_most(const Simulation& found, std::int64_t most) {
  return found.repaid_at != 0 || (found.short_at == 0 && found.last_payment <= most);
}

/// The first payment, so that the last is not above the level one; payments after it are level.
std::vector<PlanPart> first_takes(const Amortisation& plan, std::int64_t level, std::int64_t balloon) {
  const auto with_first = [&](std::int64_t first) {
    return [=](std::size_t at) { return at == 0 ? first : level; };
  };
  const std::int64_t most = checked_add(level, balloon);
  // So much at once repays the plan: the answer lies below.
  const std::int64_t all = checked_add(level, plan.balance());
  const std::int64_t first = least(
      0, all, [&](std::int64_t payment) { return leaves_at_most(plan.run(with_first(payment)), most); });
  std::vector<PlanPart> parts;
  const Simulation found = plan.run(with_first(first), &parts);
  refuse_short(found, 0);
  refuse_early(found, 0);
  return parts;
}

/// The least number of first payments that are one unit higher, so that the last is not above them.
std::vector<PlanPart> spread_over_first(const Amortisation& plan, std::int64_t level, std::int64_t unit,
                                        std::int64_t balloon) {
  const auto with_higher = [&](std::int64_t higher) {
    return [=](std::size_t at) { return static_cast<std::int64_t>(at) < higher ? level + unit : level; };
  };
  const std::int64_t most = checked_add(checked_add(level, unit), balloon);
  const std::int64_t higher = least(0, static_cast<std::int64_t>(plan.size()) - 1, [&](std::int64_t count) {
    return leaves_at_most(plan.run(with_higher(count)), most);
  });
  std::vector<PlanPart> parts;
  const Simulation found = plan.run(with_higher(higher), &parts);
  refuse_short(found, 0);
  refuse_early(found, 0);
  return parts;
}

std::vector<PlanPart> graduated_parts(const Amortisation& plan, std::int64_t first, const PlanTerms& terms) {
  std::vector<std::int64_t> payments;
  std::int64_t payment = first;
  for (std::size_t at = 0; at < plan.size(); ++at) {
    if (at != 0 && at % static_cast<std::size_t>(terms.growth_every) == 0) {
      const std::int64_t grown = multiply_divide(
          payment, kPartsOfOne + terms.growth, checked_mul(kPartsOfOne, terms.payment_unit), terms.rounding);
      payment = checked_mul(grown, terms.payment_unit);
    }
    payments.push_back(payment);
  }
  std::vector<PlanPart> parts;
  const Simulation found = plan.run([&](std::size_t at) { return payments[at]; }, &parts);
  refuse_short(found, static_cast<std::size_t>(terms.grace));
  refuse_early(found, static_cast<std::size_t>(terms.grace));
  return parts;
}

std::vector<PlanPart> level_after_grace(const Amortisation& plan, std::int64_t level,
                                        const PlanTerms& terms) {
  if (level == 0 && plan.size() > 1 && plan.balance() > terms.balloon) {
    throw Error(Status::invalid_argument,
                "the level payment rounds to 0; expected fewer instalments or a smaller payment_unit");
  }
  if (terms.residue == PlanResidue::first && plan.size() > 1) return first_takes(plan, level, terms.balloon);
  if (terms.residue == PlanResidue::spread && plan.size() > 1) {
    return spread_over_first(plan, level, terms.payment_unit, terms.balloon);
  }
  std::vector<PlanPart> parts;
  const Simulation found = plan.run([&](std::size_t) { return level; }, &parts);
  refuse_short(found, static_cast<std::size_t>(terms.grace));
  refuse_early(found, static_cast<std::size_t>(terms.grace));
  return parts;
}

}  // namespace

std::vector<PlanPart> amortising_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                       const PlanTerms& terms) {
  const bool is_graduated = terms.form == PlanForm::graduated;
  const PaymentGrowth growth =
      is_graduated ? PaymentGrowth{terms.growth, terms.growth_every} : PaymentGrowth{};
  const Rounding rounding = terms.residue == PlanResidue::spread ? Rounding::down : terms.rounding;
  const std::int64_t first =
      level_payment(balance, terms.balloon, periods, growth, terms.payment_unit, rounding);
  const Amortisation plan(balance, periods, terms.interest_rounding);
  return is_graduated ? graduated_parts(plan, first, terms) : level_after_grace(plan, first, terms);
}

std::vector<PlanPart> given_payment_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                          const PlanTerms& terms) {
  const Amortisation plan(balance, periods, terms.interest_rounding);
  std::vector<PlanPart> parts;
  const Simulation found = plan.run([&](std::size_t at) { return terms.given[at]; }, &parts);
  refuse_short(found, 0);
  refuse_early(found, 0);
  const std::int64_t last = terms.given.back();
  if (last != 0 && last != found.last_payment) {
    throw Error(Status::invalid_argument, Message()
                                              .append("the last given payment is ")
                                              .append(last)
                                              .append(" minor units, but ")
                                              .append(found.last_payment)
                                              .append(" remain to be paid; give that, or 0 for what remains"))
        .at(static_cast<std::int64_t>(terms.given.size()) - 1, "");
  }
  return parts;
}

}  // namespace openitem::plan
