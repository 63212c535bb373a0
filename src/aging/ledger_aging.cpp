#include "aging/ledger_aging.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "aging/aged_items.hpp"
#include "aging/base_figures.hpp"
#include "aging/groups.hpp"
#include "aging/proof.hpp"
#include "aging/re_aged.hpp"

namespace openitem {

// The figures of one date.
class DayAging {
 public:
  DayAging(const LedgerAging& way, const Buckets& buckets, const OpenItemQuery& query, OpenItemSet set)
      : query_(query),
        ledger_(way.ledger_),
        options_(way.options_),
        buckets_(buckets),
        columns_(way.columns_),
        keys_(way.keys_),
        ranks_(way.ranks_),
        aged_(age_items(way.ledger_, std::move(set), Date(query.as_of), way.options_, buckets, way.columns_)),
        groups_(static_cast<std::int64_t>(aged_.main.size()), way.options_.threads) {}

  AgingTables run_with(std::span<const CurrencyFigures> plain) {
    group();
    const CellMatrix looked_at = scatter_items();
    std::vector<CurrencyFigures> totals = sum_by_currency(rows_of(looked_at), looked_at);
    for (const CurrencyFigures& figures : plain) {
      if (figures.open_items == 0) continue;
      add_to(totals, figures);
      aged_.sums[figures.currency].open_items += figures.open_items;
      aged_.sums[figures.currency].reported_items += figures.open_items;
    }
    CellMatrix cells(static_cast<std::uint32_t>(totals.size()), columns_.money_cells());
    FigureRows rows;
    for (std::uint32_t row = 0; row < totals.size(); ++row) {
      cells.set(row, totals[row].cells, totals[row].open_items, totals[row].overdue_documents);
      rows.groups.push_back(row);
      rows.currencies.push_back(totals[row].currency);
    }
    return tables_of(std::move(rows), cells, totals, nullptr);
  }

  AgingTables run() {
    group();
    const CellMatrix cells = scatter_items();
    FigureRows rows = rows_of(cells);
    std::optional<BaseFigures> base;
    if (options_.base_amounts != 0) {
      base.emplace(BaseFiguresOf{ledger_, options_, aged_, groups_, columns_, cells, keys_}, rows);
    }
    std::vector<CurrencyFigures> totals = sum_by_currency(rows, cells);
    std::optional<std::vector<std::int64_t>> future;
    if (options_.future_payments != 0) future = future_payments(totals);
    AgingTables day = tables_of(std::move(rows), cells, totals, future ? &*future : nullptr);
    if (base) add_base(day, *base, totals);
    if (!options_.re_aged_column.empty()) add_re_aged(day);
    return day;
  }

 private:
  [[nodiscard]] AgingTables tables_of(FigureRows rows, const CellMatrix& cells,
                                      std::span<const CurrencyFigures> totals,
                                      const std::vector<std::int64_t>* future_payments) const {
    AgingTables day;
    day.missing_date_items = aged_.missing_date_items;
    day.tables.push_back(rows_table(std::move(rows), cells, columns_, future_payments));
    day.tables.push_back(totals_table(totals, columns_, future_payments != nullptr));
    day.tables.push_back(ledger_proof(ledger_, aged_, totals));
    return day;
  }

  [[nodiscard]] CellMatrix scatter_items() const {
    return scatter(
        {groups_.ids(), aged_.cell, aged_.main, aged_.disputed, aged_.counts, columns_.disputed_cell},
        groups_.size(), columns_.money_cells(), options_.threads);
  }

  // Currencies stay ascending.
  static void add_to(std::vector<CurrencyFigures>& totals, const CurrencyFigures& figures) {
    const auto at = std::lower_bound(
        totals.begin(), totals.end(), figures.currency,
        [](const CurrencyFigures& total, std::uint16_t currency) { return total.currency < currency; });
    if (at == totals.end() || at->currency != figures.currency) {
      totals.insert(at, figures);
      return;
    }
    for (std::size_t cell = 0; cell < at->cells.size(); ++cell) at->cells[cell] += figures.cells[cell];
    at->open_items += figures.open_items;
    at->overdue_documents += figures.overdue_documents;
  }

  void group() {
    const std::vector<std::uint32_t>& document = aged_.set.items.document;
    for (const GroupKey& key : keys_) {
      groups_.add_level(key.keys(), [&](std::int64_t item) {
        return key.code_of(document[static_cast<std::size_t>(item)]);
      });
    }
    groups_.add_level(ranks_.size(), [&](std::int64_t item) {
      return ranks_.rank(ledger_.documents.currency[document[static_cast<std::size_t>(item)]]);
    });
  }

