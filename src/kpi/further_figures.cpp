// Figures of promises, dunning, deductions by month, costs and bad debts, and the DSOs that look at every item
// (docs/methods/kpis.md, 5).

#include "core/int128.hpp"
#include "kpi/figure.hpp"
#include "kpi/figure_parts.hpp"
#include "kpi/ledger_figures.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

using kpi::Warning;

// ---- every item --------------------------------------------------------------------------------------------

FigureParts dso_true_netted(const FigureInputs& in) {
  return mean_of_days(
      Int128{in.closing(Component::open_days)} + Int128{in.closing(Component::unapplied_days)},
      Int128{in.closing(Component::debits)} + Int128{in.closing(Component::unapplied)},
      in.closing(Component::open_items) + in.closing(Component::unapplied_items));
}
FigureParts dso_true_open_and_paid(const FigureInputs& in) {
  return mean_of_days(Int128{in.closing(Component::open_days)} + Int128{in.moved(Component::days_to_pay)},
                      Int128{in.closing(Component::debits)} + Int128{in.moved(Component::paid)},
                      in.closing(Component::open_items) + in.moved(Component::paid_items));
}

kpi::Figure dso_sales_weighted(const FigureInputs& in) {
  const std::span<const std::int64_t> origins = in.origins();
  const std::size_t months = in.windows().history.size();
  if (origins[months] != 0) {
    return kpi::missing_figure("dso_sales_weighted", Warning::history_exhausted,
                               static_cast<std::int64_t>(months));
  }
  std::vector<std::int64_t> sales;
  std::vector<std::int32_t> days;
  for (const HistoryMonth& month : in.windows().history) {
    sales.push_back(in.moved(Component::sales, month.window));
    days.push_back(month.days);
  }
  return kpi::sales_weighted_dso(origins.first(months), sales, days);
}

// ---- promises ----------------------------------------------------------------------------------------------

FigureParts promises(const FigureInputs& in, Component kept, Component made) {
  return share_of_whole(Int128{in.moved(kept)}, Int128{in.moved(made)}, in.moved(Component::promises),
                        Warning::no_items);
}
FigureParts promise_kept_count(const FigureInputs& in) {
  return promises(in, Component::promises_kept, Component::promises);
}
FigureParts promise_kept_count_partial(const FigureInputs& in) {
  return promises(in, Component::promises_paid, Component::promises);
}
FigureParts promise_kept_amount(const FigureInputs& in) {
  return promises(in, Component::promised_kept, Component::promised);
}
FigureParts promise_kept_amount_partial(const FigureInputs& in) {
  return promises(in, Component::promised_paid, Component::promised);
}

// ---- dunning, deductions -----------------------------------------------------------------------------------

FigureParts dunned_share(const FigureInputs& in) {
  return share_of_whole(in.closing(Component::dunned), in.closing(Component::debits));
}
FigureParts dunned_item_share(const FigureInputs& in) {
  return share_of_whole(in.closing(Component::dunned_items), in.closing(Component::open_items));
}
FigureParts disputed_item_share(const FigureInputs& in) {
  return share_of_whole(in.closing(Component::disputed_items), in.closing(Component::open_items));
}

// Open x days of a month / (deductions / months).
FigureParts deductions_by_month(const FigureInputs& in) {
  const PeriodWindows& windows = in.windows();
  const std::int64_t days = windows.sales_month_days;
  return share_of_whole(multiply(in.closing(Component::disputed), days),
                        Int128{in.moved(Component::deductions, windows.sales)}, 1, Warning::zero_denominator);
}

// ---- discounts that terms offer --------------------------------------------------------------------------------

