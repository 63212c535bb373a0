#pragma once
// What plain documents bring and lose on each day, summed by due day: a question about totals on many dates needs no look
// at the documents. Balances by day are kept by accounting systems for the same reason.

#include <cstdint>
#include <vector>

namespace openitem {

struct LedgerData;

// A row per currency, day and due day with any event, in this order. Few rows beside the documents, or none are kept.
struct DailyTotals {
  std::vector<std::uint16_t> currency;  // Currency::index()
  std::vector<std::int32_t>
      day;  // posting days, days of settlement in full, days from which applications count
  std::vector<std::int32_t> due;             // of debits; kNoDate = credits
  std::vector<std::int64_t> amount;          // signed minor units of the documents posted
  std::vector<std::int64_t> applied;         // minor units that applications take from debits
  std::vector<std::int64_t> opened, closed;  // numbers of documents posted, settled in full
  bool is_kept = false;

  // Below so many documents and applications for each row the totals are not kept: they would be no shorter way.
  static constexpr std::int64_t kEventsPerRow = 8;

  [[nodiscard]] std::size_t rows() const noexcept { return day.size(); }
};

// Requires ledger.plain but for the totals. O(documents + applications).
[[nodiscard]] DailyTotals sum_by_day(const LedgerData& ledger);

}  // namespace openitem
