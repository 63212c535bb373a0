#pragma once
/// \file
/// The proof: from the sum of all amounts read down to the sum of the buckets (docs/methods/aging.md, 6 and
/// 7).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/aged_items.hpp"
#include "aging/figures.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

/// Lines in the order they are added; a line's amount adds to the running sum of its currency.
class Proof {
 public:
  /// A line that is always there.
  void add(std::uint16_t currency, std::string line, std::int64_t count, std::int64_t amount);
  /// A line that is there only when its count is not 0.
  void add_if_any(std::uint16_t currency, std::string line, std::int64_t count, std::int64_t amount);
  [[nodiscard]] Table table(std::string name = "proof") const;

 private:
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string> lines_;
  std::vector<std::int64_t> counts_, amounts_;
};

/// The lower part of every proof: excluded_credits, excluded_disputes, reported, buckets, difference.
/// `figures` may be nullptr: no row has the currency.
void add_reported_lines(Proof& proof, std::uint16_t currency, const ItemSums& sums, std::int64_t open_amount,
                        const CurrencyFigures* figures);
/// The figures of a currency, or nullptr.
[[nodiscard]] const CurrencyFigures* find_figures(std::span<const CurrencyFigures> figures,
                                                  std::uint16_t currency);

/// \throws Error internal when the lines do not add up to the sum of the documents that exist.
[[nodiscard]] Table ledger_proof(const LedgerData& ledger, const AgedItems& aged,
                                 std::span<const CurrencyFigures> figures);

/// The same, then "roots": what the roots of a hierarchy add up to, and "roots_difference" from what is reported.
[[nodiscard]] Table hierarchy_proof(const LedgerData& ledger, const AgedItems& aged,
                                    std::span<const CurrencyFigures> figures,
                                    std::span<const CurrencyFigures> roots);

}  // namespace openitem