FigureParts of_offers(const FigureInputs& in, Component part, Component whole, Component counted) {
  return share_of_whole(Int128{in.moved(part)}, Int128{in.moved(whole)}, in.moved(counted),
                        Warning::no_items);
}
FigureParts discount_take_up(const FigureInputs& in) {
  return of_offers(in, Component::offers_taken, Component::offers_decided, Component::offers_decided);
}
FigureParts discounts_missed_share(const FigureInputs& in) {
  return of_offers(in, Component::discounts_missed, Component::discounts_offered, Component::offers_decided);
}
FigureParts discounts_unearned_share(const FigureInputs& in) {
  return of_offers(in, Component::discounts_unearned, Component::discounts_given, Component::offers_taken);
}
FigureParts discounts_in_grace_share(const FigureInputs& in) {
  return of_offers(in, Component::discounts_in_grace, Component::discounts_given, Component::offers_taken);
}

// ---- costs and bad debts -----------------------------------------------------------------------------------

FigureParts bad_debt_gross(const FigureInputs& in) {
  return share_of_sales(in, in.moved(Component::bad_debts, in.windows().sales));
}
FigureParts bad_debt_net(const FigureInputs& in) {
  return share_of_sales(in, in.moved(Component::bad_debts, in.windows().sales) -
                                in.moved_kind(DocumentKind::recovery, in.windows().sales));
}
FigureParts operating_cost_to_sales(const FigureInputs& in) {
  return share_of_sales(in, in.moved(Component::costs, in.windows().sales));
}
FigureParts cost_to_collect(const FigureInputs& in) {
  const std::int64_t collected = -in.moved(Component::of_payment) -
                                 in.moved(Component::of_unclassified_credit) -
                                 in.moved(Component::of_payment_return);
  return share_of_whole(in.moved(Component::costs), collected);
}

// ---- the table ---------------------------------------------------------------------------------------------

constexpr LedgerFigure further_ratio(std::string_view id, ComponentSet needs,
                                     FigureParts (*parts)(const FigureInputs&)) noexcept {
  return {id, needs, parts, nullptr, false, false, false};
}

constexpr ComponentSet kKeptCount = {Component::promises, Component::promises_kept,
                                     Component::promises_superseded, Component::promises_open};
constexpr ComponentSet kPaidCount = {Component::promises, Component::promises_paid,
                                     Component::promises_superseded, Component::promises_open};
constexpr ComponentSet kKeptAmount = {Component::promises,      Component::promised,
                                      Component::promised_kept, Component::promises_superseded,
                                      Component::promises_open, Component::promised_open};
constexpr ComponentSet kPaidAmount = {Component::promises,      Component::promised,
                                      Component::promised_paid, Component::promises_superseded,
                                      Component::promises_open, Component::promised_open};

constexpr LedgerFigure kFurtherFigures[] = {
    {"dso_sales_weighted", {Component::sales}, nullptr, dso_sales_weighted, false, true, false, true},
    further_ratio("dso_true_netted",
                  {Component::open_days, Component::unapplied_days, Component::debits, Component::unapplied,
                   Component::open_items, Component::unapplied_items},
                  dso_true_netted),
    further_ratio("dso_true_open_and_paid",
                  {Component::open_days, Component::debits, Component::open_items, Component::days_to_pay,
                   Component::paid, Component::paid_items},
                  dso_true_open_and_paid),
    further_ratio("deductions_outstanding_period_average", {Component::disputed, Component::deductions},
                  deductions_by_month),
    further_ratio("disputed_item_share", {Component::disputed_items, Component::open_items},
                  disputed_item_share),
    further_ratio("promise_kept_count", kKeptCount, promise_kept_count),
    further_ratio("promise_kept_count_partial", kPaidCount, promise_kept_count_partial),
    further_ratio("promise_kept_amount", kKeptAmount, promise_kept_amount),
    further_ratio("promise_kept_amount_partial", kPaidAmount, promise_kept_amount_partial),
    further_ratio("dunned_share", {Component::dunned, Component::debits, Component::open_items},
                  dunned_share),
    further_ratio("dunned_item_share", {Component::dunned_items, Component::debits, Component::open_items},
                  dunned_item_share),
    further_ratio("discount_take_up", {Component::offers_taken, Component::offers_decided}, discount_take_up),
    further_ratio("discounts_missed_share",
                  {Component::discounts_missed, Component::discounts_offered, Component::offers_decided},
                  discounts_missed_share),
    further_ratio("discounts_unearned_share",
                  {Component::discounts_unearned, Component::discounts_given, Component::offers_taken},
                  discounts_unearned_share),
    further_ratio("discounts_in_grace_share",
                  {Component::discounts_in_grace, Component::discounts_given, Component::offers_taken},
                  discounts_in_grace_share),
    further_ratio("operating_cost_to_sales", {Component::costs, Component::sales}, operating_cost_to_sales),
    further_ratio("cost_to_collect",
                  {Component::costs, Component::of_payment, Component::of_unclassified_credit,
                   Component::of_payment_return},
                  cost_to_collect),
    further_ratio("bad_debt_ratio_gross", {Component::bad_debts, Component::sales}, bad_debt_gross),
    further_ratio("bad_debt_ratio_net", {Component::bad_debts, Component::sales, Component::of_recovery},
                  bad_debt_net),
};

