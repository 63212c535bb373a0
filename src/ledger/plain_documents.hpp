#pragma once
// Documents whose open amount is what their applications leave of it, on every date: no instalments, disputes, versions
// or reversed applications. Sums over them need no look at the single document.

#include <cstdint>
#include <limits>
#include <vector>

#include "ledger/daily_totals.hpp"

namespace openitem {

struct LedgerData;

inline constexpr std::int32_t kNotPlain = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int32_t kNeverClosed = std::numeric_limits<std::int32_t>::max();

struct PlainDocuments {
  // Per document the day on which it is settled in full by the clock `latest`; kNeverClosed, kNotPlain.
  std::vector<std::int32_t> closed_on;
  std::vector<std::uint32_t> others;  // the documents that are not plain, ascending
  // Per application the day from which it counts by the clock `latest`, where there are no versions.
  std::vector<std::int32_t> counts_on;
  // Per application the due day of its debit; kNotPlain where that is no plain document.
  std::vector<std::int32_t> debit_due;
  // Applications of which one side is a plain document and the other is not, ascending.
  std::vector<std::uint32_t> one_sided;
  std::vector<std::uint16_t> currency;  // per application, of both sides; empty = one currency in the ledger
  DailyTotals daily;
  // False where applications between currencies or versions of documents leave nothing to sum.
  bool is_usable = false;
};

// Requires documents, instalments, disputes and the applications, whose `latest` days stand in counts_on.
// O(documents + applications).
void find_plain_documents(LedgerData& ledger);

}  // namespace openitem
