#pragma once
/// \file
/// What documents were booked at in base currency: how much of it is still open, and what each application takes
/// of it (docs/methods/revaluation.md, 1, 2 and 5).

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "ledger/open_items.hpp"

namespace openitem {

/// Base amounts of the documents of a ledger. Refers to the ledger.
class BaseAmounts {
 public:
  BaseAmounts(const LedgerData& ledger, std::uint16_t base_currency)
      : documents_(ledger.documents), base_currency_(base_currency) {}

  /// Minor units of the base currency; nothing where the document was not booked in it.
  [[nodiscard]] std::optional<std::int64_t> of(std::uint32_t document) const noexcept {
    if (!documents_.base_amount.empty() && documents_.base_amount_null[document] == 0) {
      return documents_.base_amount[document];
    }
    if (documents_.currency[document] == base_currency_) return documents_.amount[document];
    return std::nullopt;
  }

 private:
  const Documents& documents_;
  std::uint16_t base_currency_;
};

/// What stays booked of each open item.
struct BookedItems {
  std::vector<std::int64_t> amount;      ///< minor units of the base currency; 0 where there is none
  std::vector<std::uint8_t> is_missing;  ///< 1 = the document has no booked amount, or its amount is 0
};
[[nodiscard]] BookedItems booked_items(const LedgerData& ledger, const BaseAmounts& base,
                                       const OpenItems& items);

/// Parts that applications take of booked amounts; one entry per application of the ledger.
struct BaseParts {
  std::vector<std::int64_t> debit, credit;  ///< signed as the documents; 0 where there is none
  std::vector<std::uint8_t> has_debit,
      has_credit;                  ///< 1 = the application counts, and the document was booked
  std::vector<std::int32_t> date;  ///< from which it counts; kNoDate where it does not
};
/// Under the clock of the books; each document is taken from in the order of the `latest` dates.
/// O(applications log applications of a document).
[[nodiscard]] BaseParts base_parts(const LedgerData& ledger, const BaseAmounts& base, const Books& books,
                                   std::int32_t threads);

struct BaseLine {
  std::int64_t count = 0, amount = 0;
  /// \throws Error overflow.
  void add(std::int64_t value);
  void subtract(std::int64_t value);
};
/// From the booked amounts of all documents in the books down to what open items carry, from documents and
/// applications alone (docs/methods/aging.md, 10). Amounts are signed as they add up.
struct BaseBridge {
  BaseLine documents, without_base, without_amount, residues, without_counterpart, applied_before_posting;
  std::int64_t document_visits = 0;  ///< how often a document was looked at
  [[nodiscard]] std::int64_t booked() const;
};
[[nodiscard]] BaseBridge base_bridge(const LedgerData& ledger, const BaseAmounts& base, const Books& books,
                                     const BaseParts& parts);

}  // namespace openitem
