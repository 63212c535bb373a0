#include "plan_life/item_settlement.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <tuple>

#include "openitem/money.hpp"

namespace openitem {
namespace {

class ItemSettler {
 public:
  ItemSettler(const PaymentPlan& plan, const PlanLifeOptions& options) : options_(options) {
    found_.settled.assign(plan.items.size(), 0);
    for (const PlanItem& item : plan.items) left_.push_back(item.is_disputed ? 0 : item.amount);
  }

  ItemSettlement settle(const std::vector<ReceiptUse>& uses) {
    std::vector<ReceiptUse> principal;
    std::copy_if(uses.begin(), uses.end(), std::back_inserter(principal), [](const ReceiptUse& use) {
      return use.step.claim != kCostsClaim && use.step.part == kPrincipalPart;
    });
    for (std::size_t at = 0; at < principal.size();) {
      std::size_t end = at;
      while (end < principal.size() && principal[end].step.day == principal[at].step.day) ++end;
      settle_day(std::span(principal).subspan(at, end - at));
      at = end;
    }
    return std::move(found_);
  }

 private:
  // The items' parts of a day's principal, then each receipt's part of them in order.
  void settle_day(std::span<const ReceiptUse> uses) {
    std::int64_t paid = 0;
    for (const ReceiptUse& use : uses) paid += use.step.amount;
    const std::int64_t all_left = std::accumulate(left_.begin(), left_.end(), std::int64_t{0});
    const std::int64_t assigned = std::min(paid, all_left);
    found_.not_assigned += paid - assigned;
    std::vector<std::int64_t> parts = parts_of(assigned);
    std::size_t item = 0;
    for (const ReceiptUse& use : uses) {
      std::int64_t amount = use.step.amount;
      while (amount > 0 && item < parts.size()) {
        const std::int64_t part = std::min(amount, parts[item]);
        if (part > 0) add(use, item, part);
        amount -= part;
        parts[item] -= part;
        if (parts[item] == 0) ++item;
      }
    }
  }

  [[nodiscard]] std::vector<std::int64_t> parts_of(std::int64_t amount) const {
    if (options_.item_order == PlanItemOrder::proportional && amount > 0) return allocate(amount, left_);
    std::vector<std::int64_t> parts;
    for (const std::int64_t left : left_) {
      parts.push_back(std::min(left, amount));
      amount -= parts.back();
    }
    return parts;
  }

  void add(const ReceiptUse& use, std::size_t item, std::int64_t amount) {
    left_[item] -= amount;
    found_.settled[item] += amount;
    if (!found_.applications.empty()) {
      ItemApplication& last = found_.applications.back();
      if (last.receipt == use.receipt && last.item == item && last.day == use.step.day) {
        last.amount += amount;
        return;
      }
    }
    found_.applications.push_back({use.receipt, item, use.step.day, amount});
  }

  const PlanLifeOptions& options_;
  std::vector<std::int64_t> left_;  // of each item
  ItemSettlement found_;
};

struct OpenOrigin {
  std::int32_t due = 0;
  std::size_t origin = 0;
  std::int64_t open = 0;
};

std::vector<OpenOrigin> open_origins(const PaymentPlan& plan, const PlanPosition& position,
                                     const std::vector<std::int64_t>& settled) {
  std::vector<OpenOrigin> origins;
  if (!plan.items.empty()) {
    for (std::size_t at = 0; at < plan.items.size(); ++at) {
      const PlanItem& item = plan.items[at];
      if (!item.is_disputed) origins.push_back({item.due, at, item.amount - settled[at]});
    }
  } else {
    std::int64_t paid = 0;
    for (const PlanClaim& claim : position.claims) paid += claim.paid[kPrincipalPart];
    const PlanVersion& first = plan.versions.front();
    for (std::size_t at = first.begin; at < first.end; ++at) {
      const PlanInstalment& instalment = plan.instalments[at];
      const std::int64_t part = std::min(paid, instalment.parts[kPrincipalPart]);
      paid -= part;
      origins.push_back({instalment.due, at, instalment.parts[kPrincipalPart] - part});
    }
  }
  std::stable_sort(origins.begin(), origins.end(),
                   [](const OpenOrigin& a, const OpenOrigin& b) { return a.due < b.due; });
  return origins;
}

}  // namespace

ItemSettlement settle_items(const PaymentPlan& plan, const std::vector<ReceiptUse>& uses,
                            const PlanLifeOptions& options) {
  return ItemSettler(plan, options).settle(uses);
}

std::vector<ReAgedPart> re_aged_parts(const PaymentPlan& plan, const PlanPosition& position,
                                      const std::vector<std::int64_t>& settled) {
  std::vector<ReAgedPart> parts;
  if (position.claims.empty()) return parts;
  std::vector<std::size_t> claims(position.claims.size());
  std::iota(claims.begin(), claims.end(), std::size_t{0});
  std::stable_sort(claims.begin(), claims.end(), [&](std::size_t a, std::size_t b) {
    const PlanClaim &first = position.claims[a], &second = position.claims[b];
    return std::tuple(first.due, plan.instalments[first.instalment].due) <
           std::tuple(second.due, plan.instalments[second.instalment].due);
  });
  std::size_t at = 0;
  std::int64_t left = position.claims[claims[0]].open(kPrincipalPart);
  for (const OpenOrigin& origin : open_origins(plan, position, settled)) {
    std::int64_t open = origin.open;
    while (open > 0 && at < claims.size()) {
      const std::int64_t part = std::min(open, left);
      if (part > 0) parts.push_back({origin.origin, claims[at], part});
      open -= part;
      left -= part;
      if (left == 0 && ++at < claims.size()) left = position.claims[claims[at]].open(kPrincipalPart);
    }
  }
  return parts;
}

}  // namespace openitem
