#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "openitem/money.hpp"
#include "plan_life/plan_rows.hpp"
#include "plan_life/plan_view.hpp"

namespace openitem {
namespace {

using Cell = PlanCell;

constexpr std::array<std::string_view, 4> kBreakReasons = {"", "missed_instalments", "days_past_due",
                                                           "missed_instalments,days_past_due"};

std::int32_t agreed_day(std::int32_t agreed) noexcept { return agreed == kAlwaysAgreed ? kNoDate : agreed; }

class PlanTableWriter {
 public:
  PlanTableWriter(const PlanBook& book, const std::vector<PlanView>& views) : book_(book), views_(views) {}

  [[nodiscard]] Table plans() const {
    PlanRows rows("plans", {{"as_of", Cell::day},
                            {"plan", Cell::key, &book_.keys},
                            {"currency", Cell::currency},
                            {"status", Cell::text},
                            {"agreed_on", Cell::day},
                            {"received", Cell::money},
                            {"returned", Cell::money},
                            {"paid_costs", Cell::money},
                            {"paid_interest", Cell::money},
                            {"paid_fees", Cell::money},
                            {"paid_principal", Cell::money},
                            {"unapplied", Cell::money},
                            {"arrears", Cell::money},
                            {"arrears_since", Cell::day},
                            {"days_past_due", Cell::days},
                            {"open_costs", Cell::money},
                            {"open_interest", Cell::money},
                            {"open_fees", Cell::money},
                            {"open_principal", Cell::money},
                            {"next_due", Cell::day},
                            {"next_amount", Cell::money},
                            {"due_instalments", Cell::count},
                            {"on_time_instalments", Cell::count},
                            {"late_instalments", Cell::count},
                            {"missed_instalments", Cell::count},
                            {"broken_on", Cell::day},
                            {"broken_by", Cell::text},
                            {"cured_on", Cell::day},
                            {"accelerated", Cell::number}});
    for (const PlanView& view : views_) write_plan(rows, view);
    return std::move(rows).table();
  }

  [[nodiscard]] Table instalments() const {
    PlanRows rows("instalments", {{"as_of", Cell::day},
                                  {"plan", Cell::key, &book_.keys},
                                  {"agreed_on", Cell::day},
                                  {"instalment", Cell::number},
                                  {"due_date", Cell::day},
                                  {"effective_due_date", Cell::day},
                                  {"currency", Cell::currency},
                                  {"status", Cell::text},
                                  {"paid_on", Cell::day},
                                  {"days_late", Cell::days},
                                  {"principal", Cell::money},
                                  {"interest", Cell::money},
                                  {"fee", Cell::money},
                                  {"paid_principal", Cell::money},
                                  {"paid_interest", Cell::money},
                                  {"paid_fee", Cell::money},
                                  {"dropped_principal", Cell::money},
                                  {"dropped_interest", Cell::money},
                                  {"dropped_fee", Cell::money},
                                  {"open_principal", Cell::money},
                                  {"open_interest", Cell::money},
                                  {"open_fee", Cell::money},
                                  {"open", Cell::money}});
    for (const PlanView& view : views_) {
      for (std::size_t at = 0; at < view.position.claims.size(); ++at) write_instalment(rows, view, at);
    }
    return std::move(rows).table();
  }

  [[nodiscard]] Table receipts() const {
    PlanRows rows("receipts", {{"as_of", Cell::day},
                               {"plan", Cell::key, &book_.keys},
                               {"receipt", Cell::key, receipt_keys()},
                               {"date", Cell::day},
                               {"currency", Cell::currency},
                               {"amount", Cell::money},
                               {"returned", Cell::money},
                               {"costs", Cell::money},
                               {"interest", Cell::money},
                               {"fee", Cell::money},
                               {"principal", Cell::money},
                               {"unapplied", Cell::money}});
    for (const PlanView& view : views_) write_receipts(rows, view);
    return std::move(rows).table();
  }

  [[nodiscard]] Table re_aged() const {
    std::vector<PlanColumnSpec> specs = {{"as_of", Cell::day}, {"plan", Cell::key, &book_.keys}};
    if (book_.item_keys) specs.push_back({"item", Cell::key, &*book_.item_keys});
    for (const PlanColumnSpec& spec :
         {PlanColumnSpec{"origin_instalment", Cell::number}, PlanColumnSpec{"instalment", Cell::number},
          PlanColumnSpec{"due_date", Cell::day}, PlanColumnSpec{"re_aged_date", Cell::day},
          PlanColumnSpec{"currency", Cell::currency}, PlanColumnSpec{"amount", Cell::money}}) {
      specs.push_back(spec);
    }
    PlanRows rows("re_aged", std::move(specs));
    for (const PlanView& view : views_) {
      for (const ReAgedPart& part : view.re_aged) write_re_aged(rows, view, part);
    }
    return std::move(rows).table();
  }

