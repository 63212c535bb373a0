#include <map>
#include <string_view>
#include <utility>

#include "core/checked.hpp"
#include "plan_life/plan_rows.hpp"
#include "plan_life/plan_view.hpp"

namespace openitem {
namespace {

struct StateSums {
  std::int64_t plans = 0, received = 0, unapplied = 0, arrears = 0, open_costs = 0;
  PlanParts open{};

  void add(const PlanView& view) {
    ++plans;
    received = checked_add(received, view.position.received);
    unapplied = checked_add(unapplied, view.position.unapplied);
    arrears = checked_add(arrears, view.standing.arrears);
    open_costs = checked_add(open_costs, view.standing.open_costs);
    for (std::size_t part = 0; part < open.size(); ++part) {
      open[part] = checked_add(open[part], view.standing.open[part]);
    }
  }
};

/// What a proof compares, each side from its own source: receipts from the caller's rows, what they paid from the claims, and what
/// items took from the applications.
struct ProofSums {
  std::int64_t receipts = 0, returned = 0, costs = 0, unapplied = 0;
  PlanParts scheduled{}, paid{}, dropped{}, open{};
  std::int64_t item_principal = 0, settled = 0, not_assigned = 0;
  std::int64_t re_aged = 0, disputed = 0;

  void add(const PlanView& view) {
    const PaymentPlan& plan = *view.plan;
    for (const CountedReceipt& counted : view.position.receipts) {
      receipts = checked_add(receipts, plan.receipts[counted.receipt].amount);
      returned = checked_add(returned, counted.returned);
    }
    costs = checked_add(costs, view.position.costs_paid);
    unapplied = checked_add(unapplied, view.position.unapplied);
    add_parts(view);
    for (const ReAgedPart& part : view.re_aged) re_aged = checked_add(re_aged, part.amount);
    if (!plan.items.empty()) add_items(view);
  }

 private:
  void add_parts(const PlanView& view) {
    const PlanStanding& standing = view.standing;
    for (std::size_t part = 0; part < paid.size(); ++part) {
      scheduled[part] = checked_add(scheduled[part], standing.scheduled[part]);
      paid[part] = checked_add(paid[part], standing.paid[part]);
      dropped[part] = checked_add(dropped[part], standing.dropped[part]);
      open[part] = checked_add(open[part], standing.open[part]);
    }
  }

  void add_items(const PlanView& view) {
    item_principal = checked_add(item_principal, view.standing.paid[kPrincipalPart]);
    for (const ItemApplication& application : view.items.applications) {
      settled = checked_add(settled, application.amount);
    }
    not_assigned = checked_add(not_assigned, view.items.not_assigned);
    if (view.position.claims.empty()) return;
    for (const PlanItem& item : view.plan->items) {
      if (item.is_disputed) disputed = checked_add(disputed, item.amount);
    }
    disputed = checked_sub(disputed, view.items.not_assigned);
  }
};

std::int64_t whole(const PlanParts& parts) { return checked_add(checked_add(parts[0], parts[1]), parts[2]); }

class ProofWriter {
 public:
  ProofWriter()
      : rows_("proof", {{"as_of", PlanCell::day},
                        {"currency", PlanCell::currency},
                        {"line", PlanCell::text},
                        {"amount", PlanCell::money}}) {}

  void write(std::int32_t as_of, std::uint16_t currency, const ProofSums& sums) {
    as_of_ = as_of;
    currency_ = currency;
    prove_receipts(sums);
    prove_instalments(sums);
    prove_items(sums);
  }
  [[nodiscard]] Table table() && { return std::move(rows_).table(); }

 private:
  void line(std::string_view name, std::int64_t amount) {
    rows_.day(as_of_).currency(currency_).text(name).money(amount);
  }

  void prove_receipts(const ProofSums& sums) {
    line("receipts", sums.receipts);
    line("returned", -sums.returned);
    line("applied_to_costs", sums.costs);
    line("applied_to_interest", sums.paid[kInterestPart]);
    line("applied_to_fees", sums.paid[kFeePart]);
    line("applied_to_principal", sums.paid[kPrincipalPart]);
    line("unapplied", sums.unapplied);
    const std::int64_t applied = checked_add(checked_add(sums.costs, whole(sums.paid)), sums.unapplied);
    line("difference", checked_sub(checked_sub(sums.receipts, sums.returned), applied));
  }

  void prove_instalments(const ProofSums& sums) {
    line("scheduled", whole(sums.scheduled));
    line("paid", whole(sums.paid));
    line("dropped", whole(sums.dropped));
    line("open", whole(sums.open));
    const std::int64_t found =
        checked_add(checked_add(whole(sums.paid), whole(sums.dropped)), whole(sums.open));
    line("difference", checked_sub(whole(sums.scheduled), found));
  }

  void prove_items(const ProofSums& sums) {
    line("principal_paid_of_items", sums.item_principal);
    line("items_settled", sums.settled);
    line("not_assigned", sums.not_assigned);
    line("difference", checked_sub(sums.item_principal, checked_add(sums.settled, sums.not_assigned)));
    line("open_principal", sums.open[kPrincipalPart]);
    line("re_aged", sums.re_aged);
    line("disputed", sums.disputed);
    line("difference", checked_sub(sums.open[kPrincipalPart], checked_add(sums.re_aged, sums.disputed)));
  }

  PlanRows rows_;
  std::int32_t as_of_ = 0;
  std::uint16_t currency_ = 0;
};

}  // namespace

Table plan_totals(const std::vector<PlanView>& views) {
  std::map<std::tuple<std::int32_t, std::uint16_t, PlanState>, StateSums> sums;
  for (const PlanView& view : views) {
    sums[{view.as_of, view.plan->currency, view.standing.state}].add(view);
  }
  PlanRows rows("totals", {{"as_of", PlanCell::day},
                           {"currency", PlanCell::currency},
                           {"status", PlanCell::text},
                           {"plans", PlanCell::count},
                           {"received", PlanCell::money},
                           {"unapplied", PlanCell::money},
                           {"arrears", PlanCell::money},
                           {"open_costs", PlanCell::money},
                           {"open_interest", PlanCell::money},
                           {"open_fees", PlanCell::money},
                           {"open_principal", PlanCell::money}});
  for (const auto& [at, of] : sums) {
    rows.day(std::get<0>(at)).currency(std::get<1>(at)).text(name_of(std::get<2>(at))).count(of.plans);
    rows.money(of.received).money(of.unapplied).money(of.arrears).money(of.open_costs);
    rows.money(of.open[kInterestPart]).money(of.open[kFeePart]).money(of.open[kPrincipalPart]);
  }
  return std::move(rows).table();
}

Table plan_proof(const std::vector<PlanView>& views) {
  std::map<std::pair<std::int32_t, std::uint16_t>, ProofSums> sums;
  for (const PlanView& view : views) sums[{view.as_of, view.plan->currency}].add(view);
  ProofWriter writer;
  for (const auto& [at, of] : sums) writer.write(at.first, at.second, of);
  return std::move(writer).table();
}

}  // namespace openitem
