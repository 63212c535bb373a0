#include "plan_life/receipt_application.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace openitem {
namespace {

constexpr std::array<std::size_t, 3> kInterestFirst = {kInterestPart, kFeePart, kPrincipalPart};
constexpr std::array<std::size_t, 3> kPrincipalFirst = {kPrincipalPart, kInterestPart, kFeePart};
constexpr std::array<std::size_t, 1> kPrincipalOnly = {kPrincipalPart};

std::span<const std::size_t> parts_of(ReceiptOrder order) noexcept {
  return order == ReceiptOrder::costs_interest_principal ? kInterestFirst : kPrincipalFirst;
}

}  // namespace

void ReceiptApplication::apply(std::int32_t day) {
  if (!has_cash()) return;
  const std::vector<std::size_t>& order = *order_;
  while (first_open_ < order.size() && position_.claims[order[first_open_]].open() == 0) ++first_open_;
  std::size_t due_end = first_open_;
  while (due_end < order.size() && position_.claims[order[due_end]].due <= day) ++due_end;
  pay_due(due_end, day);
  if (has_cash()) pay_ahead(due_end, day);
}

void ReceiptApplication::pay_due(std::size_t due_end, std::int32_t day) {
  if (options_.order != ReceiptOrder::principal_interest_costs) pay_costs(day);
  pay_claims(due_end, day, parts_of(options_.order));
  if (options_.order == ReceiptOrder::principal_interest_costs) pay_costs(day);
}

void ReceiptApplication::pay_claims(std::size_t due_end, std::int32_t day,
                                    std::span<const std::size_t> parts) {
  std::vector<std::size_t> claims(order_->begin() + static_cast<std::ptrdiff_t>(first_open_),
                                  order_->begin() + static_cast<std::ptrdiff_t>(due_end));
  if (options_.instalment_order == InstalmentOrder::newest) std::reverse(claims.begin(), claims.end());
  if (options_.instalment_order == InstalmentOrder::current && claims.size() > 1) {
    std::rotate(claims.begin(), claims.end() - 1, claims.end());
  }
  if (options_.fill == ReceiptFill::instalment) {
    for (const std::size_t claim : claims) {
      if (!has_cash()) return;
      for (const std::size_t part : parts) pay(claim, part, day);
    }
    return;
  }
  for (const std::size_t part : parts) {
    for (const std::size_t claim : claims) {
      if (!has_cash()) return;
      pay(claim, part, day);
    }
  }
}

void ReceiptApplication::pay_ahead(std::size_t due_end, std::int32_t day) {
  const std::vector<std::size_t>& order = *order_;
  if (options_.overpayment == Overpayment::next) {
    for (std::size_t at = due_end; at < order.size() && has_cash(); ++at) {
      for (const std::size_t part : parts_of(options_.order)) pay(order[at], part, day);
    }
  }
  if (options_.overpayment == Overpayment::from_end) {
    for (std::size_t at = order.size(); at > due_end && has_cash(); --at) {
      for (const std::size_t part : kPrincipalOnly) pay(order[at - 1], part, day);
    }
  }
}

void ReceiptApplication::pay_costs(std::int32_t day) {
  const std::int64_t amount = std::min(position_.unapplied, position_.costs - position_.costs_paid);
  if (amount <= 0) return;
  position_.costs_paid += amount;
  position_.unapplied -= amount;
  position_.steps.push_back({day, kCostsClaim, 0, amount});
}

void ReceiptApplication::pay(std::size_t at, std::size_t part, std::int32_t day) {
  PlanClaim& claim = position_.claims[at];
  const std::int64_t amount = std::min(position_.unapplied, claim.open(part));
  if (amount <= 0) return;
  const bool was_open = claim.open() > options_.tolerance;
  claim.paid[part] += amount;
  position_.unapplied -= amount;
  position_.steps.push_back({day, at, part, amount});
  if (was_open && claim.open() <= options_.tolerance) claim.paid_on = day;
}

}  // namespace openitem
