#include "kpi/ledger_figures.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "core/quotient.hpp"
#include "kpi/figure.hpp"
#include "kpi/figure_parts.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

using kpi::Warning;

// ---- balances against sales: the warnings of kpi::dso --------------------------------------------------

FigureParts to_sales(const FigureInputs& in, std::int64_t balance, std::int64_t entries) {
  const std::int64_t sales = in.sales();
  FigureParts parts{multiply(balance, in.windows().sales_days), multiply(sales, entries), entries,
                    Warning::no_sales};
  parts = warned_if(parts, sales == 0, Warning::no_sales);
  parts = warned_if(parts, sales < 0, Warning::negative_sales);
  parts = warned_if(parts, balance < 0, Warning::negative_balance);
  return warned_if(parts, Int128{balance} > parts.denominator, Warning::short_window);
}

std::int64_t closing_current(const FigureInputs& in) noexcept {
  return in.closing_receivable() - in.closing(Component::past_due);
}
std::int64_t opening_current(const FigureInputs& in) noexcept {
  return in.opening_receivable() - in.opening(Component::past_due);
}

FigureParts dso_ending(const FigureInputs& in) { return to_sales(in, in.closing_receivable(), 1); }
FigureParts dso_average(const FigureInputs& in) {
  return to_sales(in, in.opening_receivable() + in.closing_receivable(), 2);
}
FigureParts best_possible_ending(const FigureInputs& in) { return to_sales(in, closing_current(in), 1); }
FigureParts best_possible_average(const FigureInputs& in) {
  return to_sales(in, opening_current(in) + closing_current(in), 2);
}
FigureParts delinquent_ending(const FigureInputs& in) {
  return to_sales(in, in.closing(Component::past_due), 1);
}
FigureParts delinquent_average(const FigureInputs& in) {
  return to_sales(in, in.opening(Component::past_due) + in.closing(Component::past_due), 2);
}

FigureParts turnover_of(const FigureInputs& in, std::int64_t balance, std::int64_t entries) {
  const std::int64_t sales = in.sales();
  FigureParts parts{multiply(sales, entries), balance, entries};
  parts = warned_if(parts, balance == 0, Warning::zero_denominator);
  parts = warned_if(parts, sales < 0, Warning::negative_sales);
  return warned_if(parts, balance < 0, Warning::negative_balance);
}
FigureParts turnover_ending(const FigureInputs& in) { return turnover_of(in, in.closing_receivable(), 1); }
FigureParts turnover_average(const FigureInputs& in) {
  return turnover_of(in, in.opening_receivable() + in.closing_receivable(), 2);
}

kpi::Figure add_difference(const FigureInputs& in) {
  const kpi::Definition& definition = kpi::definition_of("dso_simple_ending");
  const LedgerFigure ending{"", {}, dso_ending, nullptr, false, false, false};
  const LedgerFigure best{"", {}, best_possible_ending, nullptr, false, false, false};
  const kpi::Figure dso = compute_figure(ending, definition, in);
  const kpi::Figure best_dso = compute_figure(best, definition, in);
  if (!dso.value || !best_dso.value) return kpi::missing_figure("add_difference", dso.warning, 1);
  return kpi::warned(kpi::average_days_delinquent(*dso.value, *best_dso.value), dso.warning);
}

// ---- collection effectiveness ------------------------------------------------------------------------------

FigureParts cei_of(const FigureInputs& in, std::int32_t periods) {
  const Int128 collectable = multiply(in.opening_receivable(), periods) + Int128{in.moved(Component::sales)};
  FigureParts parts{collectable - multiply(in.closing_receivable(), periods),
                    collectable - multiply(closing_current(in), periods), periods};
  parts = warned_if(parts, parts.denominator == Int128{}, Warning::zero_denominator);
  return warned_if(parts, is_negative(parts.denominator), Warning::negative_balance);
}
FigureParts cei_period_total(const FigureInputs& in) { return cei_of(in, 1); }
FigureParts cei_period_average(const FigureInputs& in) { return cei_of(in, in.windows().months); }

