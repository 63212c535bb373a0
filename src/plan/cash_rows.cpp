#include "plan/cash_rows.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "plan/checks.hpp"
#include "plan/payments.hpp"

namespace openitem::plan {
namespace {

/// A debt that is paid from one day to the next: interest first, without interest on interest (BGB 289, 367).
class CashDebt {
 public:
  CashDebt(std::int64_t principal, const CashRules& rules) : balance_(principal), rules_(rules) {}

  void bear(const PeriodRate& rate) {
    owed_ = checked_add(owed_, period_interest(balance_, rate, rules_.interest_rounding));
  }
  /// Everything where `allowed` is enough, else as many whole units as it holds.
  PlanPart pay(std::int64_t allowed) {
    const std::int64_t debt = total();
    const std::int64_t payment = debt <= allowed ? debt : allowed - allowed % rules_.payment_unit;
    const std::int64_t interest = std::min(payment, owed_);
    owed_ -= interest;
    balance_ -= payment - interest;
    return {payment - interest, interest};
  }
  [[nodiscard]] std::int64_t total() const { return checked_add(balance_, owed_); }
  [[nodiscard]] std::int64_t owed() const noexcept { return owed_; }
  [[nodiscard]] std::int64_t balance() const noexcept { return balance_; }

 private:
  std::int64_t balance_, owed_ = 0;
  const CashRules& rules_;
};

std::int64_t allowed_of(std::int64_t free, std::int64_t share) {
  return multiply_divide(free, share, kPartsOfOne, Rounding::floor);
}

CashRows rows_of_share(std::int64_t principal, std::span<const CashDay> days,
                       std::span<const PeriodRate> rates, std::int64_t share, const CashRules& rules) {
  CashRows made;
  made.share = share;
  CashDebt debt(principal, rules);
  for (std::size_t at = 0; at < days.size() && debt.total() > 0; ++at) {
    debt.bear(rates[at]);
    const PlanPart part = debt.pay(allowed_of(days[at].free, share));
    const std::int64_t payment = part.principal + part.interest;
    made.days.push_back({days[at].day, days[at].free, payment, debt.owed(), debt.balance()});
    if (payment == 0) continue;
    const auto number = static_cast<std::int32_t>(made.instalments.size()) + 1;
    made.instalments.push_back(
        {number, days[at].day, part.principal, part.interest, 0, payment, debt.balance()});
  }
  made.missing = debt.total();
  return made;
}

/// The same without rows: whether nothing is owed after the last day.
bool repays(std::int64_t principal, std::span<const CashDay> days, std::span<const PeriodRate> rates,
            std::int64_t share, const CashRules& rules) {
  CashDebt debt(principal, rules);
  for (std::size_t at = 0; at < days.size() && debt.total() > 0; ++at) {
    debt.bear(rates[at]);
    (void)debt.pay(allowed_of(days[at].free, share));
  }
  return debt.total() == 0;
}

/// A larger share pays no less on any day and owes no more after it, rounding included, so halving finds the smallest.
std::int64_t smallest_share(std::int64_t principal, std::span<const CashDay> days,
                            std::span<const PeriodRate> rates, const CashRules& rules) {
  std::int64_t too_small = 0, enough = rules.most_share;
  while (enough - too_small > 1) {
    const std::int64_t middle = too_small + (enough - too_small) / 2;
    (repays(principal, days, rates, middle, rules) ? enough : too_small) = middle;
  }
  return enough;
}

}  // namespace

CashRows cash_rows(std::int64_t principal, std::span<const CashDay> days, std::span<const PeriodRate> rates,
                   const CashRules& rules) {
  CashRows largest = rows_of_share(principal, days, rates, rules.most_share, rules);
  if (largest.missing != 0 || rules.use == CashUse::soonest) return largest;
  return rows_of_share(principal, days, rates, smallest_share(principal, days, rates, rules), rules);
}

}  // namespace openitem::plan