  [[nodiscard]] FigureRows rows_of(const CellMatrix& cells) const {
    FigureRows rows;
    for (std::uint32_t group = 0; group < cells.groups(); ++group) {
      if (cells.open_items(group) == 0) continue;
      rows.groups.push_back(group);
      rows.currencies.push_back(ranks_.currency(groups_.code(group, keys_.size())));
    }
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(rows.groups.size());
      for (const std::uint32_t group : rows.groups) codes.push_back(groups_.code(group, level));
      rows.keys.push_back(keys_[level].column(codes));
    }
    return rows;
  }

  void add_base(AgingTables& day, BaseFigures& base, std::span<const CurrencyFigures> totals) const {
    base.add_to_rows(day.tables[0]);
    base.add_to_totals(day.tables[1], totals);
    for (Table& table : base.tables(query_)) day.tables.push_back(std::move(table));
    day.document_visits += base.document_visits();
  }

  void add_re_aged(AgingTables& day) const {
    const ReAgedItems re_aged = re_age_items(ledger_, aged_, Date(query_.as_of), options_, buckets_);
    for (Table& table : re_aged_tables(
             {ledger_, aged_, re_aged, columns_, keys_, ranks_, buckets_.days(), options_.threads}))
      day.tables.push_back(std::move(table));
  }

  // By group; adds to the totals also what belongs to no row.
  std::vector<std::int64_t> future_payments(std::vector<CurrencyFigures>& totals) const {
    std::vector<std::int64_t> by_group(groups_.size(), 0);
    std::vector<std::int64_t> by_rank(ranks_.size(), 0);
    std::vector<std::uint32_t> codes(keys_.size() + 1);
    for (const std::uint32_t row : aged_.set.later_payments) {
      const std::uint32_t rank = ranks_.rank(ledger_.documents.currency[row]);
      for (std::size_t level = 0; level < keys_.size(); ++level) codes[level] = keys_[level].code_of(row);
      codes.back() = rank;
      by_rank[rank] += ledger_.documents.amount[row];
      const std::optional<std::uint32_t> group = groups_.find(codes);
      if (group) by_group[*group] += ledger_.documents.amount[row];
    }
    std::vector<CurrencyFigures> all;
    for (std::uint32_t rank = 0; rank < ranks_.size(); ++rank) {
      const CurrencyFigures* const known = find_figures(totals, ranks_.currency(rank));
      if (known == nullptr && by_rank[rank] == 0) continue;
      all.push_back(known != nullptr ? *known : CurrencyFigures{});
      all.back().currency = ranks_.currency(rank);
      all.back().cells.resize(columns_.labels.size(), 0);
      all.back().future_payments = by_rank[rank];
    }
    totals = std::move(all);
    return by_group;
  }

  const OpenItemQuery& query_;
  const LedgerData& ledger_;
  const AgingOptions& options_;
  const Buckets& buckets_;
  const FigureColumns& columns_;
  const std::vector<GroupKey>& keys_;
  const CurrencyRanks& ranks_;
  AgedItems aged_;
  Groups groups_;
};

LedgerAging::LedgerAging(const LedgerData& ledger, const AgingOptions& options, Date first)
    : ledger_(ledger),
      options_(options),
      buckets_(options, first),
      columns_(figure_columns(buckets_, options)),
      keys_(resolve_group_keys(options.by, group_keys_of(ledger))),
      ranks_(ledger.currencies) {}

AgingTables LedgerAging::on(const OpenItemQuery& query, OpenItemSet set) const {
  if (!Buckets::move_with_date(options_)) return DayAging(*this, buckets_, query, std::move(set)).run();
  const Buckets buckets(options_, Date(query.as_of));
  return DayAging(*this, buckets, query, std::move(set)).run();
}

AgingTables LedgerAging::on(const OpenItemQuery& query, OpenItemSet set,
                            std::span<const CurrencyFigures> plain) const {
  if (!Buckets::move_with_date(options_))
    return DayAging(*this, buckets_, query, std::move(set)).run_with(plain);
  const Buckets buckets(options_, Date(query.as_of));
  return DayAging(*this, buckets, query, std::move(set)).run_with(plain);
}

std::string LedgerAging::base_currency() const {
  if (options_.base_amounts == 0) return {};
  return std::string(Currency::from_index(require_base_currency(ledger_)).code());
}

}  // namespace openitem