// ---- count-back --------------------------------------------------------------------------------------------

kpi::Figure countback(const FigureInputs& in, kpi::EmptyMonths empty_months) {
  std::vector<std::int64_t> sales;
  std::vector<std::int32_t> days;
  for (const HistoryMonth& month : in.windows().history) {
    sales.push_back(in.moved(Component::sales, month.window));
    days.push_back(month.days);
  }
  return kpi::countback_dso(in.closing_receivable(), sales, days, empty_months,
                            kpi::ExhaustedHistory::missing);
}
kpi::Figure countback_skipped(const FigureInputs& in) { return countback(in, kpi::EmptyMonths::skipped); }
kpi::Figure countback_counted(const FigureInputs& in) { return countback(in, kpi::EmptyMonths::counted); }

// ---- days of items -----------------------------------------------------------------------------------------

FigureParts dso_true(const FigureInputs& in) {
  return mean_of_days(in.closing(Component::open_days), in.closing(Component::debits),
                      in.closing(Component::open_items));
}
FigureParts add_weighted(const FigureInputs& in) {
  return mean_of_days(in.closing(Component::past_due_days), in.closing(Component::debits),
                      in.closing(Component::open_items));
}
FigureParts severity(const FigureInputs& in) {
  return mean_of_days(in.closing(Component::past_due_days), in.closing(Component::past_due),
                      in.closing(Component::past_due_items));
}
FigureParts unapplied_age(const FigureInputs& in) {
  return mean_of_days(-in.closing(Component::unapplied_days), -in.closing(Component::unapplied),
                      in.closing(Component::unapplied_items));
}
FigureParts paid_days(const FigureInputs& in, Component days) {
  return mean_of_days(in.moved(days), in.moved(Component::paid), in.moved(Component::paid_items));
}
FigureParts days_to_pay(const FigureInputs& in) { return paid_days(in, Component::days_to_pay); }
FigureParts days_late(const FigureInputs& in) { return paid_days(in, Component::days_late); }
FigureParts terms(const FigureInputs& in) { return paid_days(in, Component::terms); }
FigureParts billing_lag(const FigureInputs& in) {
  return mean_of_days(in.moved(Component::billing_days), in.moved(Component::billed),
                      in.moved(Component::billed_items));
}

// ---- shares ------------------------------------------------------------------------------------------------

FigureParts share_of_receivable(const FigureInputs& in, Component component) {
  return share_of_whole(in.closing(component), in.closing_receivable(), 1);
}
FigureParts current_share(const FigureInputs& in) {
  return share_of_whole(closing_current(in), in.closing_receivable(), 1);
}
FigureParts past_due_share(const FigureInputs& in) { return share_of_receivable(in, Component::past_due); }
FigureParts over_30_share(const FigureInputs& in) { return share_of_receivable(in, Component::over_30); }
FigureParts over_60_share(const FigureInputs& in) { return share_of_receivable(in, Component::over_60); }
FigureParts over_90_share(const FigureInputs& in) { return share_of_receivable(in, Component::over_90); }
FigureParts dispute_share(const FigureInputs& in) { return share_of_receivable(in, Component::disputed); }
FigureParts unapplied_share(const FigureInputs& in) {
  return share_of_whole(-in.closing(Component::unapplied), in.closing(Component::debits), 1);
}

