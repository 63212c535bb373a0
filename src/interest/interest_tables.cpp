#include "interest/interest_tables.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aging/document_columns.hpp"
#include "aging/groups.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "interest/interest_proof.hpp"
#include "interest/options.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 32> kColumnNames = {
    "item",     "item_key",       "item_row",   "line",          "kind",        "from",     "to",
    "days",     "currency",       "balance",    "suspended",     "capitalised", "base",     "rate",
    "margin",   "reference_rate", "numerator",  "denominator",   "amount",      "residue",  "instalment",
    "due_date", "first_day",      "last_day",   "open",          "accrued",     "interest", "compensation",
    "charge",   "reason",         "source_row", "charged_before"};
constexpr std::array<std::string_view, 8> kRowNames = {"currency", "items",    "charged_items", "amount",
                                                       "open",     "interest", "compensation",  "charge"};

// What the items of a group come to.
struct ChargeSums {
  std::int64_t items = 0, charged_items = 0;
  std::int64_t amount = 0, open = 0, interest = 0, compensation = 0;

  void add(const StatedItem& item) {
    const ItemStatement& statement = item.statement;
    ++items;
    charged_items += statement.reason == NoCharge::none ? 1 : 0;
    amount = checked_add(amount, item.amount);
    open = checked_add(open, statement.open);
    interest = checked_add(interest, statement.interest);
    compensation = checked_add(compensation, statement.compensation);
  }
  [[nodiscard]] std::int64_t charge() const { return checked_add(interest, compensation); }
};

template <typename Rows, typename ValueOf>
Column wide(const char* name, const Rows& rows, ColumnRole role, ValueOf&& value_of) {
  std::vector<std::int64_t> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.push_back(value_of(row));
  return Column::int64(name, std::move(values), role);
}

template <typename Rows, typename ValueOf>
Column money(const char* name, const Rows& rows, ValueOf&& value_of) {
  return wide(name, rows, ColumnRole::money, std::forward<ValueOf>(value_of));
}

// `value_of` gives an optional.
template <typename Rows, typename ValueOf>
Column optional_wide(const char* name, const Rows& rows, ColumnRole role, ValueOf&& value_of) {
  Validity validity;
  for (const auto& row : rows) validity.add(value_of(row).has_value());
  return validity.on(wide(name, rows, role, [&](const auto& row) { return value_of(row).value_or(0); }));
}

class InterestWriter {
 public:
  explicit InterestWriter(const InterestView& view)
      : view_(view), items_(view.statement.items), lines_(view.statement.lines) {}

  Interest write() {
    std::vector<Table> tables;
    tables.push_back(lines_table());
    tables.push_back(items_table());
    tables.push_back(rows_table());
    tables.push_back(totals_table());
    tables.push_back(interest_proof(view_.statement));
    tables.push_back(interest_about(view_.as_of, view_.terms.options, view_.source));
    return Interest(std::move(tables));
  }

 private:
  [[nodiscard]] const StatedItem& item_of(const InterestLine& line) const { return items_[line.item]; }

  Table lines_table() const {
    Table table("lines");
    std::vector<std::uint32_t> rows;
    std::vector<std::int32_t> instalments;
    std::vector<std::uint16_t> currencies;
    for (const InterestLine& line : lines_) {
      rows.push_back(item_of(line).row);
      instalments.push_back(item_of(line).instalment);
      currencies.push_back(item_of(line).currency);
    }
    view_.columns.add_columns(table, rows, instalments);
    table.add(wide("item", lines_, ColumnRole::plain, [](const InterestLine& line) { return line.item; }));
    add_periods(table);
    table.add(currency_column("currency", currencies));
    add_bases(table);
    add_rates(table);
    table.add(money("amount", lines_, [](const InterestLine& line) { return line.amount; }));
    table.add(
        wide("residue", lines_, ColumnRole::plain, [](const InterestLine& line) { return line.residue; }));
    return table;
  }

