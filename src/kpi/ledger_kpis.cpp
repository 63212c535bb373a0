// compute_kpis: checks, groups, sums, tables (docs/methods/kpis.md).

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/options.hpp"
#include "column/about_lines.hpp"
#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "kpi/dunning_levels.hpp"
#include "kpi/figure_values.hpp"
#include "kpi/given_amounts.hpp"
#include "kpi/kpi_proof.hpp"
#include "kpi/kpi_tables.hpp"
#include "ledger/counting_day.hpp"
#include "openitem/kpis.hpp"

namespace openitem {
namespace {

void check_options(const KpiOptions& options) {
  check_threads(options.threads);
  check_choice("clock", static_cast<std::int32_t>(options.clock),
               static_cast<std::int32_t>(ApplicationClock::recorded_on));
  check_choice("receivable", static_cast<std::int32_t>(options.receivable),
               static_cast<std::int32_t>(KpiReceivable::debits));
  check_choice("layout", static_cast<std::int32_t>(options.layout),
               static_cast<std::int32_t>(KpiLayout::value_form));
  check_bounds("option days", options.days, 0, 36'600);
  check_bounds("option sales_months", options.sales_months, 0, 120);
  check_bounds("option history_months", options.history_months, 1, 120);
  check_bounds("option month_days", options.month_days, 0, 366);
  check_bounds("option top_n", options.top_n, 1, std::numeric_limits<std::int32_t>::max());
  check_choice("components", options.components, 1);
  check_bounds("option promise_grace_days", options.promise_grace_days, 0, 366);
}

void check_calendar(const KpiOptions& options) {
  if (!options.calendar) return;
  const char* const given = options.days != 0 ? "days" : options.month_days != 0 ? "month_days" : nullptr;
  if (given == nullptr) return;
  throw Error(Status::invalid_argument,
              Message()
                  .append("option ")
                  .append(given)
                  .append(" is ")
                  .append(options.days != 0 ? options.days : options.month_days)
                  .append(" beside calendar, which says how many days there are; leave one of them out"));
}

/// Every date that days may be counted from or to.
void check_dates(const KpiQuery& query) {
  const DayScale& scale = query.axis.scale();
  const Documents& documents = query.ledger.documents;
  for (std::size_t row = 0; row < documents.issue.size(); ++row) {
    const std::int32_t delivered = query.delivery.empty() ? kNoDate : query.delivery[row];
    for (const std::int32_t date :
         {documents.issue[row], documents.posting[row], documents.due[row], delivered}) {
      if (date != kNoDate) scale.require_known(date, documents.source_row[row], "documents");
    }
  }
  const Instalments& instalments = query.ledger.instalments;
  for (std::size_t row = 0; row < instalments.due.size(); ++row)
    scale.require_known(instalments.due[row], instalments.source_row[row], "instalments");
  const Applications& applications = query.ledger.applications;
  for (std::size_t row = 0; row < applications.applied_on.size(); ++row) {
    const std::int32_t date = query.clock == ApplicationClock::recorded_on ? applications.recorded_day(row)
                                                                           : applications.applied_on[row];
    scale.require_known(date, applications.source_row[row], "applications");
  }
}

/// A dimension must not be called like a column of a table.
void check_names(const KpiOptions& options, const std::vector<const LedgerFigure*>& figures) {
  constexpr std::array<std::string_view, 10> taken = {
      "first", "last", "currency", "figure", "value", "unit", "count", "numerator", "denominator", "warning"};
  for (const std::string& name : options.by) {
    if (name == "kind") {
      throw Error(Status::invalid_argument,
                  "by names \"kind\": key figures set documents of one kind against those of others");
    }
    bool is_taken = std::find(taken.begin(), taken.end(), name) != taken.end();
    for (const LedgerFigure* const figure : figures)
      is_taken = is_taken || std::string_view(name).substr(0, figure->id.size()) == figure->id;
    for (std::size_t at = 0; at < kComponents; ++at)
      is_taken = is_taken || name == component_name(static_cast<Component>(at));
    if (is_taken) refuse_own_column(name, "key figures");
  }
}

void require_whole_months(const PeriodAxis& axis, std::string_view what) {
  for (std::size_t at = 0; at < axis.periods().size(); ++at) {
    if (axis.periods()[at].months > 0) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append(what)
                                              .append(" by the months of a period; period ")
                                              .append(at)
                                              .append(" is not made of whole calendar months"));
  }
}

void check_figures(const KpiOptions& options, const std::vector<const LedgerFigure*>& figures,
                   const PeriodAxis& axis) {
  const auto asks_for = [&](std::string_view id) {
    return std::any_of(figures.begin(), figures.end(),
                       [id](const LedgerFigure* figure) { return figure->id == id; });
  };
  if (asks_for("billing_lag") && options.delivery_column.empty())
    throw Error(Status::not_set, "billing_lag needs delivery_column: the date column that holds deliveries");
  if (!asks_for("billing_lag") && !options.delivery_column.empty())
    throw Error(Status::invalid_argument,
                "delivery_column has no effect without the figure billing_lag; leave it out");
  if (asks_for("cei_period_average")) require_whole_months(axis, "cei_period_average divides sales");
  if (asks_for("deductions_outstanding_period_average") && options.sales_months == 0)
    require_whole_months(axis, "deductions_outstanding_period_average divides deductions");
}

/// What the ledger or the call must hold for a figure that is asked for, and what it must not hold for nothing.
void check_sources(const LedgerData& ledger, const std::vector<const LedgerFigure*>& figures,
                   const GivenAmounts& given) {
  const auto needs_any = [&](ComponentSet components) {
    return std::find_if(figures.begin(), figures.end(),
                        [&](const LedgerFigure* figure) { return figure->needs.has_any(components); });
  };
  constexpr std::array<std::pair<std::string_view, Component>, 2> kLedgerTablesOf = {
      {{"promises", Component::promises}, {"dunning", Component::dunned}}};
  for (const auto& [name, component] : kLedgerTablesOf) {
    const auto figure =
        needs_any(component == Component::dunned ? ComponentSet{Component::dunned, Component::dunned_items}
                                                 : ComponentSet{component});
    const bool is_given =
        std::any_of(ledger.summary.begin(), ledger.summary.end(),
                    [table = name](const TableSummary& summary) { return summary.table == table; });
    if (figure == figures.end() || is_given) continue;
    throw Error(Status::not_set,
                Message().append((*figure)->id).append(" needs a ledger built with the table ").append(name));
  }
  for (std::size_t at = 0; at < kGivenTables.size(); ++at) {
    const auto figure = needs_any({kGivenTables[at].component});
    if ((figure != figures.end()) == given.is_given[at]) continue;
    Message message;
    if (given.is_given[at]) {
      message.append("the table ")
          .append(kGivenTables[at].name)
          .append(" has no effect without the figures ");
      message.append(kGivenTables[at].figures[0]).append(", ").append(kGivenTables[at].figures[1]);
      throw Error(Status::invalid_argument, message.append("; leave it out"));
    }
    message.append((*figure)->id).append(" needs the table ").append(kGivenTables[at].name);
    throw Error(Status::not_set, message.append(": date, amount and the columns of the groups"));
  }
}

/// The customers of each group, one after the other.
struct CustomerSums {
  CustomerSums(const KpiQuery& query, const std::vector<GroupKey>& keys, const CurrencyRanks& ranks)
      : grouping(query.ledger, keys, ranks, true, query.threads), sums(sum(query, grouping)) {
    const std::span<const std::uint32_t> groups = query.groups.of_document;
    std::vector<std::uint32_t> group_of(grouping.size(), 0);
    for (std::size_t row = 0; row < groups.size(); ++row) group_of[grouping.ids()[row]] = groups[row];
    balances.offsets.assign(query.groups.count + std::size_t{1}, 0);
    for (const std::uint32_t group : group_of) ++balances.offsets[group + std::size_t{1}];
    for (std::size_t group = 0; group < query.groups.count; ++group)
      balances.offsets[group + 1] += balances.offsets[group];
    balances.sums = &sums.components;
  }

