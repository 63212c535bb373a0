// Plans whose principal, or whose charge, is fixed first.

#include <algorithm>
#include <numeric>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "plan/checks.hpp"
#include "plan/level_payment.hpp"
#include "plan/payments.hpp"

namespace openitem::plan {
namespace {

/// round(charge x part / whole) of what is earned so far, less what was earned before.
class EarnedCharge {
 public:
  EarnedCharge(std::int64_t charge, std::int64_t whole, Rounding rounding)
      : charge_(charge), whole_(whole), rounding_(rounding) {}

  std::int64_t next(std::int64_t part_so_far) {
    const std::int64_t so_far = multiply_divide(charge_, part_so_far, whole_, rounding_);
    const std::int64_t earned = so_far - before_;
    before_ = so_far;
    return earned;
  }

 private:
  std::int64_t charge_, whole_, before_ = 0;
  Rounding rounding_;
};

std::vector<std::int64_t> actuarial_interest(std::int64_t balance, std::int64_t charge,
                                             std::span<const std::int64_t> payments, Rounding rounding) {
  const PeriodRate rate = actuarial_rate(balance, payments);
  std::vector<std::int64_t> interest;
  std::int64_t open = balance, left = charge;
  for (std::size_t at = 0; at < payments.size(); ++at) {
    const bool is_last = at + 1 == payments.size();
    const std::int64_t earned = is_last ? left : std::min(left, period_interest(open, rate, rounding));
    interest.push_back(earned);
    left -= earned;
    open -= payments[at] - earned;
  }
  return interest;
}

std::vector<std::int64_t> earned_interest(std::int64_t balance, std::int64_t charge,
                                          std::span<const std::int64_t> payments, const PlanTerms& terms) {
  if (terms.earning == ChargeEarning::actuarial) {
    return actuarial_interest(balance, charge, payments, terms.interest_rounding);
  }
  const auto count = static_cast<std::int64_t>(payments.size());
  const bool is_straight = terms.earning == ChargeEarning::straight_line;
  EarnedCharge earned(charge, is_straight ? count : count * (count + 1), terms.interest_rounding);
  std::vector<std::int64_t> interest;
  for (std::int64_t paid = 1; paid <= count; ++paid) {
    interest.push_back(earned.next(is_straight ? paid : paid * (2 * count - paid + 1)));
  }
  return interest;
}

std::int64_t add_on_charge(std::int64_t balance, std::span<const PlanPeriod> periods,
                           const PlanTerms& terms) {
  if (terms.charge) return *terms.charge;
  PeriodRate sum;
  for (const PlanPeriod& period : periods) sum = add_rates(sum, period.rate);
  return period_interest(balance, sum, terms.rounding);
}

std::vector<std::int64_t> principal_amounts(std::int64_t balance, std::size_t count, const PlanTerms& terms) {
  if (terms.form == PlanForm::equal_principal) {
    std::vector<std::int64_t> parts = level_parts(balance - terms.balloon, count, terms);
    parts.back() += terms.balloon;
    return parts;
  }
  if (terms.form == PlanForm::interest_only) {
    std::vector<std::int64_t> parts(count, 0);
    parts.back() = balance;
    return parts;
  }
  std::int64_t sum = 0;
  for (const std::int64_t part : terms.given) sum = checked_add(sum, part);
  if (sum != balance) {
    throw Error(Status::invalid_argument, Message()
                                              .append("the given parts of principal sum to ")
                                              .append(sum)
                                              .append(" minor units; expected what is financed, ")
                                              .append(balance));
  }
  return terms.given;
}

}  // namespace

std::vector<std::int64_t> level_parts(std::int64_t total, std::size_t count, const PlanTerms& terms) {
  const auto parts = static_cast<std::int64_t>(count);
  const std::int64_t unit = terms.payment_unit;
  if (terms.residue == PlanResidue::spread) {
    const std::int64_t units = total / unit;
    std::vector<std::int64_t> spread;
    spread.reserve(count);
    for (std::int64_t at = 0; at < parts; ++at) {
      spread.push_back((units / parts + (at < units % parts ? 1 : 0)) * unit);
    }
    spread.back() += total % unit;
    return spread;
  }
  const std::int64_t level =
      checked_mul(multiply_divide(total, 1, checked_mul(parts, unit), terms.rounding), unit);
  const Int128 others = multiply(level, parts - 1);
  if (others > Int128(total) || (others == Int128(total) && total != 0 && parts > 1)) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("parts of ")
                    .append(level)
                    .append(" minor units leave nothing of the whole, ")
                    .append(total)
                    .append(", for the last; expected fewer instalments or a smaller payment_unit"));
  }
  std::vector<std::int64_t> found(count, level);
  const std::int64_t rest = total - to_int64(others);
  (terms.residue == PlanResidue::first ? found.front() : found.back()) = rest;
  return found;
}

std::vector<PlanPart> principal_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                      const PlanTerms& terms) {
  const std::vector<std::int64_t> amounts = principal_amounts(balance, periods.size(), terms);
  std::vector<PlanPart> parts;
  std::int64_t open = balance;
  for (std::size_t at = 0; at < periods.size(); ++at) {
    parts.push_back({amounts[at], period_interest(open, periods[at].rate, terms.interest_rounding)});
    open -= amounts[at];
  }
  return parts;
}

std::vector<PlanPart> add_on_parts(std::int64_t balance, std::span<const PlanPeriod> periods,
                                   const PlanTerms& terms) {
  const std::int64_t charge = add_on_charge(balance, periods, terms);
  const std::vector<std::int64_t> payments = level_parts(checked_add(balance, charge), periods.size(), terms);
  const std::vector<std::int64_t> interest = earned_interest(balance, charge, payments, terms);
  std::vector<PlanPart> parts;
  parts.reserve(payments.size());
  for (std::size_t at = 0; at < payments.size(); ++at) {
    parts.push_back({payments[at] - interest[at], interest[at]});
  }
  return parts;
}

}  // namespace openitem::plan