  void add_periods(Table& table) const {
    std::vector<std::string_view> kinds;
    std::vector<std::int32_t> from, to, days;
    Validity bears_days;
    for (const InterestLine& line : lines_) {
      kinds.emplace_back(line_kind_name(line.kind));
      from.push_back(line.from);
      to.push_back(line.to);
      days.push_back(line.bears_days() ? line.to - line.from + 1 : 0);
      bears_days.add(line.bears_days());
    }
    table.add(Column::text("kind", kinds));
    table.add(Column::date("from", std::move(from)));
    table.add(Column::date("to", std::move(to)));
    table.add(bears_days.on(Column::int32("days", std::move(days), ColumnRole::days)));
  }

  void add_bases(Table& table) const {
    const auto of_days = [&](const char* name, std::int64_t InterestLine::*member) {
      table.add(optional_wide(name, lines_, ColumnRole::money, [member](const InterestLine& line) {
        return line.bears_days() ? std::optional(line.*member) : std::nullopt;
      }));
    };
    of_days("balance", &InterestLine::balance);
    of_days("suspended", &InterestLine::suspended);
    of_days("capitalised", &InterestLine::capitalised);
    of_days("base", &InterestLine::base);
  }

  void add_rates(Table& table) const {
    using Value = std::optional<std::int64_t>;
    add_fraction(table, "rate", [](const InterestLine& line) { return Value(line.rate); });
    add_fraction(table, "reference_rate", [](const InterestLine& line) { return line.reference; });
    add_fraction(table, "margin", [](const InterestLine& line) {
      return line.reference ? Value(line.rate - *line.reference) : Value();
    });
    const auto add = [&](const char* name, std::int64_t YearFraction::*member) {
      table.add(optional_wide(name, lines_, ColumnRole::plain, [member](const InterestLine& line) {
        return line.bears_days() ? Value(line.years.*member) : Value();
      }));
    };
    add("numerator", &YearFraction::numerator);
    add("denominator", &YearFraction::denominator);
  }

  // Parts per billion as the nearest double: its shortest decimal is the rate again.
  template <typename ValueOf>
  void add_fraction(Table& table, const char* name, ValueOf&& value_of) const {
    std::vector<double> fractions;
    Validity has_rate;
    for (const InterestLine& line : lines_) {
      const std::optional<std::int64_t> parts = line.bears_days() ? value_of(line) : std::nullopt;
      has_rate.add(parts.has_value());
      fractions.push_back(static_cast<double>(parts.value_or(0)) / 1e9);
    }
    table.add(has_rate.on(Column::float64(name, std::move(fractions))));
  }

  Table items_table() const {
    Table table("items");
    std::vector<std::uint32_t> rows;
    std::vector<std::int32_t> instalments, due, first, last;
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> reasons;
    Validity has_reason;
    for (const StatedItem& item : items_) {
      rows.push_back(item.row);
      instalments.push_back(item.instalment);
      due.push_back(item.due);
      first.push_back(item.statement.first_day);
      last.push_back(item.statement.last_day);
      currencies.push_back(item.currency);
      reasons.emplace_back(no_charge_name(item.statement.reason));
      has_reason.add(item.statement.reason != NoCharge::none);
    }
    view_.columns.add_columns(table, rows, instalments);
    table.add(currency_column("currency", currencies));
    table.add(money("amount", items_, [](const StatedItem& item) { return item.amount; }));
    table.add(optional_date("due_date", std::move(due)));
    table.add(optional_date("first_day", std::move(first)));
    table.add(optional_date("last_day", std::move(last)));
    table.add(money("open", items_, [](const StatedItem& item) { return item.statement.open; }));
    table.add(money("accrued", items_, [](const StatedItem& item) { return item.statement.accrued; }));
    table.add(money("interest", items_, [](const StatedItem& item) { return item.statement.interest; }));
    table.add(
        money("compensation", items_, [](const StatedItem& item) { return item.statement.compensation; }));
    table.add(money("charge", items_, [](const StatedItem& item) {
      return checked_add(item.statement.interest, item.statement.compensation);
    }));
    table.add(wide("residue", items_, ColumnRole::plain,
                   [](const StatedItem& item) { return item.statement.residue; }));
    table.add(money("charged_before", items_,
                    [](const StatedItem& item) { return item.statement.charged_before; }));
    table.add(has_reason.on(Column::text("reason", reasons)));
    return table;
  }

