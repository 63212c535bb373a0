#pragma once
/// \file
/// What applications took from the items of a document between two dates, and what they gave back
/// (docs/methods/roll_rates.md, 3 and 4).

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "roll_rates/day_items.hpp"
#include "roll_rates/flows.hpp"

namespace openitem {

/// An amount by the outcome that took it.
using Taken = std::array<std::int64_t, kOutcomes>;

/// Of one document at a time; scratch vectors are kept between documents.
class DocumentChanges {
 public:
  DocumentChanges(const LedgerData& ledger, const DayItems& first, const DayItems& second)
      : ledger_(ledger), first_(first), second_(second) {}

  /// Reads the rows of an identity that is in the books at both dates.
  void read(std::uint32_t identity);
  /// As if it had no rows.
  void forget() noexcept {
    takes_.clear();
    given_back_ = 0;
  }

  /// Spreads `left` of each item over the outcomes; `taken` has one entry for each.
  void take(std::span<const DebitItem> items, std::span<const std::int64_t> left, std::vector<Taken>& taken);
  /// Up to `amount` of what was given back.
  [[nodiscard]] std::int64_t give_back(std::int64_t amount) noexcept;

 private:
  struct Take {
    Outcome outcome;
    std::int32_t instalment;  // named by the row; kNoInstalment
    std::int64_t amount;      // not used yet
  };
  [[nodiscard]] Outcome outcome_of(std::uint32_t debit_row, std::uint32_t credit) const noexcept;

  const LedgerData& ledger_;
  const DayItems& first_;
  const DayItems& second_;
  std::vector<Take> takes_;  // by outcome
  std::int64_t given_back_ = 0;
};

}  // namespace openitem