  [[nodiscard]] Table settlements() const {
    PlanRows rows("settlements", {{"as_of", Cell::day},
                                  {"plan", Cell::key, &book_.keys},
                                  {"line", Cell::text},
                                  {"currency", Cell::currency},
                                  {"amount", Cell::money}});
    for (const PlanView& view : views_) {
      for (const SettlementLine& line : view.settlement) {
        rows.day(view.as_of).key(view.plan->key).text(line.name);
        rows.currency(view.plan->currency).money(line.amount);
      }
    }
    return std::move(rows).table();
  }

  [[nodiscard]] Table items() const {
    PlanRows rows("items", {{"as_of", Cell::day},
                            {"plan", Cell::key, &book_.keys},
                            {"item", Cell::key, &*book_.item_keys},
                            {"due_date", Cell::day},
                            {"re_aged_date", Cell::day},
                            {"currency", Cell::currency},
                            {"disputed", Cell::number},
                            {"amount", Cell::money},
                            {"settled", Cell::money},
                            {"open", Cell::money},
                            {"tax", Cell::money},
                            {"settled_tax", Cell::money},
                            {"open_tax", Cell::money}});
    for (const PlanView& view : views_) write_items(rows, view);
    return std::move(rows).table();
  }

  [[nodiscard]] Table applications() const {
    PlanRows rows("applications", {{"as_of", Cell::day},
                                   {"plan", Cell::key, &book_.keys},
                                   {"credit_id", Cell::key, receipt_keys()},
                                   {"debit_id", Cell::key, &*book_.item_keys},
                                   {"applied_on", Cell::day},
                                   {"currency", Cell::currency},
                                   {"amount", Cell::money}});
    for (const PlanView& view : views_) {
      const PaymentPlan& plan = *view.plan;
      for (const ItemApplication& application : view.items.applications) {
        rows.day(view.as_of).key(plan.key).key(plan.receipts[application.receipt].key);
        rows.key(plan.items[application.item].key).day(application.day);
        rows.currency(plan.currency).money(application.amount);
      }
    }
    return std::move(rows).table();
  }

 private:
  [[nodiscard]] const KeyDictionary* receipt_keys() const noexcept {
    return book_.receipt_keys ? &*book_.receipt_keys : &no_keys_;
  }

  static void write_plan(PlanRows& rows, const PlanView& view) {
    const PaymentPlan& plan = *view.plan;
    const PlanPosition& position = view.position;
    const PlanStanding& standing = view.standing;
    const std::int32_t agreed =
        position.versions == 0 ? kNoDate : plan.versions[position.versions - 1].agreed;
    rows.day(view.as_of).key(plan.key).currency(plan.currency).text(name_of(standing.state));
    rows.day(agreed_day(agreed)).money(position.received).money(position.returned).money(position.costs_paid);
    rows.money(standing.paid[kInterestPart]).money(standing.paid[kFeePart]);
    rows.money(standing.paid[kPrincipalPart]).money(position.unapplied);
    rows.money(standing.arrears).day(standing.arrears_since);
    rows.number(standing.arrears_since == kNoDate ? 0 : view.as_of - standing.arrears_since);
    rows.money(standing.open_costs).money(standing.open[kInterestPart]).money(standing.open[kFeePart]);
    rows.money(standing.open[kPrincipalPart]).day(standing.next_due).money(standing.next_amount);
    rows.count(standing.due_count).count(standing.on_time_count).count(standing.late_count);
    rows.count(standing.missed_count).day(position.broken_on).text(kBreakReasons[position.broken_by]);
    rows.day(position.cured_on).number(position.is_accelerated ? 1 : 0);
  }

  static void write_instalment(PlanRows& rows, const PlanView& view, std::size_t at) {
    const PaymentPlan& plan = *view.plan;
    const PlanClaim& claim = view.position.claims[at];
    const PlanInstalment& instalment = plan.instalments[claim.instalment];
    rows.day(view.as_of).key(plan.key).day(agreed_day(instalment.agreed)).number(instalment.number);
    rows.day(instalment.due).day(claim.due).currency(plan.currency);
    rows.text(name_of(view.standing.instalments[at]));
    const std::int32_t days_late = view.standing.days_late[at];
    if (days_late == kNoDate) {
      rows.day(kNoDate).no_number();
    } else {
      rows.day(claim.paid_on).number(days_late);
    }
    for (const PlanParts* parts : {&claim.scheduled, &claim.paid, &claim.dropped}) {
      for (const std::int64_t part : *parts) rows.money(part);
    }
    for (std::size_t part = 0; part < claim.paid.size(); ++part) rows.money(claim.open(part));
    rows.money(claim.open());
  }

