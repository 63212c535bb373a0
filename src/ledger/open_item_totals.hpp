#pragma once
// The bridge from control total to open items, summed from documents and applications.

#include <cstdint>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"

namespace openitem {

// Sums by currency of every line; parts of a ledger are summed apart and merged.
class OpenSums {
 public:
  // Adds the document to the line it belongs to, and says which.
  Place place(const Documents& documents, std::uint32_t document, Place where);
  // An open document, for the count of the line `open`.
  void count_open(std::uint16_t currency, std::int64_t rest);
  void add_cross_currency(std::uint16_t currency, std::int64_t amount);
  void add_before_posting(std::uint16_t currency, std::int64_t amount);
  void merge(const OpenSums& other);
  [[nodiscard]] OpenItemTotals lines() const;

 private:
  struct Line {
    std::int64_t count = 0, amount = 0;
  };
  struct CurrencySums {
    Line superseded, not_known, posted_later, control, cross_currency, before_posting;
    std::int64_t open_count = 0;
  };
  CurrencySums& of(std::uint16_t currency);

  std::vector<CurrencySums> by_currency_;  // position = currency index
};

// The applications' part: what they take from one side and not from the other.
[[nodiscard]] OpenSums sum_applications(const LedgerData& ledger, const Books& books, std::int32_t threads);

}  // namespace openitem
