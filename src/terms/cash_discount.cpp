// Discounts on their own: with tax, for part payments, and those that were taken without being earned.

#include <algorithm>

#include "core/bounds.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/rounding.hpp"
#include "openitem/terms.hpp"
#include "terms/shares.hpp"

namespace openitem {
namespace {

bool opposes(std::int64_t amount, std::int64_t total) noexcept {
  return (amount < 0 && total > 0) || (amount > 0 && total < 0);
}

void require_sign(const char* name, std::int64_t amount, std::int64_t total) {
  if (amount == 0 || (total != 0 && !opposes(amount, total))) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(name)
                                            .append(" of ")
                                            .append(amount)
                                            .append(" does not have the sign of the total ")
                                            .append(total));
}

void require_amount(const char* name, std::int64_t amount) {
  if (is_amount(amount)) return;
  throw Error(Status::overflow,
              Message().append(name).append(" ").append(amount).append(" reaches 2^62 minor units"));
}

const DiscountWindow* open_window(const TermsSchedule& schedule, Date paid_on) {
  const auto found =
      std::find_if(schedule.discounts.begin(), schedule.discounts.end(),
                   [paid_on](const DiscountWindow& window) { return paid_on <= window.grace_until; });
  return found == schedule.discounts.end() ? nullptr : &*found;
}

}  // namespace

CashDiscount cash_discount(std::int64_t net, std::int64_t tax, std::int64_t rate,
                           TermsDiscountTax computation, Rounding rounding) {
  check_rounding(rounding);
  check_bounds("discount_tax", static_cast<std::int32_t>(computation), 0, 2);
  check_bounds("rate (parts per billion)", rate, 0, kWholeShare);
  require_amount("net", net);
  require_amount("tax", tax);
  if (opposes(tax, net)) {
    throw Error(
        Status::inconsistent_data,
        Message().append("tax ").append(tax).append(" has another sign than the net amount ").append(net));
  }
  const bool is_lowered = computation != TermsDiscountTax::excluded;
  CashDiscount result;
  result.tax = is_lowered ? multiply_divide(tax, kWholeShare - rate, kWholeShare, rounding) : tax;
  result.total = checked_add(net, computation == TermsDiscountTax::mixed ? result.tax : tax);
  result.base = computation == TermsDiscountTax::included ? result.total : net;
  result.amount = multiply_divide(result.base, rate, kWholeShare, rounding);
  result.payable = checked_sub(result.total, result.amount);
  return result;
}

PartPayment part_payment(std::int64_t payment, std::int64_t total, std::int64_t discount, Rounding rounding) {
  check_rounding(rounding);
  for (const std::int64_t amount : {payment, total, discount}) require_amount("amount", amount);
  require_sign("a discount", discount, total);
  require_sign("a payment", payment, total);
  const std::int64_t payable = total - discount;
  if (total == 0 || payable == 0 || opposes(payable, total)) {
    throw Error(Status::invalid_argument, Message()
                                              .append("a discount of ")
                                              .append(discount)
                                              .append(" leaves nothing of ")
                                              .append(total)
                                              .append(" to pay; expected less than the total"));
  }
  if (magnitude(payment) >= magnitude(payable)) return {total, discount, payment - payable};
  const std::int64_t settled = multiply_divide(payment, total, payable, rounding);
  const std::int64_t earned = settled - payment;
  if (magnitude(earned) > magnitude(discount)) return {payment + discount, discount, 0};
  return {settled, opposes(earned, total) ? 0 : earned, 0};
}

DiscountCheck check_discount(const TermsSchedule& schedule, Date paid_on, std::int64_t paid,
                             std::int64_t taken, PartPayments part_payments, Rounding rounding) {
  check_rounding(rounding);
  if (part_payments == PartPayments::not_set) {
    throw Error(Status::not_set, "part_payments is not set; choose nothing (1) or pro_rata (2)");
  }
  check_bounds("part_payments", static_cast<std::int32_t>(part_payments), 1, 2);
  require_amount("paid", paid);
  require_amount("taken", taken);
  require_sign("a payment", paid, schedule.total);
  require_sign("a discount", taken, schedule.total);
  DiscountCheck check;
  const DiscountWindow* const window = open_window(schedule, paid_on);
  UnearnedReason reason = schedule.discounts.empty() ? UnearnedReason::no_offer : UnearnedReason::late;
  if (window != nullptr) {
    check.tier = window->number;
    reason = UnearnedReason::above_tier;
    const bool is_full = magnitude(paid) >= magnitude(window->payable) ||
                         magnitude(checked_add(paid, taken)) >= magnitude(schedule.total);
    if (is_full) {
      check.allowed = window->amount;
    } else {
      reason = UnearnedReason::part_paid;
      if (part_payments == PartPayments::pro_rata) {
        check.allowed = part_payment(paid, schedule.total, window->amount, rounding).discount;
      }
    }
  }
  if (magnitude(taken) > magnitude(check.allowed)) {
    check.unearned = taken - check.allowed;
    check.reason = reason;
  }
  return check;
}

}  // namespace openitem
