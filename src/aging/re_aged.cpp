#include "aging/re_aged.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include "aging/groups.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

// An amount in a figure column, and in the column where it would stand by the re-aged date.
struct Part {
  std::uint32_t item;
  std::uint8_t cell, re_aged_cell;
  std::int64_t amount;
};

std::vector<Part> parts_of(const ReAgedView& view) {
  std::vector<Part> parts;
  const AgedItems& aged = view.aged;
  for (std::uint32_t item = 0; item < aged.main.size(); ++item) {
    if (aged.main[item] != 0) {
      parts.push_back({item, aged.cell[item], view.re_aged.cell[item], aged.main[item]});
    }
    if (aged.disputed.empty() || aged.disputed[item] == 0) continue;
    const auto cell = static_cast<std::uint8_t>(view.columns.disputed_cell);
    parts.push_back({item, cell, cell, aged.disputed[item]});
  }
  return parts;
}

// What the parts of one group and currency come to.
struct ReAgedSums {
  std::int64_t improved = 0, worsened = 0, unchanged = 0;
  std::int64_t open_items = 0, re_aged_items = 0;
  std::int64_t days_numerator = 0, days_denominator = 0;
};

class ReAgedTables {
 public:
  explicit ReAgedTables(const ReAgedView& view) : view_(view), parts_(parts_of(view)) {}

  Table pairs() const {
    Groups groups = grouped();
    const auto columns = static_cast<std::uint32_t>(view_.columns.money_cells());
    groups.add_level(columns, [this](std::int64_t part) { return std::uint32_t{at(part).cell}; });
    groups.add_level(columns, [this](std::int64_t part) { return std::uint32_t{at(part).re_aged_cell}; });
    std::vector<std::int64_t> amounts(groups.size(), 0);
    std::vector<std::int64_t> items(groups.size(), 0);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      amounts[groups.ids()[part]] += parts_[part].amount;
      ++items[groups.ids()[part]];
    }
    const std::vector<std::uint32_t> rows = present(items);
    Table table("re_aged");
    add_keys(table, groups, rows);
    const std::size_t level = view_.keys.size() + 1;
    add_labels(table, "bucket", groups, rows, level);
    add_labels(table, "re_aged_bucket", groups, rows, level + 1);
    add_figure(table, "amount", ColumnRole::money, rows, [&](std::uint32_t row) { return amounts[row]; });
    add_figure(table, "open_items", ColumnRole::count, rows, [&](std::uint32_t row) { return items[row]; });
    return table;
  }

  Table totals() const {
    const Groups groups = grouped();
    std::vector<ReAgedSums> sums(groups.size());
    std::vector<std::int64_t> items(groups.size(), 0);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      add(sums[groups.ids()[part]], part);
      ++items[groups.ids()[part]];
    }
    const std::vector<std::uint32_t> rows = present(items);
    Table table("re_aged_totals");
    add_keys(table, groups, rows);
    const auto add_sum = [&](const char* name, ColumnRole role, std::int64_t ReAgedSums::*member) {
      add_figure(table, name, role, rows, [&sums, member](std::uint32_t row) { return sums[row].*member; });
    };
    add_sum("improved", ColumnRole::money, &ReAgedSums::improved);
    add_sum("worsened", ColumnRole::money, &ReAgedSums::worsened);
    add_sum("unchanged", ColumnRole::money, &ReAgedSums::unchanged);
    add_figure(table, "total", ColumnRole::money, rows, [&](std::uint32_t row) {
      return sums[row].improved + sums[row].worsened + sums[row].unchanged;
    });
    add_sum("open_items", ColumnRole::count, &ReAgedSums::open_items);
    add_sum("re_aged_items", ColumnRole::count, &ReAgedSums::re_aged_items);
    add_sum("days_numerator", ColumnRole::plain, &ReAgedSums::days_numerator);
    add_sum("days_denominator", ColumnRole::plain, &ReAgedSums::days_denominator);
    return table;
  }

 private:
  [[nodiscard]] const Part& at(std::int64_t part) const { return parts_[static_cast<std::size_t>(part)]; }
  [[nodiscard]] std::uint32_t document_of(std::int64_t part) const {
    return view_.aged.set.items.document[at(part).item];
  }

  // By the group columns, then by currency.
  [[nodiscard]] Groups grouped() const {
    Groups groups(static_cast<std::int64_t>(parts_.size()), view_.threads);
    for (const GroupKey& key : view_.keys) {
      groups.add_level(key.keys(), [&](std::int64_t part) { return key.code_of(document_of(part)); });
    }
    groups.add_level(view_.ranks.size(), [&](std::int64_t part) {
      return view_.ranks.rank(view_.ledger.documents.currency[document_of(part)]);
    });
    return groups;
  }

  [[nodiscard]] static std::vector<std::uint32_t> present(std::span<const std::int64_t> items) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t group = 0; group < items.size(); ++group) {
      if (items[group] != 0) rows.push_back(group);
    }
    return rows;
  }

  void add(ReAgedSums& sums, std::size_t position) const {
    const Part& part = parts_[position];
    std::int64_t& of_bucket = part.re_aged_cell < part.cell   ? sums.improved
                              : part.re_aged_cell > part.cell ? sums.worsened
                                                              : sums.unchanged;
    of_bucket += part.amount;
    // The parts of an item stand one after the other.
    if (position == 0 || parts_[position - 1].item != part.item) {
      ++sums.open_items;
      sums.re_aged_items += view_.re_aged.is_re_aged[part.item];
    }
    const std::int32_t date = view_.aged.basis_date[part.item];
    const std::int32_t re_aged = view_.re_aged.date[part.item];
    const bool is_debit =
        view_.aged.set.items.open[part.item] > 0 && part.cell != view_.columns.disputed_cell;
    if (!is_debit || date == kNoDate || re_aged == kNoDate) return;
    const std::int64_t younger = std::int64_t{view_.days.since(date)} - view_.days.since(re_aged);
    sums.days_numerator = checked_add(sums.days_numerator, checked_mul(part.amount, younger));
    sums.days_denominator += part.amount;
  }

  void add_keys(Table& table, const Groups& groups, std::span<const std::uint32_t> rows) const {
    for (std::size_t level = 0; level < view_.keys.size(); ++level) {
      table.add(view_.keys[level].column(codes(groups, rows, level)));
    }
    std::vector<std::uint16_t> currencies;
    currencies.reserve(rows.size());
    for (const std::uint32_t row : rows) {
      currencies.push_back(view_.ranks.currency(groups.code(row, view_.keys.size())));
    }
    table.add(currency_column("currency", currencies));
  }

  [[nodiscard]] static std::vector<std::uint32_t> codes(const Groups& groups,
                                                        std::span<const std::uint32_t> rows,
                                                        std::size_t level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(rows.size());
    for (const std::uint32_t row : rows) codes.push_back(groups.code(row, level));
    return codes;
  }

  void add_labels(Table& table, const char* name, const Groups& groups, std::span<const std::uint32_t> rows,
                  std::size_t level) const {
    std::vector<std::string_view> labels;
    labels.reserve(rows.size());
    for (const std::uint32_t cell : codes(groups, rows, level))
      labels.emplace_back(view_.columns.labels[cell]);
    table.add(Column::text(name, labels));
  }

  template <typename ValueOf>
  static void add_figure(Table& table, const char* name, ColumnRole role, std::span<const std::uint32_t> rows,
                         ValueOf&& value_of) {
    std::vector<std::int64_t> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) values.push_back(value_of(row));
    table.add(Column::int64(name, std::move(values), role));
  }

  const ReAgedView& view_;
  const std::vector<Part> parts_;
};

}  // namespace

