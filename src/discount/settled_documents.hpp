#pragma once
/// \file
/// How each invoice was settled by the day: what was paid, when at last, and what was discounted.

#include <cstdint>
#include <vector>

#include "ledger/books.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/ledger.hpp"

namespace openitem::discount {

struct SettledDocument {
  std::uint32_t document;  ///< row in Documents: an invoice or debit note above 0 in the books
  std::int64_t paid = 0, discounted = 0, other = 0;  ///< minor units, what is un-applied taken back
  std::int32_t paid_on = kNoDate;                    ///< the last payment

  [[nodiscard]] bool has_payment() const noexcept { return paid > 0 && paid_on != kNoDate; }
};

/// Ascending by row. \throws Error overflow.
[[nodiscard]] std::vector<SettledDocument> read_settled_documents(const LedgerData& ledger,
                                                                  const Books& books, ApplicationClock clock);

}  // namespace openitem::discount