std::int64_t written_off(const FigureInputs& in) noexcept {
  return -in.moved_kind(DocumentKind::write_off, in.windows().sales);
}
std::int64_t recovered(const FigureInputs& in) noexcept {
  return in.moved_kind(DocumentKind::recovery, in.windows().sales);
}
FigureParts write_off_sales_gross(const FigureInputs& in) { return share_of_sales(in, written_off(in)); }
FigureParts write_off_sales_net(const FigureInputs& in) {
  return share_of_sales(in, written_off(in) - recovered(in));
}
FigureParts write_off_receivables_gross(const FigureInputs& in) {
  return share_of_whole(written_off(in), in.closing_receivable(), 1);
}
FigureParts write_off_receivables_net(const FigureInputs& in) {
  return share_of_whole(written_off(in) - recovered(in), in.closing_receivable(), 1);
}
FigureParts recovery_rate(const FigureInputs& in) {
  return share_of_whole(recovered(in), written_off(in), 1);
}
FigureParts discounts_to_sales(const FigureInputs& in) {
  return share_of_sales(in, -in.moved_kind(DocumentKind::discount, in.windows().sales));
}

// ---- deductions --------------------------------------------------------------------------------------------

FigureParts deductions_of(const FigureInputs& in, Component open, Component raised) {
  FigureParts parts{multiply(in.closing(open), in.windows().sales_days), in.moved(raised, in.windows().sales),
                    1};
  return warned_if(parts, parts.denominator == Int128{}, Warning::zero_denominator);
}
FigureParts deductions_by_value(const FigureInputs& in) {
  return deductions_of(in, Component::disputed, Component::deductions);
}
FigureParts deductions_by_count(const FigureInputs& in) {
  return deductions_of(in, Component::disputed_items, Component::deduction_items);
}

// ---- concentration -----------------------------------------------------------------------------------------

constexpr auto kPositive = kpi::NegativeBalances::excluded;

kpi::Figure hhi_points(const FigureInputs& in) {
  return kpi::hhi(in.customer_balances(), kPositive, kpi::HhiScale::points);
}
kpi::Figure hhi_fraction(const FigureInputs& in) {
  return kpi::hhi(in.customer_balances(), kPositive, kpi::HhiScale::fraction);
}
kpi::Figure top_n_share(const FigureInputs& in) {
  return kpi::top_n_share(in.customer_balances(), in.options().top_n, kPositive);
}
kpi::Figure gini(const FigureInputs& in) { return kpi::gini(in.customer_balances(), kPositive); }

// ---- the table ---------------------------------------------------------------------------------------------

constexpr ComponentSet kReceivable = {Component::receivable};
constexpr ComponentSet kSales = {Component::sales};
constexpr ComponentSet kPastDue = {Component::past_due};

constexpr ComponentSet operator|(ComponentSet a, ComponentSet b) noexcept {
  a.add(b);
  return a;
}
constexpr ComponentSet of_kind(DocumentKind kind) noexcept {
  return {component_of_kind(static_cast<std::size_t>(kind))};
}
constexpr ComponentSet paid_with(Component days) noexcept {
  return {Component::paid, Component::paid_items, days};
}
constexpr ComponentSet kLosses = of_kind(DocumentKind::write_off) | of_kind(DocumentKind::recovery);

constexpr LedgerFigure ratio(std::string_view id, ComponentSet needs,
                             FigureParts (*parts)(const FigureInputs&), bool is_default = true) noexcept {
  return {id, needs, parts, nullptr, is_default, false, false};
}

