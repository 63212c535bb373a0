#include "behaviour/features.hpp"

#include <algorithm>
#include <array>

#include "core/message.hpp"

namespace openitem::behaviour {
namespace {

using enum Feature;
using enum FeatureScope;

constexpr std::array<FeatureDefinition, kFeatures> kDefinitions = {{
    {months_on_book, "months_on_book", point, "count", "months", false, false,
     "whole calendar months since the first posting of the account"},
    {balance, "balance", point, "amount", "minor units", false, false,
     "sum of all open items, credits with their sign"},
    {open_items, "open_items", point, "count", "items", false, false, "number of open items above 0"},
    {open_amount, "open_amount", point, "amount", "minor units", false, false, "sum of open items above 0"},
    {unapplied, "unapplied", point, "amount", "minor units", false, false,
     "sum of open items below 0 (negative)"},
    {overdue_items, "overdue_items", point, "count", "items", false, false,
     "number of open items above 0 that are past due"},
    {overdue_amount, "overdue_amount", point, "amount", "minor units", false, false,
     "sum of open items above 0 that are past due"},
    {oldest_overdue_days, "oldest_overdue_days", point, "days", "days", false, false,
     "most days past due of an open item above 0 that is past due"},
    {open_days_late_weighted, "open_days_late_weighted", point, "mean", "days", false, false,
     "sum of open x days past due (signed) / open_amount"},
    {disputes_open, "disputes_open", point, "count", "disputes", false, false,
     "active disputes of debits in the books"},
    {disputed_amount, "disputed_amount", point, "amount", "minor units", false, false,
     "disputed part of open items"},
    {disputed_share, "disputed_share", point, "share", "fraction", false, false,
     "disputed_amount / sum of open items above 0"},
    {days_since_payment, "days_since_payment", point, "days", "days", false, false,
     "days since the last posting of a payment or unclassified credit"},
    {days_late_last, "days_late_last", point, "days", "days", false, false,
     "days late of the last paid invoice"},
    {paid_invoices, "paid_invoices", paid, "count", "invoices", false, false,
     "n: invoices that are closed and on which payments came in"},
    {days_late_mean, "days_late_mean", paid, "mean", "days", true, false,
     "sum of days late / n; days late = day closed - due date, signed"},
    {days_late_weighted, "days_late_weighted", paid, "mean", "days", true, false,
     "sum of amount x days late / sum of amounts"},
    {days_late_median, "days_late_median", paid, "mean", "days", false, false,
     "the middle days late, or half the sum of the two in the middle"},
    {days_late_min, "days_late_min", paid, "days", "days", false, false, "least days late"},
    {days_late_max, "days_late_max", paid, "days", "days", false, false,
     "greatest days late: the longest delay"},
    {days_late_deviation, "days_late_deviation", paid, "spread", "days", false, false,
     "standard deviation of days late, divisor n - 1"},
    {days_late_trend, "days_late_trend", paid, "trend", "days an invoice", false, false,
     "slope of the least-squares line through days late in their order"},
    {late_share, "late_share", paid, "share", "fraction", true, false, "paid after the due date / n"},
    {late_30_share, "late_30_share", paid, "share", "fraction", true, false,
     "paid more than 30 days after the due date / n"},
    {part_paid_share, "part_paid_share", paid, "share", "fraction", true, false,
     "paid on two or more different days / n"},
    {short_paid_share, "short_paid_share", paid, "share", "fraction", true, false,
     "payments and discounts less than the amount / n"},
    {discount_share, "discount_share", paid, "share", "fraction", true, false, "settled with a discount / n"},
    {payments, "payments", flow, "count", "documents", false, false,
     "payments and unclassified credits posted"},
    {payment_returns, "payment_returns", flow, "count", "documents", false, false, "payment returns posted"},
    {payment_return_share, "payment_return_share", flow, "share", "fraction", false, false,
     "payment_returns / payments"},
    {invoices, "invoices", flow, "count", "invoices", false, false, "invoices posted"},
    {invoiced, "invoiced", flow, "amount", "minor units", false, false, "sum of invoices posted"},
    {credited, "credited", flow, "amount", "minor units", false, false,
     "sum of credit notes posted, made positive"},
    {credit_note_share, "credit_note_share", flow, "share", "fraction", false, false, "credited / invoiced"},
    {order_growth, "order_growth", flow_days, "ratio", "fraction", false, false,
     "(invoiced - invoiced in the window before) / invoiced in the window before"},
    {high_balance, "high_balance", flow, "amount", "minor units", false, false,
     "greatest balance at the end of a day"},
    {disputes, "disputes", flow, "count", "disputes", false, false, "disputes opened of debits in the books"},
    {promises_kept, "promises_kept", flow, "count", "promises", false, false,
     "promises decided: kept in full and in time"},
    {promises_broken, "promises_broken", flow, "count", "promises", false, false,
     "promises decided: not kept in full and in time"},
    {promise_broken_share, "promise_broken_share", flow, "share", "fraction", false, false,
     "promises_broken / (promises_kept + promises_broken)"},
    {relative_amount, "relative_amount", paid, "ratio", "fraction", false, true,
     "amount of the invoice / mean amount of paid invoices"},
}};

const FeatureDefinition& find_feature(std::string_view name, bool of_invoices) {
  const auto found =
      std::find_if(kDefinitions.begin(), kDefinitions.end(), [&](const FeatureDefinition& known) {
        return known.name == name && (of_invoices || !known.is_of_invoice);
      });
  if (found != kDefinitions.end()) return *found;
  throw Error(Status::unknown_name,
              Message()
                  .append("features names ")
                  .append_quoted(name)
                  .append(", expected names of docs/methods/behaviour.md, section 3, without suffix, such as "
                          "days_late_mean, late_share, balance"));
}

std::vector<bool> wanted_features(std::span<const std::string> names, bool of_invoices) {
  std::vector<bool> wanted(kFeatures, names.empty());
  for (const std::string& name : names) {
    const auto at = static_cast<std::size_t>(find_feature(name, of_invoices).feature);
    if (wanted[at]) {
      throw Error(Status::invalid_argument,
                  Message().append("features names ").append_quoted(name).append(" twice; name each once"));
    }
    wanted[at] = true;
  }
  return wanted;
}

bool is_integer(const FeatureDefinition& definition) noexcept {
  return definition.kind == "count" || definition.kind == "amount" || definition.kind == "days";
}

void add_columns(const FeatureDefinition& definition, bool shrink, BehaviourPlan& plan) {
  const auto add = [&](std::uint32_t window, const std::string& suffix) {
    const std::string name = std::string(definition.name) + suffix;
    plan.columns.push_back(
        {definition.feature, window, false, is_integer(definition), definition.scope, name});
    if (shrink && definition.is_shrunk)
      plan.columns.push_back({definition.feature, window, true, false, definition.scope, name + "_shrunk"});
  };
  if (definition.scope == point) {
    add(0, "");
    return;
  }
  const std::vector<FeatureWindow>& windows =
      definition.scope == paid ? plan.paid_windows : plan.flow_windows;
  for (std::uint32_t at = definition.scope == flow_days ? 1 : 0; at < windows.size(); ++at)
    add(at, windows[at].suffix());
}

}  // namespace

std::span<const FeatureDefinition, kFeatures> feature_definitions() noexcept { return kDefinitions; }

const FeatureDefinition& definition_of(Feature feature) noexcept {
  return kDefinitions[static_cast<std::size_t>(feature)];
}

std::string FeatureWindow::suffix() const {
  if (kind == WindowKind::all) return "";
  return kind == WindowKind::last ? "_last_" + std::to_string(length) : "_" + std::to_string(length) + "d";
}

const FeatureWindow& BehaviourPlan::window_of(const FeatureColumn& column) const noexcept {
  const FeatureScope scope = definition_of(column.feature).scope;
  return scope == flow || scope == flow_days ? flow_windows[column.window] : paid_windows[column.window];
}

BehaviourPlan plan_features(const BehaviourOptions& options, bool of_invoices) {
  const std::vector<bool> wanted = wanted_features(options.features, of_invoices);
  BehaviourPlan plan;
  plan.paid_windows.emplace_back();
  plan.flow_windows.emplace_back();
  for (const std::int32_t length : options.last) plan.paid_windows.push_back({WindowKind::last, length});
  for (const std::int32_t length : options.days) {
    plan.paid_windows.push_back({WindowKind::days, length});
    plan.flow_windows.push_back({WindowKind::days, length});
  }
  for (const FeatureDefinition& definition : kDefinitions) {
    if (!wanted[static_cast<std::size_t>(definition.feature)] || (definition.is_of_invoice && !of_invoices))
      continue;
    add_columns(definition, options.shrink != 0, plan);
    const Feature feature = definition.feature;
    plan.needs_order = plan.needs_order || feature == days_late_median || feature == days_late_min ||
                       feature == days_late_max;
    plan.needs_promises = plan.needs_promises || feature == promises_kept || feature == promises_broken ||
                          feature == promise_broken_share;
  }
  return plan;
}

Table features_table(const BehaviourPlan& plan) {
  std::vector<std::string_view> feature, column, unit, kind, definition;
  std::vector<std::string> suffixes;
  std::vector<std::int32_t> shrunk;
  suffixes.reserve(plan.columns.size());
  for (const FeatureColumn& made : plan.columns) {
    const FeatureDefinition& known = definition_of(made.feature);
    feature.push_back(known.name);
    column.push_back(made.name);
    std::string suffix = plan.window_of(made).suffix();
    suffixes.push_back(suffix.empty() ? suffix : suffix.substr(1));
    unit.push_back(known.unit);
    kind.push_back(known.kind);
    shrunk.push_back(made.is_shrunk ? 1 : 0);
    definition.push_back(known.definition);
  }
  const std::vector<std::string_view> windows(suffixes.begin(), suffixes.end());
  Table table("features");
  table.add(Column::text("feature", feature));
  table.add(Column::text("column", column));
  table.add(Column::text("window", windows));
  table.add(Column::text("unit", unit));
  table.add(Column::text("kind", kind));
  table.add(Column::int32("shrunk", std::move(shrunk)));
  table.add(Column::text("definition", definition));
  return table;
}

}  // namespace openitem::behaviour