  static void add_sums(Table& table, const std::vector<ChargeSums>& sums) {
    table.add(wide("items", sums, ColumnRole::count, [](const ChargeSums& of) { return of.items; }));
    table.add(wide("charged_items", sums, ColumnRole::count,
                   [](const ChargeSums& of) { return of.charged_items; }));
    table.add(money("amount", sums, [](const ChargeSums& of) { return of.amount; }));
    table.add(money("open", sums, [](const ChargeSums& of) { return of.open; }));
    table.add(money("interest", sums, [](const ChargeSums& of) { return of.interest; }));
    table.add(money("compensation", sums, [](const ChargeSums& of) { return of.compensation; }));
    table.add(money("charge", sums, [](const ChargeSums& of) { return of.charge(); }));
  }

  Table rows_table() const {
    refuse_own_columns(view_.terms.options.by, kRowNames, "every interest statement");
    const std::vector<GroupKey> keys = view_.columns.group_keys();
    Groups groups(static_cast<std::int64_t>(items_.size()), view_.terms.options.threads);
    for (const GroupKey& key : keys) {
      groups.add_level(key.keys(), [&](std::int64_t item) {
        return key.code_of(items_[static_cast<std::size_t>(item)].row);
      });
    }
    const CurrencyRanks ranks(currencies());
    groups.add_level(ranks.size(), [&](std::int64_t item) {
      return ranks.rank(items_[static_cast<std::size_t>(item)].currency);
    });
    std::vector<ChargeSums> all(groups.size());
    for (std::size_t item = 0; item < items_.size(); ++item) all[groups.ids()[item]].add(items_[item]);
    std::vector<std::uint32_t> present;
    std::vector<ChargeSums> sums;
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
      if (all[group].items == 0) continue;
      present.push_back(group);
      sums.push_back(all[group]);
    }
    Table table("rows");
    for (std::size_t level = 0; level < keys.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(present.size());
      for (const std::uint32_t group : present) codes.push_back(groups.code(group, level));
      table.add(keys[level].column(codes));
    }
    std::vector<std::uint16_t> of_groups;
    of_groups.reserve(present.size());
    for (const std::uint32_t group : present)
      of_groups.push_back(ranks.currency(groups.code(group, keys.size())));
    table.add(currency_column("currency", of_groups));
    add_sums(table, sums);
    return table;
  }

  [[nodiscard]] std::vector<std::uint16_t> currencies() const {
    std::vector<std::uint16_t> all;
    for (const StatedItem& item : items_) {
      if (all.empty() || all.back() != item.currency) all.push_back(item.currency);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  Table totals_table() const {
    std::map<std::uint16_t, ChargeSums> by_currency;
    for (const StatedItem& item : items_) by_currency[item.currency].add(item);
    std::vector<std::uint16_t> of;
    std::vector<ChargeSums> sums;
    for (const auto& [currency, total] : by_currency) {
      of.push_back(currency);
      sums.push_back(total);
    }
    Table table("totals");
    table.add(currency_column("currency", of));
    add_sums(table, sums);
    return table;
  }

  const InterestView& view_;
  const std::vector<StatedItem>& items_;
  const std::vector<InterestLine>& lines_;
};

}  // namespace

Interest interest_tables(const InterestView& view) { return InterestWriter(view).write(); }

std::span<const std::string_view> interest_column_names() noexcept { return kColumnNames; }

}  // namespace openitem
