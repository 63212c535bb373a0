#pragma once
// Open items of a ledger on a date: the one place that decides openness (docs/methods/ledger.md, 4 and 5).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ledger/ledger_data.hpp"

namespace openitem {

struct OpenItemQuery {
  std::int32_t as_of = 0;                // days
  std::optional<std::int32_t> known_at;  // days
  ApplicationClock clock = ApplicationClock::latest;
  std::int32_t threads = 1;
  bool with_closed = false;  // also documents and instalments open for 0 (for statements and golden cases)
  bool with_later_payments = false;
};

// One row per open instalment (or document, or credit, or excess); ordered by document row, then instalment order, excess last.
struct OpenItems {
  std::vector<std::uint32_t> document;   // row in Documents
  std::vector<std::int32_t> instalment;  // number; kNoInstalment = the document itself
  std::vector<std::uint8_t> excess;      // 1 = applied beyond the amount
  std::vector<std::int32_t> due;         // of the instalment or document; kNoDate
  std::vector<std::int64_t> amount;      // of the instalment or document; 0 for excess
  std::vector<std::int64_t> open;        // signed minor units
  std::vector<std::int64_t> disputed;  // part of `open` under active dispute, 0 <= disputed <= open (debits)
};

// Sums of the bridge from control total to open items, per currency index (ascending; only currencies that occur).
struct OpenItemTotals {
  struct Line {
    std::uint16_t currency;
    std::int64_t count, amount;
  };
  std::vector<Line> superseded, not_known,
      posted_later;           // documents left out; positive = their signed amounts
  std::vector<Line> control;  // documents that exist
  std::vector<Line> cross_currency,
      applied_before_posting;  // as added to the control total to reach open items
  std::vector<Line> open;      // from documents and applications, not from OpenItems
};

struct OpenItemSet {
  OpenItems items;
  OpenItemTotals totals;
  // Where asked for: known payments and unclassified credits that are posted after the as-of date; rows, ascending.
  std::vector<std::uint32_t> later_payments;
};

OpenItemSet find_open_items(const LedgerData& ledger, const OpenItemQuery& query);

// Those of some documents (rows, ascending), without the totals. O(their applications), and a look at every id where the
// ledger has versions or the query is about what was known.
OpenItemSet find_open_items_of(const LedgerData& ledger, const OpenItemQuery& query,
                               std::span<const std::uint32_t> documents);

}  // namespace openitem