  static KpiSums sum(KpiQuery query, const KpiGrouping& grouping) {
    query.groups = grouping.groups();
    query.components = {Component::receivable, Component::debits};
    query.delivery = {};
    query.given = {};
    query.origins = {};
    return sum_components(query);
  }

  KpiGrouping grouping;
  KpiSums sums;
  CustomerBalances balances;
};

/// What was read and stands in no row.
struct FurtherCounts {
  std::int64_t promises_left_out = 0;
  std::array<std::int64_t, kGivenTables.size()> rows_outside{};
  static constexpr std::array<std::string_view, kGivenTables.size()> names = {"bad_debts_outside",
                                                                              "costs_outside"};
};

Table about_kpis(std::span<const KpiPeriod> periods, const KpiOptions& options,
                 const std::vector<const LedgerFigure*>& figures, const LedgerData& ledger,
                 const FurtherCounts& counts) {
  AboutLines lines;
  std::vector<std::string_view> ids;
  ids.reserve(figures.size());
  for (const LedgerFigure* const figure : figures) ids.push_back(figure->id);
  const std::int64_t unclassified =
      std::count(ledger.documents.kind.begin(), ledger.documents.kind.end(), std::uint8_t{0});
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  lines.add("formula", "kpis");
  lines.add("from", periods.front().first.iso());
  lines.add("to",
            std::max_element(periods.begin(), periods.end(), [](const KpiPeriod& a, const KpiPeriod& b) {
              return a.last < b.last;
            })->last.iso());
  lines.add("periods", number(static_cast<std::int64_t>(periods.size())));
  lines.add("figures", joined(ids));
  lines.add("by", joined(options.by));
  lines.add("currency", "document");
  lines.add("receivable", options.receivable == KpiReceivable::net ? "net" : "debits");
  lines.add("credit_sales", "invoice+debit_note+credit_note");
  lines.add("sales_window", options.sales_months == 0 ? "period" : number(options.sales_months) + " months");
  const char* const own_days = options.calendar ? "business" : "calendar";
  lines.add("days", options.days == 0 ? own_days : number(options.days));
  lines.add("history_months", number(options.history_months));
  lines.add("month_days", options.month_days == 0 ? own_days : number(options.month_days));
  lines.add("day_unit", day_unit_text(options.calendar));
  lines.add("calendar", calendar_text(options.calendar));
  lines.add("payments", "payment+unclassified_credit");
  lines.add("missing_date", "issue");
  lines.add("top_n", number(options.top_n));
  lines.add("delivery_column", options.delivery_column);
  lines.add("promise_grace_days", number(options.promise_grace_days));
  lines.add("promises_left_out", number(counts.promises_left_out));
  for (std::size_t at = 0; at < kGivenTables.size(); ++at) {
    lines.add(counts.names[at], number(counts.rows_outside[at]));
  }
  lines.add("clock", clock_name(options.clock));
  lines.add("known_at", day_text(options.known_at));
  lines.add("unclassified_credits", number(unclassified));
  return lines.table();
}

Table figures_table(const KpiSource& source, const KpiRows& rows) {
  switch (source.options.layout) {
    case KpiLayout::long_form: break;
    case KpiLayout::wide_form: return wide_figures(source, rows);
    case KpiLayout::value_form: return value_figures(source, rows);
  }
  return long_figures(source, rows);
}

/// Where values come straight from the rows of the ledger: nothing but where each customer begins.
KpiSums sums_of_nothing(const KpiQuery& query) {
  return {ComponentSums(query.components, 0, query.axis.positions()), begins_of_customers(query), {}, 0, {}};
}

ComponentSet components_of(const KpiOptions& options, const std::vector<const LedgerFigure*>& figures) {
  ComponentSet components = {Component::receivable, Component::sales};
  if (options.receivable == KpiReceivable::debits) components.add(Component::debits);
  for (const LedgerFigure* const figure : figures) components.add(figure->needs);
  return components;
}

}  // namespace

Kpis compute_kpis(const Ledger& ledger, std::span<const KpiPeriod> periods, const KpiOptions& options) {
  return compute_kpis(ledger, periods, {}, options);
}

Kpis compute_kpis(const Ledger& ledger, std::span<const KpiPeriod> periods,
                  std::span<const TableView> given_tables, const KpiOptions& options) {
  check_options(options);
  check_calendar(options);
  const LedgerData& data = ledger.data();
  const std::vector<const LedgerFigure*> figures = resolve_figures(options.figures);
  const auto needs = [&](bool LedgerFigure::*what) {
    return std::any_of(figures.begin(), figures.end(),
                       [what](const LedgerFigure* figure) { return figure->*what; });
  };
  const PeriodAxis axis(periods, options, needs(&LedgerFigure::needs_history));
  check_figures(options, figures, axis);
  check_names(options, figures);
  const std::vector<GroupKey> keys = resolve_group_keys(options.by, group_keys_of(data));
  const CurrencyRanks ranks(data.currencies);
  const KpiGrouping grouping(data, keys, ranks, false, options.threads);
  KpiQuery query{data,
                 axis,
                 grouping.groups(),
                 components_of(options, figures),
                 {},
                 options.clock,
                 options.known_at ? std::optional(options.known_at->days()) : std::nullopt,
                 options.threads};
  if (!options.delivery_column.empty())
    query.delivery = find_date_column(data.documents, options.delivery_column, "delivery_column");
  if (options.calendar) check_dates(query);
  const GivenAmounts given = read_given_amounts(given_tables, data, keys, grouping, options);
  check_sources(data, figures, given);
  query.given = given.amounts;
  query.promise_grace_days = options.promise_grace_days;
  if (needs(&LedgerFigure::needs_origins)) query.origins = options.receivable;
  const bool is_straight = options.layout == KpiLayout::value_form && options.components == 0 &&
                           has_straight_values(query, figures);
  const KpiSums sums = is_straight ? sums_of_nothing(query) : sum_components(query);
  std::optional<CustomerSums> customers;
  if (needs(&LedgerFigure::needs_customers)) customers.emplace(query, keys, ranks);
  const CustomerBalances nobody;
  const KpiSource source{periods, axis,   keys, grouping, sums, customers ? customers->balances : nobody,
                         options, figures};
  const KpiRows rows(source);
  FurtherCounts counts{.promises_left_out = sums.promises_left_out};
  for (std::size_t at = 0; at < kGivenTables.size(); ++at)
    counts.rows_outside[at] = rows_outside(given, kGivenTables[at].component, periods, axis);
  std::vector<Table> tables;
  BalanceTotals totals(axis.positions());
  tables.push_back(is_straight ? straight_values(source, rows, query, totals) : figures_table(source, rows));
  if (options.components != 0) tables.push_back(component_table(source, rows));
  if (query.components.has_any({Component::dunned, Component::dunned_items}))
    tables.push_back(dunning_levels(source, rows));
  tables.push_back(definition_table(figures, options));
  tables.push_back(kpi_proof(source, query, ranks, is_straight ? &totals : nullptr));
  tables.push_back(about_kpis(periods, options, figures, data, counts));
  return Kpis(std::move(tables));
}

}  // namespace openitem