ReAgedItems re_age_items(const LedgerData& ledger, const AgedItems& aged, Date as_of,
                         const AgingOptions& options, const Buckets& buckets) {
  const std::vector<std::int32_t>& column =
      find_date_column(ledger.documents, options.re_aged_column, "re_aged_column");
  ReAgedItems out{aged.basis_date, aged.cell, std::vector<std::uint8_t>(aged.cell.size(), 0)};
  const OpenItems& items = aged.set.items;
  for (std::size_t item = 0; item < out.date.size(); ++item) {
    // What stands in a column of its own has no bucket that another date could change.
    const bool has_bucket = items.open[item] > 0 || options.credits == CreditMode::own_age;
    const std::int32_t date = column[items.document[item]];
    if (!has_bucket || items.excess[item] != 0 || date == kNoDate) continue;
    buckets.days().scale().require_known(date, ledger.documents.source_row[items.document[item]],
                                         "documents");
    out.date[item] = date;
    out.is_re_aged[item] = 1;
    out.cell[item] = static_cast<std::uint8_t>(buckets.of(as_of.days() - date));
  }
  return out;
}

std::vector<Table> re_aged_tables(const ReAgedView& view) {
  const ReAgedTables tables(view);
  std::vector<Table> list;
  list.push_back(tables.pairs());
  list.push_back(tables.totals());
  return list;
}

}  // namespace openitem
