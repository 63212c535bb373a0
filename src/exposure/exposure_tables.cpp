// Exposure by customer, reasons, groups and sub-limits.

#include "exposure/exposure_tables.hpp"

#include <utility>

#include "exposure/exposure_columns.hpp"

namespace openitem::exposure {
namespace {

// Figures of behaviour of an account.
struct BehaviourColumns {
  std::vector<std::int64_t> overdue, broken;
  SparseCells<std::int32_t> days, level;

  void add(const CreditAccount& account) {
    overdue.push_back(account.overdue);
    broken.push_back(account.broken_promises);
    days.add(account.oldest_overdue_days, account.oldest_overdue_days > 0);
    level.add(account.dunning_level.value_or(0), account.dunning_level.has_value());
  }
  void write(Table& table) {
    table.add(Column::int64("overdue", std::move(overdue), ColumnRole::money));
    table.add(Column::int32("oldest_overdue_days", std::move(days.values), ColumnRole::days)
                  .with_validity(days.valid));
    table.add(Column::int32("dunning_level", std::move(level.values)).with_validity(level.valid));
    table.add(Column::int64("broken_promises", std::move(broken), ColumnRole::count));
  }
};

// Keys of accounts or groups.
struct KeyColumns {
  std::vector<std::uint32_t> customers;
  std::vector<std::uint16_t> currencies;

  void add(const CreditKey& key) {
    customers.push_back(key.customer);
    currencies.push_back(key.currency);
  }
};

Column scope_column(const ExposureView& view, std::span<const std::uint32_t> scopes) {
  if (view.query.scope != nullptr) return key_column("scope", *view.query.scope->dictionary, scopes);
  const std::vector<std::string_view> none(scopes.size());
  return Column::text("scope", none).with_validity(std::vector<std::uint8_t>(scopes.size(), 0));
}

}  // namespace

Table rows_table(const ExposureView& view) {
  KeyColumns keys;
  PartColumns parts;
  LimitColumns limits;
  BehaviourColumns behaviour;
  std::vector<std::string_view> decisions;
  std::size_t at = 0;
  for (const auto& [key, account] : view.book.accounts) {
    const JudgedAccount& judged = view.judged[at++];
    keys.add(key);
    parts.add(judged.exposure);
    limits.add(account.limit, judged.exposure.exposure);
    behaviour.add(account);
    decisions.push_back(name_of(judged.decision));
  }
  Table table("rows");
  table.add(key_column("customer", view.query.ledger.customers, keys.customers));
  table.add(currency_column("currency", keys.currencies));
  parts.write(table, true);
  limits.write(table);
  behaviour.write(table);
  table.add(Column::text("decision", decisions));
  return table;
}

Table reasons_table(const ExposureView& view) {
  KeyColumns keys;
  std::vector<std::string_view> reasons, levels, units;
  SparseCells<double> values, thresholds;
  std::vector<std::uint32_t> groups, scopes;
  std::size_t at = 0;
  const auto add_figure = [](SparseCells<double>& cells, const ReasonFigure& figure) {
    const bool is_there = figure.denominator != 0;
    cells.add(is_there ? quotient(figure.numerator, figure.denominator) : 0, is_there);
  };
  for (const auto& [key, account] : view.book.accounts) {
    for (const FoundReason& found : view.judged[at].reasons) {
      keys.add(key);
      reasons.push_back(name_of(found.reason));
      levels.push_back(name_of(found.level));
      add_figure(values, found.value);
      add_figure(thresholds, found.threshold);
      units.push_back(unit_of(found.reason));
      groups.push_back(found.group);
      scopes.push_back(found.scope);
    }
    ++at;
  }
  Table table("reasons");
  table.add(key_column("customer", view.query.ledger.customers, keys.customers));
  table.add(currency_column("currency", keys.currencies));
  table.add(Column::text("reason", reasons));
  table.add(Column::text("level", levels));
  table.add(share_cells("value", std::move(values)));
  table.add(share_cells("threshold", std::move(thresholds)));
  table.add(Column::text("unit", units));
  table.add(key_column("group", view.query.ledger.customers, groups));
  table.add(scope_column(view, scopes));
  return table;
}

Table groups_table(const ExposureView& view) {
  KeyColumns keys;
  std::vector<std::int64_t> members, exposures;
  LimitColumns limits;
  for (const auto& [key, group] : view.book.groups) {
    keys.add(key);
    members.push_back(group.members);
    exposures.push_back(group.exposure);
    limits.add(group.limit, group.exposure);
  }
  Table table("groups");
  table.add(key_column("customer", view.query.ledger.customers, keys.customers));
  table.add(currency_column("currency", keys.currencies));
  table.add(Column::int64("members", std::move(members), ColumnRole::count));
  table.add(Column::int64("exposure", std::move(exposures), ColumnRole::money));
  limits.write(table);
  return table;
}

Table sub_limits_table(const ExposureView& view) {
  KeyColumns keys;
  std::vector<std::uint32_t> scopes;
  PartColumns parts;
  LimitColumns limits;
  for (const auto& [key, account] : view.book.scopes) {
    keys.add(key);
    scopes.push_back(key.scope);
    const MeasuredExposure measured = measure(account, view.query.parts);
    parts.add(measured);
    limits.add(account.limit, measured.exposure);
  }
  Table table("sub_limits");
  table.add(key_column("customer", view.query.ledger.customers, keys.customers));
  table.add(scope_column(view, scopes));
  table.add(currency_column("currency", keys.currencies));
  parts.write(table, false);
  limits.write(table);
  return table;
}

}  // namespace openitem::exposure
