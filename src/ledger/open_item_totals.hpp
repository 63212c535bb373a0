#pragma once
// The bridge from control total to open items, summed from documents and applications.

#include <cstdint>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"

namespace openitem {

// Sums by currency of every line; parts of a ledger, and changes from day to day, are summed apart and merged.
// `times` is 1 where something comes into the sums and -1 where it leaves them.
class OpenSums {
 public:
  // The document in the line of its place.
  void place(const Documents& documents, std::uint32_t document, Place where, std::int64_t times);
  // So many documents at once, and the sum of their amounts.
  void place(std::uint16_t currency, Place where, std::int64_t count, std::int64_t amount);
  // Open documents, for the count of the line `open`.
  void count_open(std::uint16_t currency, std::int64_t times);
  // What an application takes from one side and not from the other, both being in the books.
  void apply(std::uint16_t debit_currency, std::int64_t debit_amount, std::uint16_t credit_currency,
             std::int64_t credit_amount, std::int64_t times);
  // What an application takes from (or, below 0, gives to) the only side that is in the books.
  void apply_one_side(std::uint16_t currency, std::int64_t amount, std::int64_t times);
  void merge(const OpenSums& other);
  [[nodiscard]] OpenItemTotals lines() const;

 private:
  struct Line {
    std::int64_t count = 0, amount = 0;
    void add(std::int64_t value, std::int64_t times) noexcept {
      count += times;
      amount += value * times;
    }
  };
  struct CurrencySums {
    Line superseded, not_known, posted_later, control, cross_currency, before_posting;
    std::int64_t open_count = 0;
  };
  CurrencySums& of(std::uint16_t currency);
  Line& line_of(std::uint16_t currency, Place where);

  std::vector<CurrencySums> by_currency_;  // position = currency index
};

// The applications' part: what they take from one side and not from the other.
[[nodiscard]] OpenSums sum_applications(const LedgerData& ledger, const Books& books, std::int32_t threads);

}  // namespace openitem