constexpr LedgerFigure kFigures[] = {
    ratio("dso_simple_ending", kReceivable | kSales, dso_ending),
    ratio("dso_simple_average", kReceivable | kSales, dso_average, false),
    ratio("dso_best_possible_ending", kReceivable | kPastDue | kSales, best_possible_ending),
    ratio("dso_best_possible_average", kReceivable | kPastDue | kSales, best_possible_average, false),
    ratio("dso_delinquent_ending", kPastDue | kSales, delinquent_ending),
    ratio("dso_delinquent_average", kPastDue | kSales, delinquent_average, false),
    {"dso_countback_skipped", kReceivable | kSales, nullptr, countback_skipped, false, true, false},
    {"dso_countback_counted", kReceivable | kSales, nullptr, countback_counted, true, true, false},
    ratio("dso_true_dropped", {Component::open_days, Component::debits, Component::open_items}, dso_true),
    {"add_difference", kReceivable | kPastDue | kSales, nullptr, add_difference, false, false, false},
    ratio("add_weighted",
          {Component::past_due_days, Component::past_due, Component::debits, Component::open_items},
          add_weighted),
    ratio("severity", {Component::past_due_days, Component::past_due, Component::past_due_items}, severity),
    ratio("days_to_pay", paid_with(Component::days_to_pay), days_to_pay),
    ratio("days_late", paid_with(Component::days_late), days_late),
    ratio("terms", paid_with(Component::terms), terms),
    ratio("billing_lag", {Component::billed, Component::billed_items, Component::billing_days}, billing_lag,
          false),
    ratio("cei_period_total", kReceivable | kPastDue | kSales, cei_period_total),
    ratio("cei_period_average", kReceivable | kPastDue | kSales, cei_period_average, false),
    ratio("turnover_ending", kReceivable | kSales, turnover_ending),
    ratio("turnover_average", kReceivable | kSales, turnover_average, false),
    ratio("collection_period_ending", kReceivable | kSales, dso_ending, false),
    ratio("collection_period_average", kReceivable | kSales, dso_average, false),
    ratio("current_share", kReceivable | kPastDue, current_share),
    ratio("past_due_share", kReceivable | kPastDue, past_due_share),
    ratio("over_30_share", kReceivable | ComponentSet{Component::over_30}, over_30_share),
    ratio("over_60_share", kReceivable | ComponentSet{Component::over_60}, over_60_share),
    ratio("over_90_share", kReceivable | ComponentSet{Component::over_90}, over_90_share),
    ratio("write_off_ratio_sales_gross", kLosses | kSales, write_off_sales_gross),
    ratio("write_off_ratio_sales_net", kLosses | kSales, write_off_sales_net, false),
    ratio("write_off_ratio_receivables_gross", kLosses | kReceivable, write_off_receivables_gross, false),
    ratio("write_off_ratio_receivables_net", kLosses | kReceivable, write_off_receivables_net, false),
    ratio("recovery_rate", kLosses, recovery_rate),
    ratio("discounts_to_sales", of_kind(DocumentKind::discount) | kSales, discounts_to_sales),
    ratio("deductions_outstanding_value", {Component::disputed, Component::deductions}, deductions_by_value,
          false),
    ratio("deductions_outstanding_count", {Component::disputed_items, Component::deduction_items},
          deductions_by_count, false),
    ratio("dispute_share", kReceivable | ComponentSet{Component::disputed}, dispute_share),
    ratio("unapplied_share", {Component::unapplied, Component::debits}, unapplied_share),
    ratio("unapplied_age", {Component::unapplied, Component::unapplied_days, Component::unapplied_items},
          unapplied_age),
    {"hhi_fraction", {}, nullptr, hhi_fraction, false, false, true},
    {"hhi_points", {}, nullptr, hhi_points, false, false, true},
    {"top_n_share", {}, nullptr, top_n_share, false, false, true},
    {"gini", {}, nullptr, gini, false, false, true},
};

constexpr auto kMoney = kpi::PartUnit::amount;

constexpr kpi::Definition share_of(std::string_view figure, std::string_view meaning,
                                   std::string_view formula, std::string_view part,
                                   std::string_view whole) noexcept {
  return {figure, meaning, formula, kpi::Unit::fraction, kpi::Kind::ratio, kMoney,
          kMoney, part,    whole,   "common practice"};
}

