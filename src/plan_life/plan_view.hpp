#pragma once
/// \file
/// Everything a result says about one plan on one day.

#include <cstdint>
#include <vector>

#include "plan_life/early_settlement.hpp"
#include "plan_life/item_settlement.hpp"
#include "plan_life/plan_standing.hpp"
#include "plan_life/receipt_uses.hpp"

namespace openitem {

struct PlanView {
  const PaymentPlan* plan = nullptr;
  std::int32_t as_of = 0;
  PlanPosition position;
  PlanStanding standing;
  std::vector<ReceiptUse> uses;
  std::vector<SettlementLine> settlement;
  ItemSettlement items;
  std::vector<ReAgedPart> re_aged;
};

[[nodiscard]] PlanView view_plan(const PaymentPlan& plan, const KeyDictionary& keys, std::int32_t as_of,
                                 const PlanLifeOptions& options);

/// `views`: by day, then plan. Tables as stated in plan_life.hpp, without "about".
[[nodiscard]] std::vector<Table> plan_tables(const PlanBook& book, const std::vector<PlanView>& views,
                                             const PlanLifeOptions& options);
[[nodiscard]] Table plan_totals(const std::vector<PlanView>& views);
[[nodiscard]] Table plan_proof(const std::vector<PlanView>& views);

}  // namespace openitem
