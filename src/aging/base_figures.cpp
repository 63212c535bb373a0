#include "aging/base_figures.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "aging/proof.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/parallel.hpp"
#include "ledger/books.hpp"

namespace openitem {
namespace {

// Columns beside the document currency; `cell_of(row, cell)`, `missing_of(row)`.
template <typename CellOf, typename MissingOf>
void add_columns(Table& table, const FigureColumns& columns, std::uint16_t currency, CellOf&& cell_of,
                 MissingOf&& missing_of) {
  const auto rows = static_cast<std::size_t>(table.rows());
  table.add(currency_column(kBaseCurrency, std::vector<std::uint16_t>(rows, currency)));
  std::vector<std::int64_t> totals(rows, 0);
  for (std::int32_t cell = 0; cell < columns.money_cells(); ++cell) {
    std::vector<std::int64_t> amounts(rows);
    for (std::size_t row = 0; row < rows; ++row) totals[row] += amounts[row] = cell_of(row, cell);
    table.add(Column::int64(base_name(columns.labels[static_cast<std::size_t>(cell)]), std::move(amounts),
                            ColumnRole::base_money));
  }
  table.add(Column::int64(base_name("total"), std::move(totals), ColumnRole::base_money));
  std::vector<std::int64_t> missing(rows);
  std::vector<std::int64_t> missing_open(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    missing[row] = missing_of(row);
    missing_open[row] = cell_of(row, columns.money_cells());
  }
  table.add(Column::int64(kWithoutBaseItems, std::move(missing), ColumnRole::count));
  table.add(Column::int64(kWithoutBaseOpen, std::move(missing_open), ColumnRole::money));
}

}  // namespace

BaseFigures::BaseFigures(const BaseFiguresOf& of, const FigureRows& rows)
    : of_(of),
      items_(base_items(of.ledger, of.aged, of.options)),
      groups_(rows.groups),
      currencies_(rows.currencies) {
  scatter_items();
  by_currency_ = sum_by_currency(rows, base_);
}

void BaseFigures::scatter_items() {
  const AgedItems& aged = of_.aged;
  std::vector<std::uint8_t> cell = aged.cell;
  std::vector<std::int64_t> main = items_.main;
  std::vector<std::uint64_t> missing(main.size(), 0);
  for (std::size_t item = 0; item < main.size(); ++item) {
    if (items_.is_missing[item] == 0) continue;
    cell[item] = static_cast<std::uint8_t>(of_.columns.money_cells());
    main[item] = aged.main[item] + (aged.disputed.empty() ? 0 : aged.disputed[item]);
    missing[item] = aged.counts[item] & kOneOpenItem;
  }
  base_ = scatter({of_.groups.ids(), cell, main, items_.disputed, missing, of_.columns.disputed_cell},
                  of_.groups.size(), of_.columns.money_cells() + 1, of_.options.threads);
}

void BaseFigures::add_to_rows(Table& rows) const {
  add_columns(
      rows, of_.columns, items_.currency,
      [this](std::size_t row, std::int32_t cell) { return base_.amount(groups_[row], cell); },
      [this](std::size_t row) { return base_.open_items(groups_[row]); });
}

void BaseFigures::add_to_totals(Table& table, std::span<const CurrencyFigures> totals) const {
  std::vector<const CurrencyFigures*> figures;
  for (const CurrencyFigures& total : totals) figures.push_back(find_figures(by_currency_, total.currency));
  add_columns(
      table, of_.columns, items_.currency,
      [&](std::size_t row, std::int32_t cell) {
        return figures[row] == nullptr ? 0 : figures[row]->cells[static_cast<std::size_t>(cell)];
      },
      [&](std::size_t row) { return figures[row] == nullptr ? 0 : figures[row]->open_items; });
}

std::vector<Table> BaseFigures::tables(const OpenItemQuery& query) {
  std::vector<Table> tables;
  tables.push_back(rows_table());
  tables.push_back(totals_table());
  tables.push_back(proof(query));
  return tables;
}

void BaseFigures::add_row(Sums& sums, std::size_t row) const {
  const std::uint32_t group = groups_[row];
  sums.cells.resize(of_.columns.labels.size(), 0);
  for (std::size_t cell = 0; cell < sums.cells.size(); ++cell) {
    sums.cells[cell] += base_.amount(group, static_cast<std::int32_t>(cell));
  }
  sums.open_items += of_.cells.open_items(group);
  sums.overdue_documents += of_.cells.overdue_documents(group);
  sums.without_base += base_.open_items(group);
}

bool BaseFigures::is_same_group(std::size_t a, std::size_t b) const noexcept {
  for (std::size_t level = 0; level < of_.keys.size(); ++level) {
    if (of_.groups.code(groups_[a], level) != of_.groups.code(groups_[b], level)) return false;
  }
  return true;
}

// The currency is the last level: the rows of a group stand one after the other.
std::vector<std::size_t> BaseFigures::group_starts() const {
  std::vector<std::size_t> starts;
  for (std::size_t row = 0; row < groups_.size(); ++row) {
    if (row == 0 || !is_same_group(row - 1, row)) starts.push_back(row);
  }
  starts.push_back(groups_.size());
  return starts;
}

void BaseFigures::add_sums(Table& table, std::span<const Sums> sums) const {
  const auto add = [&](std::string name, ColumnRole role, auto&& value_of) {
    std::vector<std::int64_t> values;
    values.reserve(sums.size());
    for (const Sums& row : sums) values.push_back(value_of(row));
    table.add(Column::int64(std::move(name), std::move(values), role));
  };
  table.add(currency_column("currency", std::vector<std::uint16_t>(sums.size(), items_.currency)));
  for (std::size_t cell = 0; cell < of_.columns.labels.size(); ++cell) {
    add(of_.columns.labels[cell], ColumnRole::money, [cell](const Sums& row) { return row.cells[cell]; });
  }
  add("total", ColumnRole::money,
      [](const Sums& row) { return std::accumulate(row.cells.begin(), row.cells.end(), std::int64_t{0}); });
  add("open_items", ColumnRole::count, [](const Sums& row) { return row.open_items; });
  add("overdue_documents", ColumnRole::count, [](const Sums& row) { return row.overdue_documents; });
  add(kWithoutBaseItems, ColumnRole::count, [](const Sums& row) { return row.without_base; });
}

Table BaseFigures::rows_table() const {
  const std::vector<std::size_t> starts = group_starts();
  std::vector<Sums> sums(starts.size() - 1);
  for (std::size_t group = 0; group < sums.size(); ++group) {
    for (std::size_t row = starts[group]; row < starts[group + 1]; ++row) add_row(sums[group], row);
  }
  Table table("base_rows");
  for (std::size_t level = 0; level < of_.keys.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(sums.size());
    for (std::size_t group = 0; group < sums.size(); ++group) {
      codes.push_back(of_.groups.code(groups_[starts[group]], level));
    }
    table.add(of_.keys[level].column(codes));
  }
  add_sums(table, sums);
  return table;
}

Table BaseFigures::totals_table() const {
  std::vector<Sums> sums(groups_.empty() ? 0 : 1);
  for (std::size_t row = 0; row < groups_.size(); ++row) add_row(sums.front(), row);
  Table table("base_totals");
  add_sums(table, sums);
  return table;
}

Table BaseFigures::proof(const OpenItemQuery& query) {
  const Books books(of_.ledger, query);
  const BaseAmounts base(of_.ledger, items_.currency);
  const BaseBridge bridge =
      base_bridge(of_.ledger, base, books, base_parts(of_.ledger, base, books, query.threads));
  document_visits_ += bridge.document_visits;
  BaseLine buckets;
  for (std::size_t row = 0; row < groups_.size(); ++row) {
    Sums sums;
    add_row(sums, row);
    buckets.count += sums.open_items - sums.without_base;
    buckets.amount += std::accumulate(sums.cells.begin(), sums.cells.end(), std::int64_t{0});
  }
  const std::int64_t booked = bridge.booked();
  std::int64_t reported = booked;
  Proof proof;
  const auto add_if_any = [&](const char* line, const BaseLine& figures) {
    proof.add_if_any(items_.currency, line, figures.count, figures.amount);
  };
  proof.add(items_.currency, "documents", bridge.documents.count, bridge.documents.amount);
  add_if_any("without_base", bridge.without_base);
  add_if_any("without_amount", bridge.without_amount);
  add_if_any("residues", bridge.residues);
  add_if_any("without_counterpart", bridge.without_counterpart);
  add_if_any("applied_before_posting", bridge.applied_before_posting);
  proof.add(items_.currency, "booked", items_.carried.count, booked);
  add_if_any("excluded_credits", items_.excluded_credits);
  add_if_any("excluded_disputes", items_.excluded_disputes);
  add_if_any("netted", items_.netted);
  for (const BaseLine* const line : {&items_.excluded_credits, &items_.excluded_disputes, &items_.netted}) {
    reported = checked_add(reported, line->amount);
  }
  proof.add(items_.currency, "reported", items_.reported_items, reported);
  proof.add(items_.currency, "buckets", buckets.count, buckets.amount);
  proof.add(items_.currency, "difference", 0, checked_sub(reported, buckets.amount));
  return proof.table("base_proof");
}

}  // namespace openitem
