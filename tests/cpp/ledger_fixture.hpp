#pragma once
// Small ledgers written as text, and how tests look into them.

#include <algorithm>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"
#include "openitem/ledger.hpp"

namespace openitem::ledger_test {

struct TextColumn {
  const char* name;
  std::vector<std::string> cells;  // "" = no value
};

inline Table text_table(const char* name, const std::vector<TextColumn>& columns) {
  Table table(name);
  for (const TextColumn& column : columns) {
    const std::vector<std::string_view> cells(column.cells.begin(), column.cells.end());
    table.add(Column::text(column.name, cells));
  }
  return table;
}

inline LedgerOptions euros(RowPolicy policy = RowPolicy::strict) {
  LedgerOptions options;
  options.currency = "EUR";
  options.row_policy = policy;
  return options;
}

inline Ledger build(const std::vector<Table>& tables, const LedgerOptions& options = euros()) {
  const TableViews views(tables);
  return build_ledger(views.views(), options);
}

// The Error that building throws; nothing where it does not.
inline std::optional<Error> error_of_build(const std::vector<Table>& tables,
                                           const LedgerOptions& options = euros()) {
  try {
    build(tables, options);
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

inline std::int32_t day(const char* iso) { return Date(iso).days(); }

inline OpenItemSet open_items(const Ledger& ledger, const char* as_of, const char* known_at = nullptr,
                              ApplicationClock clock = ApplicationClock::latest, bool with_closed = false,
                              std::int32_t threads = 1) {
  OpenItemQuery query;
  query.as_of = day(as_of);
  if (known_at != nullptr) query.known_at = day(known_at);
  query.clock = clock;
  query.with_closed = with_closed;
  query.threads = threads;
  return find_open_items(ledger.data(), query);
}

// One open item, told by its source row: what does not depend on the order of the ledger.
struct Item {
  std::int64_t source_row;
  bool is_settlement;
  std::int32_t instalment;
  bool is_excess;
  std::int64_t open;
  std::int64_t disputed;
  friend auto operator<=>(const Item&, const Item&) = default;
};

inline std::vector<Item> items_of(const Ledger& ledger, const OpenItemSet& set) {
  std::vector<Item> items;
  const Documents& documents = ledger.data().documents;
  for (std::size_t at = 0; at < set.items.open.size(); ++at) {
    const std::uint32_t document = set.items.document[at];
    items.push_back({documents.source_row[document], documents.origin[document] == Origin::flat_settlement,
                     set.items.instalment[at], set.items.excess[at] != 0, set.items.open[at],
                     set.items.disputed[at]});
  }
  std::sort(items.begin(), items.end());
  return items;
}

inline void PrintTo(const Item& item, std::ostream* out) {
  *out << "{row " << item.source_row << (item.is_settlement ? " settlement" : "") << ", instalment "
       << item.instalment << (item.is_excess ? " excess" : "") << ", open " << item.open << ", disputed "
       << item.disputed << "}";
}

inline std::int64_t amount_of(const std::vector<OpenItemTotals::Line>& lines, const char* currency = "EUR") {
  for (const OpenItemTotals::Line& line : lines) {
    if (line.currency == Currency(currency).index()) return line.amount;
  }
  return 0;
}

inline constexpr std::int32_t whole = kNoInstalment;

}  // namespace openitem::ledger_test