// What only a ledger knows.
constexpr kpi::Definition kOwnDefinitions[] = {
    share_of("current_share", "Share of receivables that are not past due",
             "(receivables - past due) / receivables", "receivables - past due", "receivables"),
    share_of("over_30_share", "Share of receivables more than 30 days past due",
             "more than 30 days past due / receivables", "more than 30 days past due", "receivables"),
    share_of("over_60_share", "Share of receivables more than 60 days past due",
             "more than 60 days past due / receivables", "more than 60 days past due", "receivables"),
    share_of("over_90_share", "Share of receivables more than 90 days past due",
             "more than 90 days past due / receivables", "more than 90 days past due", "receivables"),
    share_of("discounts_to_sales", "Cash discounts taken to sales", "discounts taken / credit sales",
             "discounts taken", "credit sales"),
    share_of("unapplied_share", "Unapplied credits against open debits", "unapplied credits / open debits",
             "unapplied credits", "open debits"),
    {"unapplied_age", "Amount-weighted days since the posting of unapplied credits",
     "sum of unapplied x days since posting / sum of unapplied", kpi::Unit::days, kpi::Kind::ratio,
     kpi::PartUnit::amount_days, kMoney, "sum of unapplied x days since posting", "sum of unapplied",
     "common practice"},
};

}  // namespace

std::vector<std::int64_t> FigureInputs::customer_balances() const {
  std::vector<std::int64_t> balances;
  const ComponentSums& sums = *customers_.sums;
  const std::size_t end = customers_.offsets[group_ + std::size_t{1}];
  for (std::size_t customer = customers_.offsets[group_]; customer < end; ++customer) {
    const auto at = static_cast<std::uint32_t>(customer);
    const std::int64_t balance = sums.balance(receivable_, at, windows_->period.end);
    if (balance != 0) balances.push_back(balance);
  }
  return balances;
}

std::span<const LedgerFigure> ledger_figures() noexcept { return kFigures; }

const LedgerFigure& find_ledger_figure(std::string_view id) {
  for (const std::span<const LedgerFigure> figures : {ledger_figures(), further_ledger_figures()}) {
    for (const LedgerFigure& row : figures) {
      if (row.id == id) return row;
    }
  }
  Message message;
  message.append("figures names ").append_quoted(id).append("; a ledger has ");
  for (const LedgerFigure& row : kFigures) message.append(&row == kFigures ? "" : ", ").append(row.id);
  for (const LedgerFigure& row : further_ledger_figures()) message.append(", ").append(row.id);
  throw Error(Status::unknown_name, message);
}

std::vector<const LedgerFigure*> resolve_figures(std::span<const std::string> ids) {
  std::vector<const LedgerFigure*> figures;
  for (const std::string& id : ids) {
    const LedgerFigure& figure = find_ledger_figure(id);
    if (std::find(figures.begin(), figures.end(), &figure) != figures.end()) {
      throw Error(Status::invalid_argument,
                  Message().append("figures names ").append_quoted(id).append(" twice; name each once"));
    }
    figures.push_back(&figure);
  }
  if (!ids.empty()) return figures;
  for (const LedgerFigure& figure : kFigures) {
    if (figure.is_default) figures.push_back(&figure);
  }
  return figures;
}

const kpi::Definition& ledger_definition_of(std::string_view id) {
  for (const kpi::Definition& definition : kOwnDefinitions) {
    if (definition.figure == id) return definition;
  }
  for (const kpi::Definition& definition : further_ledger_definitions()) {
    if (definition.figure == id) return definition;
  }
  return kpi::definition_of(id);
}

kpi::Figure compute_figure(const LedgerFigure& figure, const kpi::Definition& definition,
                           const FigureInputs& inputs) {
  if (figure.parts == nullptr) return figure.figure(inputs);
  const FigureParts parts = figure.parts(inputs);
  kpi::Figure computed{.figure = definition.figure,
                       .count = parts.count,
                       .unit = definition.unit,
                       .kind = definition.kind,
                       .warning = parts.warning};
  computed.numerator = kpi::narrowed(parts.numerator, "the numerator of a figure");
  computed.denominator = kpi::narrowed(parts.denominator, "the denominator of a figure");
  if (parts.denominator != Int128{}) computed.value = quotient(parts.numerator, parts.denominator);
  return computed;
}

}  // namespace openitem