constexpr auto kAmounts = kpi::PartUnit::amount;
constexpr auto kCounts = kpi::PartUnit::count;

// What only a ledger knows.
constexpr kpi::Definition kFurtherDefinitions[] = {
    {"dso_true_open_and_paid",
     "Amount-weighted days outstanding of what is open and of what was paid in the period",
     "sum of amount x days since issue / sum of amounts", kpi::Unit::days, kpi::Kind::ratio,
     kpi::PartUnit::amount_days, kAmounts, "sum of open x days since issue + sum of paid x days to pay",
     "open + paid", "National Association of Credit Management"},
    {"disputed_item_share", "Share of open items in dispute", "items in dispute / open items",
     kpi::Unit::fraction, kpi::Kind::ratio, kCounts, kCounts, "items in dispute", "open items",
     "common practice"},
    {"dunned_share", "Share of open debits under a letter of level 1 or higher", "dunned / open debits",
     kpi::Unit::fraction, kpi::Kind::ratio, kAmounts, kAmounts, "open debits dunned", "open debits",
     "common practice"},
    {"dunned_item_share", "Share of open items under a letter of level 1 or higher",
     "items dunned / open items", kpi::Unit::fraction, kpi::Kind::ratio, kCounts, kCounts,
     "open items dunned", "open items", "common practice"},
    {"discount_take_up", "Share of settled documents with a discount in their terms on which one was given",
     "documents with a discount given / documents with an offer, paid in the period", kpi::Unit::fraction,
     kpi::Kind::ratio, kCounts, kCounts, "documents with a discount given", "documents with an offer",
     "common practice"},
    {"discounts_missed_share", "Share of offered discounts that customers left though a window stood",
     "missed / offered, on documents paid in the period", kpi::Unit::fraction, kpi::Kind::ratio, kAmounts,
     kAmounts, "discounts missed", "discounts offered", "common practice"},
    {"discounts_unearned_share", "Share of given discounts that the terms did not grant",
     "unearned / given, on documents paid in the period", kpi::Unit::fraction, kpi::Kind::ratio, kAmounts,
     kAmounts, "discounts unearned", "discounts given", "common practice"},
    {"discounts_in_grace_share", "Share of given discounts that were taken in the grace after the deadline",
     "given in grace / given, on documents paid in the period", kpi::Unit::fraction, kpi::Kind::ratio,
     kAmounts, kAmounts, "discounts given in grace", "discounts given", "common practice"},
};

}  // namespace

std::span<const LedgerFigure> further_ledger_figures() noexcept { return kFurtherFigures; }
std::span<const kpi::Definition> further_ledger_definitions() noexcept { return kFurtherDefinitions; }

}  // namespace openitem
