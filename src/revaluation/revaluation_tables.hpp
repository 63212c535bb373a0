#pragma once
/// \file
/// The tables of a revaluation: figures by group, items, residues and the proof (docs/methods/revaluation.md, 4, 5).

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/base_amounts.hpp"
#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// What the open items of one group and currency come to.
struct RevaluationFigures {
  std::uint32_t group = 0;
  std::uint16_t currency = 0;
  std::int64_t open = 0;                                  ///< document currency
  std::int64_t booked = 0, revalued = 0, unrealised = 0;  ///< base currency
  std::int64_t open_items = 0;
  std::int64_t without_base_items = 0, without_base_revalued = 0;

  /// \throws Error overflow.
  void add(std::int64_t open_amount, std::int64_t booked_amount, std::int64_t worth, bool is_unbooked);
  void add(const RevaluationFigures& other);
};

/// Ascending by currency.
[[nodiscard]] std::vector<RevaluationFigures> by_currency(std::span<const RevaluationFigures> figures);
/// The columns from `currency` on.
void add_figures(Table& table, std::span<const RevaluationFigures> figures, std::uint16_t base_currency);

/// Everything that the tables of items are written from. Borrows all of it.
struct RevaluationView {
  const LedgerData& ledger;
  const Books& books;
  const BaseAmounts& base;
  const OpenItems& items;
  const BookedItems& booked;
  const std::vector<std::int64_t>& revalued;
  const BaseParts& parts;
  std::uint16_t base_currency;
};
[[nodiscard]] Table revalued_items_table(const RevaluationView& view);
[[nodiscard]] Table residues_table(const RevaluationView& view);
[[nodiscard]] Table revaluation_proof(const RevaluationView& view);

}  // namespace openitem
