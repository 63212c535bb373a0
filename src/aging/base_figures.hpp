#pragma once
/// \file
/// The figures of an aging in base currency: the columns beside those in document currency and the tables
/// that sum over document currencies, with their proof (docs/methods/aging.md, 10).

#include <cstdint>
#include <span>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/base_items.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// The aging whose figures these are; everything is borrowed. The last level of `groups` is the currency.
struct BaseFiguresOf {
  const LedgerData& ledger;
  const AgingOptions& options;
  const AgedItems& aged;
  const Groups& groups;
  const FigureColumns& columns;
  const CellMatrix& cells;  ///< in document currency
  std::span<const GroupKey> keys;
};

class BaseFigures {
 public:
  /// `rows` as in the table "rows". \throws Error as base_items.
  BaseFigures(const BaseFiguresOf& of, const FigureRows& rows);

  /// Adds the base columns behind those of the document currency.
  void add_to_rows(Table& rows) const;
  /// `totals`: the currencies of the table, in its order.
  void add_to_totals(Table& table, std::span<const CurrencyFigures> totals) const;
  /// "base_rows", "base_totals", "base_proof". `query`: of the open items. \throws Error overflow.
  [[nodiscard]] std::vector<Table> tables(const OpenItemQuery& query);
  /// How often the proof looked at a document.
  [[nodiscard]] std::int64_t document_visits() const noexcept { return document_visits_; }

 private:
  /// What rows of several document currencies add up to.
  struct Sums {
    std::vector<std::int64_t> cells;
    std::int64_t open_items = 0, overdue_documents = 0, without_base = 0;
  };
  void scatter_items();
  void add_row(Sums& sums, std::size_t row) const;
  /// First row of every group, and the number of rows.
  [[nodiscard]] std::vector<std::size_t> group_starts() const;
  [[nodiscard]] bool is_same_group(std::size_t a, std::size_t b) const noexcept;
  void add_sums(Table& table, std::span<const Sums> sums) const;
  [[nodiscard]] Table rows_table() const;
  [[nodiscard]] Table totals_table() const;
  [[nodiscard]] Table proof(const OpenItemQuery& query);

  const BaseFiguresOf of_;
  const BaseItems items_;
  const std::vector<std::uint32_t> groups_;      // of each row
  const std::vector<std::uint16_t> currencies_;  // of each row
  /// Money cells in base currency, then one in document currency: what has no base amount.
  CellMatrix base_;
  std::vector<CurrencyFigures> by_currency_;
  std::int64_t document_visits_ = 0;
};

}  // namespace openitem