  static void write_receipts(PlanRows& rows, const PlanView& view) {
    const PaymentPlan& plan = *view.plan;
    std::size_t use = 0;
    for (const CountedReceipt& counted : view.position.receipts) {
      const PlanReceipt& receipt = plan.receipts[counted.receipt];
      std::int64_t costs = 0;
      PlanParts parts{};
      for (; use < view.uses.size() && view.uses[use].receipt == counted.receipt; ++use) {
        const PlanStep& step = view.uses[use].step;
        (step.claim == kCostsClaim ? costs : parts[step.part]) += step.amount;
      }
      rows.day(view.as_of).key(plan.key).key(receipt.key).day(receipt.day).currency(plan.currency);
      rows.money(receipt.amount).money(counted.returned).money(costs).money(parts[kInterestPart]);
      rows.money(parts[kFeePart]).money(parts[kPrincipalPart]);
      rows.money(receipt.amount - counted.returned - costs - sum_of(parts));
    }
  }

  void write_re_aged(PlanRows& rows, const PlanView& view, const ReAgedPart& part) const {
    const PaymentPlan& plan = *view.plan;
    const PlanClaim& claim = view.position.claims[part.claim];
    const bool has_items = !plan.items.empty();
    rows.day(view.as_of).key(plan.key);
    if (book_.item_keys) rows.key(has_items ? plan.items[part.origin].key : kNoKey);
    if (has_items) {
      rows.no_number();
    } else {
      rows.number(plan.instalments[part.origin].number);
    }
    rows.number(plan.instalments[claim.instalment].number);
    rows.day(has_items ? plan.items[part.origin].due : plan.instalments[part.origin].due).day(claim.due);
    rows.currency(plan.currency).money(part.amount);
  }

  static void write_items(PlanRows& rows, const PlanView& view) {
    const PaymentPlan& plan = *view.plan;
    std::vector<std::int32_t> re_aged(plan.items.size(), kNoDate);
    for (const ReAgedPart& part : plan.items.empty() ? std::vector<ReAgedPart>() : view.re_aged) {
      std::int32_t& day = re_aged[part.origin];
      if (day == kNoDate) day = view.position.claims[part.claim].due;
    }
    for (std::size_t at = 0; at < plan.items.size(); ++at) {
      const PlanItem& item = plan.items[at];
      const std::int64_t settled = view.items.settled[at];
      const std::int64_t tax = multiply_divide(item.tax, settled, item.amount);
      rows.day(view.as_of).key(plan.key).key(item.key).day(item.due).day(re_aged[at]).currency(plan.currency);
      rows.number(item.is_disputed ? 1 : 0).money(item.amount).money(settled).money(item.amount - settled);
      rows.money(item.tax).money(tax).money(item.tax - tax);
    }
  }

  const PlanBook& book_;
  const std::vector<PlanView>& views_;
  const KeyDictionary no_keys_;
};

}  // namespace

PlanView view_plan(const PaymentPlan& plan, const KeyDictionary& keys, std::int32_t as_of,
                   const PlanLifeOptions& options) {
  PlanView view;
  view.plan = &plan;
  view.as_of = as_of;
  view.position = tell_plan(plan, keys, as_of, options);
  view.standing = standing_of(plan, view.position, as_of, options);
  view.uses = receipt_uses(plan, view.position);
  if (options.settlement != SettlementMethod::none) {
    view.settlement = early_settlement(plan, view.position, as_of, options);
  }
  view.items = settle_items(plan, view.uses, options);
  view.re_aged = re_aged_parts(plan, view.position, view.items.settled);
  return view;
}

std::vector<Table> plan_tables(const PlanBook& book, const std::vector<PlanView>& views,
                               const PlanLifeOptions& options) {
  const PlanTableWriter writer(book, views);
  std::vector<Table> tables;
  tables.push_back(writer.plans());
  tables.push_back(writer.instalments());
  tables.push_back(writer.receipts());
  tables.push_back(writer.re_aged());
  if (options.settlement != SettlementMethod::none) tables.push_back(writer.settlements());
  if (book.item_keys) {
    tables.push_back(writer.items());
    tables.push_back(writer.applications());
  }
  tables.push_back(plan_totals(views));
  tables.push_back(plan_proof(views));
  return tables;
}

}  // namespace openitem
